//! Makes the unit counter a WebAssembly module that reads text and answers with text.
//!
//! The page writes a text into the room, calls [`answer_in_room`] or [`codes_in_room`], and reads the
//! answer from the room. Nothing is shared but this one buffer, so that no pointer is ever read here: the
//! exported names are the only `unsafe` of the crate.

mod answer;
mod json;
mod question;

use std::cell::RefCell;

pub use answer::{answer, codes};

/// The longest text that the room takes, in bytes.
pub const LONGEST: usize = 1024 * 1024;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes the room `length` bytes long and returns where it begins.
///
/// Returns null for more than [`LONGEST`] bytes. The place is valid until the next call of an export.
#[expect(unsafe_code, reason = "no other symbol of the module has this name")]
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    if length > LONGEST {
        return std::ptr::null_mut();
    }
    ROOM.with_borrow_mut(|room| {
        room.clear();
        room.resize(length, 0);
        room.as_mut_ptr()
    })
}

/// Returns where the room begins.
#[expect(unsafe_code, reason = "no other symbol of the module has this name")]
#[unsafe(no_mangle)]
pub extern "C" fn place() -> *const u8 {
    ROOM.with_borrow(Vec::as_ptr)
}

/// Replaces a visit in the room by its answer, and returns the length of the answer.
#[expect(unsafe_code, reason = "no other symbol of the module has this name")]
#[unsafe(no_mangle)]
pub extern "C" fn answer_in_room() -> usize {
    replace(answer)
}

/// Replaces a date in the room by the codes of that date, and returns the length of the answer.
#[expect(unsafe_code, reason = "no other symbol of the module has this name")]
#[unsafe(no_mangle)]
pub extern "C" fn codes_in_room() -> usize {
    replace(codes)
}

/// Replaces the text of the room. Bytes that are not UTF-8 are read as U+FFFD, which no question permits.
fn replace(function: fn(&str) -> String) -> usize {
    ROOM.with_borrow_mut(|room| {
        *room = function(&String::from_utf8_lossy(room)).into_bytes();
        room.len()
    })
}
