//! Reads the segments of X12 interchanges, piece by piece.

use std::io::{self, Read};

/// The longest segment that is kept, in bytes. The segments of an 837 are far shorter.
pub const LONGEST: usize = 8 * 1024;
/// Bytes read at once.
const PIECE: usize = 64 * 1024;
/// The places in an `ISA` segment of full width at which an element separator follows an element.
const ISA_SEPARATORS: [usize; 16] = [
    3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103,
];
/// The length of an `ISA` segment of full width, with its terminator.
const ISA_LENGTH: usize = 106;

/// The three separators that an `ISA` segment defines for its interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Separates the elements of a segment: the 4th character of `ISA`.
    pub element: u8,
    /// Separates the components of an element: the 105th character of `ISA`.
    pub component: u8,
    /// Ends a segment: the 106th character of `ISA`.
    pub terminator: u8,
}

impl Separators {
    /// Reads the separators of an `ISA` segment and returns them with the length of the segment, or
    /// `None` if the text does not begin with one.
    ///
    /// A segment of full width has its separators at fixed places. In one whose values are not padded,
    /// the component separator and the terminator follow the 16th element separator.
    fn of_isa(text: &[u8]) -> Option<(Self, usize)> {
        let element = *text.strip_prefix(b"ISA")?.first()?;
        let is_separator = |place: &&usize| text.get(**place) == Some(&element);
        let length = if ISA_SEPARATORS.iter().filter(is_separator).count() >= 14 {
            ISA_LENGTH
        } else {
            let header = text.iter().take(ISA_LENGTH).enumerate();
            let mut places = header.filter(|(_, byte)| **byte == element);
            places.nth(15)?.0 + 3
        };
        let (component, terminator) = (*text.get(length - 2)?, *text.get(length - 1)?);
        let separators = Self {
            element,
            component,
            terminator,
        };
        let all = [element, component, terminator];
        let are_distinct = element != component && element != terminator && component != terminator;
        let is_plain =
            |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b' ';
        (are_distinct && all.iter().all(is_plain)).then_some((separators, length))
    }
}

/// A segment with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The place, counted from 1 over all interchanges of the file.
    pub number: u64,
    /// The text without its terminator. Bytes that are not UTF-8 are replaced by U+FFFD.
    pub text: String,
    /// The separators of its interchange.
    pub separators: Separators,
    /// How the segment ended.
    pub end: End,
}

/// How a segment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With its terminator.
    Terminator,
    /// With the file.
    File,
    /// With its terminator, after more than [`LONGEST`] bytes, of which the first are kept.
    TooLong,
}

impl Segment {
    /// Returns the elements; the first one is the name of the segment.
    pub fn elements(&self) -> impl Iterator<Item = &str> {
        self.text.split(char::from(self.separators.element))
    }

    /// Returns the element at a place, as the guides count them: `SV104` is at 4. An element that the
    /// segment does not have is empty.
    #[must_use]
    pub fn element(&self, place: usize) -> &str {
        self.elements().nth(place).unwrap_or_default()
    }

    /// Returns the components of the element at a place.
    pub fn components(&self, place: usize) -> impl Iterator<Item = &str> {
        self.element(place)
            .split(char::from(self.separators.component))
    }

    /// Returns the name, such as `CLM`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.element(0)
    }
}

/// The segments of a file, in order. At most one piece of the file is in memory.
#[derive(Debug)]
pub struct Segments<R> {
    input: R,
    piece: Vec<u8>,
    buffer: Vec<u8>,
    start: usize,
    is_at_end: bool,
    separators: Option<Separators>,
    number: u64,
}

impl<R: Read> Segments<R> {
    /// Returns the segments of an input.
    pub fn new(input: R) -> Self {
        Self {
            input,
            piece: vec![0; PIECE],
            buffer: Vec::new(),
            start: 0,
            is_at_end: false,
            separators: None,
            number: 0,
        }
    }

    /// Returns the next segment, or `None` at the end.
    ///
    /// Whatever precedes the first `ISA` is skipped, as are blanks and line ends around a segment.
    ///
    /// # Errors
    ///
    /// The input could not be read.
    pub fn next_segment(&mut self) -> io::Result<Option<Segment>> {
        if self.separators.is_none() && !self.skip_to_interchange()? {
            return Ok(None);
        }
        loop {
            while self.window(1)?.first().is_some_and(|byte| is_blank(*byte)) {
                self.start += 1;
            }
            let isa = Separators::of_isa(self.window(ISA_LENGTH)?);
            let current = isa.map(|(separators, _)| separators).or(self.separators);
            let Some(separators) = current.filter(|_| self.start < self.buffer.len()) else {
                return Ok(None);
            };
            self.separators = Some(separators);
            let (bytes, end) = match isa {
                // the terminator may be the component separator of a damaged header: count, do not search
                Some((_, length)) => {
                    let bytes = self.window(length)?[..length - 1].to_vec();
                    self.start += length;
                    (bytes, End::Terminator)
                }
                None => self.up_to(separators.terminator)?,
            };
            if bytes.iter().all(|byte| is_blank(*byte)) {
                continue;
            }
            self.number += 1;
            let text = String::from_utf8_lossy(&bytes);
            let text = text
                .trim_end_matches(|end| u8::try_from(end).is_ok_and(is_blank))
                .to_owned();
            return Ok(Some(Segment {
                number: self.number,
                text,
                separators,
                end,
            }));
        }
    }

    /// Skips to the first `ISA`; returns whether there is one.
    fn skip_to_interchange(&mut self) -> io::Result<bool> {
        loop {
            let window = self.window(ISA_LENGTH)?;
            if Separators::of_isa(window).is_some() {
                return Ok(true);
            }
            if window.is_empty() {
                return Ok(false);
            }
            let next = window.iter().skip(1).position(|byte| *byte == b'I');
            self.start += next.map_or(window.len(), |next| next + 1);
        }
    }

    /// Takes the bytes up to a terminator, which is dropped.
    fn up_to(&mut self, terminator: u8) -> io::Result<(Vec<u8>, End)> {
        let mut bytes = Vec::new();
        let mut end = End::Terminator;
        loop {
            let window = self.window(1)?;
            if window.is_empty() {
                return Ok((bytes, End::File));
            }
            let place = window.iter().position(|byte| *byte == terminator);
            let part = &window[..place.unwrap_or(window.len())];
            let length = part.len();
            let kept = &part[..length.min(LONGEST - bytes.len())];
            if kept.len() < length {
                end = End::TooLong;
            }
            bytes.extend_from_slice(kept);
            self.start += length;
            if place.is_some() {
                self.start += 1;
                return Ok((bytes, end));
            }
        }
    }

    /// Returns the bytes that were read and not taken yet: at least so many, unless the input ends.
    fn window(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.start < wanted && !self.is_at_end {
            self.buffer.drain(..self.start);
            self.start = 0;
            let read = match self.input.read(&mut self.piece) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            self.buffer.extend_from_slice(&self.piece[..read]);
            self.is_at_end = read == 0;
        }
        Ok(&self.buffer[self.start..])
    }
}

/// Blanks, line ends and other control characters are no part of a segment.
const fn is_blank(byte: u8) -> bool {
    byte <= b' '
}
