//! Who is reached on which number, by which keys and when: the facts of the cards, listed line by line.

use std::collections::HashMap;

use super::desk_hours::{YEAR, lasting_words, regular};
use super::names::is_same_name;
use super::reach::{StepSearch, StepSearchNode};
use super::spoken_keys::DialedWay;
use super::team::Team;
use super::teams::Teams;
use super::times::Times;
use super::trial::Choices;
use super::way_acts::WayActs;
use crate::base::Language;
use crate::call::{
    ArrivalCause, CallRecord, Caller, Decision, EndPlace, EventKind, KeySequence, Outcome, OutcomeKind,
};
use crate::explore::SetId;
use crate::plan::{Destination, EndWords, LineId, Plan, StepId, StepKind, StockPhrases};
use crate::time::TimeSet;

/// What a caller of whom nothing is known reaches, in a year without holidays and exceptions: every line, in the plan's
/// order, and its options in the order of their keys. Whoever is reached by several keys stands at the fewest.
#[derive(Clone, Debug)]
pub struct Directory {
    /// What is reached; at least one entry for every line.
    pub listed: Vec<ListedOption>,
}

/// Whom some keys of a line lead to. Where that depends on the time, there is an entry for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOption {
    /// The line.
    pub line: LineId,
    /// The keys, as people say them: `6`, `1, 2`. Empty: none is pressed.
    pub keys: String,
    /// The language that the caller is spoken to in there, if it is not the plan's own.
    pub language: Option<Language>,
    /// Whether the caller waits in silence until the system goes on.
    pub waits: bool,
    /// The name of whom a caller is put through to, or whose voicemail takes a message. None: nobody is reached.
    pub name: Option<String>,
    /// Whether it is a voicemail.
    pub is_voicemail: bool,
    /// Whether people there call back, and are not spoken to at once.
    pub calls_back: bool,
    /// What they are asked for.
    pub topics: Vec<String>,
    /// When they are reached, in words; none where words cannot say it.
    pub hours: Option<String>,
    /// What has to be so for the keys to lead there, as it usually is: `if a counselor is on duty`.
    pub condition: Option<String>,
    /// Which callers reach them, where one of whom nothing is known does not: `callers from Tennessee`.
    pub only_for: Option<String>,
    /// What becomes of such a call outside hours: `a message that ends the call`, `voicemail`, `Night Desk`.
    pub otherwise: Vec<String>,
}

impl Directory {
    /// Lists a plan, of which these are the teams.
    pub(crate) fn of(plan: &Plan, teams: &Teams) -> Self {
        let regular = regular(plan);
        let by_step: HashMap<StepId, &Team> =
            teams.iter().flat_map(|team| team.steps.iter().map(move |&step| (step, team))).collect();
        let by_step = &by_step;
        let mut times = Times::over(&regular, Caller::default(), YEAR);
        let lines = plan.lines().map(|(line, _)| line);
        let listed = lines.flat_map(|line| {
            let options = options(&mut times, line);
            let told_in = teams.told_in();
            let usual =
                options.into_iter().flat_map(move |option| option.listed(plan, by_step, line, told_in));
            usual.chain(for_certain(plan, teams, line))
        });
        Self { listed: listed.collect() }
    }
}

/// What some keys come to in the course of a year.
struct KeyOutcome {
    acts: WayActs,
    /// The language that the caller is spoken to in there.
    language: Language,
    /// Who is reached by the caller's own doing, and when.
    people: Vec<(StepId, TimeSet)>,
    is_voicemail: bool,
    waits: bool,
    otherwise: Vec<ElsewhereEnd>,
}

/// What becomes of a call that reaches nobody by its caller's own doing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ElsewhereEnd {
    /// Somebody else is reached, or a message taken there.
    At(String),
    Dropped,
    Voicemail,
    Message,
    HangUp,
}

impl ElsewhereEnd {
    fn words(&self, words: &EndWords) -> String {
        match self {
            Self::At(name) => return name.clone(),
            Self::Dropped => words.dropped,
            Self::Voicemail => words.voicemail,
            Self::Message => words.message,
            Self::HangUp => words.hang_up,
        }
        .to_owned()
    }
}

/// The ways of a line that a caller can choose, found by making calls; if there are none, that of pressing nothing.
fn options(times: &mut Times<'_>, line: LineId) -> Vec<KeyOutcome> {
    let plan = times.plan;
    times.begin_line();
    let mut found: Vec<(KeySequence, WayActs, Language)> = Vec::new();
    let reach = StepSearch::of(&Choices::on(plan, line), times, &mut StepSearch::most_calls());
    for (step, way) in reach.found() {
        let StepSearchNode { keys, acts, language, when, .. } = way;
        if found.iter().any(|(known, ..)| *known == keys) {
            continue;
        }
        let is_option = |(record, _): (CallRecord, SetId)| {
            let Some(outcome) = record.outcome() else { return false };
            // A key may also lead to a message and nothing else.
            let is_told = !keys.presses().is_empty()
                && outcome.because.is_none()
                && outcome.place == EndPlace::Step(step);
            is_told || chosen(&outcome) == Some(step)
        };
        if times.records(line, &keys, when).into_iter().any(is_option) {
            found.push((keys, acts, language));
        }
    }
    if found.is_empty() {
        found.push((KeySequence::default(), WayActs::default(), plan.line(line).language));
    }
    found.sort_by_cached_key(|(keys, ..)| keys.to_string());
    let mut way = |(keys, acts, language): (KeySequence, WayActs, Language)| {
        let all = times.all();
        let mut records = times.records(line, &keys, all);
        records.sort_by_key(|(_, when)| times.first(*when));
        let mut way = KeyOutcome {
            acts,
            language,
            people: Vec::new(),
            is_voicemail: false,
            waits: false,
            otherwise: Vec::new(),
        };
        for (record, when) in &records {
            way.note(plan, record, times.sets().get(*when));
        }
        way
    };
    found.into_iter().map(&mut way).collect()
}

/// Who was reached, unless closed hours sent the caller there.
fn chosen(outcome: &Outcome) -> Option<StepId> {
    match (outcome.kind(), outcome.because, outcome.place) {
        (_, Some(ArrivalCause::Closed(_)), _) => None,
        (
            OutcomeKind::Transferred | OutcomeKind::Voicemail | OutcomeKind::Callback,
            _,
            EndPlace::Step(step),
        ) => Some(step),
        _ => None,
    }
}

impl KeyOutcome {
    /// Notes what comes of a call, and that the same comes of it at all these instants.
    fn note(&mut self, plan: &Plan, record: &CallRecord, when: &TimeSet) {
        let Some(outcome) = record.outcome() else { return };
        if let Some(step) = chosen(&outcome) {
            self.is_voicemail |= outcome.kind() == OutcomeKind::Voicemail;
            self.waits |= outcome.because == Some(ArrivalCause::NoInput);
            match self.people.iter_mut().find(|(known, _)| *known == step) {
                Some((_, known)) => *known = known.or(when),
                None => self.people.push((step, when.clone())),
            }
            return;
        }
        let end = match (outcome.kind(), outcome.place_name(plan)) {
            (OutcomeKind::Transferred | OutcomeKind::Callback, Some(name)) => {
                ElsewhereEnd::At(name.to_owned())
            }
            (OutcomeKind::Dropped, _) => ElsewhereEnd::Dropped,
            (OutcomeKind::Voicemail, _) => ElsewhereEnd::Voicemail,
            _ if is_heard(record) => ElsewhereEnd::Message,
            _ => ElsewhereEnd::HangUp,
        };
        if !self.otherwise.contains(&end) {
            self.otherwise.push(end);
        }
    }

    fn listed(
        self,
        plan: &Plan,
        teams: &HashMap<StepId, &Team>,
        line: LineId,
        told_in: Language,
    ) -> Vec<ListedOption> {
        let way = DialedWay { plan, line, acts: &self.acts, language: self.language, told_in };
        let words = &StockPhrases::of(told_in).end;
        let nobody = ListedOption {
            line,
            keys: way.keys(),
            language: way.other_language(),
            condition: way.condition(),
            waits: self.waits,
            name: None,
            is_voicemail: self.is_voicemail,
            calls_back: false,
            topics: Vec::new(),
            hours: None,
            only_for: None,
            otherwise: self.otherwise.iter().map(|end| end.words(words)).collect(),
        };
        if self.people.is_empty() {
            return vec![nobody];
        }
        let entry = |(step, when): &(StepId, TimeSet)| {
            let of = plan.step(*step);
            let name = of.name.clone().unwrap_or_else(|| plan.line(line).name.clone());
            let topics = of.topics.iter().filter(|topic| !is_same_name(topic, &name)).cloned().collect();
            let hours = hours(plan, teams, line, *step, when, told_in);
            let calls_back = matches!(of.kind, StepKind::Destination(Destination { calls_back: true, .. }));
            ListedOption { name: Some(name), topics, hours, calls_back, ..nobody.clone() }
        };
        self.people.iter().map(entry).collect()
    }
}

/// Whether the caller heard something since the last key, or since closed hours sent the call elsewhere.
fn is_heard(record: &CallRecord) -> bool {
    let turns = |what| matches!(what, EventKind::Pressed(_) | EventKind::Decided(Decision::Closed { .. }));
    let last = record.events.iter().rev().take_while(|event| !turns(event.what));
    last.into_iter().any(|event| matches!(event.what, EventKind::Speaks(_)))
}

/// The words for when somebody is reached: those of the team, if they say just that.
fn hours(
    plan: &Plan,
    teams: &HashMap<StepId, &Team>,
    line: LineId,
    step: StepId,
    when: &TimeSet,
    told_in: Language,
) -> Option<String> {
    match teams.get(&step) {
        Some(team) => team.words(plan, line, &[step], when),
        None => lasting_words(plan, when, told_in),
    }
}

/// Whom certain callers reach on a line, and nobody else.
fn for_certain<'a>(
    plan: &'a Plan,
    teams: &'a Teams,
    line: LineId,
) -> impl Iterator<Item = ListedOption> + 'a {
    let behind = teams.behind(line).iter().map(|&team| &teams[team]).filter(|team| team.only.is_some());
    let doors = behind.flat_map(move |team| team.doors_of(line).iter().map(move |door| (team, door)));
    doors.filter_map(move |(team, door)| {
        let topics = team.steps.iter().flat_map(|&step| plan.step(step).topics.iter());
        let way = door.way(plan, teams.told_in());
        Some(ListedOption {
            line,
            keys: way.keys(),
            language: way.other_language(),
            condition: way.condition(),
            waits: false,
            name: Some(team.name.clone()),
            is_voicemail: false,
            calls_back: false,
            topics: topics.filter(|topic| !is_same_name(topic, &team.name)).cloned().collect(),
            hours: team.door_words(plan, door),
            only_for: Some(team.only.as_ref()?.told(teams.told_in())),
            otherwise: Vec::new(),
        })
    })
}
