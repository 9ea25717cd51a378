//! Prints what the library knows of a code on a day, or without a code which facts it has for that day.
//!
//! `cargo run --example facts -- 97112 --date 2026-11-26 --locality 13202-01`
//! `cargo run --example facts -- --date 2026-11-26 --format json`

use std::{collections::BTreeMap, fmt, fmt::Write as _, process::ExitCode};

use clap::{Parser, builder::TypedValueParser};
use serde::Serialize;
use therapy_billing::{
    Designation, Discipline, ProcedureCode, ReferenceData, Setting, Timing, UnitRule,
    calendar::IsoDate,
    claim::evidence::SeparateServices,
    finding::Basis,
    payment::{PriceLookup, Pricing, Provider},
    reference::{
        catalog::{
            CodeEntry, CodeList, DisciplineUse, Lookup, MedicareStatus,
            cpt_97112::{
                self, DESCRIPTOR, Element, NOTICE, PracticeSetting, Significance, TechniqueFamily,
            },
        },
        edits::{EditProgram, EditTables, MueAnswer, PtpAnswer},
        fee_schedule::{Locality, Place},
        rates,
        thresholds::Bucket,
    },
    rust_decimal::Decimal,
    time::Date,
};

/// Prints what is known of a code on a day, or without a code which facts are available for that day.
///
/// What is not known is printed as unknown (null in JSON). Exit codes: 0, also for a code or date of which nothing is
/// known; 2 if the arguments are wrong.
#[derive(Parser)]
struct Arguments {
    /// The procedure code.
    code: Option<ProcedureCode>,
    /// The date of service, such as 2026-11-26.
    #[arg(long)]
    date: IsoDate,
    /// The setting, which decides the edit tables and the reduced price.
    #[arg(long, default_value = "private-practice", value_parser = setting())]
    setting: Setting,
    /// The carrier and locality of the price, such as 13202-01.
    #[arg(long, value_name = "MAC-LOCALITY", value_parser = locality)]
    locality: Option<Locality>,
    /// How the facts are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// To be read by a person.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

fn setting() -> impl TypedValueParser<Value = Setting> {
    clap::builder::PossibleValuesParser::new(Setting::ALL.map(Setting::as_str))
        .try_map(|name| name.parse::<Setting>())
}

fn locality(text: &str) -> Result<Locality, String> {
    let (carrier, locality) = text
        .split_once('-')
        .ok_or("expected a carrier and a locality with a hyphen between, such as 13202-01")?;
    Locality::new(carrier, locality).map_err(|cause| cause.to_string())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let reference = ReferenceData::built_in();
    let (date, format) = (arguments.date.0, arguments.format);
    match arguments.code {
        Some(code) => print(&Facts::new(reference, code, &arguments), format),
        None => print(&reference.coverage(date), format),
    }
}

fn print(facts: &(impl Serialize + fmt::Display), format: Format) -> ExitCode {
    match format {
        Format::Text => print!("{facts}"),
        Format::Json => match serde_json::to_string(facts) {
            Ok(json) => println!("{json}"),
            Err(cause) => {
                eprintln!("{cause}");
                return ExitCode::FAILURE;
            }
        },
    }
    ExitCode::SUCCESS
}

/// What is known of a code on a date. A key without a fact is null.
#[derive(Serialize)]
struct Facts {
    code: ProcedureCode,
    date: String,
    setting: Setting,
    label: Option<String>,
    descriptor: Option<&'static str>,
    notice: Option<&'static str>,
    timing: Option<Timing>,
    /// The least minutes of the first four units under Medicare's rule, if the code is billed alone.
    first_minutes: Option<Vec<u64>>,
    designation: Option<Designation>,
    /// Contains the disciplines that may furnish the code.
    disciplines: Option<Vec<Discipline>>,
    in_force: Option<bool>,
    effective: Option<String>,
    terminated: Option<String>,
    successors: Option<CodeList>,
    medicare_status: Option<MedicareStatus>,
    mue: BTreeMap<&'static str, Option<Mue>>,
    /// The edits with other codes; null if no table of the setting has answers for the code.
    ptp: Option<Vec<Partner>>,
    /// The codes of which it is not known whether they are an edit with this one on the date.
    ptp_unknown: Option<Vec<ProcedureCode>>,
    /// Whether a code that is in neither list is known to be no edit, if a table covers it too.
    ptp_complete: bool,
    relative_values: Option<Values>,
    price: Option<Price>,
    threshold: Option<Threshold>,
    telehealth: Option<Window>,
    /// Why facts are missing, and how to supply them.
    missing: Vec<String>,
}

#[derive(Serialize)]
struct Mue {
    value: u32,
    mai: u8,
    basis: Basis,
    #[serde(serialize_with = "as_text")]
    tables: EditTables,
}

#[derive(Serialize)]
struct Partner {
    with: ProcedureCode,
    /// The column of the code that was asked for: column 2 is denied.
    column: u8,
    indicator: u8,
    basis: Basis,
    #[serde(serialize_with = "as_text")]
    tables: EditTables,
    /// What a modifier that bypasses the edit states; null if none can.
    modifier_states: Option<String>,
}

#[derive(Serialize)]
struct Values {
    work: Decimal,
    practice_expense: Decimal,
    facility_practice_expense: Option<Decimal>,
    malpractice: Decimal,
    multiple_procedure: Option<u8>,
}

#[derive(Serialize)]
struct Price {
    locality: String,
    full: String,
    reduced: String,
}

#[derive(Serialize)]
struct Threshold {
    pt_slp: Option<String>,
    ot: Option<String>,
    targeted_review: Option<String>,
}

#[derive(Serialize)]
struct Window {
    from: String,
    to: String,
}

fn as_text<S: serde::Serializer>(
    value: &impl fmt::Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// The MUE tables, Medicare's first.
const MUE_TABLES: [(&str, EditProgram, Setting); 3] = [
    (
        "practitioner",
        EditProgram::Medicare,
        Setting::PrivatePractice,
    ),
    (
        "outpatient-hospital",
        EditProgram::Medicare,
        Setting::OutpatientHospital,
    ),
    (
        "medicaid-practitioner",
        EditProgram::Medicaid,
        Setting::PrivatePractice,
    ),
];

impl Facts {
    fn new(reference: &ReferenceData, code: ProcedureCode, arguments: &Arguments) -> Self {
        let (date, setting) = (arguments.date.0, arguments.setting);
        let lookup = reference.lookup(code, date);
        let entry = lookup.entry();
        let is_97112 = code == cpt_97112::CODE;
        let values = reference.relative_values(code, date);
        let mut missing = Vec::new();
        if entry.is_none() {
            missing.push(format!(
                "The catalog has no entry for {code}. That is no verdict on the code; supply an entry with \
                 ReferenceData::with_entry."
            ));
        }
        let mue = MUE_TABLES.map(|(name, program, setting)| {
            let answer = reference.mue_in(program, code, setting, date);
            let MueAnswer::Limit { limit, tables } = answer else {
                return (name, None);
            };
            let (value, mai, basis) = (limit.value, limit.indicator.digit(), tables.basis());
            (
                name,
                Some(Mue {
                    value,
                    mai,
                    basis,
                    tables,
                }),
            )
        });
        if mue.iter().take(2).any(|(_, value)| value.is_none()) {
            missing.push(
                "An MUE value that is not known is not \"unlimited\"; supply a table with \
                 ReferenceData::with_mue."
                    .into(),
            );
        }
        let price = arguments
            .locality
            .and_then(|locality| Price::of(reference, code, date, setting, locality, &mut missing));
        if values.is_none() {
            missing.push(format!(
                "No relative values are known for {code} on {date}; supply the relative value file (PPRRVU) with \
                 ReferenceData::with_release.",
                date = arguments.date
            ));
        }
        let (ptp, ptp_unknown) = Partner::all(reference, code, date, setting, &mut missing).unzip();
        let threshold = Threshold::of(reference, date, &mut missing);
        let day = |day: Date| IsoDate(day).to_string();
        Self {
            code,
            date: day(date),
            setting,
            label: entry.map(|entry| entry.label().to_owned()),
            descriptor: is_97112.then_some(DESCRIPTOR),
            notice: is_97112.then_some(NOTICE),
            timing: entry.map(CodeEntry::timing),
            first_minutes: entry.and_then(|entry| first_minutes(entry.timing())),
            designation: entry.map(CodeEntry::designation),
            disciplines: entry.map(|entry| {
                let may = |it: &Discipline| entry.discipline_use(*it) != DisciplineUse::Barred;
                Discipline::ALL.into_iter().filter(may).collect()
            }),
            in_force: entry.map(|_| matches!(lookup, Lookup::InForce(_))),
            effective: entry.and_then(CodeEntry::effective).map(day),
            terminated: entry.and_then(CodeEntry::terminated).map(day),
            successors: entry.map(CodeEntry::successors),
            medicare_status: reference.medicare_status(code, date),
            mue: mue.into(),
            ptp,
            ptp_unknown,
            ptp_complete: reference.ptp_covers(EditProgram::Medicare, code, setting),
            relative_values: values.map(|values| Values {
                work: values.work(),
                practice_expense: values.practice_expense(),
                facility_practice_expense: values.facility_practice_expense(),
                malpractice: values.malpractice(),
                multiple_procedure: values.multiple_procedure(),
            }),
            price,
            threshold,
            telehealth: rates::TELEHEALTH.contains(date).then(|| Window {
                from: day(rates::TELEHEALTH.from()),
                to: day(rates::TELEHEALTH.to()),
            }),
            missing,
        }
    }
}

/// Returns the least minutes of the first four units: a first code of a family has at most one, and an untimed code none.
fn first_minutes(timing: Timing) -> Option<Vec<u64>> {
    let units = match timing {
        Timing::Blocks { .. } | Timing::AddOn { .. } => 4,
        Timing::First { .. } => 1,
        _ => return None,
    };
    let rounding = UnitRule::MEDICARE.rounding_of(timing.block()?);
    Some(
        (1..=units)
            .map(|units| rounding.least_minutes(units))
            .collect(),
    )
}

impl Threshold {
    fn of(reference: &ReferenceData, date: Date, missing: &mut Vec<String>) -> Option<Self> {
        let amount = |bucket| {
            let amount = reference.yearly_amount(date.year(), bucket)?.amount;
            Some(format!("{amount:.2}"))
        };
        let (pt_slp, ot) = (amount(Bucket::PtSlp), amount(Bucket::Ot));
        if pt_slp.is_none() && ot.is_none() {
            missing.push(format!(
                "No therapy threshold is known for {}; supply it with ReferenceData::with_yearly_amount.",
                date.year()
            ));
            return None;
        }
        let review = reference.review_amount(date);
        Some(Self {
            pt_slp,
            ot,
            targeted_review: review.map(|it| format!("{:.2}", it.amount)),
        })
    }
}

impl Price {
    fn of(
        reference: &ReferenceData,
        code: ProcedureCode,
        date: Date,
        setting: Setting,
        locality: Locality,
        missing: &mut Vec<String>,
    ) -> Option<Self> {
        let (place, provider) = (Place::Locality(locality), Provider::new(setting));
        let price = Pricing::new(reference, date, place, provider).and_then(|it| it.price(code));
        let reason = match price {
            Ok(PriceLookup::Priced(price)) => {
                return Some(Self {
                    locality: locality.to_string(),
                    full: format!("{:.2}", price.full),
                    reduced: format!("{:.2}", price.reduced),
                });
            }
            Ok(PriceLookup::NotPayable(status)) => {
                format!(
                    "Medicare never pays {code}: its status is {}.",
                    status.letter()
                )
            }
            Ok(PriceLookup::NoData) => format!("No figures are known that make a price of {code}."),
            Err(cause) => format!("No price: {cause}."),
        };
        missing.push(reason);
        None
    }
}

impl Partner {
    /// Returns the edits of a code, and the codes of which it is not known whether they are an edit with it.
    fn all(
        reference: &ReferenceData,
        code: ProcedureCode,
        date: Date,
        setting: Setting,
        missing: &mut Vec<String>,
    ) -> Option<(Vec<Self>, Vec<ProcedureCode>)> {
        const PROGRAM: EditProgram = EditProgram::Medicare;

        let is_timed = |code| {
            reference
                .facts(code)
                .is_some_and(|it| it.timing().is_timed())
        };
        let (mut edits, mut unknown) = (Vec::new(), Vec::new());
        for (with, answer) in reference.ptp_partners(PROGRAM, code, setting, date) {
            match answer {
                PtpAnswer::Edit { edit, tables } => edits.push(Self {
                    with,
                    column: if edit.column_1 == code { 1 } else { 2 },
                    indicator: u8::from(edit.allows_modifier),
                    basis: tables.basis(),
                    tables,
                    modifier_states: edit.allows_modifier.then(|| {
                        if is_timed(code) && is_timed(with) {
                            SeparateServices::Time.to_string()
                        } else {
                            SeparateServices::Any.to_string()
                        }
                    }),
                }),
                PtpAnswer::NoData => unknown.push(with),
                _ => {}
            }
        }
        let tables = reference.ptp_tables(PROGRAM, setting);
        let is_complete = reference.ptp_covers(PROGRAM, code, setting);
        if is_complete || !edits.is_empty() || !unknown.is_empty() {
            return Some((edits, unknown));
        }
        missing.push(if tables.is_empty() {
            format!(
                "No PTP table is held for {setting}; supply one with ReferenceData::with_ptp_for."
            )
        } else {
            format!("No PTP table covers {code}; supply a whole one with ReferenceData::with_ptp.")
        });
        None
    }
}

/// Columns of a printed line, and of the names at its beginning.
const WIDTH: usize = 100;
const NAME: usize = 14;

/// Prints a name and its text, which goes on below itself.
fn row(f: &mut fmt::Formatter<'_>, name: &str, text: impl fmt::Display) -> fmt::Result {
    write!(f, "  {name:<NAME$}")?;
    let mut column = NAME + 2;
    for (index, word) in text.to_string().split_whitespace().enumerate() {
        let width = word.chars().count();
        if index > 0 && column + 1 + width > WIDTH {
            write!(f, "\n  {:<NAME$}", "")?;
            column = NAME + 2;
        } else if index > 0 {
            f.write_str(" ")?;
            column += 1;
        }
        f.write_str(word)?;
        column += width;
    }
    f.write_str("\n")
}

fn joined(values: impl IntoIterator<Item = impl fmt::Display>) -> String {
    let texts: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
    texts.join(", ")
}

const UNKNOWN: &str = "unknown";

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} on {} ({})", self.code, self.date, self.setting)?;
        row(f, "label", self.label.as_deref().unwrap_or(UNKNOWN))?;
        for text in self.descriptor.iter().chain(&self.notice) {
            row(
                f,
                if Some(*text) == self.descriptor {
                    "descriptor"
                } else {
                    ""
                },
                text,
            )?;
        }
        if let Some(timing) = self.timing {
            row(f, "timing", self.timing_in_words(timing))?;
        }
        if self.descriptor.is_some() {
            words_of_97112(f)?;
        }
        if let (Some(designation), Some(disciplines)) = (self.designation, &self.disciplines) {
            row(f, "designation", designation_in_words(designation))?;
            row(f, "disciplines", joined(disciplines))?;
        }
        if let Some(in_force) = self.in_force {
            row(f, "in force", self.dates_in_words(in_force))?;
        }
        row(
            f,
            "Medicare",
            self.medicare_status.map_or(UNKNOWN.into(), status_in_words),
        )?;
        for (index, (table, _, _)) in MUE_TABLES.iter().enumerate() {
            let mue = self.mue.get(table).and_then(Option::as_ref);
            let text = mue.map_or(UNKNOWN.into(), |mue| {
                format!("{}, indicator {} {}", mue.value, mue.mai, mue.tables)
            });
            let name = if index == 0 { "MUE" } else { "" };
            row(f, name, format!("{}: {text}", table.replace('-', " ")))?;
        }
        self.pairs(f)?;
        row(
            f,
            "values",
            self.relative_values
                .as_ref()
                .map_or(UNKNOWN.into(), |values| {
                    let reduction = match values.multiple_procedure {
                        Some(indicator) => format!(", multiple procedure indicator {indicator}"),
                        None => String::new(),
                    };
                    format!(
                        "work {}, practice expense {}, malpractice {}{reduction}",
                        values.work, values.practice_expense, values.malpractice
                    )
                }),
        )?;
        self.amounts(f)?;
        let (from, to) = (
            IsoDate(rates::TELEHEALTH.from()),
            IsoDate(rates::TELEHEALTH.to()),
        );
        let telehealth = match &self.telehealth {
            Some(_) => format!("Medicare pays therapists from {from} to {to}"),
            None => format!("unknown: the window is {from} to {to}"),
        };
        row(f, "telehealth", telehealth)?;
        for (index, reason) in self.missing.iter().enumerate() {
            row(f, if index == 0 { "missing" } else { "" }, reason)?;
        }
        Ok(())
    }
}

/// Prints what the words of 97112 mean: its unit, its elements, where it is used, and why it is recorded.
fn words_of_97112(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let block = cpt_97112::BLOCK;
    row(
        f,
        "one unit",
        format!("{block} with one patient; several body areas do not multiply the minutes"),
    )?;
    let mut name = "elements";
    for element in Element::ALL {
        let families = TechniqueFamily::ALL.into_iter();
        let of_element = families.filter(|family| family.element() == element);
        let mut text = format!("{element}: {}", element.meaning());
        for family in of_element {
            write!(text, "; {family}: {}", family.meaning())?;
        }
        row(f, name, text)?;
        name = "";
    }
    let settings = PracticeSetting::ALL;
    row(f, "used in", joined(settings))?;
    row(f, "recorded for", joined(Significance::ALL))
}

impl Facts {
    fn timing_in_words(&self, timing: Timing) -> String {
        let counted = match timing {
            Timing::Untimed => "untimed: one unit per day".into(),
            Timing::Blocks { minutes } => format!("blocks of {} minutes", minutes.get()),
            Timing::First { family } => format!(
                "first {} minutes; {} is for each further {}",
                family.first_block.get(),
                family.add_on,
                family.add_on_block.get()
            ),
            Timing::AddOn { family } => format!(
                "each further {} minutes after the first {} of {}",
                family.add_on_block.get(),
                family.first_block.get(),
                family.first
            ),
            Timing::Month { minutes } => {
                format!(
                    "counted over a month in blocks of {} minutes",
                    minutes.get()
                )
            }
            Timing::Visit => "counted by visit".into(),
            _ => "counted, not timed".into(),
        };
        match &self.first_minutes {
            Some(minutes) => format!("{counted}; first units from {} minutes", joined(minutes)),
            None => counted,
        }
    }

    fn dates_in_words(&self, in_force: bool) -> String {
        let mut parts = vec![String::from(if in_force { "yes" } else { "no" })];
        parts.extend(self.effective.iter().map(|first| format!("from {first}")));
        parts.extend(self.terminated.iter().map(|last| format!("to {last}")));
        let successors = self.successors.filter(|codes| !codes.is_empty());
        parts.extend(successors.map(|codes| format!("now {codes}")));
        parts.join(", ")
    }

    /// Prints the price in the locality and the yearly amounts.
    fn amounts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Price {
            locality,
            full,
            reduced,
        }) = &self.price
        {
            row(
                f,
                "price",
                format!("${full} full, ${reduced} reduced, in locality {locality}"),
            )?;
        }
        if let Some(Threshold {
            pt_slp,
            ot,
            targeted_review,
        }) = &self.threshold
        {
            let dollars = |amount: &Option<String>| match amount {
                Some(amount) => format!("${amount}"),
                None => UNKNOWN.into(),
            };
            row(
                f,
                "threshold",
                format!(
                    "{} for PT and SLP, {} for OT; targeted review: {}",
                    dollars(pt_slp),
                    dollars(ot),
                    dollars(targeted_review)
                ),
            )?;
        }
        Ok(())
    }

    /// Prints the edits that share column, indicator, tables and conditions together.
    fn pairs(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(pairs) = &self.ptp else {
            return row(f, "PTP edits", UNKNOWN);
        };
        let mut groups: BTreeMap<_, Vec<ProcedureCode>> = BTreeMap::new();
        for pair in pairs {
            let states = pair.modifier_states.as_deref();
            let group = groups
                .entry((pair.column, states, pair.tables))
                .or_default();
            group.push(pair.with);
        }
        let mut name = "PTP edits";
        for ((column, states, tables), codes) in groups {
            let role = if column == 1 {
                "denies"
            } else {
                "is denied by"
            };
            let denied = format!("{role} {} {tables}", joined(codes));
            row(f, name, denied)?;
            name = "";
            row(
                f,
                name,
                match states {
                    Some(states) => format!("unless a modifier states that {states} (indicator 1)"),
                    None => "whatever the modifiers (indicator 0)".into(),
                },
            )?;
        }
        if let Some(unknown) = self.ptp_unknown.as_ref().filter(|codes| !codes.is_empty()) {
            row(f, name, format!("not known with {}", joined(unknown)))?;
            name = "";
        }
        let rest = if self.ptp_complete {
            "no edit with the other codes that the tables cover"
        } else {
            "not known for other codes, because no table covers this one"
        };
        row(f, name, rest)
    }
}

const fn designation_in_words(designation: Designation) -> &'static str {
    match designation {
        Designation::Always => "always therapy",
        Designation::Sometimes => "therapy under a therapy plan or by a therapist",
        Designation::Listed => "on the therapy list, bundled",
        Designation::NotListed => "not a therapy code",
        _ => "not verified",
    }
}

fn status_in_words(status: MedicareStatus) -> String {
    let words = match status {
        MedicareStatus::Active => "payable",
        MedicareStatus::Bundled => "bundled, never paid on its own",
        MedicareStatus::ContractorPriced => "priced by the contractor",
        MedicareStatus::AnotherCode => "not valid for Medicare, which uses another code",
        MedicareStatus::NotCovered => "not covered",
        MedicareStatus::Restricted => "restricted coverage",
        MedicareStatus::Excluded => "excluded by statute",
        _ => "another status",
    };
    format!("status {}: {words}", status.letter())
}
