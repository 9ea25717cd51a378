//! Checks the therapy lines of X12 837 files.

use std::{
    fs::File,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, ValueEnum};
use therapy_billing::UnitRule;
use x12::{Answer, Item, What, check, items, report};

/// Checks the therapy lines of X12 837 files: professional (005010X222A1) and institutional
/// (005010X223A2) claims.
///
/// Writes one line per finding. A segment that cannot be read is answered in its place and does not
/// stop the run. Exit codes: 0 if everything was read; 1 if some segments could not be read (the output
/// gives the reason); 2 if a file could not be read or the arguments are wrong. Findings do not change
/// the exit code.
#[derive(Parser)]
struct Arguments {
    /// The files to check; `-` or nothing is standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How answers are written: JSON, or text that shows each segment and marks the place.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The unit rule for payers other than Medicare, whose claims have MA or MB in SBR09: `cpt`,
    /// `medicare`, `colorado-workers-compensation` or `whole-blocks`.
    #[arg(long, default_value = "cpt", value_parser = rule)]
    rule: UnitRule,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Json,
    Text,
}

fn rule(name: &str) -> Result<UnitRule, String> {
    UnitRule::named(name).ok_or_else(|| {
        "expected cpt, medicare, colorado-workers-compensation or whole-blocks".to_owned()
    })
}

/// What a run has seen so far.
#[derive(Default)]
struct Counts {
    claims: u64,
    findings: u64,
    unreadable: u64,
}

/// Why the run ended early.
enum Stop {
    Input(io::Error),
    Output(io::Error),
}

fn main() -> ExitCode {
    let mut arguments = Arguments::parse();
    if arguments.files.is_empty() {
        arguments.files.push(PathBuf::from("-"));
    }
    let mut output = BufWriter::new(io::stdout().lock());
    let mut counts = Counts::default();
    let mut is_unread = false;
    for path in &arguments.files {
        match check_file(path, &arguments, &mut counts, &mut output) {
            Ok(()) => {}
            Err(Stop::Input(cause)) => {
                is_unread = true;
                eprintln!("{}: {cause}", path.display());
            }
            Err(Stop::Output(cause)) => return output_failed(&cause),
        }
    }
    let Counts {
        claims,
        findings,
        unreadable,
    } = counts;
    let summary = match arguments.format {
        Format::Json => Ok(()),
        Format::Text => writeln!(
            output,
            "claims: {claims}, findings: {findings}, unreadable: {unreadable}"
        ),
    };
    match summary.and_then(|()| output.flush()) {
        Err(cause) => output_failed(&cause),
        Ok(()) if is_unread => ExitCode::from(2),
        Ok(()) => ExitCode::from(u8::from(unreadable > 0)),
    }
}

/// A reader that closes the pipe early, such as `head`, ends the run without a word.
fn output_failed(cause: &io::Error) -> ExitCode {
    if cause.kind() == io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    eprintln!("standard output: {cause}");
    ExitCode::from(2)
}

fn check_file(
    path: &Path,
    arguments: &Arguments,
    counts: &mut Counts,
    output: &mut impl Write,
) -> Result<(), Stop> {
    let input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(Stop::Input)?)
    };
    let name = path.to_string_lossy();
    for item in items(input) {
        let answers = match item.map_err(Stop::Input)? {
            Item::Problem(problem) => vec![Answer::from(*problem)],
            Item::Claim(claim) => {
                counts.claims += 1;
                check(&claim, arguments.rule)
            }
        };
        for answer in &answers {
            match &answer.what {
                What::Finding(_) => counts.findings += 1,
                What::Fault(_) => counts.unreadable += 1,
            }
            match arguments.format {
                Format::Json => report::json(output, &name, answer),
                Format::Text => report::text(output, &name, answer),
            }
            .map_err(Stop::Output)?;
        }
    }
    Ok(())
}
