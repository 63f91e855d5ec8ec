//! Whether somebody is there, until when, from when.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::{Asking, wording};
use crate::directory::team::{Status, Team};
use crate::time::{LocalTimeResolution, ScheduleZone, Timetable, Zone, civil_phrases};
use crate::training::drill::card::CardKind;
use crate::training::drill::holidays::{
    DAY, OpenInterval, SpecialDay, are_two_times, openings_on, range, readings,
};
use crate::training::drill::meaning::Meaning;
use crate::training::drill::moments::{MomentPhrase, Situation, has_one_clock, place};
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    /// Of a team whose desks are there at different times, one of them is asked for.
    pub(super) fn hours(&mut self, team: &Team) -> Option<Question<'p>> {
        if team.parts.is_empty() {
            return self.hours_of(team);
        }
        let first = self.chance.below(team.parts.len());
        let (before, parts) = team.parts.split_at(first);
        parts.iter().chain(before).find_map(|part| self.hours_of(part))
    }

    fn hours_of(&mut self, team: &Team) -> Option<Question<'p>> {
        let question = match self.chance.below(4) {
            0 => self.is_open(team),
            1 => self.until_or_from(team),
            2 => self.on_weekday(team),
            _ => self.which_hours(team),
        };
        question.or_else(|| self.is_open(team))
    }

    /// The clock on which hours of a team are said to a caller of a situation, and how the question names it.
    fn clock(&self, team: &Team, situation: &Situation) -> (Zone, String) {
        let zone = situation.zone(self.plan);
        let clock = team.hours.clock(zone);
        (
            clock,
            self.named(if clock.is_same_clock(zone) {
                ScheduleZone::Caller
            } else {
                ScheduleZone::Fixed(clock)
            }),
        )
    }

    /// The hours of a team, with the holiday in which a moment lies: "the hours of ... are ...".
    fn kept(&self, team: &Team, at: Timestamp, zone: Zone) -> Option<String> {
        let hours = team.hours.spoken.as_ref()?;
        let schedule = team.hours.schedule.map(|id| self.plan.schedule(id).schedule.in_zone(zone));
        let why = schedule.map(|timetable| timetable.why(at));
        let day = why.as_ref().and_then(|why| why.name());
        let sentence = if day.is_some() { self.words.ask.hours_are_on } else { self.words.ask.hours_are };
        let called = team.called();
        Some(self.fill(sentence, &[("team", &called), ("hours", hours), ("day", day.unwrap_or_default())]))
    }

    /// How a question names the clock of its answer.
    fn named(&self, zone: ScheduleZone) -> String {
        match zone {
            // Where there is one clock, nobody thinks of others.
            _ if has_one_clock(self.plan) => String::new(),
            ScheduleZone::Fixed(zone) => {
                let clock = civil_phrases(self.words.language()).clock_named(zone);
                self.fill(self.words.ask.on_clock, &[("clock", &clock)])
            }
            ScheduleZone::Caller => self.words.ask.on_callers_clock.to_owned(),
        }
    }

    /// A sentence, and the hours of a week behind it, as far as words can say them.
    fn and_usual(&self, sentence: &str, team: &Team) -> String {
        format!("{sentence} {}", self.usual(team)).trim_end().to_owned()
    }

    /// The hours of a week, as far as words can say them.
    fn usual(&self, team: &Team) -> String {
        let spoken = team.hours.spoken.as_ref();
        let told = spoken
            .map(|hours| self.fill(self.words.ask.usual, &[("team", &team.called()), ("hours", hours)]));
        told.unwrap_or_default()
    }

    fn is_open(&mut self, team: &Team) -> Option<Question<'p>> {
        let open = self.one_in(2);
        let (situation, status) =
            Situation::choose(self.plan, &[team], self.now, Some(open), &mut self.chance)?;
        let zone = situation.zone(self.plan);
        let (clock, _) = self.clock(team, &situation);
        let (words, called) = (self.words, team.called());
        let sentence = if has_one_clock(self.plan) { words.ask.is_open } else { words.ask.is_open_there };
        let now = situation.told_to(self.plan, &[team]);
        let text = self.fill(sentence, &[("now", &now), ("team", &called)]);
        let state = status.told(words, situation.at, clock, zone);
        let is_open = status.is_open();
        let right = if is_open { words.ask.yes } else { words.ask.no };
        let is_state = self.fill(words.ask.is_state, &[("team", &called), ("state", &state)]);
        let why = self.and_usual(&format!("{is_state}."), team);
        let because = match self.kept(team, situation.at, zone) {
            Some(hours) => {
                let values = [("team", called.as_str()), ("state", &state), ("hours", &hours)];
                self.fill(words.ask.is_state_by, &values)
            }
            None => is_state,
        };
        let mut question =
            Question::new(CardKind::Open, self.plan, AnswerForm::YesNo, text, Meaning::YesNo(is_open))
                .right(vec![right.to_owned()], why)
                .because(because)
                .decided_by(team.hours.schedule, situation.at, zone)
                .sources(self.origins(team));
        if !clock.is_same_clock(zone) && !team.hours.is_always() {
            let named = civil_phrases(words.language()).clock_named(clock);
            let values = [("clock", named.as_str()), ("place", &place(words, zone))];
            question = question.hint(self.fill(words.ask.clocks_differ, &values));
        }
        Some(question)
    }

    fn until_or_from(&mut self, team: &Team) -> Option<Question<'p>> {
        let open = self.one_in(2);
        let (situation, status) =
            Situation::choose(self.plan, &[team], self.now, Some(open), &mut self.chance)?;
        let (clock, named) = self.clock(team, &situation);
        let (now, moment) = (situation.at, situation.told_to(self.plan, &[team]));
        let words = self.words;
        let ask = |sentence| {
            let values = [("now", moment.as_str()), ("team", &team.called()), ("clock", &named)];
            words.fill(sentence, &values)
        };
        let (at, text) = match &status {
            // Nobody says until when of people who are there all day, though a holiday ends even that.
            Status::Open(_, until) => {
                let until = (*until).filter(|until| until.duration_since(now) < DAY)?;
                (until, ask(words.ask.until_when))
            }
            Status::Closed(way) => (way.at, ask(words.ask.when_next)),
        };
        let when = MomentPhrase { at, now, clock, caller: situation.zone(self.plan) };
        let state = status.told(words, now, clock, when.caller);
        let why = self.and_usual(&self.fill(words.ask.it_is, &[("state", &state)]), team);
        let because = self.kept(team, now, when.caller);
        let because = because.unwrap_or_else(|| words.ask.hours_change.to_owned());
        Some(
            Question::new(CardKind::Open, self.plan, AnswerForm::Time, text, Meaning::When(when))
                .right(vec![when.told(words)], why)
                .because(because)
                .decided_by(team.hours.schedule, now, when.caller)
                .sources(self.origins(team)),
        )
    }

    /// From when to when on some weekday, where that is the same week after week.
    fn on_weekday(&mut self, team: &Team) -> Option<Question<'p>> {
        let plan = self.plan;
        let id = team.hours.schedule?;
        let clock = team.hours.clock(team.caller_zone(plan));
        let (yesterday, end) = (self.now.checked_sub(DAY).ok()?, self.now.checked_add(LOOKED_AT).ok()?);
        if yesterday < Timetable::FIRST || end > Timetable::END {
            return None;
        }
        let open = plan.schedule(id).schedule.in_zone(clock).open_times(yesterday, end);
        let ahead = self.chance.ahead(7).days();
        let date = clock.wall_clock(self.now).date().checked_add(ahead).ok()?;
        let openings = openings_on(date, clock, &open);
        let times = |openings: &[OpenInterval]| -> Vec<_> {
            readings(openings, clock).into_iter().map(|(from, to)| (from.time(), to.time())).collect()
        };
        if !are_two_times(&openings, clock) {
            return None;
        }
        for weeks in 1..MAX_WEEKS {
            let later = date.checked_add(weeks.weeks()).ok()?;
            if times(&openings_on(later, clock, &open)) != times(&openings) {
                return None;
            }
        }
        let open = openings.first().copied();
        let (words, zone) = (self.words, team.hours.zone);
        let day = civil_phrases(words.language()).weekday_name(date.weekday());
        let (called, named, whom) = (team.called(), self.named(zone), self.for_whom(team));
        let values = [("team", called.as_str()), ("day", day), ("clock", &named), ("whom", &whom)];
        let text = self.fill(words.ask.open_on, &values);
        let right =
            open.map_or_else(|| words.moment.closed.to_owned(), |open| range(words, open, clock, zone));
        let why = self.usual(team);
        Some(
            Question::new(CardKind::Open, plan, AnswerForm::Time, text, Meaning::Day(open, clock, zone))
                .right(vec![right], why)
                .because(self.fill(words.ask.hours_on, &values))
                .decided_by(team.hours.schedule, moment_of(date, open, clock), clock)
                .sources(self.origins(team)),
        )
    }

    fn which_hours(&mut self, team: &Team) -> Option<Question<'p>> {
        let spoken = team.hours.spoken.clone()?;
        let others = self.teams().flat_map(Team::desks).filter(|other| !other.hours.is_same(&team.hours));
        let wrong: Vec<String> = others.filter_map(|other| other.hours.spoken).collect();
        let text = format!("{}{}", wording::hours(self.words, &team.called()), self.for_whom(team));
        let why = self.usual(team);
        let others = wrong.iter().filter(|wrong| **wrong != spoken).cloned().collect();
        let meaning = Meaning::Same { right: spoken.clone(), others };
        let question = Question::new(CardKind::Open, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![spoken], why)
            .because(self.fill(self.words.ask.listed_hours, &[("team", &team.called())]))
            .decided_by(team.hours.schedule, self.now, team.hours.clock(team.caller_zone(self.plan)))
            .sources(self.origins(team))
            .choosing(wrong, &mut self.chance);
        // Typed from memory, the same hours can be put in too many ways to be judged.
        Some(question).filter(|question| !question.choices.is_empty())
    }

    /// A holiday, or a day of an exception.
    pub(super) fn special(&mut self, day: &SpecialDay) -> Option<Question<'p>> {
        let plan = self.plan;
        let kept = self.chance.one_of(&day.kept)?;
        let (team, clock) = (kept.of(&self.card.teams), kept.clock);
        if !are_two_times(&kept.openings, clock) {
            return None;
        }
        let open = kept.openings.first().copied();
        let words = self.words;
        let date = civil_phrases(words.language()).weekday_date(day.date);
        let (called, named, whom) = (team.called(), self.named(kept.zone), self.for_whom(team));
        let values = [
            ("day", day.name.as_str()),
            ("date", &date),
            ("team", &called),
            ("clock", &named),
            ("whom", &whom),
        ];
        let text = self.fill(words.ask.open_on_date, &values);
        let right = kept.told(words);
        let why = self.and_usual(&format!("{}.", words.label(&day.name, &right)), team);
        Some(
            Question::new(CardKind::Open, plan, AnswerForm::Time, text, Meaning::Day(open, clock, kept.zone))
                .right(vec![right], why)
                .because(self.fill(words.ask.keeps_on, &values))
                .decided_by(Some(kept.schedule), moment_of(day.date, open, clock), clock)
                .sources(self.origins(team)),
        )
    }
}

/// What has been so for so many weeks is what a weekday is like.
const MAX_WEEKS: i64 = 5;
/// The last of these weeks, with the week in which the weekday lies and the night after it.
const LOOKED_AT: SignedDuration = SignedDuration::from_hours(24 * 7 * (MAX_WEEKS + 2));

/// A moment by which the hours of a day can be told: when they open, or else noon.
fn moment_of(date: Date, open: Option<OpenInterval>, clock: Zone) -> Timestamp {
    let noon = || match clock.resolve(date.at(12, 0, 0, 0)) {
        LocalTimeResolution::Once(at)
        | LocalTimeResolution::Gap { after: at, .. }
        | LocalTimeResolution::Fold { earlier: at, .. } => at,
    };
    open.map_or_else(noon, |(from, _)| from)
}
