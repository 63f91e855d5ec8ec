//! How records are to be read where that is not to be told by themselves.

use super::column::RecordColumn;

/// How records are to be read, as their owner says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordRules {
    /// Where columns stand, if they are not to be recognized.
    pub columns: Vec<(RecordColumn, ColumnPlace)>,
    /// What stands between columns, if that is not to be recognized.
    pub delimiter: Option<u8>,
    /// The form of times, as `%d.%m.%Y %H:%M:%S`.
    pub time: Option<String>,
    /// Which calls are left out.
    pub leave_out: Vec<LeaveOut>,
    /// Numbers, contexts and extensions of the records, each with the name of the plan's line that they lead to.
    pub lines: Vec<(String, String)>,
    /// Queues and desks of the records, each with the name of the plan's step.
    pub places: Vec<(String, String)>,
}

/// Where a column stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnPlace {
    /// By its position, from 0.
    At(usize),
    /// Under this heading.
    Under(String),
}

/// Which calls are left out: those of which a column says this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveOut {
    /// The column.
    pub column: RecordColumn,
    /// What it says; `*` at the end stands for any more.
    pub pattern: String,
}

impl LeaveOut {
    /// Reads a rule as people write it: `context=from-internal*`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (column, pattern) = text.split_once('=')?;
        let column = RecordColumn::from_word(column.trim())?;
        let pattern = pattern.trim();
        (!pattern.is_empty()).then(|| Self { column, pattern: pattern.to_owned() })
    }

    /// Whether it is about a record of which the column says this. Of numbers, only digits are compared.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let (pattern, is_open) = match self.pattern.strip_suffix('*') {
            Some(begin) => (begin, true),
            None => (&*self.pattern, false),
        };
        let fits = |text: &str, pattern: &str| {
            if is_open { text.starts_with(pattern) } else { text == pattern }
        };
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let is_number = |text: &str| {
            text.chars().any(|c| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c))
        };
        if fits(text, pattern) {
            return true;
        }
        is_number(pattern) && is_number(text) && fits(&digits(text), &digits(pattern))
    }
}

impl ColumnPlace {
    /// Reads a place as people write it: a position from 1, or a heading.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.trim().parse::<usize>() {
            Ok(position) if position > 0 => Self::At(position - 1),
            _ => Self::Under(text.trim().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_left_out_by_what_a_column_says() {
        let rule = |text| LeaveOut::parse(text).unwrap();
        assert!(rule("context=from-internal*").matches("from-internal-xfer"));
        assert!(!rule("context=from-internal").matches("from-internal-xfer"));
        assert!(rule("from=615-555-0199").matches("6155550199"));
        assert!(!rule("from=615-555-0199").matches("16155550199"));
        assert_eq!(LeaveOut::parse("color=red"), None);
        assert_eq!(LeaveOut::parse("from="), None);
    }
}
