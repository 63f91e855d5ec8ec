//! What there is to say in each language.

use crate::base::Language;

/// The stock sentences of a language.
#[derive(Debug)]
pub(crate) struct StockPhrases {
    /// At a menu, when the caller presses nothing.
    pub(crate) menu_no_input: &'static str,
    /// At a menu, when the caller presses a key that does nothing there.
    pub(crate) menu_no_match: &'static str,
    /// At an input, when the caller enters nothing.
    pub(crate) input_no_input: &'static str,
    /// At an input, when the entry is not accepted.
    pub(crate) input_no_match: &'static str,
    /// Before what a key is for: "For ".
    pub(crate) option: &'static str,
    /// To hear the same again.
    pub(crate) repeat: &'static str,
    /// To go back.
    pub(crate) back: &'static str,
    /// To end the call.
    pub(crate) hang_up: &'static str,
    /// For those who press nothing.
    pub(crate) stay: &'static str,
    /// For any key that is not named.
    pub(crate) any_other: &'static str,
    /// Before the key: ", press ".
    pub(crate) press: &'static str,
    /// By [`Key::index`](crate::plan::Key::index), as they stand behind [`press`](Self::press).
    pub(super) keys: [&'static str; 12],
    /// The same, as they stand in a row.
    pub(super) digits: [&'static str; 12],
    /// What is done on a way.
    pub(crate) way: WayPhrases,
    /// What is entered on it.
    pub(crate) entry: EntryWords,
    /// Whom it is for.
    pub(crate) caller: CallerWords,
    /// What becomes of calls that reach nobody.
    pub(crate) end: EndWords,
}

/// How people are told what to do on a way. Words in braces are places.
#[derive(Debug)]
pub(crate) struct WayPhrases {
    /// Keys behind a number.
    pub(crate) option: &'static str,
    /// What is done after something else.
    pub(crate) then: &'static str,
    /// Keys that somebody is told to press.
    pub(crate) press: &'static str,
    /// Whether each of them has its article there: "oprima el 1, el 2".
    pub(crate) one_key: bool,
    /// Keys that are pressed while a call waits to be answered.
    pub(crate) while_ringing: &'static str,
    /// What somebody is told to enter.
    pub(crate) enter: &'static str,
    /// Where people are reached, behind their name.
    pub(crate) at: &'static str,
    /// For those who press nothing.
    pub(crate) stay: &'static str,
    /// The language that somebody is spoken to in, by [`Language::index`].
    pub(crate) in_language: [&'static str; Language::COUNT],
    /// On what a way rests: that something is so, that it is not, and what it is.
    pub(crate) if_so: &'static str,
    pub(crate) unless: &'static str,
    pub(crate) if_it_is: &'static str,
    /// Between two of these.
    pub(crate) and: &'static str,
    /// What becomes of a transfer.
    pub(crate) answered: &'static str,
    pub(crate) unanswered: &'static str,
    pub(crate) busy: &'static str,
    pub(crate) full: &'static str,
    pub(crate) ended: &'static str,
    /// How sentences begin that go on in a small letter behind another word; other words may be names.
    pub(crate) beginnings: &'static [&'static str],
}

/// How people are told what becomes of calls that reach nobody.
#[derive(Debug)]
pub(crate) struct EndWords {
    pub(crate) dropped: &'static str,
    pub(crate) voicemail: &'static str,
    pub(crate) message: &'static str,
    pub(crate) hang_up: &'static str,
}

/// How people are told of certain callers. Words in braces are places.
#[derive(Debug)]
pub(crate) struct CallerWords {
    /// Some of them, of whom there is nothing to tell.
    pub(crate) some: &'static str,
    pub(crate) callers: &'static str,
    /// Between what is true of all of them, and between kinds of callers.
    pub(crate) and: &'static str,
    pub(crate) or: &'static str,
    /// That something is not true of them.
    pub(crate) not: &'static str,
    pub(crate) from: &'static str,
    pub(crate) area_code: &'static str,
    pub(crate) listed: &'static str,
    pub(crate) withheld: &'static str,
    pub(crate) number: &'static str,
    pub(crate) clock: &'static str,
    /// Of many, those that are not named.
    pub(crate) more: &'static str,
}

/// How people are told what to enter. Words in braces are places.
#[derive(Debug)]
pub(crate) struct EntryWords {
    /// What is entered, where the plan has no name for it.
    pub(crate) number: &'static str,
    /// A name with so many digits.
    pub(crate) sized: &'static str,
    /// In a name that says how many digits there are.
    pub(crate) says_digits: &'static str,
    /// How names begin that speak to whoever enters it.
    pub(crate) leads: &'static [&'static str],
    /// One of it, and any other one, as the language puts it.
    pub(crate) a: fn(&str) -> String,
    pub(crate) other: fn(&str) -> String,
    /// That of whoever is spoken to, and what is said of it: apart, or in the course of a sentence.
    pub(crate) your: &'static str,
    pub(crate) your_that: &'static str,
    pub(crate) your_which: &'static str,
    /// How long it is: apart, or in the course of a sentence.
    pub(crate) long: &'static str,
    pub(crate) of_length: &'static str,
    /// That of anybody, and what is said of it.
    pub(crate) that: &'static str,
    pub(crate) of_form: &'static str,
    /// What the `x` of a form means.
    pub(crate) any_digit: &'static str,
    pub(crate) begins: &'static str,
    pub(crate) ends: &'static str,
    pub(crate) and: &'static str,
    pub(crate) or: &'static str,
    /// A run of keys.
    pub(crate) to: &'static str,
    pub(crate) one_digit: &'static str,
    pub(crate) digits: &'static str,
    pub(crate) up_to: &'static str,
    pub(crate) from_to: &'static str,
    /// Keys that are told, and digits behind them.
    pub(crate) code: &'static str,
    pub(crate) one_more: &'static str,
    pub(crate) more: &'static str,
    pub(crate) a_digit: &'static str,
    pub(crate) other_digit: &'static str,
    /// What is not taken: all else, nothing, too little, and digits that lead nowhere.
    pub(crate) refused: [&'static str; 4],
}
