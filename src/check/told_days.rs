//! The words of a sentence about hours, and the days that it names: "Monday to Friday", "weekends", "every day".

use super::hour_words::HourToken;
use crate::time::names::weekday_of_word;

const DASHES: [&str; 3] = ["-", "–", "—"];

pub(super) const EVERY_DAY: u8 = 0b111_1111;
const WEEKDAYS: u8 = 0b001_1111;
const WEEKEND: u8 = 0b110_0000;

/// The tokens of a sentence.
pub(super) struct Reader<'t> {
    pub(super) tokens: &'t [HourToken<'t>],
}

impl Reader<'_> {
    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    pub(super) fn is(&self, at: usize, list: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| list.contains(&token.lower.as_str()))
    }

    /// Whether the word before this one is one of these.
    pub(super) fn follows(&self, at: usize, list: &[&str]) -> bool {
        at > 0 && self.is(at - 1, list)
    }

    /// Whether the sentence, or a part of it, begins here.
    pub(super) fn begins(&self, at: usize) -> bool {
        at == 0 || self.is(at - 1, &["\"", "'", "“", ",", "and", "or", "(", "/", ":", "—", "–", "-"])
    }

    /// Whether these words stand here.
    pub(super) fn says(&self, at: usize, words: &[&str]) -> bool {
        (at..).zip(words).all(|(at, word)| self.lower(at) == *word)
    }

    /// "to" in whatever words, and what stands behind it: "9 to 5", "9 - 5", "nine-to-five", "9 AM up to 5 PM".
    pub(super) fn joins(&self, at: usize) -> Option<usize> {
        const WORDS: [&str; 6] = ["to", "through", "thru", "until", "till", "til"];
        if self.says(at, &["up", "to"]) {
            return Some(at + 2);
        }
        let dash = usize::from(self.is(at, &DASHES));
        if self.is(at + dash, &WORDS) {
            return Some(at + dash + 1 + usize::from(dash == 1 && self.is(at + 2, &DASHES)));
        }
        (dash == 1).then_some(at + 1)
    }

    /// The weekdays that are named here, and what stands behind them: "Monday to Friday", "Monday, Wednesday and Friday".
    pub(super) fn days(&self, at: usize) -> Option<(u8, usize)> {
        let (mut days, mut next) = self.days_together(at)?;
        loop {
            let comma = usize::from(self.is(next, &[","]));
            let and = usize::from(self.is(next + comma, &["and", "or", "&", "/"]));
            match self.days_together(next + comma + and).filter(|_| comma + and > 0) {
                Some((more, end)) => (days, next) = (days | more, end),
                None => return Some((days, next)),
            }
        }
    }

    fn days_together(&self, at: usize) -> Option<(u8, usize)> {
        let follows = |word: &str| self.lower(at + 1) == word;
        match self.lower(at) {
            "weekday" | "weekdays" => return Some((WEEKDAYS, at + 1)),
            "weekend" | "weekends" => return Some((WEEKEND, at + 1)),
            "daily" | "everyday" | "nightly" => return Some((EVERY_DAY, at + 1)),
            "m" if self.joins(at + 1).is_some_and(|last| self.is(last, &["f"])) => {
                return Some((WEEKDAYS, at + 3));
            }
            "every" | "each" if follows("day") || follows("night") => return Some((EVERY_DAY, at + 2)),
            "seven" | "7" if follows("days") || follows("nights") => {
                let a_week =
                    usize::from(self.is(at + 2, &["a", "per", "each"]) && self.is(at + 3, &["week"]));
                return Some((EVERY_DAY, at + 2 + 2 * a_week));
            }
            _ => {}
        }
        let first = self.day(at)?;
        let including = |at: usize| at + 2 * usize::from(self.says(at, &["and", "including"]));
        let range = self.joins(at + 1).map(including).and_then(|at| Some((self.day(at)?, at + 1)));
        let Some((last, next)) = range else { return Some((first, at + 1)) };
        let (mut days, mut day) = (first, first);
        while day != last {
            day = if day == 1 << 6 { 1 } else { day << 1 };
            days |= day;
        }
        Some((days, next))
    }

    fn day(&self, at: usize) -> Option<u8> {
        let word = self.lower(at);
        let word = word.strip_suffix('s').filter(|word| word.len() > 3).unwrap_or(word);
        let day = weekday_of_word(word)?.to_monday_zero_offset();
        // "sat" and "sun" are words.
        let is_short = word.len() == 3 && matches!(word, "sat" | "sun");
        let is_capital = self.tokens[at].text.starts_with(char::is_uppercase);
        (!is_short || is_capital).then_some(1 << day)
    }

    /// Whether the days that are named up to here are those of every week: "Sundays", "weekends", "every Sunday".
    pub(super) fn is_every_week(&self, start: usize, next: usize) -> bool {
        let mut named = (start..next).filter(|&at| !self.is(at, &[",", "and", "or", "&", "/"]));
        let is_many = |at: usize| {
            self.lower(at).ends_with('s') && self.lower(at).len() > 3
                || self.is(at, &["weekend", "daily", "everyday", "every", "each"])
        };
        named.next_back().is_some_and(is_many) || self.follows(start, &["every", "each"]) || is_many(start)
    }
}
