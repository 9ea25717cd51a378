//! Runs the program and reads its answers; with the feature `referee`, so does a second reader of FHIR.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde_json::Value;

/// Runs the program on a text, and returns its exit code and its answer.
pub fn run(command: &[&str], input: &[u8]) -> (i32, Value) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fhir"))
        .args(command)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input).expect("the program reads its input");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.is_empty(), "{errors}");
    (
        output.status.code().expect("an exit code"),
        answer(&output.stdout),
    )
}

/// Reads an answer. With the feature `referee`, the second reader must be able to read it as well.
pub fn answer(stdout: &[u8]) -> Value {
    let text = std::str::from_utf8(stdout).expect("UTF-8");
    #[cfg(feature = "referee")]
    if let Err(error) = serde_json::from_str::<fhir_model::r4b::resources::Resource>(text) {
        panic!("the referee does not read the answer: {error}\n{text}");
    }
    serde_json::from_str(text).expect("JSON")
}

/// The text at a path, or nothing.
pub fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value
        .pointer(path)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The issues of an answer, in order: those of an outcome, or of every outcome in a bundle.
pub fn issues(answer: &Value) -> Vec<&Value> {
    let list = |value: &'static str| move |of: &Value| of[value].is_array();
    if list("entry")(answer) {
        let entries = answer["entry"].as_array().expect("a list");
        return entries
            .iter()
            .flat_map(|entry| issues(&entry["resource"]))
            .collect();
    }
    answer["issue"]
        .as_array()
        .map(|issues| issues.iter().collect())
        .unwrap_or_default()
}

/// Every issue with a place, as `place id severity`; without a finding's id, as `place severity`.
pub fn places(answer: &Value) -> Vec<String> {
    let shown = |issue: &&Value| {
        let words =
            ["/expression/0", "/details/coding/0/code", "/severity"].map(|path| text(issue, path));
        words
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    issues(answer)
        .iter()
        .filter(|issue| issue["expression"].is_array())
        .map(shown)
        .collect()
}

/// Every item of the claims in an answer, as `date code x units modifiers`.
pub fn lines(answer: &Value) -> Vec<String> {
    let entries = answer["entry"].as_array().expect("a list");
    let items = entries
        .iter()
        .filter_map(|entry| entry["resource"]["item"].as_array())
        .flatten();
    let line = |item: &Value| {
        let modifiers = item["modifier"].as_array().into_iter().flatten();
        let modifiers: String = modifiers
            .map(|modifier| format!(" {}", text(modifier, "/coding/0/code")))
            .collect();
        let code = text(item, "/productOrService/coding/0/code");
        format!(
            "{} {code} x {}{modifiers}",
            text(item, "/servicedDate"),
            item["quantity"]["value"]
        )
    };
    items.map(line).collect()
}
