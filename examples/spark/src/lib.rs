//! Lends the columns of the library to engines: slices in Rust, and one C function over Arrow buffers.

use therapy_billing::{
    UnitRule,
    units::columns::{ColumnError, split_sessions},
};

/// The rules of the C function. A session names its rule by the position here.
pub const RULES: [UnitRule; 4] = [
    UnitRule::MEDICARE,
    UnitRule::CPT,
    UnitRule::COLORADO_WORKERS_COMPENSATION,
    UnitRule::WHOLE_BLOCKS,
];

/// Every session was counted.
pub const COUNTED: i32 = 0;
/// A buffer was missing, although its column is not empty, or its length was negative.
pub const NO_BUFFER: i32 = 1;
/// A session named no rule of [`RULES`].
pub const NO_RULE: i32 = 2;
/// The offsets were not in order, went beyond the minutes, or were not one more than the sessions.
pub const OFFSETS: i32 = 3;

/// Splits sessions into units, each under its own rule.
///
/// Session `i` is `minutes[offsets[i]..offsets[i + 1]]`, in the order of delivery. Sessions of one rule that
/// follow one another are counted together, so that sorting by rule is faster and changes nothing.
///
/// # Errors
///
/// Returns [`NO_RULE`] or [`OFFSETS`]. Units of sessions before the fault may have been written.
pub fn split(rules: &[u8], offsets: &[i64], minutes: &[u16], units: &mut [u16]) -> Result<(), i32> {
    if offsets.len() != rules.len() + 1 {
        return Err(OFFSETS);
    }
    let mut start = 0;
    for run in rules.chunk_by(|left, right| left == right) {
        let rule = RULES.get(usize::from(run[0])).ok_or(NO_RULE)?;
        let of_run = &offsets[start..=start + run.len()];
        split_sessions(*rule, of_run, minutes, units).map_err(|_: ColumnError| OFFSETS)?;
        start += run.len();
    }
    Ok(())
}

/// Splits sessions into units, each under its own rule: [`split`] over the buffers of Arrow columns.
///
/// `rules` has `sessions` positions in [`RULES`], and `offsets` has one entry more. `minutes` and `units` have
/// `services` entries. Returns [`COUNTED`] or the status of the fault; the function never unwinds.
///
/// # Safety
///
/// - Each pointer is null or aligned, and points to as many initialized entries as stated above.
/// - No other thread writes to the buffers during the call, and none reads `units`.
/// - `units` overlaps no other buffer.
#[expect(
    unsafe_code,
    reason = "an engine lends its buffers by address; no other symbol has this name"
)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn therapy_units_split(
    rules: *const u8,
    offsets: *const i64,
    sessions: usize,
    minutes: *const u16,
    units: *mut u16,
    services: usize,
) -> i32 {
    // Arrow may lend no address for a column without entries, and a slice must have one.
    let has_no_offsets = offsets.is_null() || sessions == usize::MAX;
    let has_no_rules = rules.is_null() && sessions > 0;
    let has_no_minutes = (minutes.is_null() || units.is_null()) && services > 0;
    if has_no_offsets || has_no_rules || has_no_minutes {
        return NO_BUFFER;
    }
    // SAFETY: no address is null unless its length is 0, and then it is not used. The caller promises
    // the rest: as many entries, aligned, lent for the call, and `units` apart from the others.
    let (rules, offsets, minutes, units) = unsafe {
        (
            lent(rules, sessions),
            lent(offsets, sessions + 1),
            lent(minutes, services),
            if services == 0 {
                &mut []
            } else {
                std::slice::from_raw_parts_mut(units, services)
            },
        )
    };
    let counted = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        split(rules, offsets, minutes, units)
    }));
    match counted {
        Ok(Ok(())) => COUNTED,
        Ok(Err(status)) => status,
        Err(_) => OFFSETS,
    }
}

/// Returns the entries at an address, or none without looking at it.
///
/// # Safety
///
/// Unless `length` is 0, the address has as many aligned, initialized entries, which stay as they are for `'a`.
#[expect(unsafe_code, reason = "see above")]
unsafe fn lent<'a, T>(start: *const T, length: usize) -> &'a [T] {
    if length == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(start, length) }
}
