//! Made-up claims to try `audit_claims` on: every other one has a fault.
//!
//! `cargo run --release --example make_claims 1000 | cargo run --release --example audit_claims`

#[path = "support/synthetic.rs"]
mod synthetic;

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let how_many = std::env::args()
        .nth(1)
        .and_then(|number| number.parse().ok());
    let mut output = BufWriter::new(io::stdout().lock());
    for number in 0..how_many.unwrap_or(10) {
        let made = synthetic::claim(number);
        serde_json::to_writer(&mut output, &made.claim)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}
