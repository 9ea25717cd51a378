//! Runs an example program as a user would, on given input, and returns what it wrote.

use std::{
    collections::BTreeSet,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    sync::Mutex,
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

/// The program, built beside this test. `cargo test` has built it; `cargo test --test …` has not,
/// or not since the last change, so cargo is asked, which takes a moment when nothing changed.
pub(crate) fn built(name: &str) -> PathBuf {
    static BUILT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

    let test = std::env::current_exe().expect("this test has a path");
    let profile = test
        .parent()
        .and_then(|deps| deps.parent())
        .expect("tests are built in <target>/<profile>/deps");
    let mut built = BUILT.lock().expect("no other test failed to build");
    if built.insert(name.to_owned()) {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.args(["build", "--quiet", "--offline", "--example", name]);
        cargo.arg("--manifest-path");
        cargo.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        if let Some(target) = profile.parent() {
            cargo.arg("--target-dir").arg(target);
        }
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        let status = cargo.status().expect("cargo runs");
        assert!(status.success(), "the example {name} builds");
    }
    profile
        .join("examples")
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION)
}
