//! Stand-in until the real core lands.
use alloc::vec::Vec;

use super::{Pooling, rounding::Rounding};

/// Two slices that belong together differ in length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} places, found {found}")]
pub struct LengthMismatch {
    /// Places the input asks for.
    pub expected: usize,
    /// Places the output has.
    pub found: usize,
}

/// How the extra units of a pool fell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Apportionment {
    /// Units of the pool.
    pub total: u32,
    /// Extra units given beyond full blocks.
    pub extra: u32,
    /// Remainder of the last extra unit given; 0 if none was.
    pub cut: u16,
    /// Services whose remainder equals the cut; 0 if no extra unit was given.
    pub tied: u32,
    /// How many of the tied get one.
    pub tied_extra: u32,
}

/// Splits one pool.
///
/// # Errors
///
/// Lengths that differ.
pub fn apportion(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[u16],
    units: &mut [u16],
) -> Result<Apportionment, LengthMismatch> {
    if minutes.len() != units.len() {
        return Err(LengthMismatch {
            expected: minutes.len(),
            found: units.len(),
        });
    }
    let total: u32 = minutes.iter().map(|&m| u32::from(m)).sum();
    let full: u32 = minutes.iter().map(|&m| rounding.full(m.into())).sum();
    let alone = minutes
        .iter()
        .filter(|&&m| rounding.remainder(m.into()) >= rounding.threshold())
        .count();
    let alone = u32::try_from(alone).unwrap_or(u32::MAX);
    let session = rounding.units(total) - full;
    let extra = match pooling {
        Pooling::Session => session,
        Pooling::None => alone,
        Pooling::Capped => session.min(alone),
    };
    let mut order: Vec<(u16, u16, core::cmp::Reverse<usize>)> = minutes
        .iter()
        .enumerate()
        .map(|(i, &m)| (rounding.remainder(m.into()), m, core::cmp::Reverse(i)))
        .collect();
    order.sort_unstable_by(|a, b| b.cmp(a));
    for (unit, &m) in units.iter_mut().zip(minutes) {
        *unit = u16::try_from(rounding.full(m.into())).unwrap_or(u16::MAX);
    }
    let mut cut = 0;
    for &(remainder, _, core::cmp::Reverse(i)) in order.iter().take(extra as usize) {
        if let Some(unit) = units.get_mut(i) {
            *unit += 1;
        }
        cut = remainder;
    }
    let count = |items: &[(u16, u16, core::cmp::Reverse<usize>)]| {
        u32::try_from(items.iter().filter(|item| item.0 == cut).count()).unwrap_or(u32::MAX)
    };
    let (tied, tied_extra) = if extra == 0 {
        (0, 0)
    } else {
        (
            count(&order),
            count(order.get(..extra as usize).unwrap_or_default()),
        )
    };
    Ok(Apportionment {
        total: full + extra,
        extra,
        cut,
        tied,
        tied_extra,
    })
}
