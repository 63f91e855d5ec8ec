//! What can be entered at an input: lengths, patterns, and routes for some of them.

use std::collections::HashMap;

use super::lowering::PlanLowering;
use super::naming::character;
use super::waiting::{WaitWays, WrittenWay};
use crate::base::diagnostic::{Diagnostic, did_you_mean, list};
use crate::base::document::Placed;
use crate::base::source::Span;
use crate::plan::entry::{EntryCompletion, EntryRoute};
use crate::plan::key::{Digits, Key};
use crate::plan::pattern::{Pattern, PatternError};
use crate::plan::raw::{self, Text};
use crate::plan::sections::SectionEntry;

impl<'v> PlanLowering<'v> {
    /// The fewest and the most digits of an entry.
    pub(super) fn lengths(&mut self, entry: &SectionEntry<'v>, raw: &raw::Input) -> Option<(u8, u8)> {
        let help = "write `digits = 4`, or `min_digits = 4` and `max_digits = 10`";
        let bounds = 1..=Digits::MAX as u16;
        let mut number = |key: &str, number: Option<&Placed<i64>>| {
            number.map(|number| self.whole(key, number, bounds.clone()).map(|number| number as u8))
        };
        let (fixed, fewest, most) = (
            number("digits", raw.digits.as_ref()),
            number("min_digits", raw.min_digits.as_ref()),
            number("max_digits", raw.max_digits.as_ref()),
        );
        if let (Some(_), Some(bound)) = (&raw.digits, raw.min_digits.as_ref().or(raw.max_digits.as_ref())) {
            let message = "the number of digits is both fixed and given as a range";
            self.error("bad-digits", bound.span, message, help);
            return None;
        }
        match (fixed, fewest, most) {
            (Some(fixed), _, _) => fixed.map(|fixed| (fixed, fixed)),
            (None, fewest, Some(most)) => {
                let (fewest, most) = (fewest.unwrap_or(Some(1))?, most?);
                if fewest > most {
                    let place = raw.max_digits.as_ref().map_or(entry.span, |most| most.span);
                    let message = format!("`max_digits`, {most}, is less than `min_digits`, {fewest}");
                    self.error("bad-digits", place, message, "swap `min_digits` and `max_digits`");
                    return None;
                }
                Some((fewest, most))
            }
            (None, _, None) => {
                if self.is_whole {
                    let message = format!("input `{}` does not say how many digits an entry has", entry.name);
                    self.error("bad-digits", entry.span, message, help);
                }
                None
            }
        }
    }

    /// What a step says of entries as its routes. `lengths` are those of an entry, where they are set.
    pub(super) fn routes(
        &mut self,
        raw: &[(Placed<String>, raw::Choice)],
        lengths: Option<(u8, u8)>,
        terminator: Option<Key>,
        taken: EarlierRoutes,
        ways: &mut WaitWays,
    ) -> Option<Vec<EntryRoute>> {
        let mut routes = Some(Vec::with_capacity(raw.len()));
        let mut earlier = taken;
        for (written, choice) in raw {
            if let Some(name) = written.given().filter(|name| WaitWays::is_one(name)) {
                let choice = self.choice(written.span, choice);
                ways.keep(name, WrittenWay { name: written.span, choice });
                continue;
            }
            let pattern = self.pattern(written);
            let choice = self.choice(written.span, choice);
            if let Some(pattern) = &pattern {
                self.check_route(written.span, pattern, lengths, terminator);
                if let Some(first) = earlier.add(pattern, written.span) {
                    self.diagnostics.push(
                        Diagnostic::warning(
                            "shadowed-route",
                            written.span,
                            format!("no entry ever reaches the route `{pattern}`"),
                        )
                        .related(first, "this route takes all of its entries")
                        .help("the first route that matches wins: write the narrower one first"),
                    );
                }
            }
            match (&mut routes, pattern, choice) {
                (Some(routes), Some(pattern), Some(choice)) => routes.push(EntryRoute { pattern, choice }),
                _ => routes = None,
            }
        }
        routes
    }

    /// Reports a route that no entry can have.
    fn check_route(
        &mut self,
        span: Span,
        pattern: &Pattern,
        lengths: Option<(u8, u8)>,
        terminator: Option<Key>,
    ) {
        // Pressed before any other key, there is nothing that it could end.
        if terminator.is_some_and(|key| *pattern == Pattern::of_key(key)) {
            return;
        }
        let (fewest, most) = lengths.unwrap_or((1, Digits::MAX as u8));
        if !(usize::from(fewest)..=usize::from(most)).contains(&pattern.len()) {
            let message = format!("no entry has the length of `{pattern}`");
            let digits = if fewest == most { format!("{most}") } else { format!("{fewest} to {most}") };
            self.error("bad-pattern", span, message, format!("entries here have {digits} digits"));
        }
        if let Some(key) = terminator
            && pattern.places().iter().any(|keys| keys.contains(key))
        {
            let message = format!("no entry contains `{key}`, which ends it");
            self.error("bad-pattern", span, message, "write the route without it");
        }
    }

    /// What completes an entry.
    pub(super) fn completion(&mut self, text: Option<&Text>) -> Option<EntryCompletion> {
        let text = text?;
        let word = text.given()?;
        let known = EntryCompletion::ALL.into_iter().find(|(_, known)| known == word);
        if known.is_none() {
            let words = EntryCompletion::ALL.map(|(_, word)| word);
            let help = match did_you_mean(word, words) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", list(words)),
            };
            self.error(
                "bad-complete",
                text.span,
                format!("`{word}` does not say when an entry is complete"),
                help,
            );
        }
        known.map(|(completion, _)| completion)
    }

    pub(super) fn pattern(&mut self, text: &Text) -> Option<Pattern> {
        let value = text.given()?;
        let help = "a pattern is made of digits, `*`, `#`, `x` for any digit, and brackets for one of their keys, as in `4xxx` and `[2-9]xx`";
        let (at, message) = match Pattern::parse(value) {
            Ok(pattern) if pattern.is_empty() => {
                self.error("bad-pattern", text.span, "a pattern cannot be empty", help);
                return None;
            }
            Ok(pattern) => return Some(pattern),
            Err(PatternError::Character { character: c, at }) => {
                (at..at + c.len_utf8(), format!("a pattern cannot contain {}", character(c)))
            }
            Err(PatternError::Unclosed { at }) => (at, "this bracket is not closed".to_owned()),
            Err(PatternError::NoKeys { at }) => (at, "there are no keys in these brackets".to_owned()),
            Err(PatternError::BadRange { at }) => {
                let range = &value[at.clone()];
                (at, format!("`{range}` is no range: it goes from a digit to a larger one, as in `2-9`"))
            }
        };
        let place = text.span.inside_string(self.sources, value, at);
        self.error("bad-pattern", place, message, help);
        None
    }
}

/// Finds routes that an earlier one hides. Equal patterns are found at once; those that mean several entries are compared one by
/// one, up to a number that no plan reaches.
#[derive(Default)]
pub(super) struct EarlierRoutes {
    seen: HashMap<Pattern, Span>,
    wide: Vec<(Pattern, Span)>,
}

impl EarlierRoutes {
    const MAX_WIDE: usize = 100;

    /// The place of an earlier pattern that means all that this one means.
    pub(super) fn add(&mut self, pattern: &Pattern, span: Span) -> Option<Span> {
        let earlier = self.seen.get(pattern).copied();
        let earlier = earlier
            .or_else(|| self.wide.iter().find(|(wide, _)| wide.covers(pattern)).map(|&(_, first)| first));
        if earlier.is_none() {
            self.seen.insert(pattern.clone(), span);
            if pattern.single().is_none() && self.wide.len() < Self::MAX_WIDE {
                self.wide.push((pattern.clone(), span));
            }
        }
        earlier
    }
}
