//! Values of variables that are not all known while a dialplan is worked out.
//!
//! A value is text. What is not known in it is a sign of its own, one of a range that no file has, and a table tells what it stands
//! for. So a value can be cut, put together and compared as text as long as nobody asks what the unknown part is; who asks gets
//! [`Undecided`], and the call goes both ways.

use std::rc::Rc;

use crate::import::flow::EntryPattern;
use crate::import::time_rule::TimeRule;

/// The first and the last sign that stands for something unknown.
const FIRST: u32 = 0xF_0000;
const LAST: u32 = 0xF_FFFD;

/// What a sign stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unknown {
    /// What the outside answers to a question of this name.
    Outside { question: String, title: String, is_opaque: bool },
    /// What the caller has entered last, if that is one of these.
    Entry { pattern: String, meant: EntryPattern },
    /// The caller's number, or how it begins, in so many digits.
    Caller(Option<usize>),
    /// What the clock says in this format, in the zone that is named, or else in that of the machine.
    Clock { zone: Option<String>, format: String },
}

/// A question that must be decided before a step is done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Test {
    /// Whether an unknown is this text.
    Is { sign: char, text: String },
    /// Whether a text with unknowns is true.
    Holds(String),
    /// Whether two texts with unknowns are the same.
    Same { left: String, right: String },
    /// A comparison of order.
    Compares { left: String, sign: String, right: String },
    /// A regular expression.
    Matches { text: String, pattern: String },
    /// Whether these hours hold now.
    Time(Rc<TimeRule>),
}

/// What must be decided first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Undecided(pub(super) Test);

/// What is known of unknowns.
pub(super) trait Known {
    /// Whether something in a text is not known.
    fn is_open(&self, text: &str) -> bool {
        text.chars().any(is_sign)
    }

    /// What a test comes to.
    fn decide(&self, test: Test) -> Result<bool, Undecided>;

    /// A value of which nothing is known but how it comes about.
    fn unknown(&self, how: &str) -> String;

    /// The pattern of an entry that is all that a text says.
    fn pattern_of(&self, _text: &str) -> Option<String> {
        None
    }

    /// Whether two texts are the same, of which one is open.
    fn equal(&self, left: &str, right: &str) -> Result<bool, Undecided> {
        if left == right {
            return Ok(true);
        }
        // What both begin and end with makes no difference.
        let (mut left, mut right) = (left, right);
        while let (Some(one), Some(other)) = (left.chars().next(), right.chars().next())
            && one == other
        {
            (left, right) = (&left[one.len_utf8()..], &right[other.len_utf8()..]);
        }
        while let (Some(one), Some(other)) = (left.chars().next_back(), right.chars().next_back())
            && one == other
        {
            (left, right) = (&left[..left.len() - one.len_utf8()], &right[..right.len() - other.len_utf8()]);
        }
        if !self.is_open(left) && !self.is_open(right) {
            return Ok(left == right);
        }
        let (open, text) = if self.is_open(left) { (left, right) } else { (right, left) };
        let mut signs = open.chars();
        match (signs.next(), signs.next()) {
            (Some(sign), None) if !self.is_open(text) => {
                self.decide(Test::Is { sign, text: text.to_owned() })
            }
            _ => self.decide(Test::Same { left: left.to_owned(), right: right.to_owned() }),
        }
    }
}

/// Nothing is open.
#[derive(Debug)]
pub(super) struct Nothing;

impl Known for Nothing {
    fn decide(&self, _: Test) -> Result<bool, Undecided> {
        Ok(false)
    }

    fn unknown(&self, _: &str) -> String {
        String::new()
    }
}

/// Whether a character stands for something unknown.
pub(super) fn is_sign(c: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(c))
}

/// Signs by what they stand for.
#[derive(Debug, Default)]
pub(super) struct Unknowns {
    all: Vec<Unknown>,
}

impl Unknowns {
    /// The sign of something unknown. When there are no signs left, the last one stands for all.
    pub(super) fn sign(&mut self, unknown: Unknown) -> char {
        let at = self.all.iter().position(|known| *known == unknown).unwrap_or_else(|| {
            if FIRST + (self.all.len() as u32) < LAST {
                self.all.push(unknown);
            }
            self.all.len() - 1
        });
        char::from_u32(FIRST + at as u32).unwrap_or('\u{F0000}')
    }

    /// What a sign stands for.
    pub(super) fn get(&self, sign: char) -> Option<&Unknown> {
        self.all.get(u32::from(sign).checked_sub(FIRST)? as usize)
    }

    /// A text as people read it.
    pub(super) fn shown(&self, text: &str) -> String {
        let mut shown = String::new();
        for c in text.chars() {
            match self.get(c).filter(|_| is_sign(c)) {
                None if is_sign(c) => {}
                None => shown.push(c),
                Some(Unknown::Outside { title, .. }) => shown.push_str(title),
                Some(Unknown::Entry { pattern, .. }) => shown.push_str(pattern.trim_start_matches('_')),
                Some(Unknown::Caller(_)) => shown.push_str("the caller's number"),
                Some(Unknown::Clock { .. }) => shown.push_str("the clock"),
            }
        }
        shown
    }
}

/// A text without the quotation marks around it.
pub(super) fn unquoted(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Open;

    impl Known for Open {
        fn decide(&self, test: Test) -> Result<bool, Undecided> {
            Err(Undecided(test))
        }

        fn unknown(&self, _: &str) -> String {
            String::new()
        }
    }

    #[test]
    fn what_is_the_same_on_both_sides_is_not_asked() {
        let mut unknowns = Unknowns::default();
        let x = unknowns.sign(Unknown::Caller(None));
        assert_eq!(Open.equal(&format!("foo{x}"), &format!("foo{x}")), Ok(true));
        let is = |text: &str| Err(Undecided(Test::Is { sign: x, text: text.to_owned() }));
        assert_eq!(Open.equal(&format!("foo{x}"), "foo"), is(""));
        assert_eq!(Open.equal("1", &x.to_string()), is("1"));
        assert_eq!(unknowns.shown(&format!("a{x}b")), "athe caller's numberb");
    }
}
