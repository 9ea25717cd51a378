//! Reading codes: the strict parse, and the lenient reader on clean, messy and refused cells.
//!
//! Each case checks its answer before it is timed; a column of cells is timed beside the copying of
//! its bytes, so that a figure is a ratio and survives a noisy machine.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use therapy_billing::{
    Modifier, ParseCodeError, ProcedureCode,
    code::{self, CellReader, RefusalReason, Strictness},
};

fn parse(c: &mut Criterion) {
    let mut group = c.benchmark_group("parse/procedure_code");
    assert_eq!(ProcedureCode::parse("97112"), Ok(ProcedureCode::CPT_97112));
    group.bench_function("valid", |b| {
        b.iter(|| ProcedureCode::parse(black_box("97112")));
    });
    assert_eq!(
        ProcedureCode::parse("9711O"),
        Err(ParseCodeError::Character { position: 5 })
    );
    group.bench_function("bad_character", |b| {
        b.iter(|| ProcedureCode::parse(black_box("9711O")));
    });
    assert_eq!(
        ProcedureCode::parse("97112GP"),
        Err(ParseCodeError::Length { found: 7 })
    );
    group.bench_function("bad_length", |b| {
        b.iter(|| ProcedureCode::parse(black_box("97112GP")));
    });
    group.finish();

    assert_eq!(Modifier::parse("GP"), Ok(Modifier::GP));
    c.bench_function("parse/modifier/valid", |b| {
        b.iter(|| Modifier::parse(black_box("GP")));
    });
}

fn read(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    let clean = "97112";
    assert_eq!(
        code::read(clean).map(|reading| reading.strictness()),
        Ok(Strictness::Strict)
    );
    group.bench_function("clean", |b| b.iter(|| code::read(black_box(clean))));

    let messy = " 97112gp KX";
    let reading = code::read(messy).expect("it has one reading");
    assert_eq!(reading.modifiers.as_slice(), [Modifier::GP, Modifier::KX]);
    group.bench_function("messy", |b| b.iter(|| code::read(black_box(messy))));

    let text = "HC CATH INTRAVAS US C1753";
    let refusal = code::read(text).expect_err("a code is not dug out of text");
    assert_eq!(refusal.reason, RefusalReason::Text);
    group.bench_function("text", |b| b.iter(|| code::read(black_box(text))));
    group.finish();
}

fn column(c: &mut Criterion) {
    let cells: Vec<String> = include_str!("../tests/data/code_strings.csv")
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next())
        .filter(|cell| !cell.starts_with('"'))
        .map(str::to_owned)
        .collect();
    let reader = CellReader::new().with_leading_zero().with_leading_amount();
    let count = || {
        cells
            .iter()
            .filter(|cell| reader.read(cell).is_ok())
            .count()
    };
    assert_eq!((cells.len(), count()), (COLUMN, READ));

    let bytes: usize = cells.iter().map(String::len).sum();
    let mut group = c.benchmark_group("read/column");
    group.throughput(Throughput::Elements(cells.len() as u64));
    group.bench_function("labelled_cells", |b| b.iter(count));
    let mut copy = vec![0_u8; bytes];
    group.bench_function("copy_from_slice", |b| {
        b.iter(|| {
            let mut rest = copy.as_mut_slice();
            for cell in black_box(&cells) {
                let (place, behind) = rest.split_at_mut(cell.len());
                place.copy_from_slice(cell.as_bytes());
                rest = behind;
            }
        });
    });
    group.finish();
}

/// Cells of the labelled file that stand unquoted, and how many of them are read.
const COLUMN: usize = 14_964;
const READ: usize = 13_372;

criterion_group!(benches, parse, read, column);
criterion_main!(benches);
