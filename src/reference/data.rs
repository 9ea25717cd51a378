//! Defines `ReferenceData`, the one set of facts that every rule of the crate asks.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString},
    sync::Arc,
    vec::Vec,
};

use time::Date;

use crate::{
    calendar::IsoDate,
    code::{Modifier, ProcedureCode},
    reference::{
        Setting,
        catalog::{self, CodeEntry, CodeFacts, Descriptors, Lookup},
        edits::{
            ALL_EDITS, BuiltInEdits, EditProgram, EditSource, EditTable, EditTiming, Edits,
            MueAnswer, MueTable, PtpAnswer, PtpCoverage, PtpTable, Table, timing_and_table,
        },
        family::FactFamily,
        fee_schedule::{
            ConversionFactor, FeeSchedule, GeographicFile, PaymentAmountFile, Period,
            RelativeValueRelease,
        },
        modifiers::ModifierFacts,
        provenance::{Content, Fingerprint, Provenance, SuppliedFacts},
        tables,
        thresholds::{self, Bucket, YearlyAmount},
    },
};

/// Contains one set of facts: codes, modifiers, NCCI edits, prices and yearly amounts, each with its dates.
///
/// Every function that needs a fact asks a value of this type, directly or through the value that it
/// works on. [`ReferenceData::built_in`] has the facts of the crate, and the `with_…` functions add
/// facts of the caller's own, which take precedence over built-in ones and reach every rule. What no
/// fact is known about is reported as unknown; no date uses the fact of another date.
///
/// A clone is cheap: it shares what was supplied.
///
/// # Examples
///
/// ```
/// use therapy_billing::{CodeEntry, ProcedureCode, ReferenceData, Timing};
///
/// let local = ProcedureCode::of("S8948");
/// let reference = ReferenceData::new()
///     .with_entry(CodeEntry::new(local, Timing::Untimed, "Low-level laser"));
/// assert!(reference.entry(local).is_some());
/// assert!(ReferenceData::built_in().entry(local).is_none());
/// # Ok::<(), therapy_billing::reference::catalog::EntryError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceData {
    /// The selection of edit tables if the set has the built-in facts.
    built_in: Option<&'static BuiltInEdits>,
    supplied: Option<Arc<Supplied>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Supplied {
    entries: BTreeMap<ProcedureCode, CodeEntry>,
    edits: Edits,
    fee_schedule: FeeSchedule,
    yearly_amounts: BTreeMap<(i32, Bucket), YearlyAmount>,
    notes: BTreeMap<(FactFamily, String), SuppliedNote>,
}

/// The size and the fingerprint of one supplied value: an equal key replaces them, as it replaces the value.
type SuppliedNote = (u64, Fingerprint);

static BUILT_IN: ReferenceData = ReferenceData::new();
static NO_FEE_SCHEDULE: FeeSchedule = FeeSchedule::new();

impl Supplied {
    fn new(built_in: &BuiltInEdits) -> Self {
        Self {
            entries: BTreeMap::new(),
            edits: Edits::new(built_in),
            fee_schedule: FeeSchedule::new(),
            yearly_amounts: BTreeMap::new(),
            notes: BTreeMap::new(),
        }
    }

    #[inline(never)] // most sets of facts have none
    fn entry(&self, code: ProcedureCode) -> Option<&CodeEntry> {
        self.entries.get(&code)
    }

    fn add_mue(&mut self, setting: Option<Setting>, table: &MueTable) {
        let source = table.source();
        self.note(family_of_mue(source.table), key_of(source, setting), table);
        self.edits.add_mue(setting, table);
    }

    fn add_ptp(&mut self, setting: Option<Setting>, table: &PtpTable) {
        let source = table.source();
        self.note(family_of_ptp(source.table), key_of(source, setting), table);
        self.edits.add_ptp(setting, table);
    }

    fn note(&mut self, family: FactFamily, key: String, content: &impl Content) {
        let note = (
            content.entries(),
            Fingerprint::of(|fingerprint| content.write(fingerprint)),
        );
        self.notes.insert((family, key), note);
    }
}

const fn family_of_mue(table: EditTable) -> FactFamily {
    match table {
        EditTable::Practitioner => FactFamily::MuePractitioner,
        EditTable::OutpatientHospital => FactFamily::MueOutpatientHospital,
        EditTable::MedicaidPractitioner => FactFamily::MueMedicaid,
    }
}

const fn family_of_ptp(table: EditTable) -> FactFamily {
    match table {
        EditTable::OutpatientHospital => FactFamily::PtpOutpatientHospital,
        EditTable::Practitioner | EditTable::MedicaidPractitioner => FactFamily::PtpPractitioner,
    }
}

/// Returns the names of the built-in tables, by which an older answer can be compared with a newer one.
fn names_of_tables(edits: &BuiltInEdits) -> Vec<String> {
    let edits = EditTable::ALL.into_iter().flat_map(|kind| {
        let mue = edits.mue(kind).iter().map(MueTable::source);
        let ptp = edits.ptp(kind).iter().map(PtpTable::source);
        mue.map(|source| format!("MUE {source}"))
            .chain(ptp.map(|source| format!("PTP {source}")))
    });
    let others = if cfg!(feature = "tables") {
        names_of_figures()
    } else {
        Vec::new()
    };
    others.into_iter().chain(edits).collect()
}

/// Returns the names of the built-in tables that are not edits, with the years that they have.
fn names_of_figures() -> Vec<String> {
    let years = |name: &str, years: &mut dyn Iterator<Item = i32>| {
        let first = years.next().unwrap_or_default();
        format!("{name} {first} to {}", years.last().unwrap_or(first))
    };
    let factors = tables::conversion_factors::CONVERSION_FACTORS.iter();
    alloc::vec![
        format!("catalog, {}", tables::CATALOG_AS_OF),
        format!("modifiers, {}", tables::MODIFIERS_AS_OF),
        years(
            "relative values",
            &mut tables::RELATIVE_VALUES.iter().map(|table| table.year)
        ),
        years(
            "conversion factors",
            &mut factors.map(|factor| factor.period.from().year())
        ),
        years(
            "geographic factors",
            &mut tables::GEOGRAPHIC_FACTORS.iter().map(|table| table.year)
        ),
        years(
            "therapy thresholds",
            &mut tables::therapy_thresholds::THERAPY_THRESHOLDS
                .iter()
                .map(|year| year.of)
        ),
    ]
}

fn key_of_period(period: Period) -> String {
    format!("{} {}", IsoDate(period.from()), IsoDate(period.to()))
}

fn key_of(source: EditSource, setting: Option<Setting>) -> String {
    match setting {
        Some(setting) => format!("{} {setting}", source.quarter),
        None => source.quarter.to_string(),
    }
}

impl Default for ReferenceData {
    fn default() -> Self {
        Self::new()
    }
}

impl ReferenceData {
    /// Returns the built-in facts, to which the caller adds facts of its own.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            built_in: Some(&ALL_EDITS),
            supplied: None,
        }
    }

    /// Returns a set without any fact, not even a built-in one.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            built_in: None,
            supplied: None,
        }
    }

    /// Returns the built-in facts, of the edit tables only those of a selection.
    ///
    /// A program that asks no other set does not contain the other tables.
    #[must_use]
    pub const fn of_edits(edits: &'static BuiltInEdits) -> Self {
        Self {
            built_in: Some(edits),
            supplied: None,
        }
    }

    /// Returns the built-in facts as a shared value.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    pub(in crate::reference) const fn has_built_in(&self) -> bool {
        self.built_in.is_some()
    }

    fn supplied(&self) -> Option<&Supplied> {
        self.supplied.as_deref()
    }

    fn with(mut self, add: impl FnOnce(&mut Supplied)) -> Self {
        let edits = self.built_in.unwrap_or(&BuiltInEdits::NONE);
        let supplied = self
            .supplied
            .get_or_insert_with(|| Arc::new(Supplied::new(edits)));
        add(Arc::make_mut(supplied));
        self
    }

    /// Adds a catalog entry. It takes the place of the built-in entry of its code.
    #[must_use]
    pub fn with_entry(self, entry: CodeEntry) -> Self {
        self.with(|supplied| {
            supplied.note(FactFamily::Catalog, entry.code().to_string(), &entry);
            supplied.entries.insert(entry.code(), entry);
        })
    }

    /// Adds a table of medically unlikely edits (MUE). It replaces the one of its kind and quarter, and
    /// joins the others for dates between the quarters.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the set takes what it is given"
    )]
    pub fn with_mue(self, table: MueTable) -> Self {
        self.with(|supplied| supplied.add_mue(None, &table))
    }

    /// Adds a table of medically unlikely edits (MUE) that only one setting asks.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the set takes what it is given"
    )]
    pub fn with_mue_for(self, setting: Setting, table: MueTable) -> Self {
        self.with(|supplied| supplied.add_mue(Some(setting), &table))
    }

    /// Adds a table of procedure-to-procedure (PTP) edits. It replaces the one of its kind and quarter,
    /// and joins the others for dates between the quarters.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the set takes what it is given"
    )]
    pub fn with_ptp(self, table: PtpTable) -> Self {
        self.with(|supplied| supplied.add_ptp(None, &table))
    }

    /// Adds a table of procedure-to-procedure (PTP) edits that only one setting asks.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the set takes what it is given"
    )]
    pub fn with_ptp_for(self, setting: Setting, table: PtpTable) -> Self {
        self.with(|supplied| supplied.add_ptp(Some(setting), &table))
    }

    /// Adds a release of relative values (PPRRVU), with its conversion factor if it states one.
    #[must_use]
    pub fn with_release(self, release: RelativeValueRelease) -> Self {
        self.with(|supplied| {
            let key = key_of_period(release.period());
            supplied.note(FactFamily::RelativeValues, key, &release);
            supplied.fee_schedule.add_release(release);
        })
    }

    /// Adds a file of geographic practice cost indices (GPCI).
    #[must_use]
    pub fn with_geographic_file(self, file: GeographicFile) -> Self {
        self.with(|supplied| {
            let key = key_of_period(file.period());
            supplied.note(FactFamily::GeographicFactors, key, &file);
            supplied.fee_schedule.add_geographic_file(file);
        })
    }

    /// Adds a file of payment amounts (PFALL).
    #[must_use]
    pub fn with_payment_amounts(self, file: PaymentAmountFile) -> Self {
        self.with(|supplied| {
            let key = key_of_period(file.period());
            supplied.note(FactFamily::PaymentAmounts, key, &file);
            supplied.fee_schedule.add_payment_amounts(file);
        })
    }

    /// Adds a conversion factor. It takes precedence over the built-in one for its dates.
    #[must_use]
    pub fn with_conversion_factor(self, factor: ConversionFactor) -> Self {
        self.with(|supplied| {
            let key = format!("{} {:?}", key_of_period(factor.period), factor.participant);
            supplied.note(FactFamily::ConversionFactor, key, &factor);
            supplied.fee_schedule.add_conversion_factor(factor);
        })
    }

    /// Adds the therapy threshold of a year and bucket. It takes precedence over the built-in one.
    #[must_use]
    pub fn with_yearly_amount(self, amount: YearlyAmount) -> Self {
        self.with(|supplied| {
            let key = (amount.from.year(), amount.bucket);
            supplied.note(
                FactFamily::TherapyThreshold,
                format!("{} {}", key.0, key.1.as_str()),
                &amount,
            );
            supplied.yearly_amounts.insert(key, amount);
        })
    }

    /// Returns the catalog entry of a code, whatever its dates, or `None` if there is none.
    #[must_use]
    #[inline]
    pub fn entry(&self, code: ProcedureCode) -> Option<&CodeEntry> {
        let supplied = self.supplied().and_then(|supplied| supplied.entry(code));
        match supplied {
            None if self.has_built_in() => catalog::entry(code),
            supplied => supplied,
        }
    }

    /// Returns the facts of a code, whatever its dates, or `None` if there is no entry.
    #[must_use]
    #[inline]
    pub fn facts(&self, code: ProcedureCode) -> Option<CodeFacts> {
        self.entry(code).map(CodeEntry::facts)
    }

    /// Looks up a code on a date of service.
    #[must_use]
    #[inline]
    pub fn lookup(&self, code: ProcedureCode, date: Date) -> Lookup<'_> {
        Lookup::on_date(self.entry(code), date)
    }

    /// Returns what was done, in words: the licensed descriptor, or the label of the catalog, or `None`.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::reference::catalog::NoDescriptors;
    /// use therapy_billing::{CodeEntry, ProcedureCode, ReferenceData, Timing, time::macros::date};
    ///
    /// let code = ProcedureCode::of("S8948");
    /// let entry = CodeEntry::new(code, Timing::Untimed, "Low-level laser");
    /// let reference = ReferenceData::empty().with_entry(entry);
    /// let words = reference.what_was_done(code, date!(2026 - 03 - 14), &NoDescriptors);
    /// assert_eq!(words, Some("Low-level laser"));
    /// ```
    #[must_use]
    pub fn what_was_done<'a, D: Descriptors + ?Sized>(
        &'a self,
        code: ProcedureCode,
        date: Date,
        descriptors: &'a D,
    ) -> Option<&'a str> {
        let descriptor = descriptors.descriptor(code, date);
        descriptor.or_else(|| self.entry(code).map(CodeEntry::label))
    }

    /// Returns the facts of a modifier, or `None` if the table has no row for it.
    #[must_use]
    pub fn modifier(&self, modifier: Modifier) -> Option<&'static ModifierFacts> {
        ModifierFacts::of(modifier).filter(|_| self.has_built_in())
    }

    /// Looks up Medicare's medically unlikely edit (MUE) of a code in a setting on a date.
    pub fn mue(&self, code: ProcedureCode, setting: Setting, date: Date) -> MueAnswer {
        self.mue_in(EditProgram::Medicare, code, setting, date)
    }

    /// Looks up a program's medically unlikely edit (MUE) of a code in a setting on a date.
    pub fn mue_in(
        &self,
        program: EditProgram,
        code: ProcedureCode,
        setting: Setting,
        date: Date,
    ) -> MueAnswer {
        MueAnswer::of(self.mue_tables(program, setting), code, date)
    }

    /// Looks up Medicare's procedure-to-procedure (PTP) edit of two codes, in whichever order, in a
    /// setting on a date.
    pub fn ptp(
        &self,
        a: ProcedureCode,
        b: ProcedureCode,
        setting: Setting,
        date: Date,
    ) -> PtpAnswer {
        self.ptp_in(EditProgram::Medicare, a, b, setting, date)
    }

    /// Looks up a program's procedure-to-procedure (PTP) edit of two codes, in whichever order, in a
    /// setting on a date.
    pub fn ptp_in(
        &self,
        program: EditProgram,
        a: ProcedureCode,
        b: ProcedureCode,
        setting: Setting,
        date: Date,
    ) -> PtpAnswer {
        PtpAnswer::of(self.ptp_tables(program, setting), a, b, date)
    }

    /// Returns the codes that a program's PTP tables of a setting have beside a code in any row, each with
    /// the answer for the date, in the order of the codes.
    ///
    /// The answer is that of [`ptp_in`](Self::ptp_in): a pair whose edit has ended is known to be no
    /// edit. A code that is not returned is in no row with this one; [`ptp_in`](Self::ptp_in) tells
    /// whether the pair is covered.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::reference::edits::{EditProgram, PtpAnswer};
    /// use therapy_billing::{ProcedureCode, ReferenceData, Setting, time::macros::date};
    ///
    /// let code = ProcedureCode::CPT_97140;
    /// let date = date!(2026 - 08 - 03);
    /// let partners: Vec<ProcedureCode> = ReferenceData::built_in()
    ///     .ptp_partners(EditProgram::Medicare, code, Setting::PrivatePractice, date)
    ///     .filter(|(_, answer)| matches!(answer, PtpAnswer::Edit { .. }))
    ///     .map(|(partner, _)| partner)
    ///     .collect();
    /// assert!(partners.contains(&ProcedureCode::of("97124")));
    /// assert!(!partners.contains(&ProcedureCode::of("97530"))); // this edit ended with 2019
    /// # }
    /// ```
    pub fn ptp_partners(
        &self,
        program: EditProgram,
        code: ProcedureCode,
        setting: Setting,
        date: Date,
    ) -> impl Iterator<Item = (ProcedureCode, PtpAnswer)> {
        let tables = self.ptp_tables(program, setting);
        let partners: BTreeSet<_> = tables
            .iter()
            .flat_map(|table| table.partners(code))
            .collect();
        partners
            .into_iter()
            .map(move |partner| (partner, PtpAnswer::of(tables, code, partner, date)))
    }

    /// Returns whether some PTP table of a setting answers for every pair of a code with the other
    /// codes that the table covers. Otherwise only pairs that are edits have an answer.
    #[must_use]
    pub fn ptp_covers(&self, program: EditProgram, code: ProcedureCode, setting: Setting) -> bool {
        let tables = self.ptp_tables(program, setting);
        let mut coverage = tables.iter().map(|table| table.coverage(code));
        coverage.any(|coverage| coverage != PtpCoverage::RowsOnly)
    }

    /// Returns whether the MUE tables of a setting include the one for the quarter of a date.
    pub fn mue_timing(&self, program: EditProgram, setting: Setting, date: Date) -> EditTiming {
        self.mue_timing_and_table(program, setting, date).0
    }

    /// Returns whether the PTP tables of a setting include the one for the quarter of a date.
    pub fn ptp_timing(&self, program: EditProgram, setting: Setting, date: Date) -> EditTiming {
        self.ptp_timing_and_table(program, setting, date).0
    }

    /// Returns whether the MUE tables of a setting include the one for the quarter of a date, and that table if they do.
    #[inline]
    pub(crate) fn mue_timing_and_table(
        &self,
        program: EditProgram,
        setting: Setting,
        date: Date,
    ) -> (EditTiming, Option<&MueTable>) {
        timing_and_table(self.mue_tables(program, setting), date)
    }

    /// Returns whether the PTP tables of a setting include the one for the quarter of a date, and that table if they do.
    #[inline]
    pub(crate) fn ptp_timing_and_table(
        &self,
        program: EditProgram,
        setting: Setting,
        date: Date,
    ) -> (EditTiming, Option<&PtpTable>) {
        timing_and_table(self.ptp_tables(program, setting), date)
    }

    /// Returns the MUE tables that a program uses in a setting, the oldest first.
    #[must_use]
    pub fn mue_tables(&self, program: EditProgram, setting: Setting) -> &[MueTable] {
        match (&self.supplied, self.built_in) {
            (Some(supplied), _) => supplied.edits.mue(setting, program),
            (None, Some(edits)) => MueTable::built_in_of(edits, setting, program),
            (None, None) => &[],
        }
    }

    /// Returns the PTP tables that a program uses in a setting, the oldest first.
    #[must_use]
    pub fn ptp_tables(&self, program: EditProgram, setting: Setting) -> &[PtpTable] {
        match (&self.supplied, self.built_in) {
            (Some(supplied), _) => supplied.edits.ptp(setting, program),
            (None, Some(edits)) => PtpTable::built_in_of(edits, setting, program),
            (None, None) => &[],
        }
    }

    /// Returns the therapy threshold of a year and bucket, above which a line needs `KX`.
    #[must_use]
    pub fn yearly_amount(&self, year: i32, bucket: Bucket) -> Option<YearlyAmount> {
        self.supplied()
            .and_then(|supplied| supplied.yearly_amounts.get(&(year, bucket)))
            .copied()
            .or_else(|| thresholds::kx_amount(year, bucket).filter(|_| self.has_built_in()))
    }

    /// Returns the targeted medical review threshold of a date, in dollars.
    #[must_use]
    pub fn review_amount(&self, date: Date) -> Option<thresholds::ReviewAmount> {
        thresholds::review_amount(date).filter(|_| self.has_built_in())
    }

    pub(in crate::reference) fn fee_schedule(&self) -> &FeeSchedule {
        self.supplied()
            .map_or(&NO_FEE_SCHEDULE, |supplied| &supplied.fee_schedule)
    }

    /// Names the facts that the set has: the version of the library, its built-in tables, and what the
    /// caller supplied with a fingerprint of its content.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{CodeEntry, ProcedureCode, ReferenceData, Timing};
    ///
    /// let entry = CodeEntry::new(ProcedureCode::of("S8948"), Timing::Untimed, "Low-level laser");
    /// let supplied = ReferenceData::new().with_entry(entry).provenance();
    /// assert_eq!(supplied.supplied()[0].entries, 1);
    /// assert!(!supplied.has_facts_of(&ReferenceData::built_in().provenance()));
    /// # Ok::<(), therapy_billing::reference::catalog::EntryError>(())
    /// ```
    #[must_use]
    pub fn provenance(&self) -> Provenance {
        let built_in = self.built_in.map(names_of_tables).unwrap_or_default();
        let mut supplied: Vec<SuppliedFacts> = Vec::new();
        let notes = self.supplied().map(|supplied| &supplied.notes);
        for ((family, key), (entries, fingerprint)) in notes.into_iter().flatten() {
            match supplied.last_mut() {
                Some(row) if row.family == *family => row.add(*entries, key, *fingerprint),
                _ => supplied.push(SuppliedFacts::new(*family, *entries, key, *fingerprint)),
            }
        }
        Provenance::new(built_in, supplied)
    }

    pub(in crate::reference) fn built_in_entries(&self) -> usize {
        if self.has_built_in() {
            catalog::entries().len()
        } else {
            0
        }
    }

    pub(in crate::reference) fn supplied_entries(&self) -> usize {
        self.supplied().map_or(0, |supplied| supplied.entries.len())
    }
}
