//! The columns count every minute of every block length exactly, refuse what does not fit together
//! before they write anything, and leave alone what they were not given.

use proptest::prelude::*;
use therapy_billing::UnitRule;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::units::columns::{self, ColumnError};
use therapy_billing::units::rounding::Rounding;
use therapy_billing::units::{LengthMismatch, PartialUnit, Pooling, apportion};

/// Thresholds of a block at both ends and in the middle.
fn roundings(block: u16) -> impl Iterator<Item = Rounding> {
    let length = BlockMinutes::of(block);
    [1, 2, block / 2, block / 2 + 1, block - 1, block]
        .into_iter()
        .filter_map(move |threshold| Rounding::from_minutes(length, threshold))
}

/// `floor((m + B - t) / B)`, as the rule has it.
fn formula(rounding: Rounding, minutes: u32) -> u32 {
    let block = u32::from(rounding.block().get());
    (minutes + block - u32::from(rounding.threshold())) / block
}

#[track_caller]
fn rounds(rounding: Rounding, minutes: &[u16], units: &mut Vec<u16>) {
    units.resize(minutes.len(), 0);
    units.fill(u16::MAX);
    columns::round(rounding, minutes, units).unwrap();
    for (&minutes, &units) in minutes.iter().zip(&*units) {
        let expected = formula(rounding, minutes.into());
        assert_eq!(
            u32::from(units),
            expected,
            "{minutes} minutes by {rounding:?}"
        );
    }
}

#[test]
fn two_days_of_minutes_round_exactly_for_every_block() {
    let (minutes, mut units): (Vec<u16>, _) = ((0..2880).collect(), Vec::new());
    let short = &minutes[..2048];
    for block in 1..=1440 {
        let past_midpoint = Rounding::past_midpoint(BlockMinutes::of(block));
        rounds(past_midpoint, &minutes, &mut units);
        rounds(past_midpoint, short, &mut units);
    }
}

#[test]
fn every_number_of_minutes_rounds_exactly_for_common_blocks() {
    let (minutes, mut units): (Vec<u16>, _) = ((0..=u16::MAX).collect(), Vec::new());
    for block in [1, 2, 8, 15, 16, 20, 30, 60, 120, 1439, 1440] {
        for rounding in roundings(block) {
            rounds(rounding, &minutes, &mut units);
        }
    }
}

#[test]
#[ignore = "half a billion roundings take seconds in release mode"]
fn every_number_of_minutes_rounds_exactly_for_every_block() {
    let (minutes, mut units): (Vec<u16>, _) = ((0..=u16::MAX).collect(), Vec::new());
    for block in 1..=1440 {
        for rounding in roundings(block) {
            rounds(rounding, &minutes, &mut units);
            rounds(rounding, &minutes[..2048], &mut units);
        }
    }
}

/// Rows of eight whose minutes add up to every sum that the fast case meets.
fn rows_of_every_sum() -> Vec<u16> {
    let mut rows = Vec::new();
    for sum in 0..=8 * 2047_u16 {
        let (each, more) = (sum / 8, sum % 8);
        rows.extend((0..8).map(|place| each + u16::from(place < more)));
    }
    rows
}

#[track_caller]
fn sums_round(rows: &[u16], blocks: impl Iterator<Item = u16>) {
    let mut totals = vec![0; rows.len() / 8];
    for block in blocks {
        let length = BlockMinutes::of(block);
        for threshold in [1, block / 2 + 1, block] {
            let partial = PartialUnit::Minutes(BlockMinutes::of(threshold));
            let rule = UnitRule::contract(Pooling::Session, partial, length).unwrap();
            columns::total_rows(rule, 8, rows, &mut totals).unwrap();
            for (sum, &total) in (0..).zip(&totals) {
                assert_eq!(
                    total,
                    formula(rule.rounding(), sum),
                    "{sum} minutes by {rule:?}"
                );
            }
        }
    }
}

#[test]
fn every_sum_of_a_session_rounds_exactly() {
    let rows = rows_of_every_sum();
    sums_round(&rows, [1, 2, 7, 8, 15, 16, 30, 60, 1439, 1440].into_iter());
}

#[test]
#[ignore = "seventy million sums take seconds in release mode"]
fn every_sum_of_a_session_rounds_exactly_for_every_block() {
    sums_round(&rows_of_every_sum(), 1..=1440);
}

#[test]
fn columns_of_different_length_are_refused_and_nothing_is_written() {
    let rule = UnitRule::MEDICARE;
    let length = LengthMismatch {
        minutes: 2,
        units: 3,
    };
    let mut units = [9; 3];
    let refused = Err(ColumnError::Length(length));
    assert_eq!(
        columns::round(rule.rounding(), &[8, 8], &mut units),
        refused
    );
    assert_eq!(columns::split_rows(rule, 2, &[8, 8], &mut units), refused);
    assert_eq!(
        columns::split_sessions(rule, &[0, 2], &[8, 8], &mut units),
        refused
    );
    let one = apportion(rule.rounding(), rule.pooling(), &[8, 8], &mut units);
    assert_eq!(one, Err(length));
    assert_eq!(units, [9; 3]);
    assert_eq!(
        length.to_string(),
        "expected columns of equal length, found 2 of minutes and 3 of units; make them equally long"
    );

    let mut totals = [9; 3];
    let refused = ColumnError::Totals {
        sessions: 2,
        totals: 3,
    };
    assert_eq!(
        columns::total_rows(rule, 1, &[8, 8], &mut totals),
        Err(refused)
    );
    assert_eq!(
        columns::total_sessions(rule, &[0, 1, 2], &[8, 8], &mut totals),
        Err(refused)
    );
    assert_eq!(totals, [9; 3]);
    assert_eq!(
        refused.to_string(),
        "expected one total per session, found 3 for 2; make the columns equally long"
    );
}

#[test]
fn minutes_that_make_no_whole_rows_are_refused() {
    for width in [0, 2, 4] {
        let refused = ColumnError::Width { minutes: 3, width };
        let mut units = [9; 3];
        let split = columns::split_rows(UnitRule::CPT, width, &[8; 3], &mut units);
        assert_eq!(split, Err(refused));
        let total = columns::total_rows(UnitRule::CPT, width, &[8; 3], &mut [9; 3]);
        assert_eq!(total, Err(refused));
        assert_eq!(units, [9; 3]);
    }
    let message = ColumnError::Width {
        minutes: 3,
        width: 2,
    }
    .to_string();
    assert_eq!(
        message,
        "expected whole rows of 2, found a column of length 3; state the services in a row"
    );
}

#[test]
fn offsets_that_fall_or_lie_outside_are_refused() {
    let minutes = [8; 4];
    let refused = |offsets: &[i64]| {
        let mut units = [9; 4];
        let split = columns::split_sessions(UnitRule::MEDICARE, offsets, &minutes, &mut units);
        let mut totals = vec![9; offsets.len().saturating_sub(1)];
        let total = columns::total_sessions(UnitRule::MEDICARE, offsets, &minutes, &mut totals);
        assert_eq!(split, total);
        assert!(split.is_ok() || units == [9; 4] && totals.iter().all(|&total| total == 9));
        split.err()
    };
    let at = |position| {
        Some(ColumnError::Offset {
            position,
            minutes: 4,
        })
    };
    assert_eq!(refused(&[]), Some(ColumnError::NoOffsets));
    assert_eq!(refused(&[0]), None);
    assert_eq!(refused(&[4]), None);
    assert_eq!(refused(&[0, 4]), None);
    assert_eq!(refused(&[0, 5]), at(1));
    assert_eq!(refused(&[5]), at(0));
    assert_eq!(refused(&[-1, 4]), at(0));
    assert_eq!(refused(&[0, 2, 1, 4]), at(2));
    assert_eq!(refused(&[0, 2, 2, 4]), None);
    assert_eq!(refused(&[0, 2, -2, 4]), at(2));
    assert_eq!(refused(&[0, i64::MAX]), at(1));
    assert_eq!(
        at(1).unwrap().to_string(),
        "expected each offset between the one before it and 4, found another at position 1; correct it"
    );
}

/// The same sessions by offsets of any integer type.
#[test]
fn offsets_of_every_integer_type_count_the_same() {
    fn units<O: Copy + TryInto<usize>>(offsets: &[O]) -> [u16; 4] {
        let mut units = [9; 4];
        columns::split_sessions(UnitRule::MEDICARE, offsets, &[24, 23, 33, 7], &mut units).unwrap();
        units
    }
    assert_eq!(units(&[0_u32, 2, 4]), [2, 1, 2, 1]);
    assert_eq!(units(&[0_i32, 2, 4]), [2, 1, 2, 1]);
    assert_eq!(units(&[0_i64, 2, 4]), [2, 1, 2, 1]);
    assert_eq!(units(&[0_usize, 2, 4]), [2, 1, 2, 1]);
    assert_eq!(units(&[0_u8, 2, 4]), [2, 1, 2, 1]);
}

#[test]
fn a_slice_of_a_list_leaves_the_rest_of_the_column_alone() {
    for rule in UnitRule::PRESETS {
        for length in 0..=20 {
            let minutes = vec![16; length + 25];
            let mut units = vec![9; minutes.len()];
            let offsets = [5, 5 + length, 5 + length];
            columns::split_sessions(rule, &offsets, &minutes, &mut units).unwrap();
            let (before, rest) = units.split_at(5);
            let (counted, behind) = rest.split_at(length);
            assert_eq!(before, [9; 5], "{rule}, {length} services");
            assert_eq!(behind, [9; 20], "{rule}, {length} services");
            let mut expected = vec![9; length];
            apportion(
                rule.rounding(),
                rule.pooling(),
                &minutes[..length],
                &mut expected,
            )
            .unwrap();
            assert_eq!(counted, expected, "{rule}, {length} services");
        }
    }
}

#[test]
fn no_sessions_and_empty_sessions_are_no_units() {
    columns::split_sessions(UnitRule::MEDICARE, &[0], &[], &mut []).unwrap();
    columns::split_rows(UnitRule::MEDICARE, 4, &[], &mut []).unwrap();
    columns::round(UnitRule::MEDICARE.rounding(), &[], &mut []).unwrap();
    let mut totals = [9; 3];
    columns::total_sessions(UnitRule::MEDICARE, &[0; 4], &[], &mut totals).unwrap();
    assert_eq!(totals, [0; 3]);
}

#[test]
fn ten_thousand_services_are_one_session() {
    let minutes: Vec<u16> = (0..10_000).map(|i| i % 77).collect();
    for rule in UnitRule::PRESETS {
        let mut units = vec![0; minutes.len()];
        let split = apportion(rule.rounding(), rule.pooling(), &minutes, &mut units).unwrap();
        let sum: u32 = units.iter().map(|&units| u32::from(units)).sum();
        assert_eq!(split.total, sum);
        let mut total = [0];
        columns::total_rows(rule, minutes.len(), &minutes, &mut total).unwrap();
        assert_eq!(total, [sum]);
        let least = minutes.iter().zip(&units).filter(|(m, u)| **u > **m / 15);
        assert_eq!(
            least.map(|(m, _)| m % 15).min().unwrap_or(0),
            split.cut,
            "{rule}"
        );
    }
}

/// The most a session of 16 bits can hold, in blocks of one minute.
#[test]
fn units_of_a_session_stand_still_at_their_end_and_never_wrap() {
    let minute = BlockMinutes::of(1);
    for pooling in [Pooling::Session, Pooling::None, Pooling::Capped] {
        let rule = UnitRule::contract(pooling, PartialUnit::Never, minute).unwrap();
        for (services, expected) in [
            (65_537, u32::MAX),
            (65_538, u32::MAX),
            (65_536, 4_294_901_760),
        ] {
            let minutes = vec![u16::MAX; services];
            let mut units = vec![0; services];
            let split = apportion(rule.rounding(), pooling, &minutes, &mut units).unwrap();
            assert_eq!(split.total, expected, "{services} services");
            assert_eq!(units, minutes);
            let mut total = [0];
            columns::total_sessions(rule, &[0, services], &minutes, &mut total).unwrap();
            assert_eq!(total, [expected], "{services} services");
        }
    }
}

/// Short numbers are counted in 16 bits, and longer ones by the slow path.
#[test]
fn minutes_at_the_end_of_the_fast_case_are_split_as_a_single_session_is() {
    let presets = UnitRule::PRESETS.into_iter();
    let capped = [1, 7, 15, 16, 60, 1440].map(|block| {
        let block = BlockMinutes::of(block);
        UnitRule::contract(Pooling::Capped, PartialUnit::PastMidpoint, block).unwrap()
    });
    for rule in presets.chain(capped) {
        for longest in [2047, 2048, 2049, 4087, 4095, 4096, 4097] {
            let session = |number: u16| -> [u16; 8] {
                let is_long = |place: u16| number >> place & 1 == 1;
                std::array::from_fn(|place| {
                    let place = u16::try_from(place).unwrap();
                    if is_long(place) { longest } else { place % 2 }
                })
            };
            let rows: Vec<u16> = (0..256).flat_map(session).collect();
            let zeros: Vec<u16> = rows.iter().map(|&minutes| minutes / 2 * 2).collect();
            for rows in [rows, zeros] {
                let mut units = vec![9; rows.len()];
                columns::split_rows(rule, 8, &rows, &mut units).unwrap();
                for (row, units) in rows.chunks(8).zip(units.chunks(8)) {
                    let mut expected = [9; 8];
                    apportion(rule.rounding(), rule.pooling(), row, &mut expected).unwrap();
                    assert_eq!(units, expected, "{rule:?} of {row:?}");
                }
            }
        }
    }
}

fn any_rule() -> impl Strategy<Value = UnitRule> {
    let pooling = prop_oneof![
        Just(Pooling::Session),
        Just(Pooling::None),
        Just(Pooling::Capped)
    ];
    let block = prop_oneof![3 => Just(15_u16), 1 => 1..=1440_u16];
    let block = block.prop_flat_map(|block| (Just(block), 1..=block));
    (pooling, block).prop_map(|(pooling, (block, threshold))| {
        let partial = PartialUnit::Minutes(BlockMinutes::of(threshold));
        UnitRule::contract(pooling, partial, BlockMinutes::of(block)).unwrap()
    })
}

fn any_session() -> impl Strategy<Value = Vec<u16>> {
    let minutes = prop_oneof![8 => 0..=75_u16, 2 => 0..=1440_u16, 1 => any::<u16>()];
    proptest::collection::vec(minutes, 0..24)
}

#[track_caller]
fn units_of(rule: UnitRule, minutes: &[u16]) -> Vec<u16> {
    let mut units = vec![0; minutes.len()];
    columns::split_sessions(rule, &[0, minutes.len()], minutes, &mut units).unwrap();
    units
}

fn total(units: &[u16]) -> u32 {
    units.iter().map(|&units| u32::from(units)).sum()
}

proptest! {
    #[test]
    fn every_service_keeps_its_full_blocks_and_gets_at_most_one_more(
        rule in any_rule(), minutes in any_session(),
    ) {
        let block = rule.block_minutes().get();
        for (minutes, units) in minutes.iter().zip(units_of(rule, &minutes)) {
            let full = minutes / block;
            prop_assert!(units == full || units == full + 1 && minutes % block > 0);
        }
    }

    #[test]
    fn the_units_are_those_of_the_session(rule in any_rule(), minutes in any_session()) {
        let units = units_of(rule, &minutes);
        let alone: u32 = minutes.iter().map(|&m| formula(rule.rounding(), m.into())).sum();
        let together = formula(rule.rounding(), minutes.iter().map(|&m| u32::from(m)).sum());
        prop_assert_eq!(total(&units), match rule.pooling() {
            Pooling::Session => together,
            Pooling::None => alone,
            Pooling::Capped => alone.min(together),
        });
    }

    #[test]
    fn one_more_minute_never_lowers_the_total(
        rule in any_rule(), minutes in any_session(), place in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!minutes.is_empty());
        let mut more = minutes.clone();
        let minute = &mut more[place.index(minutes.len())];
        *minute = minute.saturating_add(1);
        prop_assert!(total(&units_of(rule, &more)) >= total(&units_of(rule, &minutes)));
    }

    #[test]
    fn the_order_of_services_never_changes_what_their_minutes_earn(
        rule in any_rule(),
        (minutes, shuffled) in any_session().prop_flat_map(|minutes| {
            (Just(minutes.clone()), Just(minutes).prop_shuffle())
        }),
    ) {
        let earned = |minutes: &[u16]| {
            let mut earned: Vec<_> =
                minutes.iter().copied().zip(units_of(rule, minutes)).collect();
            earned.sort_unstable();
            earned
        };
        prop_assert_eq!(earned(&minutes), earned(&shuffled));
    }

    #[test]
    fn a_session_among_others_is_counted_as_if_it_were_alone(
        rule in any_rule(), sessions in proptest::collection::vec(any_session(), 0..80),
    ) {
        let minutes = sessions.concat();
        let mut offsets = vec![0];
        offsets.extend(sessions.iter().scan(0, |end, session| {
            *end += session.len();
            Some(*end)
        }));
        let mut units = vec![0; minutes.len()];
        columns::split_sessions(rule, &offsets, &minutes, &mut units).unwrap();
        let mut totals = vec![0; sessions.len()];
        columns::total_sessions(rule, &offsets, &minutes, &mut totals).unwrap();
        let alone: Vec<_> = sessions.iter().map(|session| {
            let mut units = vec![0; session.len()];
            apportion(rule.rounding(), rule.pooling(), session, &mut units).unwrap();
            units
        }).collect();
        prop_assert_eq!(totals, alone.iter().map(|units| total(units)).collect::<Vec<_>>());
        prop_assert_eq!(units, alone.concat());
    }
}
