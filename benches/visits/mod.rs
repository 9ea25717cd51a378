//! Visits as clinics have them, from a fixed seed, and the plain loop that most programs would write.
#![allow(dead_code, reason = "each bench uses a part")]

use std::cmp::Reverse;

use therapy_billing::units::{Pooling, rounding::Rounding};

/// Sessions one after another: the offsets where they begin and end, and the minutes of services.
pub(crate) struct Visits {
    pub(crate) offsets: Vec<u32>,
    pub(crate) minutes: Vec<u16>,
}

/// Random numbers from a constant seed (`SplitMix64`).
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    /// Minutes of one service: 0 to 75, one in a hundred up to four hours.
    pub(crate) fn minutes(&mut self) -> u16 {
        let most = if self.below(100) == 0 { 240 } else { 75 };
        u16::try_from(self.below(most + 1)).expect("few minutes")
    }

    pub(crate) fn column(&mut self, length: usize) -> Vec<u16> {
        (0..length).map(|_| self.minutes()).collect()
    }
}

/// Sessions of 1 to 8 services.
pub(crate) fn visits(sessions: usize) -> Visits {
    let mut draw = Draw(0x0097_112f);
    let mut visits = Visits {
        offsets: vec![0],
        minutes: Vec::new(),
    };
    for _ in 0..sessions {
        for _ in 0..=draw.below(8) {
            visits.minutes.push(draw.minutes());
        }
        visits
            .offsets
            .push(u32::try_from(visits.minutes.len()).expect("fits"));
    }
    visits
}

impl Visits {
    pub(crate) fn sessions(&self) -> usize {
        self.offsets.len() - 1
    }
}

/// The plain loop: quotients, sort by remainder, hand out. It keeps `order` from call to call.
pub(crate) fn plain(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[u16],
    units: &mut [u16],
    order: &mut Vec<usize>,
) {
    let block = rounding.block().get();
    let attained = |minutes: u32| {
        let block = u32::from(block);
        minutes / block + u32::from(minutes % block >= u32::from(rounding.threshold()))
    };
    let (mut total, mut full, mut earned) = (0, 0, 0);
    for (&minutes, units) in minutes.iter().zip(&mut *units) {
        *units = minutes / block;
        full += u32::from(*units);
        total += u32::from(minutes);
        earned += u32::from(minutes % block >= rounding.threshold());
    }
    let allowed = attained(total) - full;
    let extra = match pooling {
        Pooling::Session => allowed,
        Pooling::None => earned,
        Pooling::Capped => allowed.min(earned),
    };
    order.clear();
    order.extend(0..minutes.len());
    order.sort_by_key(|&i| (Reverse(minutes[i] % block), Reverse(minutes[i])));
    for &i in order.iter().take(extra as usize) {
        units[i] += 1;
    }
}

/// The plain loop over sessions of any length.
pub(crate) fn plain_sessions(
    rounding: Rounding,
    pooling: Pooling,
    offsets: &[u32],
    minutes: &[u16],
    units: &mut [u16],
) {
    let mut order = Vec::new();
    for ends in offsets.windows(2) {
        let session = ends[0] as usize..ends[1] as usize;
        plain(
            rounding,
            pooling,
            &minutes[session.clone()],
            &mut units[session],
            &mut order,
        );
    }
}

/// The plain loop over rows.
pub(crate) fn plain_rows(
    rounding: Rounding,
    pooling: Pooling,
    width: usize,
    minutes: &[u16],
    units: &mut [u16],
) {
    let mut order = Vec::new();
    for (minutes, units) in minutes
        .chunks_exact(width)
        .zip(units.chunks_exact_mut(width))
    {
        plain(rounding, pooling, minutes, units, &mut order);
    }
}
