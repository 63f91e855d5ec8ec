//! Moments for questions to be about, and how people say them.

use jiff::civil::Time;
use jiff::{Timestamp, ToSpan as _};

use super::chance::ChoiceSequence;
use crate::call::Caller;
use crate::directory::team::{MARGIN, Status, Team, status};
use crate::plan::{Condition, Plan, StepKind};
use crate::time::moment::within_range;
use crate::time::{LocalTimeResolution, ScheduleZone, Zone, civil_phrases};
use crate::training::phrases::LessonPhrases;

/// A caller at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Who calls: somebody whose clock is known.
    pub caller: Caller,
    /// When.
    pub at: Timestamp,
}

/// Where callers of a drill may be, where their clocks decide anything: one city for each clock of most of North America.
const CALLERS: [&str; 4] = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"];
/// How many moments are tried before another kind of moment will do.
const TRIES: usize = 12;
/// The days ahead among which moments are chosen: two weeks have every weekday, and are near enough to imagine.
const DAYS: u8 = 14;

impl Situation {
    /// A moment in the next two weeks at which the teams are open, or closed, as wanted if that is to be had; never close
    /// to a change of hours.
    pub(super) fn choose(
        plan: &Plan,
        teams: &[&Team],
        now: Timestamp,
        wanted: Option<bool>,
        chance: &mut ChoiceSequence,
    ) -> Option<(Self, Status)> {
        // Whom certain callers reach only is asked for by one of them.
        let is_for_all = teams.iter().any(|team| team.only.is_none());
        let caller = teams.first().filter(|_| !is_for_all).map(|team| team.caller());
        let mut spare = None;
        for _ in 0..TRIES {
            let Some(situation) = Self::any(plan, caller, now, chance) else { continue };
            let Some(status) = status(plan, teams, situation.caller, situation.at) else { continue };
            if !situation.is_quiet(plan, teams, &status) {
                continue;
            }
            if wanted.is_none_or(|open| open == status.is_open()) {
                return Some((situation, status));
            }
            spare.get_or_insert((situation, status));
        }
        spare
    }

    /// This caller or else some caller, on some day between 6 in the morning and 10 at night, when people call.
    fn any(plan: &Plan, caller: Option<Caller>, now: Timestamp, chance: &mut ChoiceSequence) -> Option<Self> {
        let caller = match caller {
            Some(caller) => caller,
            None => Caller { number: None, zone: Some(Self::any_clock(plan, chance)?) },
        };
        let zone = caller.zone_under(plan).zone;
        let date = zone.wall_clock(now).date().checked_add(chance.ahead(DAYS).days()).ok()?;
        let time = Time::new(6 + chance.below(16) as i8, 5 * chance.below(12) as i8, 0, 0).ok()?;
        let LocalTimeResolution::Once(at) = zone.resolve(date.to_datetime(time)) else { return None };
        Some(Self { caller, at: within_range(at).ok()? })
    }

    fn any_clock(plan: &Plan, chance: &mut ChoiceSequence) -> Option<Zone> {
        chance.one_of(&clocks_that_matter(plan)).copied()
    }

    fn is_quiet(&self, plan: &Plan, teams: &[&Team], now: &Status) -> bool {
        let (Ok(before), Ok(after)) = (self.at.checked_sub(MARGIN), self.at.checked_add(MARGIN)) else {
            return false;
        };
        [before, after].into_iter().all(|at| {
            status(plan, teams, self.caller, at).is_some_and(|then| match (now, &then) {
                (Status::Open(one, _), Status::Open(other, _)) => {
                    one.keys == other.keys && one.line == other.line
                }
                (Status::Closed(one), Status::Closed(other)) => one.at == other.at,
                _ => false,
            })
        })
    }

    /// The caller's clock.
    pub(super) fn zone(&self, plan: &Plan) -> Zone {
        self.caller.zone_under(plan).zone
    }

    /// The same, with who the caller is where these are reached by certain callers only: "... in Denver. The caller is one of
    /// the callers from Colorado."
    pub(super) fn told_to(&self, plan: &Plan, teams: &[&Team]) -> String {
        let only = teams.iter().find_map(|team| team.only.as_ref());
        let only = only.filter(|only| only.caller == self.caller);
        let told = self.told(plan);
        match only {
            Some(only) => {
                let words = LessonPhrases::of_plan(plan);
                let callers = only.told(words.language());
                words.fill(words.moment.caller_is, &[("now", &told), ("callers", &callers)])
            }
            None => told,
        }
    }

    /// "It is Saturday, September 2, 10:40 AM in Denver."
    pub(super) fn told(&self, plan: &Plan) -> String {
        let zone = self.zone(plan);
        let there = zone.wall_clock(self.at);
        let words = LessonPhrases::of_plan(plan);
        let civil = civil_phrases(words.language());
        let named = zone.told_apart(self.at).map_or(String::new(), |offset| format!(" {offset}"));
        // Where there is one clock, nobody thinks of others.
        let place = if has_one_clock(plan) { String::new() } else { format!(" {}", place(words, zone)) };
        let time = format!("{}{named}{place}", civil.time_of_day(there.time()));
        words.fill(words.moment.now, &[("date", &civil.weekday_date(there.date())), ("time", &time)])
    }
}

/// Whether all hours are on one clock, and no caller's is asked about.
pub(super) fn has_one_clock(plan: &Plan) -> bool {
    clocks_that_matter(plan).len() == 1
}

/// The clocks of callers who are asked about: that of the plan and those of its hours. Where hours or ways follow the caller's
/// own clock, it is any of North America's.
fn clocks_that_matter(plan: &Plan) -> Vec<Zone> {
    let of_hours = || plan.schedules().map(|(_, named)| named.schedule.zone());
    let of_ways = || {
        let switches = plan.steps().filter_map(|(_, step)| match &step.kind {
            StepKind::Switch(switch) => Some(switch),
            _ => None,
        });
        let conditions = switches.flat_map(|switch| &switch.cases).flat_map(|case| &case.conditions);
        conditions.filter_map(|condition| match condition {
            Condition::CallerZone(zones) => Some(zones),
            _ => None,
        })
    };
    let is_callers = of_hours().any(|zone| zone == ScheduleZone::Caller) || of_ways().next().is_some();
    let fixed: Vec<Zone> = of_hours()
        .filter_map(|zone| match zone {
            ScheduleZone::Fixed(zone) => Some(zone),
            ScheduleZone::Caller => None,
        })
        .chain(of_ways().flatten().copied())
        .collect();
    let usual = CALLERS.iter().filter_map(|name| Zone::named(name));
    let usual = usual.filter(|zone| is_callers || fixed.iter().any(|fixed| fixed.is_same_clock(*zone)));
    let mut zones = vec![plan.zone];
    for zone in usual.chain(fixed.iter().copied()) {
        if zones.iter().all(|known| !known.is_same_clock(zone)) {
            zones.push(zone);
        }
    }
    zones
}

impl Status {
    /// Whether somebody is there.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Open(..))
    }

    /// "open until 6:30 PM Eastern", "closed, opens Monday at 9:30 AM Eastern".
    pub(super) fn told(&self, words: &LessonPhrases, now: Timestamp, clock: Zone, caller: Zone) -> String {
        let when = |at| MomentPhrase { at, now, clock, caller };
        match self {
            Self::Open(_, Some(until)) => {
                let until = when(*until).until(words);
                words.fill(words.moment.open_until, &[("until", &until)])
            }
            Self::Open(_, None) => words.moment.open.to_owned(),
            Self::Closed(way) => {
                words.fill(words.moment.closed_opens, &[("moment", &when(way.at).told(words))])
            }
        }
    }
}

/// "in Denver", "in UTC"
pub(super) fn place(words: &LessonPhrases, zone: Zone) -> String {
    let name = zone.name();
    let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    words.fill(words.moment.in_city, &[("city", words.city(&city))])
}

/// A moment as people say it at another one: "today at 6 PM Eastern", "tomorrow at noon Central", "Monday at 9:30 AM
/// Eastern", and from a week on "Monday, January 4, 2027 at 8 AM Eastern". Where the caller's clock shows another day than
/// the one on which it is said, there is no today: the weekday is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct MomentPhrase {
    pub(super) at: Timestamp,
    pub(super) now: Timestamp,
    /// The clock on which it is said.
    pub(super) clock: Zone,
    /// The caller's clock.
    pub(super) caller: Zone,
}

impl MomentPhrase {
    /// Whether caller and clock agree which day it is.
    fn is_one_day(&self) -> bool {
        self.clock.wall_clock(self.now).date() == self.caller.wall_clock(self.now).date()
    }

    /// How many days after the day on which it is said it comes.
    fn days(&self) -> i32 {
        let [then, now] = [self.at, self.now].map(|at| self.clock.wall_clock(at).date());
        then.since(now).map_or(0, |span| span.get_days())
    }

    /// Whether it is said to be today.
    fn is_today(&self) -> bool {
        self.days() == 0 && self.is_one_day()
    }

    /// As people say it: "tomorrow at noon Central".
    pub(super) fn told(&self, words: &LessonPhrases) -> String {
        let civil = civil_phrases(words.language());
        let then = self.clock.wall_clock(self.at);
        let day = match self.days() {
            _ if self.is_today() => civil.near_day(false).to_owned(),
            1 if self.is_one_day() => civil.near_day(true).to_owned(),
            0..7 => civil.coming(then.weekday()),
            _ => civil.on_full_date(then.date()),
        };
        format!("{day} {}", civil.at_on(then.time(), self.clock))
    }

    /// Up to when that is: "until 6 PM Eastern", "until tomorrow at noon Central".
    fn until(&self, words: &LessonPhrases) -> String {
        if self.is_today() {
            let time = self.clock.wall_clock(self.at).time();
            return civil_phrases(words.language()).until_on(time, self.clock);
        }
        words.fill(words.moment.until, &[("moment", &self.told(words))])
    }
}
