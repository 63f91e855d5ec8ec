use std::cmp::Reverse;
use std::collections::HashMap;

use super::horizon::Horizon;
use crate::call::Caller;
use crate::number::{self, AreaCode, Country, NumberMatch, PhoneNumber};
use crate::plan::{Condition, LineId, Plan, StepKind};
use crate::time::{Schedule, ScheduleZone, TimeSet, Zone};

/// Callers whom a line treats alike, and one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerClass {
    /// The one who calls for all of them.
    pub caller: Caller,
    /// The clocks of those who are told apart by nothing else, each under one name; empty where the clock does not matter.
    pub zones: Vec<Zone>,
}

/// What a line, in one plan or in several, can tell of its callers.
struct CallerQuestions<'p> {
    plan: &'p Plan,
    conditions: Vec<&'p Condition>,
    /// The schedules that are read on the caller's clock.
    schedules: Vec<&'p Schedule>,
    /// When those are open on a clock, as a position among all such times: the same for all its callers.
    open: HashMap<Zone, usize>,
    times: Vec<Vec<TimeSet>>,
}

/// What a line finds when it asks about a caller: callers with the same answers are treated alike.
type CallerAnswers = Vec<(Vec<bool>, usize)>;

/// The classes of callers that the lines, each of its plan, tell apart within the horizon: the one who withholds the
/// number first, then by zone, then by number.
///
/// Callers can be in the zones of area codes, and in those that the plans name; their numbers are North American or
/// named in the plans.
#[must_use]
pub fn callers(lines: &[(&Plan, LineId)], horizon: Horizon) -> Vec<CallerClass> {
    let mut asked: Vec<CallerQuestions<'_>> =
        lines.iter().map(|&(plan, line)| CallerQuestions::by(plan, line)).collect();
    let mut known: HashMap<CallerAnswers, usize> = HashMap::new();
    let mut classes: Vec<CallerClass> = Vec::new();
    for caller in candidates(&asked) {
        let answers: CallerAnswers = asked.iter_mut().map(|asked| asked.of(caller, horizon)).collect();
        let class = *known.entry(answers).or_insert_with(|| {
            classes.push(CallerClass { caller, zones: Vec::new() });
            classes.len() - 1
        });
        let zones = &mut classes[class].zones;
        zones.extend(caller.zone.filter(|zone| !zones.iter().any(|known| known.is_same_clock(*zone))));
    }
    classes
}

impl<'p> CallerQuestions<'p> {
    fn by(plan: &'p Plan, line: LineId) -> Self {
        let mut conditions: Vec<&Condition> = Vec::new();
        for step in plan.steps_of(line) {
            if let StepKind::Switch(switch) = &plan.step(step).kind {
                conditions.extend(switch.cases.iter().flat_map(|case| &case.conditions).filter(
                    |condition| {
                        matches!(
                            condition,
                            Condition::Caller(_)
                                | Condition::AreaCode(_)
                                | Condition::Region(_)
                                | Condition::CallerZone(_)
                        )
                    },
                ));
            }
        }
        let schedules = plan.schedules_of(line).into_iter().map(|id| &plan.schedule(id).schedule);
        let schedules = schedules.filter(|schedule| schedule.zone() == ScheduleZone::Caller).collect();
        Self { plan, conditions, schedules, open: HashMap::new(), times: Vec::new() }
    }

    fn asks_zone(&self) -> bool {
        !self.schedules.is_empty()
            || self.conditions.iter().any(|condition| matches!(condition, Condition::CallerZone(_)))
    }

    fn asks_number(&self) -> bool {
        self.conditions.iter().any(|condition| !matches!(condition, Condition::CallerZone(_)))
    }

    fn of(&mut self, caller: Caller, horizon: Horizon) -> (Vec<bool>, usize) {
        let zone = caller.zone_under(self.plan).zone;
        let met = self.conditions.iter().map(|condition| caller.meets(condition, zone)).collect();
        let Self { schedules, open, times, .. } = self;
        // Two years of openings are much to compare for each of hundreds of callers; few clocks differ.
        let open = *open.entry(zone).or_insert_with(|| {
            let of = |schedule: &&Schedule| schedule.in_zone(zone).open_times(horizon.from, horizon.to);
            let all: Vec<TimeSet> = schedules.iter().map(of).collect();
            times.iter().position(|known| *known == all).unwrap_or_else(|| {
                times.push(all);
                times.len() - 1
            })
        });
        (met, open)
    }
}

/// Callers among whom there is one of each class.
fn candidates(asked: &[CallerQuestions<'_>]) -> Vec<Caller> {
    let mut callers = vec![Caller::default()];
    let conditions = || asked.iter().flat_map(|asked| &asked.conditions);
    if asked.iter().any(CallerQuestions::asks_zone) {
        let named = conditions().flat_map(|condition| match condition {
            Condition::CallerZone(zones) => zones.clone(),
            _ => Vec::new(),
        });
        let mut zones: Vec<Zone> = number::zones().chain(named).collect();
        // Most callers live where most area codes are, and a reader meets the zones that he knows first.
        zones.sort_by_cached_key(|&zone| (familiarity(zone), Reverse(codes_in(zone)), zone.name()));
        zones.dedup();
        callers.extend(zones.into_iter().map(|zone| Caller { number: None, zone: Some(zone) }));
    }
    if asked.iter().any(CallerQuestions::asks_number) {
        let named = conditions().flat_map(|condition| match condition {
            Condition::Caller(numbers) => numbers.iter().flat_map(NumberMatch::samples).collect(),
            _ => Vec::new(),
        });
        let known = AreaCode::assigned().filter_map(somebody_in);
        callers.extend(named.chain(known).map(|number| Caller { number: Some(number), zone: None }));
    }
    callers
}

/// Places that every reader knows, from the coasts on; others stand for callers only where none of these does.
const FAMILIAR: [&str; 8] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Phoenix",
    "America/Halifax",
];

fn familiarity(zone: Zone) -> usize {
    FAMILIAR.iter().position(|name| *name == zone.name()).unwrap_or(FAMILIAR.len())
}

fn codes_in(zone: Zone) -> usize {
    AreaCode::assigned().filter(|code| code.locality().zone() == Some(zone)).count()
}

/// A number of an area code; 555-0100 is kept free for such uses.
fn somebody_in(code: AreaCode) -> Option<PhoneNumber> {
    PhoneNumber::parse(&format!("{code}-555-0100"), Country::UnitedStates).ok().map(|read| read.number)
}
