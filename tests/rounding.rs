//! A rounding accepts the minutes that a last block may count from, and counts them as a plain loop does.

use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::units::rounding::Rounding;

/// Takes full blocks away one by one.
fn plain(block: u16, threshold: u16, minutes: u32) -> u32 {
    let (mut left, mut units) = (minutes, 0);
    while left >= u32::from(block) {
        left -= u32::from(block);
        units += 1;
    }
    units + u32::from(left >= u32::from(threshold))
}

#[test]
fn the_last_block_may_count_from_one_minute_to_its_whole_length() {
    for length in 1..=1440 {
        let block = BlockMinutes::of(length);
        for minutes in [1, length / 2 + 1, length] {
            let rounding = Rounding::from_minutes(block, minutes).expect("within the block");
            assert_eq!(rounding.threshold(), minutes);
            assert_eq!(rounding.block(), block);
        }
        for minutes in [0, length + 1, u16::MAX] {
            assert_eq!(
                Rounding::from_minutes(block, minutes),
                None,
                "{minutes} of {length}"
            );
        }
    }
}

#[test]
fn every_threshold_of_every_short_block_counts_as_a_loop_does() {
    for length in 1..=32 {
        let block = BlockMinutes::of(length);
        for threshold in 1..=length {
            let rounding = Rounding::from_minutes(block, threshold).expect("within the block");
            for minutes in 0..=4 * u32::from(length) + 1 {
                let units = plain(length, threshold, minutes);
                assert_eq!(rounding.units(minutes), units, "{rounding:?}, {minutes}");
            }
            for units in 0..=4 {
                let least = rounding.least_minutes(units);
                let least = u32::try_from(least).expect("a few blocks");
                assert_eq!(rounding.units(least), units.max(rounding.units(0)));
                if units > 0 {
                    assert_eq!(rounding.units(least - 1), units - 1, "{rounding:?}");
                }
            }
        }
    }
}

#[test]
fn a_midpoint_has_passed_with_the_first_minute_beyond_half() {
    for length in 1..=1440 {
        let block = BlockMinutes::of(length);
        let threshold = Rounding::past_midpoint(block).threshold();
        assert!(2 * u32::from(threshold) > u32::from(length), "{length}");
        assert!(
            2 * (u32::from(threshold) - 1) <= u32::from(length),
            "{length}"
        );
        assert_eq!(Rounding::whole_blocks(block).threshold(), length);
    }
}

#[cfg(feature = "tables")]
mod unbilled_minutes {
    use therapy_billing::{Discipline, Minutes, ProcedureCode, Service, Session, UnitRule};
    use time::macros::date;

    /// The unbilled minutes of a day, by rule.
    fn unbilled(services: &[(&str, u16)], rule: UnitRule) -> u32 {
        let day = Session::new(date!(2026 - 03 - 14), Discipline::Pt);
        let session = services.iter().fold(day, |session, (code, minutes)| {
            let service = Service::new(ProcedureCode::of(code), Minutes::new(*minutes));
            let service = service.expect("a known code");
            session.with(service).expect("a day has room for it")
        });
        rule.allocate(&session).unbilled_minutes()
    }

    #[test]
    fn minutes_beyond_the_units_are_counted_once_for_codes_that_are_counted_together() {
        // 47 minutes are 3 units of 15; 40 minutes have 3 units, which need 45
        let manual = [("97112", 24), ("97110", 23)];
        assert_eq!(unbilled(&manual, UnitRule::MEDICARE), 2);
        assert_eq!(
            unbilled(&[("97112", 20), ("97110", 20)], UnitRule::MEDICARE),
            0
        );
        assert_eq!(
            unbilled(&[("97112", 7), ("97110", 30)], UnitRule::MEDICARE),
            7
        );
        assert_eq!(unbilled(&[("97112", 7)], UnitRule::MEDICARE), 7);
        // each code alone: 24 and 23 minutes have 2 units each; 7 and 5 remain
        assert_eq!(unbilled(&manual, UnitRule::CPT), 0);
        assert_eq!(unbilled(&[("97112", 22), ("97110", 20)], UnitRule::CPT), 12);
        assert_eq!(unbilled(&manual, UnitRule::WHOLE_BLOCKS), 17);
        // an untimed code has no minutes to bill, and a family pays its first block and its further ones
        let with_untimed = [("97112", 24), ("97110", 23), ("97161", 40)];
        assert_eq!(unbilled(&with_untimed, UnitRule::MEDICARE), 2);
        assert_eq!(unbilled(&[("97129", 37), ("97161", 40)], UnitRule::CPT), 7);
        // another length is paid by its own blocks: 2 of 60 minutes; one of 120 and one of 60
        assert_eq!(unbilled(&[("96125", 130)], UnitRule::MEDICARE), 10);
        assert_eq!(unbilled(&[("97545", 200)], UnitRule::MEDICARE), 20);
        assert_eq!(unbilled(&[("97545", 60)], UnitRule::MEDICARE), 60);
    }
}
