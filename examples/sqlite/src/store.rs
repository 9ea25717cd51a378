//! Defines `Store`, which contains every version of every visit with its bill.

use std::error::Error;

use rusqlite::{Connection, Row, params};
use therapy_billing::claim::BillInput;
use therapy_billing::replay::{BillRecord, Tree};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The table has one row per version. A row is never changed: a correction is a new version.
const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS visit_version (
        visit   INTEGER NOT NULL,
        version INTEGER NOT NULL,
        date    TEXT    NOT NULL, -- of service, to search by
        record  TEXT    NOT NULL, -- input, answer and provenance in JSON
        PRIMARY KEY (visit, version)
    ) STRICT";

/// One version of a visit with its bill.
pub struct Version {
    pub number: i64,
    pub record: BillRecord,
}

pub struct Store(Connection);

impl Store {
    /// Opens the store, and creates its table if there is none.
    pub fn new(connection: Connection) -> Result<Self> {
        connection.execute(TABLE, ())?;
        Ok(Self(connection))
    }

    /// Bills a new visit, and stores both as its first version. Returns the number of the visit.
    pub fn add(&self, input: BillInput) -> Result<i64> {
        let (date, record) = billed(input)?;
        let statement = "INSERT INTO visit_version
                         SELECT coalesce(max(visit), 0) + 1, 1, ?1, ?2 FROM visit_version
                         RETURNING visit";
        let added = self
            .0
            .query_row(statement, params![date, record], |row| row.get(0));
        Ok(added?)
    }

    /// Bills a corrected visit, and stores both as its next version. Returns the number of the version.
    pub fn correct(&self, visit: i64, input: BillInput) -> Result<i64> {
        let (date, record) = billed(input)?;
        let statement = "INSERT INTO visit_version
                         SELECT visit, max(version) + 1, ?1, ?2 FROM visit_version
                         WHERE visit = ?3 GROUP BY visit
                         RETURNING version";
        let added = self
            .0
            .query_row(statement, params![date, record, visit], |row| row.get(0));
        Ok(added?)
    }

    /// Returns all versions of a visit, the oldest first.
    pub fn versions(&self, visit: i64) -> Result<Vec<Version>> {
        let mut statement = self.0.prepare(
            "SELECT version, record FROM visit_version WHERE visit = ?1 ORDER BY version",
        )?;
        let versions = statement.query_and_then([visit], version)?;
        versions.collect()
    }

    /// Returns the latest version of a visit.
    pub fn latest(&self, visit: i64) -> Result<Version> {
        let latest = self.versions(visit)?.pop();
        latest.ok_or_else(|| format!("expected a stored visit, found no visit {visit}").into())
    }

    /// Returns what differs between the last two versions: in the input, the lines and the timed units.
    pub fn changes(&self, visit: i64) -> Result<Vec<String>> {
        let mut versions = self.versions(visit)?;
        let (Some(now), Some(was)) = (versions.pop(), versions.pop()) else {
            return Ok(Vec::new());
        };
        let mut changes = Vec::new();
        let mut note = |path: &str, was: &Tree, now: &Tree| {
            let is_shown = ["services", "split", "lines", "timed"].iter();
            if is_shown.clone().any(|start| path.starts_with(start)) {
                changes.push(format!("{path}: {now}, was {was}"));
            }
        };
        let (was, now) = (&was.record, &now.record);
        was.document().compare(now.document(), &mut note);
        was.result().compare(now.result(), &mut note);
        Ok(changes)
    }
}

/// Returns the date of service and the record of a bill.
fn billed(input: BillInput) -> Result<(String, String)> {
    let bill = input.bill()?;
    let date = bill.visit().session.date_of_service();
    let record = BillRecord::new(&bill)?;
    Ok((date.to_string(), serde_json::to_string(&record)?))
}

fn version(row: &Row<'_>) -> Result<Version> {
    let record: String = row.get("record")?;
    Ok(Version {
        number: row.get("version")?,
        record: serde_json::from_str(&record)?,
    })
}
