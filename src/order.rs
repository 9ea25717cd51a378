//! Puts values in order by a key of 128 bits.
//!
//! The standard library compiles a sort of a few thousand bytes for each type that is sorted. Here, one sort of keys
//! serves every type of the crate, so that a small program stays small.

use alloc::vec::Vec;

use time::Date;

/// Returns the key of three numbers, which is ordered by the first, then by the second, then by the third.
pub(crate) const fn key(first: u16, second: u32, third: usize) -> u128 {
    (first as u128) << 96 | (second as u128) << 64 | third as u128
}

/// Returns the key of a date.
pub(crate) fn of_date(date: Date) -> u128 {
    date.to_julian_day()
        .abs_diff(Date::MIN.to_julian_day())
        .into()
}

/// Puts values in the order of their keys. Values with equal keys keep their order.
pub(crate) fn by_key<T>(values: &mut [T], key: impl Fn(&T) -> u128) {
    if values.len() < 2 {
        return;
    }
    for (place, other) in swaps(values.iter().map(key).zip(0..).collect()) {
        values.swap(place, other);
    }
}

/// Returns the places to swap, one pair after another, to put keys in order. Each key is given with its place.
fn swaps(mut keys: Vec<(u128, usize)>) -> Vec<(usize, usize)> {
    if keys.is_sorted() {
        return Vec::new();
    }
    keys.sort_unstable();
    let mut target = alloc::vec![0; keys.len()];
    for (place, (_, from)) in keys.iter().enumerate() {
        if let Some(target) = target.get_mut(*from) {
            *target = place;
        }
    }
    let mut swaps = Vec::new();
    for place in 0..target.len() {
        // each swap brings a value to its place for good
        while let Some(&other) = target.get(place).filter(|target| **target != place) {
            target.swap(place, other);
            swaps.push((place, other));
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{by_key, key};

    #[test]
    fn values_are_put_in_order_as_by_the_stable_sort_of_the_standard_library() {
        let mut state = 1_u64;
        let mut random = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        for length in (0..50).chain([4_096]) {
            for below in [1, 4, 10_000] {
                let values: Vec<_> = (0..length).map(|place| (random(below), place)).collect();
                let (mut expected, mut found) = (values.clone(), values);
                expected.sort_by_key(|(number, _)| *number);
                by_key(&mut found, |(number, _)| u128::from(*number));
                assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn keys_are_ordered_as_their_numbers_are() {
        assert!(key(0, u32::MAX, 5) < key(1, 0, 0));
        assert!(key(1, 2, usize::MAX) < key(1, 3, 0));
    }
}
