//! CMS's own edit files are read as published, whole or in pieces, and a damaged one is refused.
#![allow(clippy::format_collect, reason = "a short text of a test")]

use proptest::prelude::*;
use therapy_billing::ReferenceData;
use therapy_billing::reference::edits::{
    EditTable, MueAnswer, MueTable, PtpAnswer, PtpStart, PtpTable, Quarter,
};
use therapy_billing::reference::files::{FileError, MueReader, PtpReader};
use therapy_billing::time::Date;
use therapy_billing::time::macros::date;
use therapy_billing::{ProcedureCode, Setting};

/// Hand-made in the published layout: preamble, header over four rows, tabs, ended rows kept.
const PTP_TEXT: &str = "\
CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t
Column1/Column2 Edits\t\t\t\t\t\t
Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale
\t\tprior to 1996\tDate\tDate\t0=not allowed\t
\t\t\t\t*=no data\t1=allowed\t
\t\t\t\t\t9=not applicable\t
97140\t97124\t\t20201001\t*\t0\tMisuse of Column Two code with Column One code
97150\t97112\t*\t19960101\t20191231\t1\tMutually exclusive procedures
97150\t97112\t\t20201001\t*\t1\tMutually exclusive procedures
97112\t97022\t\t20200101\t20200101\t9\tMore extensive procedure
0213T\t97112\t\t20200101\t*\t1\tStandards of medical/surgical practice
";

/// The same rows as CSV, with line breaks inside quotes and Windows line ends.
const PTP_CSV: &str = "\u{feff}\"CPT only copyright 2025, American Medical Association.\nAll rights \"\"reserved\"\".\",,,,,,\r\n\
Column 1,Column 2,\"*=in existence\nprior to 1996\",\"Effective\nDate\",\"Deletion Date\n*=no data\",\"Modifier\n0=not allowed\n1=allowed\n9=not applicable\",PTP Edit Rationale\r\n\
97140,97124,,20201001,*,0,\"Misuse of Column Two code, with Column One code\"\r\n\
97150,97112,*,19960101,20191231,1,Mutually exclusive procedures\r\n\
97150,97112,,20201001,*,1,Mutually exclusive procedures\r\n\
97112,97022,,20200101,20200101,9,More extensive procedure\r\n\
0213T,97112,,20200101,*,1,Standards of medical/surgical practice";

const MUE: &str = "\
\"CPT codes and descriptions are copyright 2025 American Medical Association.
All rights reserved.
Second \"\"notice\"\", with commas\",,,
\"HCPCS/CPT
Code\",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
97112,4,3 Date of Service Edit: Clinical,Clinical: Data
97161,1,2 Date of Service Edit: Policy,\"Code Descriptor / CPT Instruction\"
97597,1,1 Line Edit,\"Clinical, Data\"
97014,0,3 Date of Service Edit: Clinical,CMS Policy
";

fn quarter() -> Quarter {
    Quarter::new(2026, 1).unwrap()
}

fn ptp(text: &str) -> Result<PtpTable, FileError> {
    PtpReader::parse(EditTable::Practitioner, quarter(), text)
}

fn mue(text: &str) -> Result<MueTable, FileError> {
    MueReader::parse(EditTable::Practitioner, quarter(), text)
}

#[track_caller]
fn refuses<T: std::fmt::Debug>(result: Result<T, FileError>, message: &str) {
    assert_eq!(result.unwrap_err().to_string(), message);
}

fn answer(table: &PtpTable, a: &str, b: &str, day: Date) -> char {
    let edits = ReferenceData::empty().with_ptp(table.clone());
    let code = |text: &str| text.parse::<ProcedureCode>().unwrap();
    match edits.ptp(code(a), code(b), Setting::PrivatePractice, day) {
        PtpAnswer::NoEdit { .. } => '-',
        PtpAnswer::Edit { edit, .. } if edit.allows_modifier => '1',
        PtpAnswer::Edit { .. } => '0',
        _ => '!',
    }
}

#[test]
fn a_pair_file_is_read_with_its_preamble_header_and_ended_rows() {
    for text in [PTP_TEXT, PTP_CSV] {
        let table = ptp(text).unwrap();
        assert_eq!(table.len(), 5);
        let day = date!(2026 - 02 - 03);
        assert_eq!(answer(&table, "97124", "97140", day), '0');
        assert_eq!(answer(&table, "97112", "97150", day), '1');
        assert_eq!(answer(&table, "97112", "97022", day), '-');
        assert_eq!(answer(&table, "97112", "0213T", day), '1');
        assert_eq!(answer(&table, "97112", "97150", date!(2019 - 12 - 31)), '1');
        assert_eq!(answer(&table, "97112", "97150", date!(2020 - 01 - 01)), '-');
        assert_eq!(answer(&table, "97112", "97022", date!(2020 - 01 - 01)), '-');
    }
    assert_eq!(ptp(PTP_TEXT), ptp(PTP_CSV));
}

#[test]
fn a_unit_file_is_read_behind_a_notice_of_several_lines() {
    let table = mue(MUE).unwrap();
    assert_eq!(table.len(), 4);
    let edits = ReferenceData::new().with_mue(table);
    for (code, expected) in [
        ("97112", (4, 3)),
        ("97161", (1, 2)),
        ("97597", (1, 1)),
        ("97014", (0, 3)),
    ] {
        let code: ProcedureCode = code.parse().unwrap();
        let MueAnswer::Limit { limit, .. } =
            edits.mue(code, Setting::PrivatePractice, date!(2026 - 03 - 31))
        else {
            panic!("{code} has a value");
        };
        assert_eq!((limit.value, limit.indicator.digit()), expected, "{code}");
    }
}

#[test]
fn the_size_of_the_pieces_does_not_matter() {
    let whole = (ptp(PTP_CSV).unwrap(), mue(MUE).unwrap());
    for size in [1, 2, 3, 7, 64, 1000] {
        let mut pairs = PtpReader::new(EditTable::Practitioner, quarter());
        let mut units = MueReader::new(EditTable::Practitioner, quarter());
        for piece in pieces(PTP_CSV, size) {
            pairs.read(piece).unwrap();
        }
        for piece in pieces(MUE, size) {
            units.read(piece).unwrap();
        }
        assert_eq!(
            (pairs.finish().unwrap(), units.finish().unwrap()),
            whole,
            "pieces of {size}"
        );
    }
}

fn pieces(text: &str, size: usize) -> Vec<&[u8]> {
    text.as_bytes().chunks(size).collect()
}

#[test]
fn parts_of_a_table_make_one_table() {
    let mut reader = PtpReader::new(EditTable::OutpatientHospital, quarter());
    for part in [
        PTP_TEXT,
        PTP_CSV,
        &PTP_TEXT.replace("97140\t97124", "97124\t97140"),
    ] {
        reader.read(part).unwrap();
        reader.end_part().unwrap();
    }
    assert_eq!(reader.finish().unwrap().len(), 6); // equal rows are one
}

#[test]
fn a_damaged_pair_row_is_refused_by_line_and_column() {
    let damaged = |from: &str, to: &str| ptp(&PTP_TEXT.replacen(from, to, 1));
    refuses(
        damaged("97140\t97124", "9714\t97124"),
        "line 7, column 1 (column 1): expected a procedure code of five characters, such as 97112; correct the file or download it again",
    );
    refuses(
        damaged("97150\t97112\t*", "97150\t9711O\t*"),
        "line 8, column 2 (column 2): expected a procedure code of five characters, such as 97112; correct the file or download it again",
    );
    refuses(
        damaged("19960101", "1996-01-01"),
        "line 8, column 4 (effective date): expected a date as YYYYMMDD; correct the file or download it again",
    );
    refuses(
        damaged("20191231", "20190229"),
        "line 8, column 5 (deletion date): expected a date as YYYYMMDD, or * where there is none; correct the file or download it again",
    );
    refuses(
        damaged("20191231\t1", "20191231\t2"),
        "line 8, column 6 (modifier indicator): expected an indicator of 0, 1 or 9; correct the file or download it again",
    );
    refuses(
        damaged(
            "\t\t20201001\t*\t0\tMisuse of Column Two code with Column One code",
            "",
        ),
        "line 7, column 4 (effective date): expected a cell, found the end of the row; correct the file or download it again",
    );
    refuses(
        damaged("Two code with", "Two\tcode with"),
        "line 7: expected 7 cells, found 8; correct the file or download it again",
    );
    // the first row behind the header is no part of it, even if its codes are gone
    refuses(
        damaged("97140\t97124\t", "\t\t"),
        "line 7, column 1 (column 1): expected a procedure code of five characters, such as 97112; correct the file or download it again",
    );
}

#[test]
fn a_damaged_unit_row_is_refused_by_line_and_column() {
    let damaged = |from: &str, to: &str| mue(&MUE.replacen(from, to, 1));
    refuses(
        damaged("97112,4,3 Date", "97112,four,3 Date"),
        "line 6, column 2 (value): expected units, 0 to 4294967295; correct the file or download it again",
    );
    refuses(
        damaged("97112,4,3 Date", "97112,-4,3 Date"),
        "line 6, column 2 (value): expected units, 0 to 4294967295; correct the file or download it again",
    );
    refuses(
        damaged("97112,4,3 Date", "97112,,3 Date"),
        "line 6, column 2 (value): expected units, 0 to 4294967295; correct the file or download it again",
    );
    refuses(
        damaged("97112,4,3 Date", "97112,4,4 Date"),
        "line 6, column 3 (adjudication indicator): expected an indicator of 1 to 3, with or without its words; correct the file or download it again",
    );
    refuses(
        damaged("97112,4,3 Date", "97112,4,30 Date"),
        "line 6, column 3 (adjudication indicator): expected an indicator of 1 to 3, with or without its words; correct the file or download it again",
    );
    refuses(
        damaged("\"Clinical, Data\"", "Clinical, Data"),
        "line 8: expected 4 cells, found 5; correct the file or download it again",
    );
    refuses(
        damaged("\"Clinical, Data\"", "\"Clinical\" Data"),
        "line 8: expected a closing quotation mark at the end of a cell, found none; correct the file or download it again",
    );
}

#[test]
fn a_quote_that_is_never_closed_is_refused_where_it_opens() {
    refuses(
        mue(&MUE.replacen("\"Clinical, Data\"", "\"Clinical, Data", 1)),
        "line 8: expected a closing quotation mark at the end of a cell, found none; correct the file or download it again",
    );
    let long =
        MUE.replacen("\"Clinical, Data\"", "\"Clinical", 1) + &"97110,6,3 x,y\n".repeat(9000);
    let mut reader = MueReader::new(EditTable::Practitioner, quarter());
    let first_error = pieces(&long, 4096)
        .into_iter()
        .find_map(|piece| reader.read(piece).err());
    let limit = 65_536;
    assert_eq!(first_error, Some(FileError::LongRow { line: 8, limit }));
    assert_eq!(mue(&long), Err(FileError::LongRow { line: 8, limit }));
}

#[test]
fn one_code_with_two_values_is_refused_and_a_repeated_row_is_not() {
    let twice = MUE.to_owned() + "97112,4,3 Date of Service Edit: Clinical,x\n";
    assert_eq!(mue(&twice), mue(MUE));
    for other in [
        "97112,5,3 Date of Service Edit: Clinical,x\n",
        "97112,4,2 Date,x\n",
    ] {
        refuses(
            mue(&(MUE.to_owned() + other)),
            "line 10: expected one row for 97112, found another on line 6; remove the wrong one",
        );
    }
}

#[test]
fn the_stated_table_is_held_against_the_header() {
    let hospital = MUE.replace("Practitioner Services", "Outpatient Hospital Services");
    assert!(MueReader::parse(EditTable::OutpatientHospital, quarter(), &hospital).is_ok());
    refuses(
        mue(&hospital),
        "line 4: expected the header of the practitioner table, found that of another; state the table that the file has",
    );
}

#[test]
fn a_file_without_a_header_or_without_rows_is_refused() {
    refuses(
        ptp("97150\t97112\t\t20201001\t*\t1\t\n"),
        "expected a header that names Column 1, Column 2, Effective Date, Deletion Date and Modifier, found none; check that the file is the one that this reader reads, whole and as CSV or tab-delimited text",
    );
    refuses(
        mue(""),
        "expected a header that names HCPCS/CPT Code, MUE Values and MUE Adjudication Indicator, found none; check that the file is the one that this reader reads, whole and as CSV or tab-delimited text",
    );
    let header_only = MUE.split_inclusive('\n').take(5).collect::<String>();
    refuses(
        mue(&header_only),
        "expected rows below the header, found none; check that the file is whole",
    );
    refuses(
        ptp(MUE),
        "expected a header that names Column 1, Column 2, Effective Date, Deletion Date and Modifier, found none; check that the file is the one that this reader reads, whole and as CSV or tab-delimited text",
    );
}

#[test]
fn nothing_is_read_after_an_error() {
    let mut reader = PtpReader::new(EditTable::Practitioner, quarter());
    let damaged = PTP_TEXT.replacen("20201001", "20201301", 1);
    let error = reader.read(&damaged).unwrap_err();
    assert!(matches!(error, FileError::Cell { column: 4, .. }));
    assert_eq!(reader.read(PTP_TEXT), Err(error));
    assert_eq!(reader.end_part(), Err(error));
    assert_eq!(reader.finish(), Err(error));
}

#[test]
fn blank_lines_are_no_rows() {
    let spaced = PTP_TEXT.replace('\n', "\n\n") + "\t\t\t\t\t\t\n  \n";
    assert_eq!(ptp(&spaced), ptp(PTP_TEXT));
}

#[test]
fn a_record_is_treated_alike_in_one_piece_and_in_many() {
    let limit = 65_536;
    for (length, expected) in [
        (60_000, None),
        (70_000, Some(FileError::LongRow { line: 7, limit })),
    ] {
        let text = PTP_TEXT.replacen("Misuse", &"M".repeat(length), 1);
        assert_eq!(ptp(&text).err(), expected);
        for size in [1_000, 35_000, 69_999] {
            let mut reader = PtpReader::new(EditTable::Practitioner, quarter());
            let read = pieces(&text, size)
                .into_iter()
                .try_for_each(|piece| reader.read(piece));
            assert_eq!(
                read.and_then(|()| reader.finish()).err(),
                expected,
                "pieces of {size}"
            );
        }
    }
}

#[test]
fn an_unfinished_part_is_an_error() {
    for unfinished in [
        "97150\t97112",
        "CPT only copyright\n",
        "\"a notice that goes on\n",
    ] {
        let mut reader = PtpReader::new(EditTable::Practitioner, quarter());
        reader.read(PTP_TEXT).unwrap();
        reader.end_part().unwrap();
        reader.read(unfinished).unwrap();
        assert!(reader.finish().is_err(), "{unfinished}");
    }
}

#[test]
fn a_reader_keeps_the_rows_of_some_codes_and_answers_for_no_others() {
    let manual: ProcedureCode = "97140".parse().unwrap();
    let mut reader = PtpReader::new(EditTable::Practitioner, quarter()).only([manual]);
    reader.read(PTP_TEXT).unwrap();
    let table = reader.finish().unwrap();
    assert_eq!(table.len(), 1);
    let row = table.iter().next().unwrap();
    assert_eq!(row.effective, PtpStart::On(date!(2020 - 10 - 01)));
    let whole = PtpTable::new(EditTable::Practitioner, quarter()).with(
        row.column_1,
        row.column_2,
        row.indicator,
        date!(2020 - 10 - 01),
        row.deleted,
    );
    assert_ne!(whole, table, "the same rows, but it answers for every code");
    let edits = ReferenceData::empty().with_ptp(table);
    let day = date!(2026 - 02 - 03);
    let answer = |a: &str, b: &str| {
        edits.ptp(
            a.parse().unwrap(),
            b.parse().unwrap(),
            Setting::PrivatePractice,
            day,
        )
    };
    assert!(matches!(answer("97124", "97140"), PtpAnswer::Edit { .. }));
    assert!(matches!(answer("97140", "99999"), PtpAnswer::NoEdit { .. }));
    assert_eq!(answer("97150", "97112"), PtpAnswer::NoCoverage);
    let mut reader = MueReader::new(EditTable::Practitioner, quarter()).only([manual]);
    reader.read(MUE).unwrap();
    assert_eq!(reader.finish().unwrap().len(), 0);
    let mut reader = PtpReader::new(EditTable::Practitioner, quarter()).only([manual]);
    let damaged = PTP_TEXT.replacen("97150", "9715", 1);
    assert!(
        reader.read(&damaged).is_err(),
        "rows that are not kept are checked"
    );
}

#[test]
fn a_large_file_is_read_in_the_memory_of_the_rows_kept() {
    let header: String = PTP_TEXT.split_inclusive('\n').take(6).collect();
    let mut reader =
        PtpReader::new(EditTable::Practitioner, quarter()).only([ProcedureCode::CPT_97112]);
    reader.read(&header).unwrap();
    for first in 10_000..10_200 {
        let rows: String = (20_000..20_200)
            .map(|second| format!("{first}\t{second}\t\t20200101\t*\t1\tx\n"))
            .collect();
        reader.read(&rows).unwrap();
    }
    reader.read("97112\t97022\t\t20200101\t*\t1\tx\n").unwrap();
    assert_eq!(reader.finish().unwrap().len(), 1);
}

#[test]
fn the_published_edit_files_are_read_as_bytes() {
    let pairs = include_bytes!("data/published/ccipra-v322r0-f1.excerpt.txt");
    assert_eq!(ptp_of(pairs).unwrap().len(), 8);
    let units =
        include_bytes!("data/published/MCR_MUE_PractitionerServices_Eff_04-01-2026.excerpt.csv");
    assert!(
        units.contains(&0xae),
        "the notice has the registered sign of Windows-1252"
    );
    let quarter = Quarter::new(2026, 2).unwrap();
    let table = MueReader::parse(EditTable::Practitioner, quarter, units).unwrap();
    let value = |wanted: &str| {
        let mut found = table.iter().filter(|(code, _)| code.as_str() == wanted);
        found.next().map(|(_, limit)| limit.value)
    };
    assert_eq!(value("J7212"), Some(90_000));
    assert_eq!(value("97112"), Some(4));
}

fn ptp_of(file: &[u8]) -> Result<PtpTable, FileError> {
    PtpReader::parse(EditTable::Practitioner, quarter(), file)
}

proptest! {
    /// Damage anywhere is refused or harmless, never a panic, and the same however the text is cut.
    #[test]
    fn damaged_text_is_read_the_same_whole_and_in_pieces(
        is_pairs in any::<bool>(),
        place in any::<prop::sample::Index>(),
        with in "[\\PC\n\t,\"*]{0,4}",
        length in 0_usize..12,
        size in 1_usize..90,
    ) {
        let mut text = String::from(if is_pairs { PTP_CSV } else { MUE });
        let start = place.index(text.len());
        let end = (start + length).min(text.len());
        prop_assume!(text.is_char_boundary(start) && text.is_char_boundary(end));
        text.replace_range(start..end, &with);
        if is_pairs {
            let mut reader = PtpReader::new(EditTable::Practitioner, quarter());
            let read = pieces(&text, size).into_iter().try_for_each(|piece| reader.read(piece));
            prop_assert_eq!(read.and_then(|()| reader.finish()), ptp(&text));
        } else {
            let mut reader = MueReader::new(EditTable::Practitioner, quarter());
            let read = pieces(&text, size).into_iter().try_for_each(|piece| reader.read(piece));
            prop_assert_eq!(read.and_then(|()| reader.finish()), mue(&text));
        }
    }
}
