//! Promise: CMS's own files are found by the names of their columns, every row is read or is an error
//! with its line, and what they hold prices a day on their dates and no others.

#[path = "support/payment.rs"]
mod support;

use support::{dollars, ids, line};
use therapy_billing::ReferenceData;
use therapy_billing::payment::{LineStatus, Pricing, PricingError, Provider, TherapyDay};
use therapy_billing::reference::fee_schedule::{
    GeographicFactors, GeographicFile, Locality, Participant, PaymentAmountFile, Period, Place,
    RelativeValueRelease,
};
use therapy_billing::reference::files::FileError;
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::{Date, macros::date};
use therapy_billing::{ProcedureCode, Setting};

/// 32 columns under a stack of five rows, as in 2026, with CRLF and a notice over several lines.
const PPRRVU: &str = include_str!("data/pprrvu_2026.csv");
/// 15 columns under a stack of two rows, as older files have them, shortened.
const PPRRVU_OLDER: &str = include_str!("data/pprrvu_older.csv");
const GPCI: &str = include_str!("data/gpci_2026_addendum_e.csv");
const PFALL: &str = include_str!("data/pfall_2026.txt");

const ON: Date = date!(2026 - 07 - 14);

fn year(year: i32) -> Period {
    let day = |ordinal| Date::from_ordinal_date(year, ordinal).expect("a day");
    let last = Date::from_calendar_date(year, therapy_billing::time::Month::December, 31);
    Period::new(day(1), last.expect("a day")).expect("in order")
}

fn release(text: &str) -> Result<RelativeValueRelease, FileError> {
    RelativeValueRelease::read(text, year(2026), Participant::NonQp)
}

fn alabama() -> Locality {
    Locality::new("10112", "00").expect("digits")
}

#[track_caller]
fn price(schedule: &ReferenceData, place: Place, code: &str) -> (LineStatus, [Option<Decimal>; 2]) {
    let day = TherapyDay::new(ON, place)
        .with_line(line(&format!("{code} GP"), 1, "400.00"))
        .expect("a line of the day");
    let estimate = day
        .with_reference(schedule)
        .estimate()
        .unwrap_or_else(|cause| panic!("{cause}"));
    let line = estimate.lines[0];
    (line.status, [line.full_price, line.reduced_price])
}

/// An error of a cell with its line and column name alone.
fn named(error: FileError) -> FileError {
    match error {
        FileError::Cell { line, name, .. } => FileError::Cell {
            line,
            column: 0,
            name,
            expected: "",
        },
        other => other,
    }
}

fn cell(line: usize, name: &'static str) -> Result<(), FileError> {
    let (column, expected) = (0, "");
    Err(FileError::Cell {
        line,
        column,
        name,
        expected,
    })
}

#[test]
fn the_published_files_are_read_whole_or_refused_by_the_name_of_their_csv() {
    let period = year(2025);
    let gpci = include_bytes!("data/published/GPCI2025.csv");
    assert_eq!(
        GeographicFile::read(gpci, period)
            .expect("a published file")
            .len(),
        109
    );
    let head = include_bytes!("data/published/GPCI2026.head.csv");
    assert_eq!(
        GeographicFile::read(head, year(2026))
            .expect("its begin")
            .len(),
        5
    );
    let fixed = include_bytes!("data/published/GPCI2025.txt");
    let csv = "the GPCI file that ends in .csv";
    assert_eq!(
        GeographicFile::read(fixed, period),
        Err(FileError::FixedWidth { csv })
    );

    for (file, year_of, rows) in [
        (
            &include_bytes!("data/published/PPRRVU2025_Oct.excerpt.csv")[..],
            2025,
            11,
        ),
        (
            &include_bytes!("data/published/PPRRVU2026_Jul.head.csv")[..],
            2026,
            2,
        ),
    ] {
        let read = RelativeValueRelease::read(file, year(year_of), Participant::NonQp);
        assert_eq!(read.expect("a published file").len(), rows);
    }
    let line = "97112   SOME DESCRIPTION                     A   0.50   0.47   0.47   0.01   0.98";
    let fixed = format!("HDR 2026 NATIONAL PHYSICIAN FEE SCHEDULE\n{line}\n{line}\n");
    let csv = "the PPRRVU file that ends in .csv";
    assert_eq!(release(&fixed), Err(FileError::FixedWidth { csv }));

    let revisions = include_bytes!("data/published/PFREV26B.excerpt.txt");
    let amounts = PaymentAmountFile::read(revisions, year(2026)).expect("a published file");
    assert_eq!(amounts.len(), 9);
}

#[test]
fn a_release_is_read_by_the_names_of_its_columns() {
    let release = release(PPRRVU).expect("the file can be read");
    assert_eq!(release.len(), 5);
    assert_eq!(release.conversion_factor(), Some(Decimal::new(33_4009, 4)));
    assert_eq!(release.pctc(ProcedureCode::CPT_97112), Some(7));
    let schedule = ReferenceData::new().with_release(release);
    let values = schedule
        .relative_values(ProcedureCode::CPT_97112, ON)
        .expect("a row");
    let parts = [
        values.work(),
        values.practice_expense(),
        values.malpractice(),
    ];
    assert_eq!(
        parts,
        [Decimal::new(50, 2), Decimal::new(47, 2), Decimal::new(1, 2)]
    );
    assert_eq!(values.multiple_procedure(), Some(5));
    let facility = values.facility_practice_expense();
    assert_eq!(facility, Some(Decimal::new(47, 2)));
    let two = [Some(dollars("32.73")), Some(dollars("24.88"))];
    assert_eq!(
        price(&schedule, Place::National, "97112"),
        (LineStatus::Estimated, two)
    );
}

#[test]
fn a_release_gives_status_and_takes_the_place_of_the_built_in_rows() {
    let schedule = ReferenceData::new().with_release(release(PPRRVU).expect("can be read"));
    let nothing = [None, None];
    let at = |code| price(&schedule, Place::National, code);
    assert_eq!(at("97014"), (LineStatus::NotPayable, nothing)); // status I
    assert_eq!(at("97799"), (LineStatus::NoData, nothing)); // status C
    assert_eq!(at("97140"), (LineStatus::NoData, nothing)); // the release lacks it
    let (status, [full, reduced]) = at("97129"); // indicator 0
    assert_eq!(status, LineStatus::Estimated);
    assert_eq!(full, reduced);
}

#[test]
fn a_release_of_another_year_answers_for_its_own_dates_only() {
    let release = RelativeValueRelease::read(PPRRVU, year(2031), Participant::All);
    let schedule = ReferenceData::new().with_release(release.expect("can be read"));
    let line = line("97112 GP", 1, "");
    let at = |on| {
        TherapyDay::new(on, Place::National)
            .with_line(line)
            .expect("a line of the day")
            .with_reference(&schedule)
            .estimate()
    };
    assert!(at(date!(2031 - 12 - 31)).is_ok());
    let on = date!(2032 - 01 - 01);
    let error = at(on).expect_err("no factor is held");
    assert_eq!(error, PricingError::NoConversionFactor { date: on }.into());
}

#[test]
fn an_older_layout_is_read_alike() {
    let period = year(2020);
    let release = RelativeValueRelease::read(PPRRVU_OLDER, period, Participant::All)
        .expect("the file can be read");
    assert_eq!(release.conversion_factor(), Some(Decimal::new(36_0896, 4)));
    let schedule = ReferenceData::new().with_release(release);
    let values = schedule.relative_values(ProcedureCode::CPT_97112, date!(2020 - 02 - 03));
    let values = values.expect("a row");
    assert_eq!(values.practice_expense(), Decimal::new(48, 2));
    assert_eq!(values.malpractice(), Decimal::new(2, 2));
}

#[test]
fn a_release_that_cannot_be_read_is_an_error_with_its_line() {
    let header = "HCPCS,MOD,DESCRIPTION,STATUS CODE,FACILITY PE RVU,PCTC IND,WORK RVU,NON-FAC PE RVU,MP RVU,MULT PROC,CONV FACTOR";
    let read = |rows: &str| {
        release(&format!("{header}\n{rows}\n"))
            .map(drop)
            .map_err(named)
    };
    assert_eq!(read("97112,,x,A,0.47,7,0.50,0.47,0.01,5,33.4009"), Ok(()));
    assert_eq!(read("97112,,x,A,0.47,7,.50,.47,.01,,33.4009"), Ok(()));
    assert_eq!(
        read("9711,,x,A,0.47,7,0.50,0.47,0.01,5,33.4009"),
        cell(2, "HCPCS")
    );
    assert_eq!(
        read("97112,,x,A,0.47,7,half,0.47,0.01,5,33.4009"),
        cell(2, "WORK RVU")
    );
    assert_eq!(
        read("97112,,x,A,0.47,7,0.50,,0.01,5,33.4009"),
        cell(2, "NON-FAC PE RVU")
    );
    assert_eq!(
        read("97112,,x,A,0.47,7,0.50,0.47,-0.01,5,33.4009"),
        cell(2, "MP RVU")
    );
    assert_eq!(
        read("97112,,x,A,0.47,7,0.50,0.47,0.01,55,33.4009"),
        cell(2, "MULT PROC")
    );
    assert_eq!(
        read("97112,,x,,0.47,7,0.50,0.47,0.01,5,33.4009"),
        cell(2, "STATUS CODE")
    );
    assert_eq!(read("97112,,x,A,0.47,7,0.50,0.47"), cell(2, "MP RVU"));
    assert_eq!(
        read("97112,,x,A,,7,0.50,0.47,0.01,5,33.4009"),
        cell(2, "FACILITY PE RVU")
    );
    assert_eq!(
        read("97112,,x,A,0.47,x,0.50,0.47,0.01,5,33.4009"),
        cell(2, "PCTC IND")
    );
    let twice =
        "97112,,x,A,0.47,7,0.50,0.47,0.01,5,33.4009\n97112,,x,A,0.47,7,0.50,0.46,0.01,5,33.4009";
    let code = ProcedureCode::CPT_97112;
    assert_eq!(
        read(twice),
        Err(FileError::CodeTwice {
            line: 3,
            other: 2,
            code
        })
    );
    let open = "97112,,\"x,A,0.47,7,0.50,0.47,0.01,5,33.4009";
    assert_eq!(read(open), Err(FileError::Quote { line: 2 }));
    let behind = "97112,,\"x\"y,A,0.47,7,0.50,0.47,0.01,5,33.4009";
    assert_eq!(read(behind), Err(FileError::Quote { line: 2 }));
}

#[test]
fn a_release_without_its_columns_is_refused_by_their_names() {
    let read = |text: &str| release(text).map(drop).map_err(named);
    let columns = "HCPCS, MOD and DESCRIPTION";
    let none = FileError::NoHeader { columns };
    assert_eq!(read(""), Err(none));
    assert_eq!(read("code,price\n97112,32.73\n"), Err(none));
    let column = |name, found| {
        Err(FileError::Column {
            line: 1,
            name,
            found,
        })
    };
    let without = "HCPCS,MOD,DESCRIPTION,STATUS CODE,FACILITY PE RVU,PCTC IND,WORK RVU,MP RVU,MULT PROC,CONV FACTOR\n";
    assert_eq!(read(without), column("NON-FAC PE RVU", 0));
    let twice = "HCPCS,MOD,DESCRIPTION,STATUS CODE,FACILITY PE RVU,PCTC IND,WORK RVU,WORK RVU,NON-FAC PE RVU,MP RVU,MULT PROC,CONV FACTOR\n";
    assert_eq!(read(twice), column("WORK RVU", 2));
}

#[test]
fn geographic_factors_are_those_with_the_floor_and_zeros_are_put_back() {
    let file = GeographicFile::read(GPCI, year(2026)).expect("the file can be read");
    let factors = |carrier, locality| {
        let locality = Locality::new(carrier, locality).expect("digits");
        let factors = file.factors(locality)?;
        Some(
            [
                factors.work(),
                factors.practice_expense(),
                factors.malpractice(),
            ]
            .map(|f| f.to_string()),
        )
    };
    let three = |a: &str, b: &str, c: &str| Some([a, b, c].map(str::to_owned));
    assert_eq!(factors("10112", "00"), three("1.000", "0.869", "0.575"));
    assert_eq!(factors("02102", "01"), three("1.500", "1.081", "0.592")); // 2102 and 1 in the file
    assert_eq!(factors("01112", "05"), None);
}

#[test]
fn a_file_of_geographic_factors_prices_its_own_year() {
    let file = GeographicFile::read(GPCI, year(2026)).expect("the file can be read");
    let schedule = ReferenceData::new().with_geographic_file(file);
    assert!(schedule.geographic_factors(alabama(), ON).is_some());
    assert!(
        schedule
            .geographic_factors(alabama(), date!(2027 - 07 - 14))
            .is_none()
    );
    let release = release(PPRRVU).expect("can be read");
    let (_, [full, _]) = price(
        &schedule.with_release(release),
        Place::Locality(alabama()),
        "97112",
    );
    assert_eq!(full, Some(dollars("30.53")));
}

#[test]
fn geographic_factors_that_cannot_be_read_are_an_error_with_their_line() {
    let header = "MAC,State,Locality Number,Locality Name,2026 PW GPCI,2026 PE GPCI,2026 MP GPCI";
    let read = |rows: &str| {
        GeographicFile::read(format!("{header}\n{rows}\n"), year(2026))
            .map(drop)
            .map_err(named)
    };
    assert_eq!(read("10112,AL,00,ALABAMA,1,0.869,0.575"), Ok(()));
    assert_eq!(read("10112,AL,00,ALABAMA,1,n/a,0.575"), cell(2, "PE GPCI"));
    assert_eq!(read("1011X,AL,00,ALABAMA,1,0.869,0.575"), cell(2, "MAC"));
    let twice = "10112,AL,00,ALABAMA,1,0.869,0.575\n10112,AL,00,ALABAMA,1,0.869,0.575";
    let locality = alabama();
    assert_eq!(
        read(twice),
        Err(FileError::LocalityTwice {
            line: 3,
            other: 2,
            locality
        })
    );
    assert!(matches!(
        GeographicFile::read("title\n", year(2026)),
        Err(FileError::NoHeader { .. })
    ));
}

#[test]
fn published_amounts_take_the_place_of_both_prices() {
    let file = PaymentAmountFile::read(PFALL, year(2026)).expect("the file can be read");
    let schedule = ReferenceData::new().with_payment_amounts(file);
    let at = |code| price(&schedule, Place::Locality(alabama()), code);
    let two = |full, reduced| [Some(dollars(full)), Some(dollars(reduced))];
    assert_eq!(at("97112"), (LineStatus::Estimated, two("30.53", "23.71")));
    assert_eq!(at("97129"), (LineStatus::Estimated, two("21.55", "21.55"))); // indicator 0
    assert_eq!(at("97014"), (LineStatus::NotPayable, [None, None]));
    assert_eq!(at("97799"), (LineStatus::NoData, [None, None]));
    assert_eq!(at("97530"), (LineStatus::NoData, [None, None])); // not in the file
}

#[test]
fn published_amounts_need_no_factors_and_are_ranked_by_what_the_rule_takes_off() {
    let period = Period::new(date!(2026 - 01 - 01), date!(2026 - 12 - 31)).expect("in order");
    let later = year(2027);
    let text = PFALL.replace("\"2026\"", "\"2027\"");
    assert!(PaymentAmountFile::read(&text, period).is_err());
    let file = PaymentAmountFile::read(&text, later).expect("rows of 2027");
    let schedule = ReferenceData::new().with_payment_amounts(file);
    let day = TherapyDay::new(date!(2027 - 03 - 14), Place::Locality(alabama()))
        .with_line(line("97110 GP", 1, "60.00"))
        .expect("a line of the day")
        .with_line(line("97112 GP", 2, "90.00"))
        .expect("a line of the day");
    let estimate = day
        .with_reference(&schedule)
        .estimate()
        .expect("no factor is needed");
    assert_eq!(estimate.lines[0].fee_schedule, Some(dollars("21.20")));
    assert_eq!(estimate.lines[1].fee_schedule, Some(dollars("54.24")));
    let names: Vec<_> = estimate
        .figures
        .iter()
        .map(|row| row.name.as_str())
        .collect();
    assert!(names.contains(&"published-full-price"), "{names:?}");
    assert!(!names.contains(&"conversion-factor"), "{names:?}");
    assert_eq!(
        ids(&estimate),
        ["deductible-unknown", "accrued-unknown", "kx-no-amount"]
    );
}

#[test]
fn an_office_and_an_institution_have_each_their_reduced_amount() {
    let period = Period::new(date!(2012 - 01 - 01), date!(2012 - 12 - 31)).expect("in order");
    let row = r#""2012","10112","00","97112","  ","0000030.00","0000030.00"," ","7","A","5","0000028.00","0000027.50","0","0000000.00","0000000.00""#;
    let file = PaymentAmountFile::read(row, period).expect("a row");
    let schedule = ReferenceData::new().with_payment_amounts(file);
    let reduced = |setting| {
        let day = TherapyDay::new(date!(2012 - 05 - 01), Place::Locality(alabama()))
            .with_line(line("97112 GP", 1, ""))
            .expect("a line of the day")
            .with_provider(Provider::new(setting));
        day.with_reference(&schedule)
            .estimate()
            .expect("priced")
            .lines[0]
            .reduced_price
    };
    assert_eq!(reduced(Setting::PrivatePractice), Some(dollars("28.00")));
    assert_eq!(reduced(Setting::OutpatientHospital), Some(dollars("27.50")));
}

#[test]
fn amounts_that_cannot_be_read_are_an_error_with_their_line() {
    let good = r#""2026","10112","00","97112","  ","0000030.53","0000030.53"," ","7","A","5","0000023.71","0000023.71","0","0000000.00","0000000.00""#;
    let read = |text: &str| {
        PaymentAmountFile::read(text, year(2026))
            .map(drop)
            .map_err(named)
    };
    assert_eq!(read(good), Ok(()));
    assert_eq!(
        read(&good.replace("0000030.53\",\"00", "30,53\",\"00")),
        cell(1, "non-facility amount")
    );
    assert_eq!(read(&good.replace("97112", "9711")), cell(1, "code"));
    assert_eq!(read(&good.replace("10112", "101")), cell(1, "carrier"));
    assert_eq!(
        read(&good.replace("2026", "2025")),
        Err(FileError::Year {
            line: 1,
            expected: 2026
        })
    );
    assert_eq!(
        read(good.trim_end_matches(",\"0000000.00\"")),
        Err(FileError::Width {
            line: 1,
            expected: 16,
            found: 14
        })
    );
    let code = ProcedureCode::CPT_97112;
    assert_eq!(
        read(&format!("{good}\n{good}\n")),
        Err(FileError::CodeTwice {
            line: 2,
            other: 1,
            code
        })
    );
    assert_eq!(read("CPT codes are copyright\n"), Err(FileError::NoRows));
}

#[test]
fn no_descriptor_of_a_file_is_kept() {
    let release = release(PPRRVU).expect("can be read");
    assert!(PPRRVU.contains("SOME DESCRIPTION"));
    assert!(!format!("{release:?}").contains("SOME DESCRIPTION"));
}

#[test]
fn a_file_in_the_place_of_factors_leaves_other_places_to_the_tables() {
    let file = PaymentAmountFile::read(PFALL, year(2026)).expect("the file can be read");
    let schedule = ReferenceData::new().with_payment_amounts(file);
    let elsewhere = Locality::new("99999", "00").expect("digits");
    let day = TherapyDay::new(ON, Place::Locality(elsewhere))
        .with_line(line("97112 GP", 1, ""))
        .expect("a line of the day");
    assert!(day.with_reference(&schedule).estimate().is_err());
    let one = Decimal::ONE;
    let factors = GeographicFactors::new(one, one, one).expect("not negative");
    let supplied = schedule.with_release(release(PPRRVU).expect("can be read"));
    let supplied = Pricing::new(&supplied, ON, Place::Factors(factors), Provider::default())
        .map(|pricing| pricing.has_published_amounts());
    assert_eq!(supplied, Ok(false));
}
