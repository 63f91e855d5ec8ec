//! Opening hours in the OpenStreetMap notation, and what they say about one day.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use opening_hours_syntax::Error as GrammarError;

use super::rule::{DAY, Days, Join, Rule, State, Stretch};
use super::syntax::SyntaxError;
use super::{lower, suggest};

/// Opening hours in the OpenStreetMap `opening_hours` notation, such as `Mo-Fr 08:00-20:00; Sa 09:00-13:00`.
///
/// The grammar is the public one; what cannot be promised to the second (sunrise, open ends, `unknown`) is
/// refused.
///
/// ```
/// use ivrsim::time::Expression;
///
/// assert!(Expression::parse("Mo-Fr 08:00-12:00,13:00-17:00; PH off").is_ok());
///
/// let refused = Expression::parse("Mon-Fri 8am-5pm").unwrap_err();
/// assert_eq!(refused.help.unwrap(), "write `Mo-Fr 08:00-17:00`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Expression {
    text: Box<str>,
    rules: Vec<Rule>,
}

/// Wall-clock times of one day, such as `10:00-14:00` or `10:00-12:00,13:00-15:00`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DayTimes {
    text: Box<str>,
    pub(in crate::time) stretches: Vec<Stretch>,
}

/// The longest text of hours that is read, in bytes.
const MAX_LENGTH: usize = 4096;

impl Expression {
    /// Reads an expression.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        if text.trim().is_empty() {
            return Err(SyntaxError::new("no opening hours are given", 0..text.len())
                .help("write, for example, `Mo-Fr 08:00-20:00`, or `24/7`, or `off`"));
        }
        if text.len() > MAX_LENGTH {
            let message = format!("opening hours are {} bytes long; the limit is {MAX_LENGTH}", text.len());
            return Err(
                SyntaxError::new(message, 0..text.len()).help("move single days to a calendar or overrides")
            );
        }
        // The grammar takes no blanks around the whole; positions must still count from the text as written.
        let blank = text.len() - text.trim_start().len();
        let rules = Self::rules_of(text.trim()).map_err(|mut error| {
            error.range = error.range.start + blank..error.range.end + blank;
            error
        })?;
        Ok(Self { text: text.trim().into(), rules })
    }

    /// What people write instead of the notation, if it is plain what is meant: the spelling that the mistake is told with.
    #[must_use]
    pub fn spelled(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > MAX_LENGTH || lower::refuse_what_reads_slowly(text).is_err() {
            return None;
        }
        let Err(GrammarError::Syntax(error)) = opening_hours_syntax::parse(text) else { return None };
        let at = match error.location {
            pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
        };
        Self::parse(&suggest::spelled(text, at)?).ok()
    }

    fn rules_of(text: &str) -> Result<Vec<Rule>, SyntaxError> {
        lower::refuse_what_reads_slowly(text)?;
        match opening_hours_syntax::parse(text) {
            Ok(tree) => lower::rules(text, &tree),
            Err(GrammarError::Syntax(error)) => {
                let at = match error.location {
                    pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
                };
                Err(suggest::explain(text, at))
            }
            Err(other) => Err(lower::explain(text, &other)),
        }
    }

    /// The expression as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a rule of the expression says what holds on holidays (`PH off`): it then decides them, not the
    /// schedule's calendars.
    #[must_use]
    pub fn names_holidays(&self) -> bool {
        self.rules.iter().any(|rule| rule.days.names_holidays())
    }

    /// Whether it decides every holiday, so that calendars decide none.
    pub(in crate::time) fn decides_holidays(&self) -> bool {
        let on_all = |rule: &Rule| {
            let Days { years, dates, weeks, .. } = &rule.days;
            rule.days.names_holidays() && years.is_empty() && dates.is_empty() && weeks.is_empty()
        };
        self.rules.iter().any(on_all)
    }

    /// An expression of rules that were not read together.
    pub(in crate::time) fn of_rules(rules: Vec<Rule>) -> Self {
        Self { text: "".into(), rules }
    }

    pub(in crate::time) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether nothing but the weekday decides: no dates, no holidays.
    pub(in crate::time) fn is_weekly(&self) -> bool {
        self.rules.iter().all(|rule| rule.days.is_weekly())
    }

    /// Whether the expression gives the same answer at every instant.
    pub(in crate::time) fn is_constant(&self) -> bool {
        self.rules.iter().all(|rule| rule.days.is_empty() && rule.is_whole_day())
    }

    /// What the expression says about the openings that start on a day.
    pub(in crate::time) fn day(&self, date: Date, is_holiday: &impl Fn(Date) -> bool, day: &mut DayOpenings) {
        day.clear();
        for (index, rule) in (0..).zip(&self.rules) {
            if !rule.days.matches(date, is_holiday) {
                continue;
            }
            day.holiday_named |= rule.days.names_holidays() && is_holiday(date);
            match (rule.join, rule.state) {
                (Join::Fallback, State::Closed) => {}
                (Join::Fallback, State::Open) => {
                    if day.closed_by.is_none() {
                        day.fill(rule, index);
                    }
                }
                (Join::Replace, State::Open) => {
                    day.openings.clear();
                    day.cuts.clear();
                    day.add(rule, index);
                }
                (Join::Add, State::Open) => day.add(rule, index),
                (_, State::Closed) if rule.is_whole_day() => {
                    day.openings.clear();
                    day.cuts.clear();
                    day.closed_by = Some(index);
                }
                (_, State::Closed) => {
                    for cut in &rule.times {
                        subtract(&mut day.openings, *cut);
                        day.cuts.push(Ruled { stretch: *cut, rule: index });
                    }
                }
            }
        }
    }

    /// Whether a rule carries a name.
    pub(in crate::time) fn has_names(&self) -> bool {
        self.rules.iter().any(|rule| rule.name.is_some())
    }

    /// The name that a rule carries.
    pub(in crate::time) fn name_of(&self, rule: RuleIndex) -> Option<&Arc<str>> {
        self.rules.get(usize::from(rule)).and_then(|rule| rule.name.as_ref())
    }
}

impl FromStr for Expression {
    type Err = SyntaxError;

    fn from_str(text: &str) -> Result<Self, SyntaxError> {
        Self::parse(text)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl DayTimes {
    /// Reads times without days, such as `10:00-14:00`.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let expression = Expression::parse(text)?;
        match &expression.rules[..] {
            [Rule { days, times, state: State::Open, .. }] if days.is_empty() => {
                Ok(Self { text: expression.text.clone(), stretches: times.clone() })
            }
            [Rule { times, state: State::Open, .. }] if !times.is_empty() => {
                let clock = |seconds: i32| format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
                let times: Vec<String> =
                    times.iter().map(|time| format!("{}-{}", clock(time.from), clock(time.to))).collect();
                Err(SyntaxError::new("only times of day are allowed here", 0..text.len())
                    .help(format!("write `{}`", times.join(","))))
            }
            _ => Err(SyntaxError::new("only times of day are allowed here", 0..text.len())
                .help("write, for example, `10:00-14:00`, or `10:00-12:00,13:00-15:00`")),
        }
    }

    /// One stretch of time.
    pub(in crate::time) fn one(stretch: Stretch) -> Self {
        Self { text: "".into(), stretches: vec![stretch] }
    }

    /// The times as they were written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl FromStr for DayTimes {
    type Err = SyntaxError;

    fn from_str(text: &str) -> Result<Self, SyntaxError> {
        Self::parse(text)
    }
}

/// A rule's place in its expression.
pub(in crate::time) type RuleIndex = u16;

/// A stretch and the rule that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::time) struct Ruled {
    pub(in crate::time) stretch: Stretch,
    pub(in crate::time) rule: RuleIndex,
}

/// What is decided about the openings that start on one day. Reused from day to day to save allocations.
#[derive(Clone, Debug, Default)]
pub(in crate::time) struct DayOpenings {
    /// May overlap; in no order.
    pub(in crate::time) openings: Vec<Ruled>,
    /// Wall-clock times that rules took back. Already taken from this day's openings, not from its
    /// neighbors'.
    pub(in crate::time) cuts: Vec<Ruled>,
    /// The rule that closed the day as a whole, if no later rule opened it again.
    pub(in crate::time) closed_by: Option<RuleIndex>,
    /// Whether a rule that names holidays matched, on a holiday.
    pub(in crate::time) holiday_named: bool,
}

impl DayOpenings {
    pub(in crate::time) fn clear(&mut self) {
        self.openings.clear();
        self.cuts.clear();
        self.closed_by = None;
        self.holiday_named = false;
    }

    fn add(&mut self, rule: &Rule, index: RuleIndex) {
        self.closed_by = None;
        self.openings.extend(rule.times.iter().map(|stretch| Ruled { stretch: *stretch, rule: index }));
        // A cut is undone where a later rule opens again.
        for stretch in &rule.times {
            subtract(&mut self.cuts, *stretch);
        }
    }

    /// Opens where no rule has said anything.
    fn fill(&mut self, rule: &Rule, index: RuleIndex) {
        let mut left: Vec<Ruled> =
            rule.times.iter().map(|stretch| Ruled { stretch: *stretch, rule: index }).collect();
        for said in self.openings.iter().chain(&self.cuts) {
            subtract(&mut left, said.stretch);
        }
        self.openings.append(&mut left);
    }

    /// Takes away what a neighboring day's later rules take back: `days` is 1 for the day after, -1 for the
    /// day before.
    pub(in crate::time) fn cut_by(&mut self, neighbor: &Self, days: i32) {
        for cut in &neighbor.cuts {
            let stretch = Stretch { from: cut.stretch.from + days * DAY, to: cut.stretch.to + days * DAY };
            let mut later: Vec<Ruled> = Vec::new();
            self.openings.retain(|opening| {
                let kept = opening.rule >= cut.rule || !overlap(opening.stretch, stretch);
                if !kept {
                    later.push(*opening);
                }
                kept
            });
            subtract(&mut later, stretch);
            self.openings.append(&mut later);
        }
    }
}

fn overlap(a: Stretch, b: Stretch) -> bool {
    a.from < b.to && b.from < a.to
}

/// Takes a stretch out of every other.
pub(in crate::time) fn subtract(list: &mut Vec<Ruled>, cut: Stretch) {
    if !list.iter().any(|ruled| overlap(ruled.stretch, cut)) {
        return;
    }
    let old = std::mem::take(list);
    for ruled in old {
        let Stretch { from, to } = ruled.stretch;
        let parts = [Stretch { from, to: to.min(cut.from) }, Stretch { from: from.max(cut.to), to }];
        if overlap(ruled.stretch, cut) {
            let parts = parts.into_iter().filter(|part| part.from < part.to);
            list.extend(parts.map(|stretch| Ruled { stretch, ..ruled }));
        } else {
            list.push(ruled);
        }
    }
}
