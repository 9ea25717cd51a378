//! Lends the columns of the library to engines: slices in Rust, and one C function over Arrow buffers.

use std::{panic, ptr, slice};

use therapy_billing::{
    ProcedureCode, ReferenceData, UnitRule,
    calendar::parse_date,
    units::columns::{Codebook, split_coded},
};

/// The rules of the C function. A session names its rule by the position here.
pub const RULES: [UnitRule; 4] = [
    UnitRule::MEDICARE,
    UnitRule::CPT,
    UnitRule::COLORADO_WORKERS_COMPENSATION,
    UnitRule::WHOLE_BLOCKS,
];

/// The day on which codes are looked up. It decides which codes have ended, and not how they are counted.
const DAY: &str = "2026-01-01";
/// The number of characters of a code.
const WIDTH: usize = 5;

/// Every session was counted.
pub const COUNTED: i32 = 0;
/// A buffer was missing, although its column is not empty.
pub const NO_BUFFER: i32 = 1;
/// A session named no rule of [`RULES`].
pub const NO_RULE: i32 = 2;
/// The columns did not fit together: offsets, ids or lengths, or a session had too many minutes.
pub const COLUMNS: i32 = 3;
/// A code was not well-formed or not known, or no session can contain it.
pub const NO_CODE: i32 = 4;

/// Contains the sessions of a table, as slices.
#[derive(Clone, Copy, Debug)]
pub struct Sessions<'a> {
    /// The position in [`RULES`] for each session.
    pub rules: &'a [u8],
    /// Session `i` has the entries `offsets[i]..offsets[i + 1]`, in order of delivery.
    pub offsets: &'a [i64],
    /// The codes of the table, 5 characters each, one after another.
    pub codes: &'a [u8],
    /// The position of the code of each entry.
    pub ids: &'a [i32],
    /// The minutes of each entry.
    pub minutes: &'a [u16],
}

/// Splits sessions into units for each entry, each session under its own rule.
///
/// Sessions of one rule that follow one another are counted together, so that sorting by rule is faster and
/// changes nothing.
///
/// # Errors
///
/// Returns [`NO_RULE`], [`COLUMNS`] or [`NO_CODE`]. Units of sessions before the fault may have been written.
pub fn split(sessions: Sessions<'_>, units: &mut [u16]) -> Result<(), i32> {
    let Sessions {
        rules,
        offsets,
        codes,
        ids,
        minutes,
    } = sessions;
    if offsets.len() != rules.len() + 1 {
        return Err(COLUMNS);
    }
    let (codes, rest) = codes.as_chunks::<WIDTH>();
    let code = |text: &[u8; WIDTH]| str::from_utf8(text).ok()?.parse::<ProcedureCode>().ok();
    let codes = codes
        .iter()
        .map(code)
        .collect::<Option<Vec<_>>>()
        .filter(|_| rest.is_empty());
    let (codes, day) = codes.zip(parse_date(DAY).ok()).ok_or(NO_CODE)?;
    let mut codebooks: [Option<Codebook>; RULES.len()] = Default::default();

    let mut start = 0;
    for run in rules.chunk_by(|left, right| left == right) {
        let place = usize::from(run[0]);
        let rule = *RULES.get(place).ok_or(NO_RULE)?;
        let codebook = match &mut codebooks[place] {
            Some(codebook) => codebook,
            none => {
                let codebook = Codebook::new(ReferenceData::built_in(), rule, day, &codes);
                none.insert(codebook.map_err(|_| NO_CODE)?)
            }
        };
        let of_run = &offsets[start..=start + run.len()];
        split_coded(codebook, of_run, ids, minutes, units).map_err(|_| COLUMNS)?;
        start += run.len();
    }
    Ok(())
}

/// Contains the addresses and lengths of the columns that an engine lends, in the layout of C.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Columns {
    /// The rule of each session, as in [`Sessions::rules`].
    pub rules: *const u8,
    /// One offset more than there are sessions.
    pub offsets: *const i64,
    /// The number of sessions.
    pub sessions: usize,
    /// The procedure codes of the table, one after the other, with 5 bytes for each.
    pub codes: *const u8,
    /// The number of codes.
    pub code_count: usize,
    /// The position of the code of each entry.
    pub ids: *const i32,
    /// The minutes of each entry.
    pub minutes: *const u16,
    /// Where the units of each entry are written.
    pub units: *mut u16,
    /// The number of entries.
    pub entries: usize,
}

/// Splits sessions into units for each entry: [`split`] over the buffers of Arrow columns.
///
/// Returns [`COUNTED`] or the status of the fault. The function never unwinds.
///
/// # Safety
///
/// - `columns` is null or points to an initialized value.
/// - Each address in it is null or aligned, and has as many initialized values as its length states.
/// - No other thread writes to the buffers during the call, and none reads `units`.
/// - `units` overlaps no other buffer.
#[expect(
    unsafe_code,
    reason = "an engine lends its buffers by address; no other symbol has this name"
)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn therapy_units_split(columns: *const Columns) -> i32 {
    // SAFETY: null, or an initialized value, by the caller's promise.
    let Some(columns) = (unsafe { columns.as_ref() }) else {
        return NO_BUFFER;
    };
    let Columns {
        rules,
        offsets,
        sessions,
        codes,
        code_count,
        ids,
        minutes,
        units,
        entries,
    } = *columns;
    // SAFETY: the caller promises as many values, aligned and lent for the call, and `units` apart from the others.
    let lent = unsafe {
        (
            lent(rules, Some(sessions)),
            lent(offsets, sessions.checked_add(1)),
            lent(codes, code_count.checked_mul(WIDTH)),
            lent(ids, Some(entries)),
            lent(minutes, Some(entries)),
            if entries == 0 {
                Some(&mut [][..])
            } else {
                ptr::slice_from_raw_parts_mut(units, entries).as_mut()
            },
        )
    };
    let (Some(rules), Some(offsets), Some(codes), Some(ids), Some(minutes), Some(units)) = lent
    else {
        return NO_BUFFER;
    };
    let sessions = Sessions {
        rules,
        offsets,
        codes,
        ids,
        minutes,
    };
    match panic::catch_unwind(panic::AssertUnwindSafe(|| split(sessions, units))) {
        Ok(Ok(())) => COUNTED,
        Ok(Err(status)) => status,
        Err(_) => COLUMNS,
    }
}

/// Returns the values at an address, or `None` if it is null. No values need no address.
///
/// # Safety
///
/// Unless the address is null, it has as many aligned, initialized values, which stay as they are for `'a`.
#[expect(unsafe_code, reason = "see above")]
unsafe fn lent<'a, T>(start: *const T, length: Option<usize>) -> Option<&'a [T]> {
    match length? {
        0 => Some(&[]),
        _ if start.is_null() => None,
        // SAFETY: the caller's promise.
        length => Some(unsafe { slice::from_raw_parts(start, length) }),
    }
}
