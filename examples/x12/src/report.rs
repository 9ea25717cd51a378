//! Writes answers: one JSON object per line, or text for people.

use std::io::{self, Write};

use serde::Serialize;
use therapy_billing::{Finding, claim::ClaimFinding};

use crate::{
    check::{Answer, What},
    claim::Place,
    segment::Segment,
};

#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    #[serde(flatten)]
    place: &'a Place,
    #[serde(flatten)]
    what: Keys<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Keys<'a> {
    Finding(&'a Finding<ClaimFinding>),
    Fault { error: &'a str, message: &'a str },
}

/// Writes an answer as one line of JSON.
///
/// # Errors
///
/// The output could not be written.
pub fn json(output: &mut impl Write, file: &str, answer: &Answer) -> io::Result<()> {
    let what = match &answer.what {
        What::Finding(finding) => Keys::Finding(finding),
        What::Fault(fault) => Keys::Fault {
            error: fault.kind,
            message: &fault.message,
        },
    };
    serde_json::to_writer(
        &mut *output,
        &Row {
            file,
            place: &answer.place,
            what,
        },
    )?;
    writeln!(output)
}

/// Writes an answer for people: the place, the segment with a mark, and what was found.
///
/// # Errors
///
/// The output could not be written.
pub fn text(output: &mut impl Write, file: &str, answer: &Answer) -> io::Result<()> {
    let Place {
        st,
        clm,
        lx,
        segment,
    } = &answer.place;
    write!(output, "{file}")?;
    for (name, value) in [("ST", st), ("CLM", clm), ("LX", lx)] {
        if let Some(value) = value {
            write!(output, ", {name} {}", printable(value))?;
        }
    }
    if let Some(number) = segment {
        write!(output, ", segment {number}")?;
    }
    writeln!(output)?;
    if let Some(segment) = &answer.segment {
        let (before, marked) = mark(segment, answer.element);
        writeln!(
            output,
            "  {}\n  {}{}",
            printable(&segment.text),
            " ".repeat(before),
            "^".repeat(marked)
        )?;
    }
    match &answer.what {
        What::Fault(fault) => writeln!(
            output,
            "  unreadable[{}]: {}",
            fault.kind,
            printable(&fault.message)
        ),
        What::Finding(finding) => {
            write!(
                output,
                "  {}[{}]: {}",
                finding.severity(),
                finding.id(),
                finding.check()
            )?;
            let sources: Vec<_> = finding
                .citations()
                .iter()
                .map(ToString::to_string)
                .collect();
            writeln!(output, " ({})", sources.join("; "))
        }
    }
}

/// The characters before an element and those of the element: its text, or its place if it is empty.
fn mark(segment: &Segment, element: Option<usize>) -> (usize, usize) {
    let length = |text: &str| text.chars().count();
    let Some(place) = element else {
        return (0, length(segment.name()).max(1));
    };
    let before = segment
        .elements()
        .take(place)
        .map(|element| length(element) + 1)
        .sum();
    (before, length(segment.element(place)).max(1))
}

/// A text of a file without the characters that would move the cursor of a terminal.
fn printable(text: &str) -> String {
    text.replace(char::is_control, " ")
}
