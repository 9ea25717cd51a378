//! States which facts are available for a date, and from which source.

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};
use core::fmt;

use time::{Date, Month};

use crate::{
    calendar::IsoDate,
    citation::Citation,
    reference::{
        Setting,
        catalog::Origin,
        data::ReferenceData,
        edits::{EditProgram, EditSource, EditTiming},
        family::FactFamily,
        fee_schedule::{GeographicFile, PaymentAmountFile, Period, RelativeValueRelease},
        rates, tables,
        thresholds::Bucket,
    },
};

crate::name::words! {
    /// States how facts of a family are available on a date.
    #[non_exhaustive]
    Availability, 4, "held, inferred, supplied or none" {
        /// Built-in facts of the date are held.
        Held "held",
        /// No facts of the date are held, and those of other dates answer where they agree.
        Inferred "inferred",
        /// The caller supplied facts of the date.
        Supplied "supplied",
        /// No facts are available. What they would say is not known.
        None "none",
    }
}

/// Contains what is available of one family of facts on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CoverageRow {
    /// The family.
    pub family: FactFamily,
    /// How its facts are available.
    pub basis: Availability,
    /// The tables, files or rows that answer, such as "2026 Q3".
    pub sources: Vec<String>,
    /// The first date of service to which they apply, if it is known.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::date_or_null"))]
    pub from: Option<Date>,
    /// The last date of service to which they apply, if it is known.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::date_or_null"))]
    pub to: Option<Date>,
}

impl CoverageRow {
    pub(super) const fn none(family: FactFamily) -> Self {
        Self {
            family,
            basis: Availability::None,
            sources: Vec::new(),
            from: None,
            to: None,
        }
    }
}

/// Contains what is available of every family of facts on one date.
///
/// `Display` prints a table for people: a service logs it when it starts. Returned by
/// [`ReferenceData::coverage`](super::ReferenceData::coverage).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Coverage {
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::date"))]
    date: Date,
    #[cfg_attr(feature = "serde", serde(rename = "coverage"))]
    rows: Vec<CoverageRow>,
}

impl Coverage {
    pub(super) const fn new(date: Date, rows: Vec<CoverageRow>) -> Self {
        Self { date, rows }
    }

    /// Returns the date of service.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Returns one row for each family of facts.
    #[must_use]
    pub fn rows(&self) -> &[CoverageRow] {
        &self.rows
    }

    /// Returns how facts of a family are available.
    #[must_use]
    pub fn of(&self, family: FactFamily) -> Availability {
        let mut rows = self.rows.iter();
        rows.find(|row| row.family == family)
            .map_or(Availability::None, |row| row.basis)
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Facts for {}:", IsoDate(self.date))?;
        for row in &self.rows {
            write!(f, "  {:<24} {:<9}", row.family, row.basis)?;
            for (index, source) in row.sources.iter().enumerate() {
                f.write_str(if index == 0 { " " } else { ", " })?;
                f.write_str(source)?;
            }
            match (row.from, row.to) {
                (None, None) => {}
                (Some(from), None) => write!(f, " (from {})", IsoDate(from))?,
                (None, Some(to)) => write!(f, " (to {})", IsoDate(to))?,
                (Some(from), Some(to)) => write!(f, " ({} to {})", IsoDate(from), IsoDate(to))?,
            }
            f.write_str("\n")?;
        }
        Ok(())
    }
}

impl ReferenceData {
    /// Returns what is available of every family of facts on a date of service.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::reference::{Availability, FactFamily};
    /// use therapy_billing::{ReferenceData, time::macros::date};
    ///
    /// let coverage = ReferenceData::built_in().coverage(date!(2026 - 11 - 26));
    /// assert_eq!(coverage.of(FactFamily::MuePractitioner), Availability::Held);
    /// assert_eq!(coverage.of(FactFamily::PtpPractitioner), Availability::Inferred);
    /// assert_eq!(coverage.of(FactFamily::PaymentAmounts), Availability::None);
    /// println!("{coverage}");
    /// # }
    /// ```
    #[must_use]
    pub fn coverage(&self, date: Date) -> Coverage {
        let row = |family| CoverageRow::of(self, family, date);
        Coverage::new(date, FactFamily::ALL.into_iter().map(row).collect())
    }
}

impl CoverageRow {
    fn of(reference: &ReferenceData, family: FactFamily, date: Date) -> Self {
        match family {
            FactFamily::Catalog => Self::catalog(reference),
            FactFamily::Modifiers if reference.built_in_entries() > 0 => Self::held(
                family,
                &format!("modifier table, {}", tables::MODIFIERS_AS_OF),
            ),
            FactFamily::MuePractitioner => Self::edits(
                family,
                reference.mue_timing(EditProgram::Medicare, Setting::PrivatePractice, date),
            ),
            FactFamily::MueOutpatientHospital => Self::edits(
                family,
                reference.mue_timing(EditProgram::Medicare, Setting::OutpatientHospital, date),
            ),
            FactFamily::MueMedicaid => Self::edits(
                family,
                reference.mue_timing(EditProgram::Medicaid, Setting::PrivatePractice, date),
            ),
            FactFamily::PtpPractitioner => Self::edits(
                family,
                reference.ptp_timing(EditProgram::Medicare, Setting::PrivatePractice, date),
            ),
            FactFamily::PtpOutpatientHospital => Self::edits(
                family,
                reference.ptp_timing(EditProgram::Medicare, Setting::OutpatientHospital, date),
            ),
            FactFamily::RelativeValues => {
                let supplied = reference
                    .fee_schedule()
                    .release(date)
                    .map(RelativeValueRelease::period);
                let held = tables::RELATIVE_VALUES.iter();
                Self::yearly(
                    reference,
                    family,
                    date,
                    supplied,
                    held.map(|table| table.year),
                )
            }
            FactFamily::GeographicFactors => {
                let supplied = reference
                    .fee_schedule()
                    .geographic_file(date)
                    .map(GeographicFile::period);
                let held = tables::GEOGRAPHIC_FACTORS.iter();
                Self::yearly(
                    reference,
                    family,
                    date,
                    supplied,
                    held.map(|table| table.year),
                )
            }
            FactFamily::PaymentAmounts => {
                let supplied = reference.fee_schedule().payment_amounts(date);
                let supplied = supplied.map(PaymentAmountFile::period);
                Self::yearly(reference, family, date, supplied, [])
            }
            FactFamily::ConversionFactor => match reference.conversion_factor(date, false) {
                Some(factor) => Self {
                    from: Some(factor.period.from()),
                    to: Some(factor.period.to()),
                    ..Self::cited(family, factor.citation)
                },
                None => Self::none(family),
            },
            FactFamily::TherapyThreshold => {
                let amounts =
                    Bucket::ALL.map(|bucket| reference.yearly_amount(date.year(), bucket));
                let [Some(first), Some(second)] = amounts else {
                    return Self::none(family);
                };
                let cited = Self::cited(family, first.citation);
                Self {
                    basis: cited.basis.max(Self::cited(family, second.citation).basis),
                    from: Some(first.from),
                    ..cited
                }
            }
            FactFamily::Rates => match rates::coinsurance(date) {
                Some(rate) => Self {
                    from: rates::sequestration(date).unwrap_or(rate).from,
                    ..Self::held(family, "statutes and regulations")
                },
                None => Self::none(family),
            },
            FactFamily::TelehealthWindow => {
                let window = rates::TELEHEALTH;
                if date > window.to() {
                    return Self::none(family);
                }
                Self {
                    from: Some(window.from()),
                    to: Some(window.to()),
                    ..Self::held(family, "Consolidated Appropriations Act, 2026")
                }
            }
            FactFamily::Modifiers => Self::none(family),
        }
    }

    fn held(family: FactFamily, source: &str) -> Self {
        Self {
            basis: Availability::Held,
            sources: vec![source.to_string()],
            ..Self::none(family)
        }
    }

    fn cited(family: FactFamily, citation: Citation) -> Self {
        let is_supplied = citation == Citation::SUPPLIED || citation == Citation::SUPPLIED_PPRRVU;
        Self {
            basis: if is_supplied {
                Availability::Supplied
            } else {
                Availability::Held
            },
            sources: vec![citation.to_string()],
            ..Self::none(family)
        }
    }

    /// Returns a supplied file of the date, or the built-in table of its year.
    fn yearly(
        reference: &ReferenceData,
        family: FactFamily,
        date: Date,
        supplied: Option<Period>,
        held: impl IntoIterator<Item = i32>,
    ) -> Self {
        if let Some(period) = supplied {
            return Self {
                basis: Availability::Supplied,
                sources: vec![String::from("supplied file")],
                from: Some(period.from()),
                to: Some(period.to()),
                ..Self::none(family)
            };
        }
        let mut held = held.into_iter();
        if !reference.has_built_in() || !held.any(|year| year == date.year()) {
            return Self::none(family);
        }
        Self {
            from: Date::from_ordinal_date(date.year(), 1).ok(),
            to: Date::from_calendar_date(date.year(), Month::December, 31).ok(),
            ..Self::held(family, &date.year().to_string())
        }
    }

    fn catalog(reference: &ReferenceData) -> Self {
        let (built_in, supplied) = (reference.built_in_entries(), reference.supplied_entries());
        let mut sources = Vec::new();
        if built_in > 0 {
            sources.push(format!(
                "{built_in} built-in codes, {}",
                tables::CATALOG_AS_OF
            ));
        }
        if supplied > 0 {
            sources.push(format!("{supplied} supplied codes"));
        }
        let basis = match (built_in, supplied) {
            (0, 0) => Availability::None,
            (0, _) => Availability::Supplied,
            _ => Availability::Held,
        };
        Self {
            basis,
            sources,
            ..Self::none(FactFamily::Catalog)
        }
    }

    fn edits(family: FactFamily, timing: EditTiming) -> Self {
        let quarter = |source: EditSource| source.quarter.to_string();
        match timing {
            EditTiming::Current { table } => Self {
                basis: match table.origin {
                    Origin::BuiltIn => Availability::Held,
                    Origin::Supplied => Availability::Supplied,
                },
                sources: vec![quarter(table)],
                from: Some(table.quarter.first_day()),
                to: Some(table.quarter.last_day()),
                ..Self::none(family)
            },
            // The oldest PTP table answers for earlier dates by the dates of its rows.
            EditTiming::BeforeOldest { oldest } if family.is_ptp() => Self {
                basis: Availability::Inferred,
                sources: vec![quarter(oldest)],
                ..Self::none(family)
            },
            EditTiming::NoTable | EditTiming::BeforeOldest { .. } => Self::none(family),
            EditTiming::NotCurrent { before, after } => Self {
                basis: Availability::Inferred,
                sources: core::iter::once(before).chain(after).map(quarter).collect(),
                ..Self::none(family)
            },
        }
    }
}
