//! The loop of `ndjson` on several threads: the same answers in the same order, byte for byte.
//!
//! The main thread reads chunks of whole lines, workers answer them, and a writer puts the answers
//! in order. A fixed number of chunks is under way at any time, so memory does not grow with the
//! file, and each chunk's buffers are used again.

use std::{
    collections::BTreeMap,
    io,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use super::{Answers, BUFFER, End, Input, Lines, Unanswered, answer_lines, write};

/// Bytes of a chunk: several buffers, since every chunk is handed from thread to thread three times.
const CHUNK: usize = 4 * BUFFER;

/// Lines that are answered together.
struct Chunk {
    /// Place among the chunks, from 0, and line of its first line, from 1.
    place: u64,
    line: u64,
    lines: Vec<u8>,
    answers: Vec<u8>,
}

/// A chunk with its answers.
struct Done<S> {
    chunk: Chunk,
    state: S,
    /// The documents without an answer, or why it stopped short.
    unanswered: Result<u64, End>,
}

/// Answers every document of the input, in order, on `threads` threads, and returns the number of those
/// without an answer.
///
/// Each chunk has a state of its own; `merge` adds them up in the order of the input.
pub(super) fn answer_all<S: Default + Send>(
    input: &Input,
    threads: usize,
    answer: impl Fn(&mut S, u64, &str, &mut Answers<'_>) -> Result<(), Unanswered> + Sync,
    merge: impl Fn(&mut S, &S) + Send,
    close: impl FnOnce(&mut S, u64, &mut Answers<'_>) + Send,
) -> Result<u64, End> {
    let (free, next_free) = mpsc::channel();
    for _ in 0..4 * threads {
        let buffers = (Vec::new(), Vec::with_capacity(BUFFER));
        if free.send(buffers).is_err() {
            break;
        }
    }
    let (to_answer, work) = mpsc::channel();
    let work = Mutex::new(work);
    let (answered, to_write) = mpsc::channel();
    let is_whole = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (work, answered, answer) = (&work, answered.clone(), &answer);
            scope.spawn(move || work_off(input, work, &answered, answer));
        }
        drop(answered);
        let is_whole = &is_whole;
        let writer = scope.spawn(move || write_in_order(to_write, &free, is_whole, merge, close));
        let read = read_chunks(input, &next_free, &to_answer);
        is_whole.store(read.is_ok(), Ordering::Release);
        drop(to_answer); // the workers stop behind the last chunk, and the writer behind them
        let written = writer
            .join()
            .unwrap_or_else(|_| Err(End::Output(io::Error::other("the writer stopped"))));
        match (written, read) {
            (Ok(_), Err(end)) => Err(end),
            (written, _) => written,
        }
    })
}

type Buffers = (Vec<u8>, Vec<u8>);

/// Reads chunks of whole lines, each once a pair of buffers is free for it.
fn read_chunks(
    input: &Input,
    next_free: &Receiver<Buffers>,
    to_answer: &Sender<Chunk>,
) -> Result<(), End> {
    let mut source = Lines::open(input, CHUNK)?;
    let mut place = 0;
    // no free buffers any more: the writer has stopped, and says why
    while let Ok((mut lines, answers)) = next_free.recv() {
        let Some(line) = source.read(&mut lines)? else {
            break;
        };
        let chunk = Chunk {
            place,
            line,
            lines,
            answers,
        };
        if to_answer.send(chunk).is_err() {
            break;
        }
        place += 1;
    }
    Ok(())
}

/// Answers chunks until there are none left.
fn work_off<S: Default>(
    input: &Input,
    work: &Mutex<Receiver<Chunk>>,
    answered: &Sender<Done<S>>,
    answer: &impl Fn(&mut S, u64, &str, &mut Answers<'_>) -> Result<(), Unanswered>,
) {
    loop {
        let next = match work.lock() {
            Ok(work) => work.recv(),
            Err(_) => return, // another worker panicked
        };
        let Ok(mut chunk) = next else { return };
        let mut state = S::default();
        let unanswered = answer_lines(
            input,
            chunk.line,
            &chunk.lines,
            &mut chunk.answers,
            |number, text, answers| answer(&mut state, number, text, answers),
            |_| Ok(()), // the writer writes them
        );
        let done = Done {
            chunk,
            state,
            unanswered,
        };
        if answered.send(done).is_err() {
            return;
        }
    }
}

/// Writes answers in the order of their chunks, and the closing lines behind the last.
fn write_in_order<S: Default>(
    to_write: Receiver<Done<S>>,
    free: &Sender<Buffers>,
    is_whole: &AtomicBool,
    merge: impl Fn(&mut S, &S),
    close: impl FnOnce(&mut S, u64, &mut Answers<'_>),
) -> Result<u64, End> {
    let mut output = io::stdout().lock();
    let mut total = S::default();
    let mut unanswered = 0;
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for done in to_write {
        waiting.insert(done.chunk.place, done);
        while let Some(mut done) = waiting.remove(&next) {
            write(&mut output, &mut done.chunk.answers).map_err(End::Output)?;
            unanswered += done.unanswered?;
            merge(&mut total, &done.state);
            next += 1;
            // a reader that has ended needs no more buffers
            let _ = free.send((done.chunk.lines, done.chunk.answers));
        }
    }
    if !is_whole.load(Ordering::Acquire) {
        return Ok(unanswered); // the reader says why
    }
    let mut answers = Vec::new();
    close(&mut total, unanswered, &mut Answers::of(&mut answers));
    write(&mut output, &mut answers).map_err(End::Output)?;
    Ok(unanswered)
}
