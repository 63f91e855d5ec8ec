//! How values and tables are spoken of.

use toml::de::DeValue;

/// What a value has to be.
#[derive(Clone, Copy)]
pub(super) enum ExpectedValue {
    Text,
    Whole,
    Number,
    YesNo,
    Date,
    Time,
    List,
    Table,
    TextOrTable,
}

impl ExpectedValue {
    /// What is expected and what there is instead, in words that tell them apart.
    pub(super) fn against(self, value: &DeValue<'_>) -> (&'static str, &'static str) {
        match (self, value) {
            (Self::Whole, DeValue::Integer(_)) => ("a whole number of at most 18 digits", "a longer one"),
            (Self::Number, DeValue::Integer(_)) => {
                ("a number written in the digits 0 to 9", "one in other digits")
            }
            _ => (self.words(), kind(value)),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Text => "text in quotes",
            Self::Whole => "a whole number",
            Self::Number => "a number",
            Self::YesNo => "true or false",
            Self::Date => "a date",
            Self::Time => "a time of day",
            Self::List => "a list",
            Self::Table => "a table",
            Self::TextOrTable => "text in quotes, or a table",
        }
    }

    pub(super) fn help(self, key: &str, written: &str, value: &DeValue<'_>) -> Option<String> {
        let short = written.len() <= 60 && !written.contains('\n');
        match (self, value) {
            (Self::Text, DeValue::Integer(_)) if short && DURATIONS.contains(&key) => {
                Some(format!("write `{key} = \"{written}s\"` for seconds, with quotes"))
            }
            (
                Self::Text | Self::TextOrTable,
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_),
            ) if short => Some(format!("write `\"{written}\"`, with quotes")),
            (Self::Date, _) => {
                Some(format!("write it without quotes and without a time: `{key} = 2026-12-24`"))
            }
            (Self::Time, _) => Some(format!("write it without quotes: `{key} = 14:00:00`")),
            (Self::YesNo, DeValue::String(_)) => Some("write it without quotes".to_owned()),
            (Self::Whole | Self::Number, DeValue::String(text)) if text.parse::<f64>().is_ok() => {
                Some(format!("write `{text}`, without quotes"))
            }
            (Self::List, DeValue::String(_)) if short => Some(format!("write `{key} = [{written}]`")),
            (Self::List, DeValue::Table(_)) => {
                Some(format!("write the header of the table in double brackets: `[[...{key}]]`"))
            }
            _ => None,
        }
    }
}

/// Keys whose text is a time to wait, which people write as a plain number of seconds.
const DURATIONS: [&str; 5] = ["wait", "between_digits", "rings", "call_limit", "longest_prompt"];

/// A value in words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(true) => "`true`",
        DeValue::Boolean(false) => "`false`",
        DeValue::Datetime(moment) => match (moment.date, moment.time) {
            (Some(_), None) => "a date",
            (None, _) => "a time of day",
            (Some(_), Some(_)) => "a date with a time",
        },
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
