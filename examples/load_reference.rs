//! Starts a service: reads the current CMS files, prints which facts they give, and bills one visit with them.
//!
//! `cargo run --example load_reference` reads the sample in `examples/data/reference`.
//! `cargo run --example load_reference -- --date 2026-11-26 DIRECTORY/tables.ndjson` reads files of yours.
//!
//! CMS gives its files names that differ from quarter to quarter, and nobody should trust them. So a list states for
//! each file which table it is and when it applies, one JSON object a line, with paths relative to the list:
//!
//! ```text
//! {"table":"mue","kind":"practitioner","quarter":"2026Q4","files":["mue.csv"]}
//! {"table":"ptp","kind":"practitioner","quarter":"2026Q4","files":["f1.txt","f2.txt","f3.txt","f4.txt"]}
//! {"table":"relative-values","from":"2026-10-01","to":"2026-12-31","participant":"non-qp","file":"PPRRVU.csv"}
//! {"table":"geographic-factors","from":"2026-01-01","to":"2026-12-31","file":"GPCI.csv"}
//! {"table":"payment-amounts","from":"2026-10-01","to":"2026-12-31","file":"PFALL.txt"}
//! ```

#[path = "support/ndjson.rs"]
mod ndjson;

use std::{
    error::Error,
    fmt::Display,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use ndjson::Progress;
use therapy_billing::{
    Discipline, Minutes, ProcedureCode, ReferenceData, Service, Session, Setting, UnitRule,
    calendar::IsoDate,
    claim::{Audit, Bill, Claim, Visit},
    payment::TherapyDay,
    reference::{
        Availability, FactFamily,
        catalog::{self, CodeEntry},
        edits::{EditTable, Quarter},
        fee_schedule::{Locality, Participant, Period, Place},
        files::{
            FileError, GeographicReader, MueReader, PaymentAmountReader, PtpReader,
            RelativeValueReader,
        },
    },
    time::Date,
};

/// Reads the CMS files of a list, prints the facts of a day, and bills one visit with them.
///
/// Exit codes: 0 if every file was read; 2 if a file could not be read or the arguments are wrong.
#[derive(Parser)]
struct Arguments {
    /// The list that states the table and the dates of each file, one JSON object a line.
    #[arg(default_value = SAMPLE)]
    list: PathBuf,
    /// The date of service of the visit.
    #[arg(long, default_value = "2026-11-26")]
    date: IsoDate,
    /// Keep every row, not only those of the codes in the catalog.
    #[arg(long)]
    all_codes: bool,
}

const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/examples/data/reference/tables.ndjson"
);

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match start(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("{cause}");
            ExitCode::from(2)
        }
    }
}

fn start(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let known: Vec<_> = catalog::entries().iter().map(CodeEntry::code).collect();
    let codes = (!arguments.all_codes).then_some(known.as_slice());
    let reference = load(&arguments.list, codes)?;
    let coverage = reference.coverage(arguments.date.0);
    println!("{coverage}");
    let bill = bill(&reference, arguments.date.0)?;
    for line in bill.lines() {
        println!("{line}");
    }
    let claim = Claim::of_visit(bill.visit().clone(), bill.lines().to_vec())?;
    for finding in claim.audit().iter().flat_map(Audit::findings) {
        println!("{finding}");
    }
    let manhattan = Locality::new("13202", "01")?;
    match TherapyDay::of_bill(&bill, Place::Locality(manhattan)).estimate() {
        Ok(estimate) => println!("\n{}", estimate.statement()),
        Err(cause) => println!("\nno estimate: {cause}"),
    }
    if arguments.list == Path::new(SAMPLE) {
        use FactFamily::{MueOutpatientHospital, PtpOutpatientHospital, RelativeValues};
        for family in [MueOutpatientHospital, PtpOutpatientHospital, RelativeValues] {
            assert_eq!(coverage.of(family), Availability::Supplied, "{family}");
        }
        assert_eq!(bill.lines().len(), 2);
    }
    Ok(())
}

/// Bills 24 minutes of neuromuscular re-education and 23 of exercise, in an outpatient hospital.
fn bill(reference: &ReferenceData, date: Date) -> Result<Bill, Box<dyn Error>> {
    let session = Session::new(date, Discipline::Pt)
        .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(24))?)?
        .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(23))?)?;
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::OutpatientHospital);
    Ok(Bill::new(visit.with_reference(reference)))
}

/// One line of the list.
#[derive(serde::Deserialize)]
#[serde(tag = "table", rename_all = "kebab-case", deny_unknown_fields)]
enum Entry {
    Mue {
        kind: EditTable,
        quarter: Quarter,
        files: Vec<PathBuf>,
    },
    Ptp {
        kind: EditTable,
        quarter: Quarter,
        files: Vec<PathBuf>,
    },
    RelativeValues {
        from: String,
        to: String,
        participant: Participant,
        file: PathBuf,
    },
    GeographicFactors {
        from: String,
        to: String,
        file: PathBuf,
    },
    PaymentAmounts {
        from: String,
        to: String,
        file: PathBuf,
    },
}

/// Makes a reader keep the rows of some codes only, if there are any.
macro_rules! only {
    ($reader:expr, $codes:expr) => {
        match $codes {
            Some(codes) => $reader.only(codes.iter().copied()),
            None => $reader,
        }
    };
}

/// Reads the files of a list. With codes, only the rows of these are kept: a PTP file has two million.
fn load(list: &Path, codes: Option<&[ProcedureCode]>) -> Result<ReferenceData, String> {
    let text = fs::read_to_string(list).map_err(at(list))?;
    let folder = list.parent().unwrap_or(Path::new("."));
    let mut reference = ReferenceData::new();
    for (index, line) in text.lines().enumerate() {
        let in_list =
            |cause: &dyn Display| format!("{}, line {}: {cause}", list.display(), index + 1);
        let entry = serde_json::from_str(line).map_err(|cause| in_list(&cause))?;
        reference = match entry {
            Entry::Mue {
                kind,
                quarter,
                files,
            } => {
                let mut reader = only!(MueReader::new(kind, quarter), codes);
                let [file] = files.as_slice() else {
                    return Err(in_list(&"expected one MUE file; a table has only one"));
                };
                let file = folder.join(file);
                stream(&file, |piece| reader.read(piece))?;
                reference.with_mue(reader.finish().map_err(at(&file))?)
            }
            Entry::Ptp {
                kind,
                quarter,
                files,
            } => {
                let mut reader = only!(PtpReader::new(kind, quarter), codes);
                for file in files {
                    let file = folder.join(file);
                    stream(&file, |piece| reader.read(piece))?;
                    reader.end_part().map_err(at(&file))?;
                }
                reference.with_ptp(reader.finish().map_err(|cause| in_list(&cause))?)
            }
            Entry::RelativeValues {
                from,
                to,
                participant,
                file,
            } => {
                let period = period(&from, &to).map_err(|cause| in_list(&cause))?;
                let mut reader = only!(RelativeValueReader::new(period, participant), codes);
                let file = folder.join(file);
                stream(&file, |piece| reader.read(piece))?;
                reference.with_release(reader.finish().map_err(at(&file))?)
            }
            Entry::GeographicFactors { from, to, file } => {
                let period = period(&from, &to).map_err(|cause| in_list(&cause))?;
                let mut reader = GeographicReader::new(period);
                let file = folder.join(file);
                stream(&file, |piece| reader.read(piece))?;
                reference.with_geographic_file(reader.finish().map_err(at(&file))?)
            }
            Entry::PaymentAmounts { from, to, file } => {
                let period = period(&from, &to).map_err(|cause| in_list(&cause))?;
                let mut reader = only!(PaymentAmountReader::new(period), codes);
                let file = folder.join(file);
                stream(&file, |piece| reader.read(piece))?;
                reference.with_payment_amounts(reader.finish().map_err(at(&file))?)
            }
        };
    }
    Ok(reference)
}

fn period(from: &str, to: &str) -> Result<Period, Box<dyn Error>> {
    let (IsoDate(from), IsoDate(to)) = (from.parse()?, to.parse()?);
    Ok(Period::new(from, to)?)
}

/// Puts the name of a file before its error, which names the line and what to do.
fn at<E: Display>(file: &Path) -> impl Fn(E) -> String {
    move |cause| format!("{}: {cause}", file.display())
}

/// Feeds a file to a reader in pieces, so that no more than a piece and the kept rows are in memory.
fn stream(path: &Path, mut read: impl FnMut(&[u8]) -> Result<(), FileError>) -> Result<(), String> {
    let mut file = File::open(path).map_err(at(path))?;
    let progress = Progress::before_output(file.metadata().map_err(at(path))?.len());
    let mut piece = vec![0; ndjson::BUFFER];
    loop {
        let length = file.read(&mut piece).map_err(at(path))?;
        if length == 0 {
            progress.finish();
            return Ok(());
        }
        read(&piece[..length]).map_err(at(path))?;
        progress.advance(length);
    }
}
