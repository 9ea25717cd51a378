//! Turns codes into numbers that sort as their characters do.

use crate::code::ProcedureCode;

/// Returns a code as a number of 30 bits that sorts as its five characters do.
#[inline]
pub(in crate::reference) const fn key(code: ProcedureCode) -> u32 {
    key_of(*code.as_bytes())
}

/// Joins the six bits of five digits and capital letters, all at once: first those of neighbours, then those of pairs.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "30 bits")]
pub(in crate::reference) const fn key_of([first, second, third, fourth, fifth]: [u8; 5]) -> u32 {
    let characters = u64::from_le_bytes([first, second, third, fourth, fifth, 0, 0, 0]);
    let zeros = u64::from_be_bytes([0, 0, 0, b'0', b'0', b'0', b'0', b'0']);
    let six_bits = (characters.swap_bytes() >> 24).wrapping_sub(zeros);
    let twelve = (six_bits & 0x3F_003F_003F) | ((six_bits & 0x3F00_3F00) >> 2);
    ((twelve & 0xFFF) | ((twelve & 0xFFF_0000) >> 4) | (twelve >> 32 << 24)) as u32
}

/// Returns the code of a number that [`key`] has given.
pub(in crate::reference) fn code_of(key: u32) -> Option<ProcedureCode> {
    let character = |shift: u32| (key >> shift & 0b11_1111) as u8 + b'0';
    let bytes = [24, 18, 12, 6, 0].map(character);
    ProcedureCode::parse(core::str::from_utf8(&bytes).ok()?).ok()
}
