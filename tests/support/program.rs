//! Runs an example program as a user would, on given input, and returns what it wrote.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a program wrote, and its exit code.
#[derive(Debug)]
pub(crate) struct Ran {
    #[allow(dead_code, reason = "not every test asks")]
    pub(crate) code: i32,
    pub(crate) lines: Vec<String>,
    #[allow(dead_code, reason = "not every test asks")]
    pub(crate) errors: String,
}

/// Runs the example `name` on `input`.
pub(crate) fn run(name: &str, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(built(name))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_vec();
    // A program that refuses its arguments closes the pipe unread: no failure of this test.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the example ends");
    feeder.join().expect("the input was fed");
    Ran {
        code: output.status.code().expect("an exit code, no signal"),
        lines: String::from_utf8(output.stdout)
            .expect("answers are UTF-8")
            .lines()
            .map(str::to_owned)
            .collect(),
        errors: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// The program, built beside this test: `cargo test` builds it first. `cargo test --test …` does not, so a
/// program that is missing, or older than its source, is an error that says what to do.
pub(crate) fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("this test has a path");
    let profile = test.parent().and_then(Path::parent);
    let profile = profile.expect("tests are built in <target>/<profile>/deps");
    let program = profile
        .join("examples")
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION);
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    // cargo lists the sources of a program beside it
    let sources = fs::read_to_string(profile.join("examples").join(format!("{name}.d")));
    let sources = sources.unwrap_or_default();
    let is_current = sources
        .split_whitespace()
        .skip(1)
        .all(|source| changed(Path::new(source)) <= changed(&program));
    assert!(
        program.exists() && is_current,
        "the example {name} is not built from the source as it is now; run: cargo build --examples"
    );
    program
}
