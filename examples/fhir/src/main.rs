//! Answers FHIR R4 resources: findings for a claim, and a claim for the procedures of an encounter.
//!
//! `cargo run -- check tests/data/claim-professional.json`
//! `cargo run -- bill tests/data/bundle-pt-encounter.json`

mod answer;
mod bill;
mod bundle;
mod check;
mod outcome;
mod read;
mod resource;
mod time;

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};
use serde::Serialize;
use therapy_billing::{Setting, UnitRule, calendar::parse_date, time::Date};

use outcome::{Cause, Issue, Outcome};

/// Answers FHIR R4 resources with the rules of US outpatient therapy billing.
///
/// The answer is one resource in JSON on standard output. Exit codes: 0 if everything was read; 1 if the
/// resource or a part of it could not be used (an issue states which part and why); 2 if the file could not
/// be read or the arguments are wrong. Findings do not change the exit code.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a Claim or an ExplanationOfBenefit, and answer with an OperationOutcome.
    Check {
        #[command(flatten)]
        options: Options,
    },
    /// Bill a Bundle of an Encounter and its Procedures, and answer with a Bundle of Claims.
    Bill {
        #[command(flatten)]
        options: Options,
        /// Set the date on which the claims are created. The default is today in UTC.
        #[arg(long, value_parser = parse_date)]
        created: Option<Date>,
    },
}

/// The options of both commands.
#[derive(Args)]
struct Options {
    /// The file with one resource in JSON; `-` is standard input.
    file: PathBuf,
    /// Set the unit rule of the payer, such as medicare or cpt.
    #[arg(long, default_value = "medicare")]
    rule: UnitRule,
    /// Set the setting, such as private-practice. A type of bill in the resource takes precedence. Without
    /// either, it is private-practice.
    #[arg(long)]
    setting: Option<Setting>,
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let (Command::Check { options } | Command::Bill { options, .. }) = &command;
    let text = match text_of(&options.file) {
        Ok(text) => text,
        Err(error) => {
            let what = format!("could not read {}: {error}", options.file.display());
            let outcome = Outcome::from(Issue::fatal(Cause::Exception, what));
            return write(&outcome, ExitCode::from(2));
        }
    };
    match &command {
        Command::Check { options } => {
            let outcome = check::check(&text, options.rule, options.setting);
            write(&outcome, exit_code(outcome.is_unread()))
        }
        Command::Bill { options, created } => {
            let setting = options.setting.unwrap_or(Setting::PrivatePractice);
            let created = created.unwrap_or_else(time::today);
            match bill::bill(&text, options.rule, setting, created) {
                Ok(answer) => write(&answer, exit_code(answer.is_unread())),
                Err(issue) => write(&Outcome::from(issue), ExitCode::from(1)),
            }
        }
    }
}

fn text_of(file: &Path) -> io::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text)?;
        return Ok(text);
    }
    fs::read_to_string(file)
}

fn exit_code(is_unread: bool) -> ExitCode {
    ExitCode::from(u8::from(is_unread))
}

fn write(answer: &impl Serialize, code: ExitCode) -> ExitCode {
    let mut text = match serde_json::to_vec_pretty(answer) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("could not write the answer: {error}");
            return ExitCode::from(2);
        }
    };
    text.push(b'\n');
    match io::stdout().lock().write_all(&text) {
        Ok(()) => code,
        // the reader of a pipe may stop early
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => code,
        Err(error) => {
            eprintln!("could not write the answer: {error}");
            ExitCode::from(2)
        }
    }
}
