//! Reads one JSON document per line and writes one answer per line: the loop that the example programs share.
//!
//! A program takes its input as [`File`] among its options and hands [`run`] one closure that answers
//! one document. The loop does the rest, on one thread or several, and the same for all of them:
//!
//! - Lines end with `\n` or `\r\n`; the last one may end without. A byte-order mark at the very
//!   beginning is dropped. A line of nothing but blanks is no document: it gets no answer, but it is
//!   counted, so that `line` in an error is the line an editor shows.
//! - A document without an answer gets `{"line": 7, "id": "...", "error": {"kind": "...", "message":
//!   "..."}}` in its place, and the program exits with 1 after the last line.
//! - Input that cannot be opened, read, or is not UTF-8 ends the run with exit code 2 and a message
//!   on standard error; the answers to the lines before it have been written.
//! - A reader that closes the pipe early (`| head`) ends the run without a word.
//! - Memory is one line of input and one buffer of output for each thread, however long the file.
//!   Answers are written when the buffer is full, and before waiting for more input: a program that
//!   feeds the lines one by one gets its answers one by one.
//! - A progress bar on standard error, if that is a terminal, standard output is none, and the
//!   input is a file.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "a module of each program, none of which uses all of it"
)]

#[path = "parallel.rs"]
mod parallel;

use std::{
    fmt, fs,
    io::{self, IsTerminal, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use indicatif::{ProgressBar, ProgressStyle};
use serde::{
    Deserialize, Serialize,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

/// Bytes read at once, and bytes of answers kept before they are written.
pub const BUFFER: usize = 64 * 1024;

/// Every document was answered.
const ANSWERED: u8 = 0;
/// At least one document has an error for an answer.
const UNANSWERED: u8 = 1;
/// The input could not be read, or the arguments are wrong.
const UNREADABLE: u8 = 2;

/// Where the documents come from, with which line they begin, and on how many threads they are answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    source: Source,
    /// The first line that is answered, counted from 1.
    pub from: u64,
    threads: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// A file named on the command line.
    File(PathBuf),
    /// Standard input.
    Standard,
}

/// The file argument that every program takes; parsed with the options of the program.
#[derive(Clone, Debug, clap::Args)]
pub struct File {
    /// One JSON document per line; `-`, or nothing, is standard input.
    #[arg(value_name = "FILE")]
    path: Option<PathBuf>,
    /// Skip the lines before LINE, counted from 1, to resume; answers keep the line numbers of the file.
    #[arg(long, value_name = "LINE", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    from: u64,
    /// Set the number of threads, from 1 to 256. The output does not change.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
}

impl File {
    /// Where the documents come from.
    pub fn input(self) -> Input {
        let source = match self.path {
            Some(path) if path != Path::new("-") => Source::File(path),
            _ => Source::Standard,
        };
        Input {
            source,
            from: self.from,
            threads: self.threads,
        }
    }
}

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One JSON document per line.
    #[default]
    Json,
    /// Text for people to read.
    Text,
}

/// Why a document has no answer: what [`run`] writes in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    kind: &'static str,
    message: String,
    id: Option<String>,
}

impl Unanswered {
    /// The program has written the reason as a text, so that nothing is written in place of the answer.
    pub const WRITTEN: Self = Self {
        kind: "written",
        message: String::new(),
        id: None,
    };

    /// The document is fine and the library could not do what it asks: kind `input`.
    pub fn input(cause: impl fmt::Display) -> Self {
        Self::new("input", cause)
    }

    /// An error of a kind of the program's own, in kebab-case.
    pub fn new(kind: &'static str, cause: impl fmt::Display) -> Self {
        Self {
            kind,
            message: cause.to_string(),
            id: None,
        }
    }

    /// The same, with the id of the document. Without it, [`run`] looks for one in the line.
    #[must_use]
    pub fn with_id(mut self, id: Option<impl Into<String>>) -> Self {
        self.id = id.map(Into::into);
        self
    }
}

/// Kind `json`: the line is not JSON. Kind `document`: it is, and not the document asked for (an
/// unknown key, a key left out, a value that its type refuses).
impl From<serde_json::Error> for Unanswered {
    fn from(cause: serde_json::Error) -> Self {
        let kind = match cause.classify() {
            serde_json::error::Category::Data => "document",
            _ => "json",
        };
        // A document is one line, so serde_json's "at line 1" would only mislead.
        let text = cause.to_string();
        let place = format!(" at line {} column {}", cause.line(), cause.column());
        match text.strip_suffix(&place) {
            Some(what) => Self::new(kind, format_args!("{what}, column {}", cause.column())),
            None => Self::new(kind, text),
        }
    }
}

/// Reads a document of the line, borrowing from it where the type allows.
///
/// # Errors
///
/// Kinds `json` and `document`.
pub fn document<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, Unanswered> {
    if line.starts_with('[') {
        // serde reads a type with fields from a list of them as well, in which no key can be misspelt
        return Err(Unanswered::new(
            "document",
            "expected an object, found a list; write each document as an object",
        ));
    }
    Ok(serde_json::from_str(line)?)
}

/// Where the answer to a document goes.
#[derive(Debug)]
pub struct Answers<'a>(&'a mut Vec<u8>);

impl<'a> Answers<'a> {
    /// Answers that are kept in `lines`.
    pub const fn of(lines: &'a mut Vec<u8>) -> Self {
        Self(lines)
    }

    /// Writes one line.
    pub fn write(&mut self, answer: &impl Serialize) {
        let before = self.0.len();
        if let Err(cause) = serde_json::to_writer(&mut *self.0, answer) {
            // No answer of these programs can fail to be written as JSON; if one does, say so.
            self.0.truncate(before);
            let message = serde_json::Value::String(cause.to_string());
            self.0.extend_from_slice(
                format!(r#"{{"error":{{"kind":"output","message":{message}}}}}"#).as_bytes(),
            );
        }
        self.0.push(b'\n');
    }

    /// Writes a text of one or more lines, which is to be read and not parsed.
    pub fn text(&mut self, text: &impl fmt::Display) {
        // Writing to memory does not fail.
        let _ = writeln!(self.0, "{text}");
    }
}

/// Writes bytes as they are.
impl Write for Answers<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Answers every document of the input, in order.
///
/// `answer` is given the number of the line, from 1, and the line.
///
/// ```text
/// ndjson::run(&input, |_, line| {
///     let visit: Visit = ndjson::document(line)?;
///     bill(visit).map_err(Unanswered::input)
/// })
/// ```
pub fn run<A: Serialize>(
    input: &Input,
    answer: impl Fn(u64, &str) -> Result<A, Unanswered> + Sync,
) -> ExitCode {
    run_lines(input, |line, text, answers| {
        answers.write(&answer(line, text)?);
        Ok(())
    })
}

/// [`run`] for a program that writes answers that borrow from the line, or texts.
pub fn run_lines(
    input: &Input,
    answer: impl Fn(u64, &str, &mut Answers<'_>) -> Result<(), Unanswered> + Sync,
) -> ExitCode {
    run_with(
        input,
        |(): &mut (), line, text, answers| answer(line, text, answers),
        |(), ()| {},
        |(), _, _| {},
    )
}

/// [`run`] for a program that adds up a state, or has lines to write after the last answer.
///
/// On several threads each piece of the input has a state of its own, and `merge` adds them up in the
/// order of the input. `close` is given the number of documents without an answer.
pub fn run_with<S: Default + Send>(
    input: &Input,
    answer: impl Fn(&mut S, u64, &str, &mut Answers<'_>) -> Result<(), Unanswered> + Sync,
    merge: impl Fn(&mut S, &S) + Send,
    close: impl FnOnce(&mut S, u64, &mut Answers<'_>) + Send,
) -> ExitCode {
    exit(match input.threads {
        0 | 1 => answer_all(input, answer, close),
        threads => parallel::answer_all(input, threads.into(), answer, merge, close),
    })
}

/// The exit code of a run, by the number of documents without an answer.
pub fn exit(run: Result<u64, End>) -> ExitCode {
    match run {
        Ok(0) => ExitCode::from(ANSWERED),
        Ok(_) => ExitCode::from(UNANSWERED),
        Err(End::Output(cause)) if cause.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::from(ANSWERED)
        }
        Err(end) => {
            eprintln!("{end}");
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Why a run ended before its last line.
#[derive(Debug)]
pub enum End {
    /// The source could not be opened or read.
    Input(PathBuf, io::Error),
    /// A line is not UTF-8.
    Encoding {
        /// The line, from 1.
        line: u64,
        /// The byte, from 1.
        column: usize,
    },
    /// Standard output could not be written.
    Output(io::Error),
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(path, cause) => write!(f, "{}: {cause}", path.display()),
            Self::Encoding { line, column } => {
                write!(f, "line {line} is not UTF-8 at byte {column}")
            }
            Self::Output(cause) => write!(f, "standard output: {cause}"),
        }
    }
}

/// Answers every document on this thread, and returns the number of those without an answer.
fn answer_all<S: Default>(
    input: &Input,
    answer: impl Fn(&mut S, u64, &str, &mut Answers<'_>) -> Result<(), Unanswered>,
    close: impl FnOnce(&mut S, u64, &mut Answers<'_>),
) -> Result<u64, End> {
    let mut source = Lines::open(input, BUFFER)?;
    let mut output = io::stdout().lock();
    let (mut state, mut unanswered) = (S::default(), 0);
    let (mut lines, mut answers) = (Vec::new(), Vec::with_capacity(BUFFER));
    while let Some(first) = source.read(&mut lines)? {
        let answer =
            |line, text: &str, answers: &mut Answers<'_>| answer(&mut state, line, text, answers);
        let full = |answers: &mut Vec<u8>| write(&mut output, answers).map_err(End::Output);
        let answered = answer_lines(input, first, &lines, &mut answers, answer, full);
        // the answers to the lines before the one that ends the run
        write(&mut output, &mut answers).map_err(End::Output)?;
        unanswered += answered?;
    }
    close(&mut state, unanswered, &mut Answers(&mut answers));
    write(&mut output, &mut answers).map_err(End::Output)?;
    Ok(unanswered)
}

/// Answers lines that were read together, of which the first has a number, from 1. Hands the answers to
/// `full` where there are many, and returns the number of documents without an answer.
fn answer_lines(
    input: &Input,
    first: u64,
    lines: &[u8],
    answers: &mut Vec<u8>,
    mut answer: impl FnMut(u64, &str, &mut Answers<'_>) -> Result<(), Unanswered>,
    mut full: impl FnMut(&mut Vec<u8>) -> Result<(), End>,
) -> Result<u64, End> {
    let (mut rest, mut unanswered) = (lines, 0);
    for number in first.. {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let Some((line, behind)) = rest.split_at_checked(end).filter(|_| end > 0) else {
            break;
        };
        rest = behind;
        if number < input.from {
            continue;
        }
        if answer_line(number, line, answers, &mut answer)? == Line::Unanswered {
            unanswered += 1;
        }
        if answers.len() >= BUFFER {
            full(answers)?;
        }
    }
    Ok(unanswered)
}

/// The lines of the input, read many at a time.
struct Lines {
    source: Box<dyn Read>,
    name: PathBuf,
    progress: Progress,
    /// Bytes read at once.
    size: usize,
    /// The number of the next line, from 1, and the part of it that was read with the lines before.
    next: u64,
    begun: Vec<u8>,
}

impl Lines {
    fn open(input: &Input, size: usize) -> Result<Self, End> {
        let name = source_name(input);
        let (source, progress) = match open(input) {
            Ok(opened) => opened,
            Err(cause) => return Err(End::Input(name, cause)),
        };
        Ok(Self {
            source,
            name,
            progress,
            size,
            next: 1,
            begun: Vec::new(),
        })
    }

    /// Reads whole lines, as many as there are without waiting for more, and returns the number of the
    /// first one, or `None` at the end.
    fn read(&mut self, lines: &mut Vec<u8>) -> Result<Option<u64>, End> {
        lines.clear();
        lines.append(&mut self.begun);
        loop {
            let before = lines.len();
            lines.resize(before + self.size, 0);
            let length = self.read_some(lines.get_mut(before..).unwrap_or_default())?;
            lines.truncate(before + length);
            self.progress.advance(length);
            let more = lines.get(before..).unwrap_or_default();
            if let Some(end) = memchr::memrchr(b'\n', more) {
                self.begun = lines.split_off(before + end + 1);
                break;
            }
            if length == 0 {
                break; // the last line ends without a line end
            }
        }
        if lines.is_empty() {
            self.progress.finish();
            return Ok(None);
        }
        let first = self.next;
        self.next += memchr::memchr_iter(b'\n', lines).count() as u64;
        Ok(Some(first))
    }

    fn read_some(&mut self, place: &mut [u8]) -> Result<usize, End> {
        loop {
            match self.source.read(place) {
                Ok(length) => return Ok(length),
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(End::Input(self.name.clone(), cause)),
            }
        }
    }
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It held nothing but blanks.
    Blank,
    /// Its document was answered.
    Answered,
    /// Its document has an error for an answer.
    Unanswered,
}

/// Answers one line, given its number, from 1, and its bytes.
///
/// # Errors
///
/// The line is not UTF-8.
pub fn answer_line(
    line: u64,
    bytes: &[u8],
    answers: &mut Vec<u8>,
    answer: impl FnOnce(u64, &str, &mut Answers<'_>) -> Result<(), Unanswered>,
) -> Result<Line, End> {
    let text = std::str::from_utf8(bytes).map_err(|cause| End::Encoding {
        line,
        column: cause.valid_up_to() + 1,
    })?;
    let text = match line {
        1 => text.strip_prefix('\u{feff}').unwrap_or(text),
        _ => text,
    };
    let text = text.trim_matches(|c| matches!(c, ' ' | '\t' | '\r' | '\n'));
    if text.is_empty() {
        return Ok(Line::Blank);
    }
    let before = answers.len();
    match answer(line, text, &mut Answers(answers)) {
        Ok(()) => Ok(Line::Answered),
        Err(cause) if cause == Unanswered::WRITTEN => Ok(Line::Unanswered),
        Err(cause) => {
            answers.truncate(before);
            Answers(answers).write(&ErrorLine::new(line, text, &cause));
            Ok(Line::Unanswered)
        }
    }
}

/// What a message calls the source of the documents.
pub fn source_name(input: &Input) -> PathBuf {
    match &input.source {
        Source::File(path) => path.clone(),
        Source::Standard => PathBuf::from("standard input"),
    }
}

/// Writes what answers there are, and keeps none.
///
/// # Errors
///
/// Standard output could not be written.
pub fn write(output: &mut impl Write, answers: &mut Vec<u8>) -> io::Result<()> {
    if !answers.is_empty() {
        output.write_all(answers)?;
        output.flush()?;
        answers.clear();
    }
    Ok(())
}

/// Opens the source, with a progress bar over it where somebody sees one.
///
/// # Errors
///
/// A file that cannot be opened.
pub fn open(input: &Input) -> io::Result<(Box<dyn Read>, Progress)> {
    Ok(match &input.source {
        Source::File(path) => {
            let file = fs::File::open(path)?;
            let progress = Progress::new(file.metadata()?.len());
            (Box::new(file), progress)
        }
        Source::Standard => {
            if io::stdin().is_terminal() {
                eprintln!(
                    "waiting for one JSON document per line from the terminal; run with --help for usage"
                );
            }
            (Box::new(io::stdin().lock()), Progress::none())
        }
    })
}

/// A bar over the bytes of a file, or none.
#[derive(Debug)]
pub struct Progress(Option<ProgressBar>);

impl Progress {
    fn new(length: u64) -> Self {
        if io::stdout().is_terminal() {
            return Self::none();
        }
        Self::before_output(length)
    }

    /// A bar that is taken away before anything is written to standard output.
    pub fn before_output(length: u64) -> Self {
        if !io::stderr().is_terminal() {
            return Self::none();
        }
        let bar = ProgressBar::new(length);
        if let Ok(style) = ProgressStyle::with_template(
            "{bar:40} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left",
        ) {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    const fn none() -> Self {
        Self(None)
    }

    /// Moves the bar.
    pub fn advance(&self, bytes: usize) {
        if let Some(bar) = &self.0 {
            bar.inc(bytes as u64);
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// The answer to a document that has none.
#[derive(Serialize)]
struct ErrorLine<'a> {
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    error: ErrorBody<'a>,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    kind: &'static str,
    message: &'a str,
}

impl<'a> ErrorLine<'a> {
    fn new(line: u64, text: &str, cause: &'a Unanswered) -> Self {
        Self {
            line,
            id: cause.id.clone().or_else(|| id_of(text)),
            error: ErrorBody {
                kind: cause.kind,
                message: &cause.message,
            },
        }
    }
}

/// The `id` of a document, also of one that is cut off or misshapen further on.
pub fn id_of(text: &str) -> Option<String> {
    let mut id = None;
    // The result does not matter: what was read before it failed does.
    let _ = IdOf(&mut id).deserialize(&mut serde_json::Deserializer::from_str(text));
    id
}

struct IdOf<'a>(&'a mut Option<String>);

impl<'de> DeserializeSeed<'de> for IdOf<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for IdOf<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document with an id")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "id" && self.0.is_none() {
                *self.0 = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
