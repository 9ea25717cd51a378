//! What it costs to read and to judge a record.
//!
//! `validate/complete_record` is the chart of the sample file with nothing to find; `thin_record` the
//! same visit with four findings; `clinic_day` forty records in turn. `read` is the JSON of the first,
//! with `json_value` beside it, the same text read into a tree that nobody checks.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use therapy_billing::documentation::{Author, Credential, Goal, List, ProgressReport, Record};

const RECORDS: &str = include_str!("../examples/data/records.ndjson");

fn records() -> Vec<Record> {
    let lines = RECORDS.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("the samples are records"))
        .collect()
}

fn validate(c: &mut Criterion) {
    let records = records();
    let (complete, thin) = (&records[0], &records[1]);
    assert!(complete.validate().is_empty());
    assert_eq!(thin.validate().len(), 4);
    c.bench_function("validate/complete_record", |b| {
        b.iter(|| black_box(complete).validate());
    });
    c.bench_function("validate/thin_record", |b| {
        b.iter(|| black_box(thin).validate());
    });
    c.bench_function("checklist/complete_record", |b| {
        b.iter(|| black_box(complete).checklist());
    });
    let day: Vec<_> = records.iter().cycle().take(40).cloned().collect();
    c.bench_function("validate/clinic_day", |b| {
        b.iter(|| {
            black_box(&day)
                .iter()
                .map(|record| record.validate().len())
                .sum::<usize>()
        });
    });
    let mut heuristics = complete.clone();
    heuristics.profile.heuristics = true;
    c.bench_function("validate/complete_record_with_text", |b| {
        b.iter(|| black_box(&heuristics).validate());
    });
}

fn list<T>(entries: Vec<T>) -> List<T> {
    let list = List::try_from(entries);
    list.expect("a list has at most 4,096 entries")
}

/// The chart of the sample file with so many goals, reports and certifications.
fn long(entries: usize) -> Record {
    let mut record = records().swap_remove(0);
    let plan = record.episode.plan.as_mut().expect("it has a plan");
    let goals = (0..entries).map(|id| Goal::new(format!("G{id}").parse().expect("an id")));
    plan.long_term_goals = list(goals.collect());
    let report = ProgressReport::new(Author::new(Credential::Pt));
    record.episode.progress_reports = list(vec![report; entries]);
    let certification = record.episode.certifications[0].clone();
    record.episode.certifications = list(vec![certification; entries]);
    record
}

/// Twice the entries take twice the time, or little more.
fn slope(c: &mut Criterion) {
    let mut group = c.benchmark_group("validate/entries");
    group.sample_size(10);
    for entries in [1_000, 2_000, 4_000] {
        let record = long(entries);
        group.bench_function(entries.to_string(), |b| {
            b.iter(|| black_box(&record).validate());
        });
    }
    group.finish();
}

fn read(c: &mut Criterion) {
    let line = RECORDS.lines().next().expect("there are samples");
    c.bench_function("read/complete_record", |b| {
        b.iter(|| serde_json::from_str::<Record>(black_box(line)));
    });
    c.bench_function("read/json_value", |b| {
        b.iter(|| serde_json::from_str::<serde_json::Value>(black_box(line)));
    });
}

criterion_group!(benches, validate, slope, read);
criterion_main!(benches);
