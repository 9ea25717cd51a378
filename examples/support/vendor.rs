//! Runs a program of any kind on the documents of a suite, and assigns its answers to the cases.
//!
//! All documents are written to its standard input, which is then closed; the program may answer line
//! by line or at the end. Each wait is bounded. A program that ends early, hangs, leaves answers out,
//! adds some, or writes what is no JSON costs the cases concerned and no others.

#![allow(unreachable_pub, reason = "a module of one program")]

use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Read, Write},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::suite::{Case, Suite};

/// The longest line that is read as an answer, in bytes.
const LONGEST: u64 = 8 << 20;
/// The most answers without a case that are kept.
const EXTRA: usize = 20;

/// What a program answered to a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Given(Value),
    /// A line that is not JSON.
    Garbage(String),
    /// No line, and why.
    Missing(String),
}

/// What a program answered to a suite.
#[derive(Debug, Default)]
pub struct Answers {
    /// One for each case, in order.
    pub of_cases: Vec<Answer>,
    /// Lines that belong to no case, the first ones.
    pub extra: Vec<String>,
    /// How many such lines there were.
    pub extra_count: usize,
    /// What else was wrong with the run.
    pub problem: Option<String>,
}

impl Answers {
    fn push_extra(&mut self, line: String) {
        self.extra_count += 1;
        if self.extra.len() < EXTRA {
            self.extra.push(line);
        }
    }

    fn miss(&mut self, to: usize, why: &str) {
        let missing = Answer::Missing(why.to_owned());
        self.of_cases.resize(to.max(self.of_cases.len()), missing);
    }
}

/// Runs the program on the cases.
///
/// # Errors
///
/// The program could not be started.
pub fn run(
    suite: Suite,
    cases: &[Case],
    command: &[String],
    patience: Duration,
) -> io::Result<Answers> {
    let (program, arguments) = command.split_first().unwrap_or((&EMPTY, &[]));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        let documents: Vec<String> = cases.iter().map(|case| case.document.clone()).collect();
        thread::spawn(move || {
            // a program that has ended reads no more
            let _ = documents
                .iter()
                .try_for_each(|document| writeln!(stdin, "{document}"));
        });
    }
    let (send, lines) = sync_channel(64);
    if let Some(stdout) = child.stdout.take() {
        thread::spawn(move || read(stdout, &send));
    }
    Ok(collect(suite, cases, &lines, &mut child, patience))
}

static EMPTY: String = String::new();

/// Sends each line of the output; a line that is too long ends them.
fn read(stdout: impl Read, send: &SyncSender<String>) {
    let mut source = BufReader::new(stdout);
    loop {
        let mut bytes = Vec::new();
        match source.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let is_cut = bytes.len() as u64 == LONGEST;
        let line = String::from_utf8_lossy(&bytes).trim().to_owned();
        if !line.is_empty() && send.send(line).is_err() || is_cut {
            return;
        }
    }
}

fn collect(
    suite: Suite,
    cases: &[Case],
    lines: &Receiver<String>,
    child: &mut Child,
    patience: Duration,
) -> Answers {
    let places: HashMap<&str, usize> = cases
        .iter()
        .enumerate()
        .map(|(place, case)| (case.id.as_str(), place))
        .collect();
    let mut answers = Answers::default();
    let why = loop {
        let line = match lines.recv_timeout(patience) {
            Ok(line) => line,
            Err(RecvTimeoutError::Disconnected) => break ended(child),
            Err(RecvTimeoutError::Timeout) => {
                let why = format!(
                    "the program wrote nothing for {} seconds and was ended",
                    patience.as_secs_f32()
                );
                answers.problem = Some(why.clone());
                break why;
            }
        };
        let next = answers.of_cases.len();
        let answer: Result<Value, _> = serde_json::from_str(&line);
        let place = answer
            .as_ref()
            .ok()
            .and_then(|answer| answer["id"].as_str())
            .and_then(|id| places.get(id).copied());
        match (answer, place) {
            (Ok(answer), None) if is_closing(suite, &answer) && next == cases.len() => {}
            (_, Some(place)) if place < next => answers.push_extra(line),
            _ if next == cases.len() => answers.push_extra(line),
            (Ok(answer), place) => {
                answers.miss(place.unwrap_or(next), "the program left this case out");
                answers.of_cases.push(Answer::Given(answer));
            }
            (Err(_), _) => answers.of_cases.push(Answer::Garbage(line)),
        }
    };
    answers.miss(cases.len(), &why);
    // it is over either way: a program that has ended cannot be ended again
    let _ = child.kill();
    let _ = child.wait();
    answers
}

/// The closing line of an audit is no answer to a case.
fn is_closing(suite: Suite, answer: &Value) -> bool {
    suite == Suite::Audit && answer.get("totals").is_some()
}

/// How a program ended whose output is at its end.
fn ended(child: &mut Child) -> String {
    for _ in 0..100 {
        match child.try_wait() {
            Ok(Some(status)) => return format!("the program ended before its answer ({status})"),
            Ok(None) => thread::sleep(Duration::from_millis(10)),
            Err(_) => break,
        }
    }
    "the program closed its output before its answer".to_owned()
}
