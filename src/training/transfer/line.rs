//! A line of an export: how it is written, and what is wrong with one that is not.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::base::diagnostic::{did_you_mean, list};

/// A line. The first is `Version`; whom or what a line speaks of comes before it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum ExportRecord {
    Version(u32),
    Card { id: String, kind: String, line: Option<String>, fact: String, name: String },
    Learner { name: String },
    Memory(MemoryLine),
    Answer { learner: String, card: String, at: String, judged: String, hints: u32, milliseconds: u64 },
    Exam(ExamLine),
    Assignment { learner: String, line: String, by: String },
}

/// The words for them.
const RECORDS: [&str; 7] = ["version", "card", "learner", "memory", "answer", "exam", "assignment"];

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemoryLine {
    pub(crate) learner: String,
    pub(crate) card: String,
    pub(crate) state: String,
    pub(crate) stability: f64,
    pub(crate) difficulty: f64,
    pub(crate) due: String,
    pub(crate) last: String,
    pub(crate) reps: u32,
    pub(crate) lapses: u32,
    pub(crate) fact: String,
    pub(crate) first: String,
    pub(crate) learned: Option<String>,
    pub(crate) missed: u32,
    pub(crate) milliseconds: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExamLine {
    pub(crate) learner: String,
    pub(crate) at: String,
    pub(crate) seed: u64,
    pub(crate) questions: u32,
    pub(crate) points: u32,
    pub(crate) pass_mark: u8,
    pub(crate) milliseconds: u64,
}

impl ExportRecord {
    /// Reads a line; else what is wrong with it, in words for whoever has the file.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_end_matches(['\r', '\n']);
        serde_json::from_str(text).map_err(|error| wrong(text, &error))
    }
}

fn wrong(text: &str, error: &serde_json::Error) -> String {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) if error.is_eof() => {
            return "the line ends in the middle of a record; the file was cut off, or a line break was added"
                .to_owned();
        }
        Err(error) => {
            return format!(
                "{}this is not valid JSON; another program may have changed the file",
                place(&error)
            );
        }
    };
    record(&value).map_or_else(|why| why, |record| format!("{}{}", place(error), mistake(record, error)))
}

/// Where in the line a mistake was noticed.
fn place(error: &serde_json::Error) -> String {
    if error.column() == 0 { String::new() } else { format!("column {}: ", error.column()) }
}

/// The word for the record that a line is.
fn record(value: &Value) -> Result<&str, String> {
    let example = "{\"learner\":{\"name\":\"Ana\"}}";
    let Value::Object(object) = value else {
        return Err(format!("expected a record in braces, such as {example}, but this is {}", kind(value)));
    };
    let mut names = object.keys();
    match (names.next(), names.next()) {
        (Some(name), None) if RECORDS.contains(&name.as_str()) => Ok(name),
        (Some(name), None) => {
            let meant = did_you_mean(name, RECORDS).map(|near| format!("; did you mean `{near}`?"));
            let meant = meant.unwrap_or_else(|| format!("; expected {}", list(RECORDS)));
            Err(format!("{name:?} is not a kind of record{meant}"))
        }
        (None, _) => Err(format!("the braces are empty; expected a record, such as {example}")),
        (Some(_), Some(_)) => Err(format!(
            "the outer braces hold more than one name, but a line is one record, such as {example}"
        )),
    }
}

/// What is wrong inside of a record. The library that reads it says so in words for programmers.
fn mistake(record: &str, error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let quoted = said.split('`').nth(1).unwrap_or_default();
    if said.starts_with("missing field") {
        return format!("this `{record}` record has no `{quoted}`");
    }
    if said.starts_with("unknown field") {
        let known: Vec<&str> = said.split('`').skip(3).step_by(2).collect();
        return format!("`{quoted}` does not belong in a `{record}` record; expected {}", list(known));
    }
    if said.starts_with("duplicate field") {
        return format!("`{quoted}` appears twice in this `{record}` record");
    }
    let expected = said.rsplit("expected ").next().unwrap_or_default();
    let expected = match expected {
        "a string" | "string" => "text in quotes",
        "f64" => "a number",
        "u8" | "u32" | "u64" => "a whole number, neither negative nor too large",
        _ => return format!("this `{record}` record is not in the form that an export has"),
    };
    format!("this `{record}` record has something else where {expected} is expected")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a record",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_line_is_said_for_people() {
        let told = |text: &str| ExportRecord::read(text).expect_err(text);
        for (text, said) in [
            ("{\"learner\":", "the line ends in the middle of a record"),
            ("learner", "column 1: this is not valid JSON"),
            ("{\"learner\":{\"name\":\"Ana\"}} x", "column 28: this is not valid JSON"),
            (
                "7",
                "expected a record in braces, such as {\"learner\":{\"name\":\"Ana\"}}, but this is a number",
            ),
            ("[]", "but this is a list"),
            ("{}", "the braces are empty"),
            ("{\"learner\":{\"name\":\"Ana\"},\"exam\":{}}", "the outer braces hold more than one name"),
            ("{\"lerner\":{}}", "\"lerner\" is not a kind of record; did you mean `learner`?"),
            (
                "{\"song\":{}}",
                "expected `version`, `card`, `learner`, `memory`, `answer`, `exam` or `assignment`",
            ),
            ("{\"learner\":{}}", "column 13: this `learner` record has no `name`"),
            (
                "{\"learner\":{\"nam\":\"Ana\"}}",
                "`nam` does not belong in a `learner` record; expected `name`",
            ),
            (
                "{\"learner\":{\"name\":\"Ana\",\"name\":\"Bo\"}}",
                "`name` appears twice in this `learner` record",
            ),
            (
                "{\"learner\":{\"name\":7}}",
                "this `learner` record has something else where text in quotes is expected",
            ),
            ("{\"version\":-1}", "this `version` record has something else where a whole number"),
            ("{\"version\":1.5}", "this `version` record has something else where a whole number"),
            ("{\"learner\":7}", "this `learner` record is not in the form that an export has"),
            (
                "{\"assignment\":{\"learner\":\"Ana\",\"line\":\"x\",\"due\":\"y\"}}",
                "expected `learner`, `line` or `by`",
            ),
        ] {
            let error = told(text);
            assert!(error.contains(said), "{text}\n{error}");
            for word in ["EOF", "serde", "u32", "struct", "variant", "invalid type", "field"] {
                assert!(!error.contains(word), "{text}\n{error}");
            }
        }
    }

    #[test]
    fn every_record_has_its_word() {
        for record in RECORDS {
            let error = ExportRecord::read(&format!("{{\"{record}\":[[]]}}")).expect_err(record);
            assert!(error.contains(record), "{error}");
        }
    }
}
