//! Reads and writes the JSON of the example programs with `sonic-rs`, which is faster than `serde_json`.
//!
//! It gives up on what it cannot read or write: the caller then asks `serde_json`, whose messages name the
//! place of an error.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "a module of each program, none of which uses all of it"
)]

use serde::{Deserialize, Serialize};

/// Returns the value of a text, or `None` if it cannot be read.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    sonic_rs::from_str(text).ok()
}

/// Appends the JSON of a value, or leaves `out` as it was and returns why it cannot be written.
pub fn write(value: &impl Serialize, out: &mut Vec<u8>) -> sonic_rs::Result<()> {
    let before = out.len();
    sonic_rs::to_writer(&mut *out, value).inspect_err(|_| out.truncate(before))
}
