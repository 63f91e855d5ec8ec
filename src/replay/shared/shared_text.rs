//! What stays of a record that is to be shared, column by column.

use std::borrow::Cow;

use super::stand_in::StandIns;
use crate::number::{Country, PhoneNumber};
use crate::replay::records::RecordColumn;

/// What texts of records become.
pub(crate) struct SharedTexts<'k> {
    pub(crate) stand_ins: StandIns<'k>,
    /// The country in which numbers without a country code are.
    pub(crate) country: Country,
    /// Whether a plan has something of this name.
    pub(crate) is_named: &'k dyn Fn(&str) -> bool,
    /// A number that nobody can guess, for texts that are told apart and not told.
    pub(crate) hash: &'k dyn Fn(&str) -> u64,
}

impl SharedTexts<'_> {
    /// What a column says in the record that is shared. What is not read of records has no column, and is not shared.
    pub(crate) fn of<'t>(&self, column: RecordColumn, text: &'t str) -> Cow<'t, str> {
        match column {
            _ if text.is_empty() => Cow::Borrowed(text),
            RecordColumn::Start
            | RecordColumn::End
            | RecordColumn::Duration
            | RecordColumn::Direction
            | RecordColumn::Status
            | RecordColumn::Medium
            | RecordColumn::App => Cow::Borrowed(text),
            RecordColumn::Id | RecordColumn::Link => self.id(text),
            RecordColumn::From => Cow::Owned(self.address(text).unwrap_or_else(|| "anonymous".to_owned())),
            RecordColumn::To | RecordColumn::Extension => match self.address(text) {
                Some(address) => Cow::Owned(address),
                None => self.without_numbers(text),
            },
            RecordColumn::Agent if !(self.is_named)(text) => {
                Cow::Owned(format!("agent {:06x}", (self.hash)(text) & 0x00ff_ffff))
            }
            RecordColumn::AppData => {
                // Options of an application may hold anything.
                let first = text.split([',', '|', '&']).next().unwrap_or_default();
                self.without_numbers(first)
            }
            RecordColumn::Agent | RecordColumn::Context | RecordColumn::Queue | RecordColumn::Voicemail => {
                self.without_numbers(text)
            }
        }
    }

    /// An id of the same shape.
    fn id<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // A time and a count, as Asterisk makes them, say no more than the record does.
        if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.contains('.') {
            return Cow::Borrowed(text);
        }
        let (one, two) = ((self.hash)(text), (self.hash)(&format!("{text} again")));
        let hex = format!("{one:016x}{two:016x}");
        if text.len() == 36 && text.as_bytes()[8] == b'-' {
            return Cow::Owned(format!(
                "{}-{}-{}-{}-{}",
                &hex[..8],
                &hex[8..12],
                &hex[12..16],
                &hex[16..20],
                &hex[20..32]
            ));
        }
        let begin: String = text.chars().take_while(char::is_ascii_alphabetic).take(2).collect();
        Cow::Owned(format!("{begin}{hex}"))
    }

    /// An address with another number, written as it was. None: it has no number and is no extension.
    fn address(&self, text: &str) -> Option<String> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let is_short = !text.is_empty() && text.len() <= 6 && digits.len() == text.len();
        if is_short {
            return Some(text.to_owned());
        }
        let inner = match (text.rfind('<'), text.rfind('>')) {
            (Some(from), Some(to)) if from < to => &text[from + 1..to],
            _ => text,
        };
        let inner = inner.trim_start_matches("sips:").trim_start_matches("sip:").trim_start_matches("tel:");
        let dialed = inner.split('@').next().unwrap_or(inner).trim();
        let number = PhoneNumber::parse(dialed, self.country).ok()?.number;
        let other = self.stand_ins.of(number).digits().to_string();
        let had: String = dialed.chars().filter(char::is_ascii_digit).collect();
        let is_national = number.is_nanp() && had.len() == 10;
        let plain = !dialed.starts_with('+');
        Some(match (plain, is_national) {
            (true, true) => other[1..].to_owned(),
            (true, false) if number.is_nanp() => other,
            _ => format!("+{other}"),
        })
    }

    /// A text in which what may be a phone number is none any more.
    fn without_numbers<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits < 7 || (self.is_named)(text) { Cow::Borrowed(text) } else { Cow::Borrowed(OUTSIDE_DIGITS) }
    }
}

/// What stands for a number outside: one that no phone has, and that reads as a number all the same.
const OUTSIDE_DIGITS: &str = "0000000";
