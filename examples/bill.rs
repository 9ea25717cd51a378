//! From minutes to lines: one visit a line in, its explained units out.
//!
//! `cargo run --example bill examples/data/visits.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::process::ExitCode;

use therapy_billing::claim::{Bill, Visit};

const USAGE: &str = "\
usage: bill [--brief] [FILE]

Reads one visit a line as JSON, from FILE or standard input, and answers with its billed lines.
  --brief  leaves out the alternatives and the steps
Exit codes: 0 every visit was billed, 1 some were not (the answer says why), 2 unreadable input.";

fn main() -> ExitCode {
    let mut is_brief = false;
    let input = match ndjson::arguments(USAGE, &mut [("--brief", &mut is_brief)]) {
        Ok(input) => input,
        Err(code) => return code,
    };
    ndjson::run_with(
        &input,
        &mut (),
        |(), _, line, answers| {
            let visit: Visit = ndjson::document(line)?;
            let bill = Bill::new(&visit);
            if is_brief {
                answers.write(&bill.brief());
            } else {
                answers.write(&bill);
            }
            Ok(())
        },
        |(), _, _| {},
    )
}
