//! Whether somebody is there, until when, from when.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::{Asking, for_whom, wording};
use crate::directory::team::{Status, Team};
use crate::plan::Plan;
use crate::time::{LocalTimeResolution, ScheduleZone, Timetable, Zone};
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
            named(
                self.plan,
                if clock.is_same_clock(zone) { ScheduleZone::Caller } else { ScheduleZone::Fixed(clock) },
            ),
        )
    }

    /// The hours of a team behind what they make of a moment, with the holiday that it lies in: ": its hours are ...".
    fn kept(&self, team: &Team, at: Timestamp, zone: Zone) -> String {
        let Some(spoken) = &team.hours.spoken else { return String::new() };
        let holiday = team.hours.schedule.and_then(|id| {
            let why = self.plan.schedule(id).schedule.in_zone(zone).why(at);
            why.name().map(|name| format!(", and it is {name}"))
        });
        format!(": the hours of {} are {spoken}{}", team.called(), holiday.unwrap_or_default())
    }

    fn is_open(&mut self, team: &Team) -> Option<Question<'p>> {
        let open = self.one_in(2);
        let (situation, status) =
            Situation::choose(self.plan, &[team], self.now, Some(open), &mut self.chance)?;
        let zone = situation.zone(self.plan);
        let (clock, _) = self.clock(team, &situation);
        let text = format!(
            "{} Is {} open{}?",
            situation.told_to(self.plan, &[team]),
            team.called(),
            if has_one_clock(self.plan) { "" } else { " for a caller there" }
        );
        let state = status.told(situation.at, clock, zone);
        let is_open = status.is_open();
        let right = if is_open { "yes" } else { "no" };
        let why = format!("{} is {state}. {}", team.called(), usual(team));
        let mut question =
            Question::new(CardKind::Open, self.plan, AnswerForm::YesNo, text, Meaning::YesNo(is_open))
                .right(vec![right.to_owned()], why.trim_end().to_owned())
                .because(format!("{} is {state}{}", team.called(), self.kept(team, situation.at, zone)))
                .decided_by(team.hours.schedule, situation.at, zone)
                .sources(self.origins(team));
        if !clock.is_same_clock(zone) && !team.hours.is_always() {
            question = question.hint(format!(
                "The hours are on {} time; the caller is {}.",
                clock.spoken(),
                place(zone)
            ));
        }
        Some(question)
    }

    fn until_or_from(&mut self, team: &Team) -> Option<Question<'p>> {
        let open = self.one_in(2);
        let (situation, status) =
            Situation::choose(self.plan, &[team], self.now, Some(open), &mut self.chance)?;
        let (clock, named) = self.clock(team, &situation);
        let (now, moment) = (situation.at, situation.told_to(self.plan, &[team]));
        let name = team.called();
        let (at, text) = match &status {
            // Nobody says until when of people who are there all day, though a holiday ends even that.
            Status::Open(_, until) => {
                let until = (*until).filter(|until| until.duration_since(now) < DAY)?;
                (until, format!("{moment} {name} is open. Until when{named}?"))
            }
            Status::Closed(way) => {
                (way.at, format!("{moment} {name} is closed. When does it open next{named}?"))
            }
        };
        let when = MomentPhrase { at, now, clock, caller: situation.zone(self.plan) };
        let why = format!("It is {}. {}", status.told(now, clock, when.caller), usual(team));
        let kept = self.kept(team, now, when.caller);
        let because = kept.strip_prefix(": ").unwrap_or("that is when its hours change").to_owned();
        Some(
            Question::new(CardKind::Open, self.plan, AnswerForm::Time, text, Meaning::When(when))
                .right(vec![when.to_string()], why.trim_end().to_owned())
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
        let day = date.strftime("%A");
        let zone = team.hours.zone;
        let text = format!(
            "When does {} open and close on a {day}{}? If it is closed, say so.{}",
            team.called(),
            named(plan, zone),
            for_whom(team)
        );
        let right = open.map_or("closed".to_owned(), |open| range(open, clock, zone.spoken()));
        let why = usual(team);
        Some(
            Question::new(CardKind::Open, plan, AnswerForm::Time, text, Meaning::Day(open, clock, zone))
                .right(vec![right], why)
                .because(format!("those are the hours of {} on a {day}", team.called()))
                .decided_by(team.hours.schedule, moment_of(date, open, clock), clock)
                .sources(self.origins(team)),
        )
    }

    fn which_hours(&mut self, team: &Team) -> Option<Question<'p>> {
        let spoken = team.hours.spoken.clone()?;
        let others = self.teams().flat_map(Team::desks).filter(|other| !other.hours.is_same(&team.hours));
        let wrong: Vec<String> = others.filter_map(|other| other.hours.spoken).collect();
        let text = format!("{}{}", wording::hours(&team.called()), for_whom(team));
        let why = usual(team);
        let others = wrong.iter().filter(|wrong| **wrong != spoken).cloned().collect();
        let meaning = Meaning::Same { right: spoken.clone(), others };
        let question = Question::new(CardKind::Open, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![spoken], why)
            .because(format!("those are the hours that the directory gives for {}", team.called()))
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
        let text = format!(
            "{} ({}): when does {} open and close{}? If it is closed, say so.{}",
            day.name,
            day.date.strftime("%A, %B %-d"),
            team.called(),
            named(self.plan, kept.zone),
            for_whom(team)
        );
        let right = kept.told();
        let why = format!("{}: {right}. {}", day.name, usual(team));
        Some(
            Question::new(CardKind::Open, plan, AnswerForm::Time, text, Meaning::Day(open, clock, kept.zone))
                .right(vec![right], why)
                .because(format!("{} keeps these hours on {}", team.called(), day.name))
                .decided_by(Some(kept.schedule), moment_of(day.date, open, clock), clock)
                .sources(self.origins(team)),
        )
    }
}

/// What has been so for so many weeks is what a weekday is like.
const MAX_WEEKS: i64 = 5;
/// The last of these weeks, with the week in which the weekday lies and the night after it.
const LOOKED_AT: SignedDuration = SignedDuration::from_hours(24 * 7 * (MAX_WEEKS + 2));

/// How a question names the clock of its answer.
fn named(plan: &Plan, zone: ScheduleZone) -> String {
    match zone {
        // Where there is one clock, nobody thinks of others.
        _ if has_one_clock(plan) => String::new(),
        ScheduleZone::Fixed(zone) => format!(" ({} time)", zone.spoken()),
        ScheduleZone::Caller => " (the caller's time)".to_owned(),
    }
}

/// A moment by which the hours of a day can be told: when they open, or else noon.
fn moment_of(date: Date, open: Option<OpenInterval>, clock: Zone) -> Timestamp {
    let noon = || match clock.resolve(date.at(12, 0, 0, 0)) {
        LocalTimeResolution::Once(at)
        | LocalTimeResolution::Gap { after: at, .. }
        | LocalTimeResolution::Fold { earlier: at, .. } => at,
    };
    open.map_or_else(noon, |(from, _)| from)
}

/// The hours of a week, as far as words can say them.
fn usual(team: &Team) -> String {
    let spoken = team.hours.spoken.as_ref();
    spoken.map(|spoken| format!("The hours of {}: {spoken}.", team.called())).unwrap_or_default()
}
