//! When people can be reached, in a year without holidays and exceptions.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::base::Language;
use crate::base::hash::fingerprint;
use crate::base::shared::OnceMap;
use crate::explore::Horizon;
use crate::plan::{LineId, Plan, ScheduleId};
use crate::time::{Schedule, ScheduleZone, TimeSet, Zone, always};

/// When a team can be reached in a year without holidays and exceptions.
#[derive(Clone, Debug)]
pub(crate) struct Hours {
    /// In words, where words can say it.
    pub(crate) spoken: Option<String>,
    /// On whose clock they are said.
    pub(crate) zone: ScheduleZone,
    /// The schedule that says the same.
    pub(crate) schedule: Option<ScheduleId>,
    /// The instants, for the caller by whose calls they were found.
    pub(crate) open: TimeSet,
    /// Tells exact hours apart.
    print: u64,
    /// The words for times, shared by all hours of a plan.
    said: Arc<HoursWords>,
}

/// The words for times of the year in which hours are compared, each found once.
#[derive(Debug, Default)]
struct HoursWords {
    told_in: Language,
    /// None: there are no words in that language.
    known: OnceMap<TimeSet, Option<String>>,
}

impl HoursWords {
    /// The words for such times.
    fn words(&self, plan: &Plan, when: &TimeSet) -> Option<String> {
        let words = self.known.get(when.clone(), || in_words(plan, when, self.told_in).into());
        words.as_ref().clone()
    }
}

/// When somebody is reached, by the calls of one caller and by those of another on a clock of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) here: TimeSet,
    pub(super) elsewhere: TimeSet,
}

/// The year in which hours are compared. Which one it is does not matter, only that it is always the same, so that what a
/// learner knows does not change with the calendar; it has a February 29.
pub(crate) const YEAR: Horizon =
    Horizon { from: Timestamp::constant(1_704_067_200, 0), to: Timestamp::constant(1_735_689_600, 0) };

/// The plan without holidays and exceptions.
pub(crate) fn regular(plan: &Plan) -> Plan {
    let weekly = |id| {
        let schedule = &plan.schedule(id).schedule;
        Schedule::new(schedule.expression().clone(), Vec::new(), Vec::new(), schedule.zone())
    };
    plan.with_schedules(plan.schedules().map(|(id, _)| (id, weekly(id))))
}

/// When the schedules of a plan are open in the year in which hours are compared, each found once.
pub(super) struct YearSchedules<'p> {
    regular: &'p Plan,
    /// By schedule and by the clocks of two callers.
    open: HashMap<(ScheduleId, [Zone; 2]), Found>,
    said: Arc<HoursWords>,
}

impl<'p> YearSchedules<'p> {
    pub(super) fn new(regular: &'p Plan, told_in: Language) -> Self {
        let said = Arc::new(HoursWords { told_in, ..HoursWords::default() });
        Self { regular, open: HashMap::new(), said }
    }

    /// The language of the words.
    pub(super) fn told_in(&self) -> Language {
        self.said.told_in
    }

    /// The schedule that is open at these times, among those that calls of a line can meet.
    fn schedule(&mut self, line: LineId, clocks: [Zone; 2], times: &Found) -> Option<ScheduleId> {
        let Self { regular, open, .. } = self;
        regular.schedules_of(line).into_iter().find(|&id| {
            let known = open.entry((id, clocks)).or_insert_with(|| {
                let schedule = &regular.schedule(id).schedule;
                let [here, elsewhere] =
                    clocks.map(|zone| schedule.in_zone(zone).open_times(YEAR.from, YEAR.to));
                Found { here, elsewhere }
            });
            known == times
        })
    }

    /// The hours of people behind some lines who are reached at these times, with the clocks of the two callers.
    pub(super) fn hours(
        &mut self,
        found: Found,
        lines: impl IntoIterator<Item = LineId>,
        clocks: [Zone; 2],
    ) -> Hours {
        let schedule = lines.into_iter().find_map(|line| self.schedule(line, clocks, &found));
        let regular = self.regular;
        let Found { here, elsewhere } = &found;
        let (spoken, zone) = match schedule {
            Some(id) => {
                let schedule = &regular.schedule(id).schedule;
                (Some(schedule.spoken_in(self.told_in()).to_owned()), schedule.zone())
            }
            None if here == elsewhere => (self.said.words(regular, here), ScheduleZone::Fixed(regular.zone)),
            None => (None, ScheduleZone::Caller),
        };
        let seconds =
            [here, elsewhere].into_iter().flat_map(|open| open.spans().flat_map(|(from, to)| [from, to]));
        let print = fingerprint(seconds.flat_map(|at| at.as_second().to_be_bytes()));
        Hours { spoken, zone, schedule, open: found.here, print, said: Arc::clone(&self.said) }
    }
}

impl Hours {
    /// Those of a part of these people, which is reached at other times.
    pub(super) fn of_part(&self, plan: &Plan, open: TimeSet) -> Self {
        Self { spoken: self.words(plan, &open), schedule: None, open, ..self.clone() }
    }

    /// The words for when a part of these people is reached.
    pub(super) fn words(&self, plan: &Plan, when: &TimeSet) -> Option<String> {
        if *when == self.open {
            return self.lasting().map(str::to_owned);
        }
        match self.zone {
            ScheduleZone::Fixed(_) => self.said.words(plan, when).filter(|words| names_no_date(words)),
            // These are the instants of one caller; the next one has others.
            ScheduleZone::Caller => None,
        }
    }

    /// What tells them from other hours: the instants, in whichever words and on whichever clock they are said.
    pub(crate) fn fact(&self) -> String {
        format!("hours {:08x}", self.print as u32)
    }

    /// The words for them, where these name no day of the year in which hours are compared.
    pub(crate) fn lasting(&self) -> Option<&str> {
        let is_lasting = |words: &&str| self.schedule.is_some() || names_no_date(words);
        self.spoken.as_deref().filter(is_lasting)
    }

    /// Whether they are the same, second by second.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.print == other.print
    }

    /// Whether it can be reached at any time.
    pub(crate) fn is_always(&self) -> bool {
        self.open == YEAR.instants()
    }

    /// The clock on which they are said to a caller in `zone`.
    pub(crate) fn clock(&self, zone: Zone) -> Zone {
        match self.zone {
            ScheduleZone::Fixed(fixed) => fixed,
            ScheduleZone::Caller => zone,
        }
    }
}

/// The words for times of the year in which hours are compared, if the language has any. Weeks are said as schedules say theirs, so that nobody can
/// tell by the style which hours have a schedule of their own.
fn in_words(plan: &Plan, when: &TimeSet, language: Language) -> Option<String> {
    if *when == YEAR.instants() {
        return Some(always(language).to_owned());
    }
    let occasions = when.occasions(YEAR.from, YEAR.to, plan.zone);
    // Only English has words for whatever comes again in a year.
    let all = || (language == Language::English).then(|| occasions.to_string());
    occasions.as_schedule_in(language).or_else(all)
}

/// The words for such times, where these name no day of the year.
pub(crate) fn lasting_words(plan: &Plan, when: &TimeSet, language: Language) -> Option<String> {
    in_words(plan, when, language).filter(|words| names_no_date(words))
}

/// Whether words for hours name no day of the year in which they are compared.
fn names_no_date(words: &str) -> bool {
    !words.contains(&YEAR.from.to_string()[..4])
}
