//! The pairs of a claim with many codes have the answers that asking every pair gives, in the same order.
#![cfg(feature = "tables")]

use std::collections::{BTreeMap, BTreeSet};

use therapy_billing::claim::{Claim, ClaimFinding};
use therapy_billing::reference::catalog::CodeEntry;
use therapy_billing::reference::edits::{
    EditProgram, EditSource, EditTable, EditTiming, ModifierIndicator, PtpAnswer, PtpTable, Quarter,
};
use therapy_billing::reference::files::PtpReader;
use therapy_billing::reference::modifiers::is_ncci_associated;
use therapy_billing::time::{Date, macros::date};
use therapy_billing::{
    Modifier, Modifiers, ProcedureCode, ReferenceData, ServiceLine, Setting, Timing, UnitRule,
    Units,
};

/// A stream of numbers that is the same on every machine (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from(z ^ (z >> 31)).expect("64 bits") % limit
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// The codes of the built-in tables and of the catalog, and as many that nothing is known of.
fn pool() -> Vec<ProcedureCode> {
    let reference = ReferenceData::built_in();
    let rows = |setting| reference.ptp_tables(EditProgram::Medicare, setting).iter();
    let tables = rows(Setting::PrivatePractice).chain(rows(Setting::OutpatientHospital));
    let of_rows =
        tables.flat_map(|table| table.iter().flat_map(|row| [row.column_1, row.column_2]));
    let of_catalog = therapy_billing::reference::catalog::entries()
        .iter()
        .map(CodeEntry::code);
    let known: BTreeSet<ProcedureCode> = of_rows.chain(of_catalog).collect();
    let unknown = (0..known.len()).map(|number| ProcedureCode::of(&format!("A{number:04}")));
    known.into_iter().chain(unknown).collect()
}

/// Where something was found and what, and of which codes.
type Found = (String, String);

/// What a check reports of pairs.
fn checked(claim: &Claim) -> Vec<Found> {
    let findings = claim.check();
    let of_pairs = findings.iter().filter_map(|finding| {
        let codes = match finding.check() {
            ClaimFinding::PtpNeverTogether {
                column_1,
                column_2,
                tables,
            }
            | ClaimFinding::PtpNeedsModifier {
                column_1,
                column_2,
                tables,
                ..
            } => {
                format!("{column_1} {column_2} {tables}")
            }
            ClaimFinding::PtpModifierPresent {
                modifier, tables, ..
            } => format!("{modifier} {tables}"),
            ClaimFinding::PtpNoData { a, b, .. } => format!("{a} {b}"),
            ClaimFinding::PtpNoCoverage { code } => code.to_string(),
            ClaimFinding::DistinctWithoutPair { modifier, tables } => {
                format!("{modifier} {:?} {:?}", tables.basis, tables.sources)
            }
            _ => return None,
        };
        Some((finding.id(), finding.at().to_string(), codes))
    });
    of_pairs
        .map(|(id, at, codes)| (format!("{at} {id}"), codes))
        .collect()
}

struct Tally<'a> {
    lines: Vec<(Option<usize>, &'a Modifiers)>,
}

#[allow(
    clippy::too_many_lines,
    reason = "the specification, one step after the other"
)]
/// The same by asking every pair of codes, as the specification of edits has it.
fn by_all_pairs(
    lines: &[ServiceLine],
    same_day: &[ServiceLine],
    reference: &ReferenceData,
    setting: Setting,
    date: Date,
) -> Vec<Found> {
    let mut codes: Vec<ProcedureCode> = Vec::new();
    let mut tallies: BTreeMap<ProcedureCode, Tally<'_>> = BTreeMap::new();
    let billed = lines
        .iter()
        .enumerate()
        .map(|(place, line)| (Some(place), line));
    for (place, line) in billed.chain(same_day.iter().map(|line| (None, line))) {
        let tally = tallies.entry(line.code()).or_insert_with(|| {
            codes.push(line.code());
            Tally { lines: Vec::new() }
        });
        tally.lines.push((place, line.modifiers()));
    }
    let mut found: Vec<(Option<usize>, usize, &str, String)> = Vec::new();
    if matches!(
        reference.ptp_timing(EditProgram::Medicare, setting, date),
        EditTiming::NoTable
    ) {
        return Vec::new();
    }
    let covers = |code| reference.ptp_covers(EditProgram::Medicare, code, setting);
    let first_of = |code| tallies[&code].lines[0].0;
    let mut may_be_edit: BTreeSet<ProcedureCode> = BTreeSet::new();
    let mut uncovered: BTreeSet<ProcedureCode> = BTreeSet::new();
    let mut no_edit: BTreeMap<ProcedureCode, (bool, BTreeSet<EditSource>)> = BTreeMap::new();
    for (place, &a) in codes.iter().enumerate() {
        for &b in &codes[place + 1..] {
            if first_of(a).is_none() && first_of(b).is_none() {
                continue;
            }
            match reference.ptp(a, b, setting, date) {
                PtpAnswer::NoEdit { tables } => {
                    for code in [a, b] {
                        let of_code = no_edit.entry(code).or_default();
                        of_code.0 |= tables.basis() == therapy_billing::finding::Basis::Inferred;
                        of_code.1.extend(tables.iter());
                    }
                    continue;
                }
                PtpAnswer::Edit { edit, tables } => {
                    let associated =
                        |modifiers: &Modifiers| modifiers.iter().find(|m| is_ncci_associated(*m));
                    let all = |code| {
                        tallies[&code]
                            .lines
                            .iter()
                            .all(|(_, m)| associated(m).is_some())
                    };
                    let first = |code| tallies[&code].lines.iter().find_map(|(_, m)| associated(m));
                    let either = date >= date!(2019 - 07 - 01);
                    let (one, two) = (edit.column_1, edit.column_2);
                    let (position, id, text) = if !edit.allows_modifier {
                        (0, "ptp-never-together", format!("{one} {two} {tables}"))
                    } else if all(two) {
                        let modifier = first(two).expect("all lines have one");
                        (2, "ptp-modifier-present", format!("{modifier} {tables}"))
                    } else if either && all(one) {
                        let modifier = first(one).expect("all lines have one");
                        (2, "ptp-modifier-present", format!("{modifier} {tables}"))
                    } else {
                        (1, "ptp-needs-modifier", format!("{one} {two} {tables}"))
                    };
                    found.push((first_of(two).or(first_of(one)), position, id, text));
                }
                answer => {
                    let is_covered = [covers(a), covers(b)];
                    if answer == PtpAnswer::NoCoverage && is_covered != [true, true] {
                        let missing = [a, b].into_iter().zip(is_covered);
                        uncovered.extend(missing.filter(|(_, is)| !is).map(|(code, _)| code));
                    } else {
                        let (a, b) = if first_of(a) <= first_of(b) {
                            (a, b)
                        } else {
                            (b, a)
                        };
                        found.push((first_of(b), 3, "ptp-no-data", format!("{a} {b}")));
                    }
                }
            }
            may_be_edit.extend([a, b]);
        }
    }
    for &code in codes.iter().filter(|code| uncovered.contains(code)) {
        found.push((first_of(code), 4, "ptp-no-coverage", code.to_string()));
    }
    for (place, line) in lines.iter().enumerate() {
        let distinct = ["59", "XE", "XP", "XS", "XU"];
        let modifier = line
            .modifiers()
            .iter()
            .find(|m| distinct.contains(&m.as_str()));
        if let Some(modifier) = modifier.filter(|_| !may_be_edit.contains(&line.code())) {
            let (inferred, tables) = no_edit.get(&line.code()).cloned().unwrap_or_default();
            let basis = if inferred { "Inferred" } else { "Held" };
            let tables: Vec<_> = tables.into_iter().collect();
            let text = format!("{modifier} {basis} {tables:?}");
            found.push((Some(place), 6, "distinct-without-pair", text));
        }
    }
    found.sort_by_key(|(line, position, ..)| (*line, *position));
    found
        .into_iter()
        .map(|(line, _, id, text)| {
            let at = line.map_or_else(|| "claim".to_owned(), |line| format!("lines[{line}]"));
            (format!("{at} {id}"), text)
        })
        .collect()
}

fn random_line(random: &mut Random, pool: &[ProcedureCode], date: Date) -> ServiceLine {
    let modifiers = ["GP", "GO", "59", "XE", "XU", "KX", "LT"];
    let modifiers: Vec<Modifier> = (0..random.below(3))
        .map(|_| random.one(&modifiers).parse().expect("a modifier"))
        .collect();
    let modifiers = Modifiers::new(modifiers).expect("at most four");
    ServiceLine::new(random.one(pool), Units::ONE)
        .with_modifiers(modifiers)
        .with_date(date)
}

/// Facts with a supplied table of edits of a few codes, which covers every pair.
fn supplied(random: &mut Random, pool: &[ProcedureCode]) -> ReferenceData {
    let quarter = Quarter::new(2025, 1).expect("a quarter");
    let mut table = PtpTable::new(EditTable::Practitioner, quarter);
    for _ in 0..200 {
        let (a, b) = (random.one(pool), random.one(pool));
        let indicator = random.one(&ModifierIndicator::ALL);
        table = table.with(a, b, indicator, date!(2020 - 01 - 01), None);
    }
    ReferenceData::new().with_ptp(table)
}

#[test]
fn many_codes_have_the_answers_of_every_pair_in_order() {
    let pool = pool();
    let mut random = Random(7);
    let with_table = supplied(&mut random, &pool);
    let dates = [
        date!(2016 - 05 - 01),
        date!(2024 - 08 - 14),
        date!(2025 - 02 - 01),
        date!(2026 - 08 - 14),
        date!(2026 - 11 - 24),
    ];
    let settings = [
        Setting::PrivatePractice,
        Setting::OutpatientHospital,
        Setting::Corf,
        Setting::CriticalAccessHospital,
    ];
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..400 {
        let (date, setting) = (random.one(&dates), random.one(&settings));
        let reference = match round % 3 {
            0 => &with_table,
            _ => ReferenceData::built_in(),
        };
        let part = 2 + random.below(pool.len() - 2);
        let count = 1 + random.below(if round % 40 == 0 { 400 } else { 60 });
        let mut lines = || {
            let count = 1 + random.below(count);
            let lines = (0..count).map(|_| random_line(&mut random, &pool[..part], date));
            lines.collect::<Vec<_>>()
        };
        let (lines, same_day) = (lines(), lines());
        let claim = Claim::new(lines.clone(), UnitRule::MEDICARE, setting)
            .and_then(|claim| claim.with_same_day(same_day.clone()))
            .expect("few lines with dates")
            .with_reference(reference);
        let found = checked(&claim);
        let expected = by_all_pairs(&lines, &same_day, reference, setting, date);
        assert_eq!(found, expected, "{round}: {date} {setting:?}");
        for (at_and_id, _) in found {
            let id = at_and_id.split(' ').next_back().expect("an id").to_owned();
            *seen.entry(id).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}

/// Facts with the only table that is held: it answers for the pairs of two codes, and for no others.
fn answering_for_two_codes() -> ReferenceData {
    let file = "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n\
        \t\tprior to 1996\tDate\tDate\t0=not allowed\t\n\
        97140\t97124\t\t20201001\t*\t0\tdropped\n\
        97150\t97112\t\t20201001\t*\t1\tdropped\n\
        97530\t97116\t\t20201001\t*\t1\tdropped\n";
    let quarter = Quarter::new(2026, 3).expect("a quarter");
    let codes = ["97140", "97150"].map(ProcedureCode::of);
    let mut reader = PtpReader::new(EditTable::Practitioner, quarter).only(codes);
    reader.read(file).expect("rows");
    ReferenceData::empty().with_ptp(reader.finish().expect("a table"))
}

#[test]
fn few_codes_have_the_answers_of_every_pair_in_order() {
    let pool = [
        "97140", "97124", "97150", "97112", "97530", "97116", "97110",
    ]
    .map(ProcedureCode::of);
    let of_two = answering_for_two_codes();
    let date = date!(2026 - 08 - 14);
    let mut random = Random(11);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..2000 {
        let reference = if round % 2 == 0 {
            &of_two
        } else {
            ReferenceData::built_in()
        };
        let mut lines = |least: usize| {
            let count = least + random.below(4);
            let lines = (0..count).map(|_| random_line(&mut random, &pool, date));
            lines.collect::<Vec<_>>()
        };
        let (lines, same_day) = (lines(1), lines(0));
        let claim = Claim::new(lines.clone(), UnitRule::MEDICARE, Setting::PrivatePractice)
            .and_then(|claim| claim.with_same_day(same_day.clone()))
            .expect("few lines with dates")
            .with_reference(reference);
        let found = checked(&claim);
        let expected = by_all_pairs(&lines, &same_day, reference, Setting::PrivatePractice, date);
        assert_eq!(found, expected, "{round}: {lines:?} {same_day:?}");
        for (at_and_id, _) in found {
            let id = at_and_id.split(' ').next_back().expect("an id").to_owned();
            *seen.entry(id).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
}

#[test]
fn a_claim_of_4096_codes_is_checked_without_asking_every_pair() {
    let code = |number: usize| ProcedureCode::of(&format!("A{number:04}"));
    let entries = (0..4096).map(|number| CodeEntry::new(code(number), Timing::Untimed, "local"));
    let reference = entries.fold(ReferenceData::new(), |reference, entry| {
        reference.with_entry(entry)
    });
    let line = |number| ServiceLine::new(code(number), Units::ONE).with_date(date!(2026 - 08 - 14));
    let claim = Claim::new(
        (0..4096).map(line).collect(),
        UnitRule::MEDICARE,
        Setting::PrivatePractice,
    );
    let claim = claim.expect("at the limit").with_reference(&reference);
    let findings = claim.check();
    let uncovered = findings.iter().filter(|one| one.id() == "ptp-no-coverage");
    assert_eq!(uncovered.count(), 4096);
}
