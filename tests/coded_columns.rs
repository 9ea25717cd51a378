//! Promise: the columns that know codes count every session as `UnitRule::allocate` does, and refuse what a session
//! would refuse before they write anything.
#![cfg(feature = "tables")]

use therapy_billing::reference::catalog::{BlockMinutes, CodeEntry};
use therapy_billing::session::ServiceRecord;
use therapy_billing::time::{Date, macros::date};
use therapy_billing::units::columns::{self, Codebook, CodebookError, ColumnError, Validity};
use therapy_billing::units::{PartialUnit, Pooling};
use therapy_billing::{
    Discipline, Minutes, ProcedureCode, ReferenceData, Session, Timing, UnitRule,
};

const DATE: Date = date!(2026 - 03 - 14);

/// Codes that are counted together, untimed ones, families and other block lengths; 97112 has two ids.
const CODES: [&str; 28] = [
    "97112", "97110", "97140", "97530", "97035", "97010", "97150", "97161", "97129", "97130",
    "97116", "97545", "97546", "97550", "97551", "96125", "97597", "97598", "90912", "90913",
    "97112", "97001", "92607", "92608", "S8948", "S9131", "G0283", "97535",
];

/// The built-in facts with a code of 30 minutes and one of 15 that a contract states.
fn reference() -> ReferenceData {
    let blocks = |minutes| Timing::Blocks {
        minutes: BlockMinutes::of(minutes),
    };
    let entry =
        |code, minutes| CodeEntry::new(ProcedureCode::of(code), blocks(minutes), "of a contract");
    ReferenceData::new()
        .with_entry(entry("S8948", 30))
        .with_entry(entry("S9131", 15))
}

fn codes() -> Vec<ProcedureCode> {
    CODES.map(ProcedureCode::of).to_vec()
}

fn rules() -> Vec<UnitRule> {
    let mut rules = UnitRule::PRESETS.to_vec();
    for (block, threshold) in [(30, 16), (10, 5), (15, 10), (1, 1), (60, 31)] {
        for pooling in [Pooling::Session, Pooling::None, Pooling::Capped] {
            let partial = PartialUnit::Minutes(BlockMinutes::of(threshold));
            rules.push(UnitRule::contract(pooling, partial, BlockMinutes::of(block)).unwrap());
        }
    }
    rules
}

/// A small generator with a fixed seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u16) -> u16 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u16::try_from((z ^ (z >> 31)) % u64::from(end)).unwrap()
    }

    /// Half of the sessions have only codes of the fast case, and a few have many entries.
    fn session(&mut self) -> Vec<(u8, u16)> {
        let kinds = if self.below(2) == 0 { 8 } else { CODES.len() };
        let most = if self.below(40) == 0 { 24 } else { 9 };
        let longest = if self.below(2) == 0 { 17 } else { 60 };
        let kinds = u16::try_from(kinds).unwrap();
        (0..self.below(most))
            .map(|_| {
                (
                    u8::try_from(self.below(kinds)).unwrap(),
                    self.below(longest),
                )
            })
            .collect()
    }
}

/// The units of each entry as `allocate` has them: those of a code at its first entry, and those of a family at the one
/// code that has an entry if the other has none.
fn typed(reference: &ReferenceData, rule: UnitRule, entries: &[(u8, u16)]) -> Vec<u16> {
    let code = |id: u8| ProcedureCode::of(CODES[usize::from(id)]);
    let records = entries
        .iter()
        .map(|&(id, minutes)| ServiceRecord::new(code(id), Some(Minutes::new(minutes).into())));
    let session = Session::from_records(DATE, Discipline::Pt, records, reference).unwrap();
    let allocation = rule.allocate(&session);
    let mut units = vec![0; entries.len()];
    let mut write = |of: ProcedureCode, number: u16| {
        let first = entries.iter().position(|&(id, _)| code(id) == of);
        first.is_some_and(|first| {
            units[first] = number;
            true
        })
    };
    for service in allocation.services() {
        let both = service.units.get();
        let Some(add_on) = service.add_on else {
            assert!(write(service.code, both));
            continue;
        };
        let [first, further] = [service.code, add_on].map(|code| allocation.units(code).get());
        match (write(service.code, first), write(add_on, further)) {
            (true, true) => {}
            (true, false) => assert!(write(service.code, both)),
            (false, _) => assert!(write(add_on, both)),
        }
    }
    units
}

/// Counts sessions in columns and one by one.
#[track_caller]
fn agree(reference: &ReferenceData, rule: UnitRule, sessions: &[Vec<(u8, u16)>]) {
    let codebook = Codebook::new(reference, rule, DATE, &codes()).unwrap();
    let mut offsets = vec![0_u32];
    for session in sessions {
        offsets.push(offsets.last().unwrap() + u32::try_from(session.len()).unwrap());
    }
    let (ids, minutes): (Vec<u8>, Vec<u16>) = sessions.concat().into_iter().unzip();
    let mut units = vec![u16::MAX; ids.len()];
    columns::split_coded(&codebook, &offsets, &ids, &minutes, &mut units).unwrap();
    for (session, ends) in sessions.iter().zip(offsets.windows(2)) {
        let found = &units[ends[0] as usize..ends[1] as usize];
        assert_eq!(
            found,
            typed(reference, rule, session),
            "{rule:?} of {session:?}"
        );
    }
}

fn random_sessions_agree(count: usize) {
    let (reference, mut draw) = (reference(), Draw(0x0097_0011));
    let mut done = 0;
    for rule in rules().into_iter().cycle() {
        let size = 1_000.min(count - done);
        let sessions: Vec<_> = (0..size).map(|_| draw.session()).collect();
        agree(&reference, rule, &sessions);
        done += size;
        if done >= count {
            break;
        }
    }
}

#[test]
fn random_sessions_of_codes_are_counted_as_the_typed_path_counts_them() {
    random_sessions_agree(40_000);
}

/// In release mode, `cargo test --release --test coded_columns -- --ignored`; `SESSIONS` asks for another number.
#[test]
#[ignore = "ten million sessions take a minute in release mode"]
fn ten_million_random_sessions_are_counted_as_the_typed_path_counts_them() {
    let count = std::env::var("SESSIONS").map_or(10_000_000, |text| text.parse().unwrap());
    random_sessions_agree(count);
}

fn medicare(codes: &[&str]) -> Codebook {
    let codes: Vec<_> = codes.iter().copied().map(ProcedureCode::of).collect();
    Codebook::new(ReferenceData::built_in(), UnitRule::MEDICARE, DATE, &codes).unwrap()
}

#[test]
fn sessions_longer_than_a_batch_are_counted_alone_and_exactly() {
    let (reference, mut draw) = (reference(), Draw(5));
    let long = |draw: &mut Draw, length: usize| -> Vec<(u8, u16)> {
        (0..length)
            .map(|_| (u8::try_from(draw.below(28)).unwrap(), draw.below(2)))
            .collect()
    };
    let mut sessions = vec![long(&mut draw, 1_025), Vec::new(), long(&mut draw, 3)];
    sessions.extend([
        long(&mut draw, 1_024),
        long(&mut draw, 1_000),
        long(&mut draw, 30),
    ]);
    sessions.extend((0..300).map(|_| long(&mut draw, 9)));
    for rule in rules() {
        agree(&reference, rule, &sessions);
    }
}

#[test]
fn ids_of_every_integer_type_count_the_same() {
    fn units<I: Copy + Ord + TryInto<usize> + TryFrom<usize>>(ids: &[I]) -> [u16; 3] {
        let mut units = [9; 3];
        let codebook = medicare(&["97112", "97110", "97161"]);
        columns::split_coded(&codebook, &[0, 3], ids, &[24, 23, 40], &mut units).unwrap();
        units
    }
    assert_eq!(units(&[0_u8, 1, 2]), [2, 1, 1]);
    assert_eq!(units(&[0_u16, 1, 2]), [2, 1, 1]);
    assert_eq!(units(&[0_u32, 1, 2]), [2, 1, 1]);
    assert_eq!(units(&[0_i32, 1, 2]), [2, 1, 1]);
}

/// More codes than a word has bits: sessions whose codes share a bit are counted one by one, with the same result.
#[test]
fn a_codebook_of_every_catalog_code_counts_as_a_small_one_does() {
    let reference = ReferenceData::built_in();
    let entries = therapy_billing::reference::catalog::entries();
    let is_of_session = |timing| !matches!(timing, Timing::Month { .. } | Timing::Visit);
    let codes: Vec<_> = entries
        .iter()
        .filter(|entry| is_of_session(entry.timing()))
        .map(CodeEntry::code)
        .collect();
    assert!(codes.len() > 64);
    let codebook = Codebook::new(reference, UnitRule::MEDICARE, DATE, &codes).unwrap();
    let mut draw = Draw(64);
    for _ in 0..2_000 {
        let services: Vec<(u16, u16)> = (0..draw.below(9))
            .map(|_| {
                (
                    draw.below(u16::try_from(codes.len()).unwrap()),
                    draw.below(60),
                )
            })
            .collect();
        let (ids, minutes): (Vec<u16>, Vec<u16>) = services.iter().copied().unzip();
        let mut units = vec![0; ids.len()];
        columns::split_coded(&codebook, &[0, ids.len()], &ids, &minutes, &mut units).unwrap();
        let session = Session::of(
            DATE,
            Discipline::Pt,
            services
                .iter()
                .map(|&(id, minutes)| (codes[usize::from(id)], minutes)),
        )
        .unwrap();
        let sum: u32 = units.iter().map(|units| u32::from(*units)).sum();
        assert_eq!(
            sum,
            UnitRule::MEDICARE.allocate(&session).total_units(),
            "{services:?}"
        );
    }
}

#[test]
fn a_code_without_facts_or_of_a_month_is_refused_with_its_position() {
    let new = |codes: &[&str]| {
        let codes: Vec<_> = codes.iter().copied().map(ProcedureCode::of).collect();
        Codebook::new(ReferenceData::built_in(), UnitRule::MEDICARE, DATE, &codes)
    };
    assert_eq!(
        new(&["97112", "97999"]).unwrap_err().to_string(),
        "expected a code of the reference data, found 97999 at position 1; add an entry for it"
    );
    assert_eq!(
        new(&["97112", "97110", "98980"]).unwrap_err().to_string(),
        "codes[2]: expected a code that a session can contain, found 98980, which is billed per calendar month; \
         remove it from the session or state its timing"
    );
    let too_many = vec![ProcedureCode::CPT_97112; 4_097];
    assert_eq!(
        Codebook::new(
            ReferenceData::built_in(),
            UnitRule::MEDICARE,
            DATE,
            &too_many
        )
        .unwrap_err(),
        CodebookError::TooManyCodes { found: 4_097 }
    );
}

#[test]
fn halves_of_a_family_with_different_timings_are_refused() {
    let timing = Timing::Blocks {
        minutes: BlockMinutes::of(15),
    };
    let add_on = ProcedureCode::of("97130");
    let reference = ReferenceData::new().with_entry(CodeEntry::new(add_on, timing, "plain blocks"));
    let codes = [ProcedureCode::of("97129"), add_on];
    let error = Codebook::new(&reference, UnitRule::MEDICARE, DATE, &codes).unwrap_err();
    let expected = CodebookError::TimingDiffers {
        position: 1,
        code: add_on,
    };
    assert_eq!(error, expected);
}

#[test]
fn wrong_ids_lengths_and_sums_are_refused_and_nothing_is_written() {
    let codebook = medicare(&["97112", "97161"]);
    let mut units = [9; 3];
    let mut split = |ids: &[u8], minutes: &[u16]| {
        let result = columns::split_coded(&codebook, &[0, 3], ids, minutes, &mut units);
        assert_eq!(units, [9; 3]);
        result.unwrap_err()
    };
    let id = ColumnError::Id {
        position: 2,
        codes: 2,
    };
    assert_eq!(split(&[0, 1, 2], &[8; 3]), id);
    assert_eq!(
        id.to_string(),
        "expected ids below 2, the number of codes in the codebook, found another at position 2; correct it or add \
         its code"
    );
    assert_eq!(
        split(&[0, 1], &[8; 3]).to_string(),
        "expected 3 entries in the column of ids, found 2; make the columns equally long"
    );
    let too_many = split(&[0, 0, 0], &[30_000, 30_000, 30_000]);
    assert_eq!(too_many, ColumnError::Minutes { position: 2 });
    assert_eq!(
        too_many.to_string(),
        "expected at most 65,535 minutes of a code in a session, found more at position 2; correct them"
    );
    let untimed = columns::split_coded(&codebook, &[0, 3], &[1_u8; 3], &[u16::MAX; 3], &mut units);
    assert_eq!((untimed, units), (Ok(()), [1, 0, 0]));
}

#[test]
fn of_several_wrong_ids_the_first_is_named() {
    let codebook = medicare(&["97112", "97161"]);
    let (minutes, mut units) = ([8; 8], [9; 8]);
    for wrong in [&[3][..], &[1, 6], &[2, 3], &[0, 1, 2, 3], &[4, 5, 6, 7]] {
        let mut ids = [0_u8; 8];
        for &place in wrong {
            ids[place] = 2;
        }
        let found = columns::split_coded(&codebook, &[0, 2, 4, 6, 8], &ids, &minutes, &mut units);
        let position = wrong[0];
        assert_eq!(found, Err(ColumnError::Id { position, codes: 2 }));
    }
    let below_0 = [0_i32, -1, -1, 0, 0, 0, 0, 0];
    let found = columns::split_coded(&codebook, &[0, 8], &below_0, &minutes, &mut units);
    assert_eq!(
        found,
        Err(ColumnError::Id {
            position: 1,
            codes: 2
        })
    );
    assert_eq!(units, [9; 8]);
}

#[test]
fn minutes_that_add_up_to_too_many_are_found_in_any_session_of_many() {
    let codebook = medicare(&["97112", "97161"]);
    let offsets: Vec<u32> = (0..=200).map(|session| 3 * session).collect();
    let ids = [0_u8; 600];
    for session in [0, 1, 31, 32, 63, 64, 100, 127, 128, 191, 192, 198, 199] {
        let mut minutes = [1_u16; 600];
        let mut units = [9; 600];
        minutes[3 * session] = 65_533;
        let split = columns::split_coded(&codebook, &offsets, &ids, &minutes, &mut units);
        assert_eq!(split, Ok(()));
        assert_eq!(units[3 * session..3 * session + 3], [4_369, 0, 0]); // 65,535 minutes
        minutes[3 * session + 1] = 2;
        units.fill(9);
        let split = columns::split_coded(&codebook, &offsets, &ids, &minutes, &mut units);
        let position = 3 * session + 2;
        assert_eq!(
            split,
            Err(ColumnError::Minutes { position }),
            "session {session}"
        );
        assert_eq!(units, [9; 600]);
    }
}

/// More codes than the first table of a batch has.
#[test]
fn a_codebook_of_more_than_256_codes_is_looked_up_by_whole_ids() {
    let blocks = |minutes| Timing::Blocks {
        minutes: BlockMinutes::of(minutes),
    };
    let timings = [(blocks(15), 3), (Timing::Untimed, 1), (blocks(30), 2)]; // with units of 50 minutes
    let kinds = || (0..300_u16).zip(timings.into_iter().cycle());
    let code = |id: u16| ProcedureCode::of(&format!("A{id:04}"));
    let entries =
        kinds().map(|(id, (timing, _))| CodeEntry::new(code(id), timing, "of a contract"));
    let reference = entries.fold(ReferenceData::new(), ReferenceData::with_entry);
    let codes: Vec<_> = (0..300).map(code).collect();
    let codebook = Codebook::new(&reference, UnitRule::MEDICARE, DATE, &codes).unwrap();
    assert!(!codebook.is_empty() && codebook.len() == 300);
    let ids: Vec<u16> = (0..300).collect();
    let offsets: Vec<u16> = (0..=300).collect();
    let mut units = [9; 300];
    columns::split_coded(&codebook, &offsets, &ids, &[50; 300], &mut units).unwrap();
    assert!(
        units.into_iter().eq(kinds().map(|(_, (_, units))| units)),
        "{units:?}"
    );

    let nothing = Codebook::new(&reference, UnitRule::MEDICARE, DATE, &[]).unwrap();
    assert!(nothing.is_empty());
}

/// Ids and minutes outside of the offsets are not read, and their units are left as they are.
#[test]
fn a_slice_of_a_table_leaves_the_rest_alone() {
    let codebook = medicare(&["97112", "97161"]);
    let mut units = [9; 5];
    let ids = [200_u8, 0, 1, 0, 201];
    columns::split_coded(&codebook, &[1, 4], &ids, &[8; 5], &mut units).unwrap();
    assert_eq!(units, [9, 1, 1, 0, 9]);
    let no_sessions: [u16; 0] = [];
    columns::split_coded(&codebook, &[0], &[0_u8; 0], &no_sessions, &mut []).unwrap();
}

#[test]
fn a_null_is_refused_at_a_timed_code_only() {
    let codebook = medicare(&["97112", "97161", "97129"]);
    let (ids, minutes) = ([0_u8, 1, 2, 1], [24, u16::MAX, 8, 0]);
    let mut units = [9; 4];
    let mut split = |bits: u8| {
        let validity = Validity::new(std::slice::from_ref(&bits), 2, 4).unwrap();
        columns::split_coded_nullable(&codebook, &[0, 4], &ids, &minutes, validity, &mut units)
    };
    assert_eq!(split(0b11_0111), Ok(()));
    assert_eq!(split(0b01_0100), Ok(()));
    assert_eq!(
        split(0b10_1111),
        Err(ColumnError::TimeMissing { position: 2 })
    );
    assert_eq!(
        split(0b10_1000),
        Err(ColumnError::TimeMissing { position: 0 })
    );
    assert_eq!(units, [2, 1, 0, 0]);
    let short = Validity::new(&[0xff], 0, 3).unwrap();
    let refused =
        columns::split_coded_nullable(&codebook, &[0, 4], &ids, &minutes, short, &mut units);
    assert!(matches!(refused, Err(ColumnError::Unequal { .. })));
}

#[test]
fn validity_bits_are_read_least_significant_first_from_any_offset() {
    let bits = [0b1010_0101, 0xff, 0b0000_0001, 0x00];
    let bit = |at: usize| bits[at / 8] >> (at % 8) & 1 == 1;
    for offset in 0..20 {
        for length in 0..=(32 - offset) {
            let validity = Validity::new(&bits, offset, length).unwrap();
            let expected: Vec<_> = (0..length).filter(|at| !bit(offset + at)).collect();
            assert_eq!(validity.nulls().collect::<Vec<_>>(), expected);
            assert!((0..length).all(|at| validity.is_valid(at) == bit(offset + at)));
            assert!(!validity.is_valid(length) && validity.len() == length);
            assert_eq!(validity.is_empty(), length == 0);
        }
        assert_eq!(
            Validity::new(&bits, offset, 33 - offset).unwrap_err(),
            ColumnError::Validity {
                expected: 33,
                found: 32
            }
        );
    }
    assert!(Validity::new(&bits, usize::MAX, 1).is_err());
}

#[test]
fn runs_are_the_sessions_of_a_sorted_column() {
    let mut offsets = vec![9_u8];
    assert_eq!(columns::runs(&[3, 3, 5, 8, 8, 8], &mut offsets), Ok(3));
    assert_eq!(offsets, [0, 2, 3, 6]);
    assert_eq!(columns::runs(&["a"], &mut offsets), Ok(1));
    assert_eq!(offsets, [0, 1]);
    assert_eq!(columns::runs::<u64, u8>(&[], &mut offsets), Ok(0));
    assert_eq!(offsets, [0]);
    let unsorted = columns::runs(&[(1, 2), (1, 1)], &mut offsets);
    assert_eq!(unsorted, Err(ColumnError::Order { position: 1 }));
    let no_number = columns::runs(&[1.0, f64::NAN], &mut offsets);
    assert_eq!(no_number, Err(ColumnError::Order { position: 1 }));
    let too_long = columns::runs(&[1; 256], &mut offsets);
    assert_eq!(too_long, Err(ColumnError::TooLong { length: 256 }));
    assert_eq!(offsets, [0]);
}

#[test]
fn narrowing_names_the_first_value_that_does_not_fit() {
    let mut narrow = vec![7; 3_000];
    let mut values = vec![65_535_i32; 3_000];
    columns::narrow(&values, &mut narrow).unwrap();
    assert_eq!(narrow, [u16::MAX; 3_000]);
    values[2_500] = 65_536;
    values[2_400] = -1;
    narrow.fill(7);
    let refused = columns::narrow(&values, &mut narrow);
    assert_eq!(refused, Err(ColumnError::Value { position: 2_400 }));
    assert_eq!(narrow, [7; 3_000]);
    assert!(columns::narrow(&values, &mut narrow[1..]).is_err());

    let mut bits = vec![0xff; 375];
    bits[2_400 / 8] ^= 1 << (2_400 % 8);
    let validity = Validity::new(&bits, 0, 3_000).unwrap();
    let refused = columns::narrow_nullable(&values, validity, &mut narrow);
    assert_eq!(refused, Err(ColumnError::Value { position: 2_500 }));
    bits[2_500 / 8] ^= 1 << (2_500 % 8);
    bits[8 / 8] ^= 1;
    let validity = Validity::new(&bits, 0, 3_000).unwrap();
    columns::narrow_nullable(&values, validity, &mut narrow).unwrap();
    for (position, narrow) in narrow.iter().enumerate() {
        let is_null = [8, 2_400, 2_500].contains(&position);
        assert_eq!(*narrow, if is_null { 0 } else { u16::MAX }, "{position}");
    }
}

/// The bounds of a session are the least and the most of all permitted splits.
#[test]
fn bounds_are_those_of_every_permitted_split() {
    let codes = [
        "97112", "97110", "97140", "97530", "97035", "97116", "97535", "97032", "97033", "97034",
    ];
    let mut draw = Draw(0xb0);
    for rule in rules() {
        let blocks = rule.block_minutes().get();
        let sessions: Vec<Vec<u16>> = (0..200)
            .map(|at| {
                let longest = if at % 3 == 0 { 9 } else { 70.max(2 * blocks) };
                (0..draw.below(11)).map(|_| draw.below(longest)).collect()
            })
            .collect();
        let minutes = sessions.concat();
        let mut offsets = vec![0];
        offsets.extend(sessions.iter().scan(0, |end, session| {
            *end += session.len();
            Some(*end)
        }));
        let (mut least, mut most) = (vec![9; minutes.len()], vec![9; minutes.len()]);
        columns::bounds_sessions(rule, &offsets, &minutes, &mut least, &mut most).unwrap();
        for (session, ends) in sessions.iter().zip(offsets.windows(2)) {
            let services = codes.iter().copied().zip(session.iter().copied());
            let day = Session::of(DATE, Discipline::Pt, services).unwrap();
            let allocation = rule.allocate(&day);
            let of_codes = codes.iter().take(session.len());
            let bounds = of_codes.map(|code| {
                let code = ProcedureCode::of(code);
                let units = || allocation.splits().map(|split| split.units(code).get());
                (units().min().unwrap(), units().max().unwrap())
            });
            let (lowest, highest): (Vec<_>, Vec<_>) = bounds.unzip();
            let range = ends[0]..ends[1];
            assert_eq!(least[range.clone()], lowest, "{rule:?} of {session:?}");
            assert_eq!(most[range], highest, "{rule:?} of {session:?}");
        }
    }
}

#[test]
fn bounds_of_minutes_that_no_day_has_are_exact_too() {
    let (minutes, mut least, mut most) = ([65_535, 65_535, 65_520, 20, 20], [9; 5], [9; 5]);
    let offsets = [0_u8, 3, 5];
    columns::bounds_sessions(
        UnitRule::MEDICARE,
        &offsets,
        &minutes,
        &mut least,
        &mut most,
    )
    .unwrap();
    assert_eq!(least, [4_369, 4_369, 4_368, 1, 1]);
    assert_eq!(most, [4_369, 4_369, 4_368, 2, 2]);
    let short = columns::bounds_sessions(
        UnitRule::CPT,
        &offsets,
        &minutes,
        &mut least[1..],
        &mut most,
    );
    assert!(matches!(short, Err(ColumnError::Length(_))));
}

#[test]
fn units_above_the_most_of_a_service_are_compared_code_by_code() {
    use therapy_billing::claim::audit::columns::compare_codes;

    let (offsets, minutes) = ([1_u32, 3, 3, 5], [99, 20, 20, 33, 7, 99]);
    let mut above = [9; 6];
    let sum = compare_codes(
        UnitRule::MEDICARE,
        &offsets,
        &minutes,
        &[9, 2, 2, 3, 4, 9],
        &mut above,
    );
    assert_eq!((sum, above), (Ok(4), [9, 0, 0, 1, 3, 9]));
    let short = compare_codes(UnitRule::MEDICARE, &offsets, &minutes, &[9; 5], &mut above);
    assert!(matches!(short, Err(ColumnError::Length(_))));
}
