//! Made-up claims to try `audit_claims` on, of which every other one has a fault, and made-up visits for `bill`.
//!
//! `cargo run --release --example make_claims 1000 | cargo run --release --example audit_claims`
//! `cargo run --release --example make_claims -- --visits 1000 | cargo run --release --example bill -- --brief`

#[path = "support/synthetic.rs"]
mod synthetic;

use std::io::{self, BufWriter, Write};

use clap::Parser;

/// Writes made-up claims with their visits, one per line: the input of `audit_claims`.
#[derive(Parser)]
struct Arguments {
    /// Set how many are written.
    #[arg(default_value_t = 10)]
    number: u64,
    /// Write made-up visits instead: the input of `bill`.
    #[arg(long)]
    visits: bool,
}

fn main() -> io::Result<()> {
    let Arguments { number, visits } = Arguments::parse();
    let mut output = BufWriter::new(io::stdout().lock());
    for number in 0..number {
        if visits {
            synthetic::write_visit(number, &mut output)?;
        } else {
            serde_json::to_writer(&mut output, &synthetic::claim(number).claim)?;
        }
        output.write_all(b"\n")?;
    }
    output.flush()
}
