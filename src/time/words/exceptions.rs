//! What holds on days that are not as their week, one clause after the other.
//!
//! A clause stands instead of those before it, unless it says "also". It is made for the days on which the same dated
//! rules hold, and only if what has been said so far is not what is open then: so what is said cannot differ from what
//! is kept, whatever the order of the rules, and a rule that has no effect is not said.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::day_words::is_one_day;
use super::listing::apart;
use super::occurrences::{
    Days, Rules, asks_for_holidays, bit_of, every_day, find, special, week, weekday_of, with_neighbors,
};
use crate::time::notation::expression::{Expression, RuleIndex, Ruled, subtract};
use crate::time::notation::rule::{DAY, EVERY_DAY, Join, Rule, State, Stretch, shift};

/// What holds on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::time) struct Clause {
    /// The rules that all hold on these days.
    pub(in crate::time) rules: Rules,
    /// The weekdays that are meant of them.
    pub(in crate::time) weekdays: u8,
    pub(in crate::time) says: Says,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::time) enum Says {
    /// Open at these times instead.
    Instead(Vec<Stretch>),
    /// Open at these times as well.
    Also(Vec<Stretch>),
    /// Closed all day.
    Closed,
    /// Closed at these times.
    ClosedDuring(Vec<Stretch>),
    /// It is otherwise, which is too long to be said; perhaps on the days around them too.
    Otherwise { around: bool },
}

/// The week, from Monday on, and what holds on days that are not as their week.
pub(in crate::time) struct Exceptions {
    pub(in crate::time) week: [Vec<Stretch>; 7],
    pub(in crate::time) clauses: Vec<Clause>,
}

/// At most so many clauses are about days on which several rules hold.
const MAX_MEETINGS: usize = 3;

impl Exceptions {
    pub(in crate::time) fn of(expression: &Expression) -> Self {
        let weekly = expression.rules().iter().filter(|rule| rule.days.is_weekly()).cloned().collect();
        let week = week(&Expression::of_rules(weekly));
        let special = special(expression);
        let mut said = Self { week, clauses: Vec::new() };
        let mut withdrawn = BTreeSet::new();
        if special.is_empty() {
            return said;
        }
        let days = find(expression, &special);
        let occurring = Occurring { days, counts: RefCell::default(), expression };
        let mut in_order: Vec<&Rules> = occurring.days.keys().collect();
        // Days on which more rules hold are told behind those on which fewer do.
        in_order.sort_by_key(|rules| (rules.last().copied(), rules.len()));
        for rules in in_order {
            if rules.iter().all(|rule| !withdrawn.contains(rule)) {
                said.tell(rules, &occurring);
                said.withdraw_many_meetings(&mut withdrawn);
            }
        }
        if hours_reach_over_midnight(expression) {
            said.find_what_neighbors_change(expression, &special, &mut withdrawn);
        }
        said.leave_out_what_is_said_again(&occurring);
        said.add_to_nothing();
        let around = hours_reach_over_midnight(expression);
        said.clauses.extend(withdrawn.into_iter().map(|rule| Clause {
            rules: vec![rule],
            weekdays: EVERY_DAY,
            says: Says::Otherwise { around },
        }));
        said
    }

    /// What is said so far of days on which these rules hold.
    fn read(&self, rules: &Rules, weekday: usize) -> Vec<Stretch> {
        let mut content = self.week[weekday].clone();
        for clause in self.clauses.iter().filter(|clause| clause.is_about(rules, weekday)) {
            content = clause.says.apply(content);
        }
        content
    }

    /// Says what is not said yet of days on which these rules hold.
    fn tell(&mut self, rules: &Rules, occurring: &Occurring<'_>) {
        let contents = &occurring.days[rules].contents;
        let occurs = |weekday: &usize| contents[*weekday].is_some();
        let mut missing: Vec<usize> = (0..7)
            .filter(occurs)
            .filter(|&weekday| {
                Some(self.read(rules, weekday)) != contents[weekday]
                    || self.is_misleading(rules, weekday, occurring)
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let named = occurring.named(rules);
        let forms = occurring.forms(rules);
        while let Some(&first) = missing.first() {
            let fits = |says: &Says, weekday: usize| {
                contents[weekday].as_ref() == Some(&says.apply(self.read(rules, weekday)))
            };
            let Some(says) = forms.iter().find(|says| fits(says, first)) else { break };
            let fitting: Vec<usize> = (0..7).filter(occurs).filter(|&weekday| fits(says, weekday)).collect();
            let weekdays = if (0..7).filter(occurs).eq(fitting.iter().copied()) {
                EVERY_DAY
            } else {
                fitting.iter().fold(0, |mask, &weekday| mask | bit_of(weekday))
            };
            missing.retain(|weekday| !fitting.contains(weekday));
            let alone = self.alone(rules, says, &fitting, occurring);
            self.clauses.push(alone.unwrap_or_else(|| Clause {
                rules: named.clone(),
                weekdays,
                says: says.clone(),
            }));
        }
    }

    /// The same said of one of the rules, if it is right wherever that one holds as far as has been told: of the last,
    /// else of the one with the fewest days, else of these weekdays of it. Nobody closes on "December, where also
    /// December 25".
    fn alone(
        &self,
        rules: &Rules,
        says: &Says,
        weekdays: &[usize],
        occurring: &Occurring<'_>,
    ) -> Option<Clause> {
        let (&last, [_, ..]) = rules.split_last()? else { return None };
        let only = weekdays.iter().fold(0, |mask, &weekday| mask | bit_of(weekday));
        let narrowest_first = occurring.narrowest_first(rules);
        let on_all_days = std::iter::once(last).chain(narrowest_first.iter().copied());
        let of_each = on_all_days.map(|rule| (rule, EVERY_DAY));
        of_each
            .chain(narrowest_first.iter().map(|&rule| (rule, only)))
            .map(|(rule, weekdays)| Clause { rules: vec![rule], weekdays, says: says.clone() })
            .find(|clause| self.is_right(clause, last, occurring))
    }

    /// Whether a clause can be said on top, of the days on which no rule after the last one holds.
    fn is_right(&self, clause: &Clause, last: usize, occurring: &Occurring<'_>) -> bool {
        let mut told = occurring.days.iter().filter(|(rules, _)| rules.last() <= Some(&last));
        told.all(|(rules, days)| {
            (0..7).filter(|&weekday| clause.is_about(rules, weekday)).all(|weekday| {
                days.contents[weekday].as_ref().is_none_or(|truth| {
                    clause.says.apply(self.read(rules, weekday)) == *truth
                        && !self.misleads(clause, rules, weekday, occurring)
                })
            })
        })
    }

    /// Whether another clause, which is about fewer days than the one that decides, says otherwise: people take that for
    /// the exception.
    fn is_misleading(&self, rules: &Rules, weekday: usize, occurring: &Occurring<'_>) -> bool {
        let about = || self.clauses.iter().filter(|clause| clause.is_about(rules, weekday));
        about().next_back().is_some_and(|deciding| self.misleads(deciding, rules, weekday, occurring))
    }

    fn misleads(&self, deciding: &Clause, rules: &Rules, weekday: usize, occurring: &Occurring<'_>) -> bool {
        let about = || self.clauses.iter().filter(|clause| clause.is_about(rules, weekday));
        // Closed on holidays is an exception to whatever repeats, on however many days that is.
        let is_holiday = deciding.says == Says::Closed
            && deciding.rules.iter().all(|&rule| occurring.is_of_holidays(rule));
        let repeats = |clause: &Clause| {
            !clause
                .rules
                .iter()
                .any(|&rule| occurring.is_of_holidays(rule) || occurring.is_of_single_days(rule))
        };
        let is_part = |clause: &Clause| clause.rules.iter().all(|rule| deciding.rules.contains(rule));
        let truth = &occurring.days[rules].contents[weekday];
        about().any(|other| {
            !(is_part(other) || is_holiday && repeats(other))
                && occurring.count(&other.rules) <= occurring.count(&deciding.rules)
                && Some(other.says.apply(self.week[weekday].clone())) != *truth
        })
    }

    /// Where too many clauses are about days on which several rules hold, nothing more is said of the days of these rules
    /// than that they are otherwise.
    fn withdraw_many_meetings(&mut self, withdrawn: &mut BTreeSet<usize>) {
        let meetings = || self.clauses.iter().filter(|clause| clause.rules.len() > 1);
        if meetings().count() > MAX_MEETINGS {
            withdrawn.extend(meetings().flat_map(|clause| clause.rules.iter().copied()));
            self.withdraw(withdrawn);
        }
    }

    /// Leaves a clause out that a later one says again, where that makes no difference.
    fn leave_out_what_is_said_again(&mut self, occurring: &Occurring<'_>) {
        let mut at = 0;
        while at < self.clauses.len() {
            let is_again = self.clauses[at + 1..].contains(&self.clauses[at]);
            let rest = Self {
                week: self.week.clone(),
                clauses: self
                    .clauses
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .map(|(_, clause)| clause.clone())
                    .collect(),
            };
            let is_same = |(rules, days): (&Rules, &Days)| {
                (0..7).all(|weekday| {
                    days.contents[weekday].is_none() || rest.read(rules, weekday) == self.read(rules, weekday)
                })
            };
            if is_again && occurring.days.iter().all(is_same) {
                self.clauses.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// What comes on top of nothing is not "also" so.
    fn add_to_nothing(&mut self) {
        if self.week.iter().any(|stretches| !stretches.is_empty()) {
            return;
        }
        let opens = |clause: &&mut Clause| !matches!(clause.says, Says::Closed | Says::ClosedDuring(_));
        if let Some(first) = self.clauses.iter_mut().find(opens)
            && let Says::Also(times) = &mut first.says
        {
            first.says = Says::Instead(std::mem::take(times));
        }
    }

    fn withdraw(&mut self, rules: &BTreeSet<usize>) {
        self.clauses.retain(|clause| !clause.rules.iter().any(|rule| rules.contains(rule)));
    }

    /// A rule that takes times away does so from openings of the day before and the day after too. Where this makes what
    /// is said of a day wrong, nothing more is said of the days of its rules than that they are otherwise.
    fn find_what_neighbors_change(
        &mut self,
        expression: &Expression,
        special: &[usize],
        wrong: &mut BTreeSet<usize>,
    ) {
        every_day(expression, |day| {
            let days = [-1, 0, 1].map(|days| shift(day.date, days).unwrap_or(day.date));
            let [before, rules, after] = days.map(|date| day.rules_on(date, expression, special));
            let all = || before.iter().chain(&rules).chain(&after);
            if all().any(|rule| wrong.contains(rule)) || all().next().is_none() {
                return;
            }
            let truth = with_neighbors(expression, day.date, &|date| day.is_holiday(date));
            let neighbors = [(-1, days[0], &before), (1, days[2], &after)];
            if self.read_between(&rules, weekday_of(day.date), neighbors) != truth {
                wrong.extend(all().copied());
            }
        });
        self.withdraw(wrong);
    }

    /// What people understand of a day on which some rules hold: what is closed in the hours that a day beside it has in common
    /// with it is closed.
    fn read_between(
        &self,
        rules: &Rules,
        weekday: usize,
        neighbors: [(i32, Date, &Rules); 2],
    ) -> Vec<Stretch> {
        let mut content = self.week[weekday].clone();
        for clause in &self.clauses {
            if clause.is_about(rules, weekday) {
                content = clause.says.apply(content);
            }
            let Says::ClosedDuring(times) = &clause.says else { continue };
            for (days, date, rules) in neighbors {
                if clause.is_about(rules, weekday_of(date)) {
                    let cut =
                        |time: &Stretch| Stretch { from: time.from + days * DAY, to: time.to + days * DAY };
                    content = Says::ClosedDuring(times.iter().map(cut).collect()).apply(content);
                }
            }
        }
        content
    }
}

impl Clause {
    fn is_about(&self, rules: &Rules, weekday: usize) -> bool {
        self.weekdays & bit_of(weekday) != 0 && self.rules.iter().all(|rule| rules.contains(rule))
    }
}

impl Says {
    fn apply(&self, mut content: Vec<Stretch>) -> Vec<Stretch> {
        match self {
            Self::Instead(times) => times.clone(),
            Self::Also(times) => {
                content.extend(times);
                apart(content)
            }
            Self::Closed => Vec::new(),
            Self::ClosedDuring(times) => {
                const NONE: RuleIndex = 0;
                let mut left: Vec<Ruled> =
                    content.into_iter().map(|stretch| Ruled { stretch, rule: NONE }).collect();
                for &cut in times {
                    subtract(&mut left, cut);
                }
                apart(left.into_iter().map(|ruled| ruled.stretch).collect())
            }
            Self::Otherwise { .. } => content,
        }
    }
}

/// The days on which rules meet.
struct Occurring<'a> {
    days: BTreeMap<Rules, Days>,
    /// What has been counted.
    counts: RefCell<BTreeMap<Rules, u32>>,
    expression: &'a Expression,
}

impl Occurring<'_> {
    /// On how many days some rules all hold.
    fn count(&self, rules: &[usize]) -> u32 {
        if let Some(known) = self.counts.borrow().get(rules) {
            return *known;
        }
        let hold = |all: &Rules| rules.iter().all(|rule| all.contains(rule));
        let count = self.days.iter().filter(|(all, _)| hold(all)).map(|(_, days)| days.count).sum();
        self.counts.borrow_mut().insert(rules.to_vec(), count);
        count
    }

    /// The rules that have to be named for the days on which all of these hold: not one that always holds where the others
    /// do.
    fn named(&self, rules: &Rules) -> Rules {
        let mut named = rules.clone();
        if let [_] = rules[..] {
            return named;
        }
        let mut widest_first = rules.clone();
        widest_first.sort_by_key(|&rule| (std::cmp::Reverse(self.count(&[rule])), rule));
        let all = self.count(rules);
        for rule in widest_first {
            let rest: Rules = named.iter().copied().filter(|&other| other != rule).collect();
            if !rest.is_empty() && self.holds_wherever(&rest, rule) {
                named = rest;
            }
        }
        debug_assert!(self.count(&named) >= all);
        self.narrowest_first(&named)
    }

    /// The rules in the order in which people name them, "on July 4" before "from May to September".
    fn narrowest_first(&self, rules: &Rules) -> Rules {
        let mut sorted = rules.clone();
        sorted.sort_by_key(|&rule| (self.count(&[rule]), rule));
        sorted
    }

    fn is_of_holidays(&self, rule: usize) -> bool {
        asks_for_holidays(&self.expression.rules()[rule])
    }

    fn is_of_single_days(&self, rule: usize) -> bool {
        self.expression.rules()[rule].days.dates.iter().any(is_one_day)
    }

    fn holds_wherever(&self, rules: &[usize], rule: usize) -> bool {
        self.days.keys().all(|all| !rules.iter().all(|one| all.contains(one)) || all.contains(&rule))
    }

    /// How the days may be told: as their last rule is written, else as they are.
    fn forms(&self, rules: &Rules) -> Vec<Says> {
        let last = rules.last().and_then(|&rule| self.expression.rules().get(rule));
        let mut forms: Vec<Says> = last.map(as_written).into_iter().collect();
        for content in self.days[rules].contents.iter().flatten() {
            let says = if content.is_empty() { Says::Closed } else { Says::Instead(content.clone()) };
            if !forms.contains(&says) {
                forms.push(says);
            }
        }
        forms
    }
}

fn as_written(rule: &Rule) -> Says {
    let times = apart(rule.times.clone());
    match (rule.state, rule.join) {
        (State::Closed, _) if rule.is_whole_day() => Says::Closed,
        (State::Closed, _) => Says::ClosedDuring(times),
        (State::Open, Join::Replace) => Says::Instead(times),
        (State::Open, Join::Add | Join::Fallback) => Says::Also(times),
    }
}

/// Whether what a rule takes away may lie on another day than the opening.
fn hours_reach_over_midnight(expression: &Expression) -> bool {
    let takes_times = |rule: &&Rule| rule.state == State::Closed && !rule.is_whole_day();
    expression.rules().iter().any(|rule| takes_times(&rule))
        && expression.rules().iter().any(|rule| rule.times.iter().any(|stretch| stretch.to > DAY))
}

/// Whether what is closed on a day takes from hours of the night before, or of the day behind it. Such a day is another where it is
/// a holiday, and so is the one beside it.
pub(super) fn closings_cross_midnight(expression: &Expression) -> bool {
    let stretches = |is_closed: bool| {
        let rules = expression.rules().iter().filter(move |rule| (rule.state == State::Closed) == is_closed);
        rules.filter(move |rule| !(is_closed && rule.is_whole_day())).flat_map(|rule| &rule.times)
    };
    let latest = stretches(false).map(|open| open.to).max().unwrap_or_default();
    stretches(true).any(|closed| closed.to > DAY || closed.from + DAY < latest)
}
