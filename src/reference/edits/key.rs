//! Turns codes into numbers that sort as their characters do.

use crate::code::ProcedureCode;

/// Returns a code as a number of 30 bits that sorts as its five characters do.
pub(in crate::reference) const fn key(code: ProcedureCode) -> u32 {
    key_of(*code.as_bytes())
}

pub(in crate::reference) const fn key_of([first, second, third, fourth, fifth]: [u8; 5]) -> u32 {
    (six_bits(first) << 24)
        | (six_bits(second) << 18)
        | (six_bits(third) << 12)
        | (six_bits(fourth) << 6)
        | six_bits(fifth)
}

/// Returns a digit or capital letter in six bits, in the order of ASCII.
const fn six_bits(character: u8) -> u32 {
    character.wrapping_sub(b'0') as u32 & 0b11_1111
}

/// Returns the code of a number that [`key`] has given.
pub(in crate::reference) fn code_of(key: u32) -> Option<ProcedureCode> {
    let character = |shift: u32| (key >> shift & 0b11_1111) as u8 + b'0';
    let bytes = [24, 18, 12, 6, 0].map(character);
    ProcedureCode::parse(core::str::from_utf8(&bytes).ok()?).ok()
}
