//! What can be entered at an input: lengths, patterns, and routes for some of them.

use std::collections::HashMap;

use super::lowering::PlanLowering;
use super::naming::character;
use super::values::TableStatements;
use super::waiting::{WaitWays, WrittenWay};
use crate::base::diagnostic::Diagnostic;
use crate::base::document::Placed;
use crate::base::source::Span;
use crate::plan::key::{Digits, Key, Pattern};
use crate::plan::link::Link;
use crate::plan::raw::{self, Text};
use crate::plan::sections::SectionEntry;
use crate::plan::translations::Translations;
use crate::plan::waiting::Choice;

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

    pub(super) fn routes(
        &mut self,
        raw: &[(Placed<String>, Text)],
        lengths: Option<(u8, u8)>,
        terminator: Option<Key>,
        ways: &mut WaitWays,
    ) -> Option<Vec<(Pattern, Link)>> {
        let mut routes = Some(Vec::with_capacity(raw.len()));
        let mut shadows = Shadows::default();
        for (written, target) in raw {
            if let Some(name) = written.given().filter(|name| WaitWays::is_one(name)) {
                let choice = self.link(target).map(|link| Choice {
                    link,
                    say: None,
                    translated_say: Translations::default(),
                    language: None,
                    origin: self.origin(written.span, &TableStatements::default()),
                });
                ways.keep(name, WrittenWay { name: written.span, choice });
                continue;
            }
            let pattern = self.pattern(written);
            let link = self.link(target);
            if let Some(pattern) = &pattern {
                self.check_route(written.span, pattern, lengths, terminator);
                if let Some(first) = shadows.add(pattern, written.span) {
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
            match (&mut routes, pattern, link) {
                (Some(routes), Some(pattern), Some(link)) => routes.push((pattern, link)),
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
        if let Some((fewest, most)) = lengths
            && !(usize::from(fewest)..=usize::from(most)).contains(&pattern.len())
        {
            let message = format!("no entry has the length of `{pattern}`");
            let digits = if fewest == most { format!("{most}") } else { format!("{fewest} to {most}") };
            self.error("bad-pattern", span, message, format!("entries here have {digits} digits"));
        }
        if let Some(key) = terminator
            && pattern.to_string().contains(key.character())
        {
            let message = format!("no entry contains `{key}`, which ends it");
            self.error("bad-pattern", span, message, "write the route without it");
        }
    }

    pub(super) fn pattern(&mut self, text: &Text) -> Option<Pattern> {
        let value = text.given()?;
        let help = "a pattern is made of digits, `*`, `#`, and `x` for any digit, as in `4xxx`";
        match Pattern::parse(value) {
            Ok(pattern) if pattern.is_empty() => {
                self.error("bad-pattern", text.span, "a pattern cannot be empty", help);
                None
            }
            Ok(pattern) => Some(pattern),
            Err((at, c)) => {
                let place = text.span.inside_string(self.sources, value, at..at + c.len_utf8());
                let message = format!("a pattern cannot contain {}", character(c));
                self.error("bad-pattern", place, message, help);
                None
            }
        }
    }
}

/// Finds routes that an earlier one hides. Equal patterns are found at once; the wide ones, which have an `x`, are
/// compared one by one, up to a number that no plan reaches.
#[derive(Default)]
struct Shadows {
    seen: HashMap<Pattern, Span>,
    wide: Vec<(Pattern, Span)>,
}

impl Shadows {
    const MAX_COLUMNS: usize = 100;

    /// The place of an earlier pattern that means all that this one means.
    fn add(&mut self, pattern: &Pattern, span: Span) -> Option<Span> {
        let earlier = self.seen.get(pattern).copied();
        let earlier = earlier
            .or_else(|| self.wide.iter().find(|(wide, _)| wide.covers(pattern)).map(|&(_, first)| first));
        if earlier.is_none() {
            self.seen.insert(pattern.clone(), span);
            if pattern.to_string().contains('x') && self.wide.len() < Self::MAX_COLUMNS {
                self.wide.push((pattern.clone(), span));
            }
        }
        earlier
    }
}
