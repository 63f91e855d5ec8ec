//! Values on their own: numbers, times, callers, keys, names and phrases.

use jiff::SignedDuration;

use super::lowering::ScenarioLowering;
use crate::base::diagnostic::{Diagnostic, breaks_line, did_you_mean, list};
use crate::base::document::OneOrMany;
use crate::call::{Caller, CallerError, KeySequence};
use crate::number::{Dialed, PhoneNumber};
use crate::plan::{Dialable, ScheduleId, StepId};
use crate::suite::scenario::instant::{self, TimeFault};
use crate::suite::scenario::model::{CallerSpec, DialedNumber, InstantSpec};
use crate::suite::scenario::phrase::{Phrase, PhraseError};
use crate::suite::scenario::raw::PlacedText;

impl ScenarioLowering<'_> {
    /// The elements of a list, if it has any.
    pub(super) fn some<'t, T>(&mut self, list: &'t OneOrMany<T>, key: &str) -> Option<&'t [T]> {
        if list.values.is_empty() && list.is_given {
            self.report(
                Diagnostic::error("empty-list", list.span, format!("the list `{key}` is empty"))
                    .help("write at least one"),
            );
        }
        (!list.values.is_empty()).then_some(list.values.as_slice())
    }

    pub(super) fn dial(&mut self, text: &PlacedText) -> Option<DialedNumber> {
        let number = self.number(text)?;
        if let Some(only) = &self.only_lines {
            let plan = self.plan;
            let line = match plan.dial(number) {
                Some(Dialable::Line(line)) => Some(line),
                Some(Dialable::Fax(_)) | None => None,
            };
            if !line.is_some_and(|line| only.contains(&line)) {
                let what = line.map_or("a number that is not a line".to_owned(), |line| {
                    format!("line `{}`", plan.line(line).key)
                });
                let lines = list(only.iter().map(|&line| plan.line(line).key.as_str()));
                self.report(
                    Diagnostic::error("other-line", text.span, format!("this dials {what}"))
                        .help(format!("the scenarios of this file may dial only {lines}: see `only_lines`")),
                );
                return None;
            }
        }
        Some(DialedNumber { written: text.given()?.trim().to_owned(), number })
    }

    fn number(&mut self, text: &PlacedText) -> Option<Dialed> {
        let value = text.given()?;
        if let Some(line) = self.plan.line_named(value.trim()) {
            return Some(self.plan.line(line).number.value);
        }
        if let Some(code) = self.plan.dial_typed(value) {
            return Some(code);
        }
        match PhoneNumber::parse(value, self.plan.country) {
            Ok(dialled) if dialled.extension.is_some() => {
                self.report(
                    Diagnostic::error("extension", text.span, "an extension is not part of a number")
                        .help("put its digits in `press`"),
                );
                None
            }
            Ok(dialled) => Some(dialled.number.into()),
            Err(error) => {
                let lines = || self.plan.lines().map(|(_, line)| line.key.as_str());
                let near = self.near(value, lines());
                let is_name = near.is_some() || !value.chars().any(|c| c.is_ascii_digit());
                let diagnostic = if is_name {
                    let message =
                        format!("there is no line `{}`, and it is not a phone number", value.escape_debug());
                    let help = near.map_or_else(
                        || format!("the lines are {}", list(lines()).replace(" or ", " and ")),
                        |near| format!("did you mean `{near}`?"),
                    );
                    Diagnostic::error("unknown-name", text.span, message).help(help)
                } else {
                    let span = self.inside(text, value, error.at.clone());
                    Diagnostic::error("bad-number", span, error.fault.to_string())
                        .help("write a number as `1-800-555-0100`, or the name of a line")
                };
                self.report(diagnostic);
                None
            }
        }
    }

    pub(super) fn moment(&mut self, text: &PlacedText) -> Option<InstantSpec> {
        let value = text.given()?;
        if let Some((_, moment)) = self.instants.iter().find(|(name, _)| name == value.trim()) {
            return moment.clone();
        }
        match instant::read(value, self.plan) {
            Ok(moment) => Some(moment),
            Err(TimeFault { code, message, help }) => {
                let may_compare = self.may_compare(self.instants.len());
                let names = self.instants.iter().map(|(name, _)| name.as_str()).filter(|_| may_compare);
                let near = did_you_mean(value, names).map(|near| format!("did you mean `{near}`?"));
                self.report(Diagnostic::error(code, text.span, message).maybe_help(near.or(help)));
                None
            }
        }
    }

    pub(super) fn caller(&mut self, text: &PlacedText) -> Option<CallerSpec> {
        let value = text.given()?;
        if let Some((_, caller)) = self.callers.iter().find(|(name, _)| name == value.trim()) {
            return caller.clone();
        }
        let diagnostic = match Caller::parse(value, self.plan.country) {
            Ok(caller) => return Some(CallerSpec { written: value.trim().to_owned(), caller }),
            Err(CallerError::NoSuchZone { near, .. }) => {
                let help = near.map_or("write one such as `America/Denver`".to_owned(), |near| {
                    format!("did you mean `{near}`?")
                });
                let message = format!("there is no time zone `{}`", value.escape_debug());
                Diagnostic::error("unknown-zone", text.span, message).help(help)
            }
            Err(CallerError::Neither { error, .. }) => {
                // The caller is read without the space around it.
                let blank = value.len() - value.trim_start().len();
                let span = self.inside(text, value, error.at.start + blank..error.at.end + blank);
                let message = "this caller is neither a phone number nor a time zone";
                let may_compare = self.may_compare(self.callers.len());
                let names = self.callers.iter().map(|(name, _)| name.as_str()).filter(|_| may_compare);
                let help = did_you_mean(value, names).map_or_else(
                    || "write a number as `1-615-555-0100`, or a zone such as `America/Denver`".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                Diagnostic::error("bad-caller", span, message).label(error.fault.to_string()).help(help)
            }
        };
        self.report(diagnostic);
        None
    }

    pub(super) fn keys(&mut self, text: &PlacedText) -> Option<KeySequence> {
        let value = text.given()?;
        match value.parse::<KeySequence>() {
            Ok(keys) => Some(keys),
            Err(error) => {
                let span = self.inside(text, value, error.at..error.at + error.character.len_utf8());
                let message = format!("`{}` is not a key", error.character.escape_debug());
                self.report(
                    Diagnostic::error("bad-keys", span, message)
                        .help("keys are 0 to 9, * and #, and a comma waits two seconds"),
                );
                None
            }
        }
    }

    /// What a name of the plan, or a word of the format, stands for.
    pub(super) fn known<'w, T, W: Iterator<Item = &'w str>>(
        &mut self,
        text: &PlacedText,
        what: &str,
        words: impl Fn() -> W,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = text.given()?;
        let found = find(value);
        if found.is_none() {
            let help = self.suggestion(value, words()).unwrap_or_else(|| {
                format!("the {} are {}", plural(what), list(words()).replace(" or ", " and "))
            });
            let message = match what {
                "outcome" => format!("`{}` is not an outcome", value.escape_debug()),
                "schedule" => format!("the plan has no hours named `{}`", value.escape_debug()),
                _ => format!("the plan has no {what} named `{}`", value.escape_debug()),
            };
            self.report(Diagnostic::error("unknown-name", text.span, message).help(help));
        }
        found
    }

    pub(super) fn step_named(&mut self, text: &PlacedText) -> Option<StepId> {
        let plan = self.plan;
        if let Some(&known) = text.given().and_then(|key| self.readings.steps.get(key)) {
            return Some(known);
        }
        let words = || plan.steps().map(|(_, step)| step.key.as_str());
        let step = self.known(text, "step", words, |key| plan.step_named(key))?;
        self.readings.steps.insert(plan.step(step).key.clone(), step);
        Some(step)
    }

    pub(super) fn schedule_named(&mut self, text: &PlacedText) -> Option<ScheduleId> {
        let plan = self.plan;
        let words = || plan.schedules().map(|(_, schedule)| schedule.key.as_str());
        self.known(text, "schedule", words, |key| plan.schedule_named(key))
    }

    pub(super) fn phrase(&mut self, text: &PlacedText) -> Option<Phrase> {
        let value = text.given()?;
        let diagnostic = match Phrase::parse(value) {
            Ok(phrase) => return Some(phrase),
            Err(PhraseError::Empty) => {
                Diagnostic::error("empty-text", text.span, "this text is empty, so everything contains it")
                    .help("write some of the words")
            }
            Err(PhraseError::Pattern(why)) => {
                let message = format!("this regular expression cannot be read: {why}");
                Diagnostic::error("bad-pattern", text.span, message).help(
                    "leave out `re:` to look for the words as they are; TOML text in '...' keeps backslashes",
                )
            }
        };
        self.report(diagnostic);
        None
    }

    /// A length of time that is more than none.
    pub(super) fn time(&mut self, text: &PlacedText) -> Option<SignedDuration> {
        let value = text.given()?;
        let parsed = value.trim().parse::<SignedDuration>().ok();
        let time = parsed.filter(|time| time.is_positive() && time.as_hours() < 24);
        if time.is_none() {
            let message = format!("`{}` is not a time to wait", value.escape_debug());
            let help = "write `3s`, `1m 30s` or `500ms`: more than nothing, less than a day";
            self.report(Diagnostic::error("bad-wait", text.span, message).help(help));
        }
        time
    }

    /// A text for people that must say something, on one line.
    pub(super) fn said(&mut self, text: &PlacedText, key: &str) -> Option<String> {
        let value = text.given()?;
        if value.trim().is_empty() || value.chars().any(breaks_line) {
            let message = format!("`{key}` must be a text on one line");
            self.report(
                Diagnostic::error("empty-text", text.span, message).help("say why, for those who read it"),
            );
            return None;
        }
        Some(value.trim().to_owned())
    }
}

/// What several of them are called.
fn plural(what: &str) -> String {
    match what {
        "schedule" => "hours".to_owned(),
        what => format!("{what}s"),
    }
}
