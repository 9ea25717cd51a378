//! Fuzz targets: each module takes bytes, makes an input of the library of them, and checks an invariant.
//!
//! `README.md` describes how they are run. `tests/corpus.rs` runs each on its committed corpus.

pub mod assistants;
pub mod code_reader;
pub mod documents;
pub mod files;
pub mod replay;
pub mod splits;

/// A target by name.
type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 6] = [
    ("assistants", assistants::check),
    ("code_reader", code_reader::check),
    ("documents", documents::check),
    ("files", files::check),
    ("replay", replay::check),
    ("splits", splits::check),
];

/// Numbers taken from bytes, 0 where they are used up.
pub struct Numbers<'a>(pub &'a [u8]);

impl Numbers<'_> {
    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below `end`, which is at most 65,536.
    pub fn below(&mut self, end: u32) -> u16 {
        let number = u32::from(self.byte()) << 8 | u32::from(self.byte());
        u16::try_from(number % end).expect("below 65,536")
    }

    /// One of the choices.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::from(self.byte()) % of.len()]
    }
}
