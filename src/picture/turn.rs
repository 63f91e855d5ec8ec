//! The turns that a call can take at a step, and what to call them.

use crate::base::text;
use crate::plan::{
    Condition, EntryPhrase, Gate, Key, Link, Plan, Step, StepKind, TransferResult, entries_of,
};

/// Why a call leaves a step in one direction and not in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// The line answers, or a message has been said: there is one way only.
    Onward,
    /// The caller presses a key of a menu.
    Key(Key),
    /// The caller enters what the route of this position takes.
    Route(usize),
    /// The caller enters other digits that are taken.
    OtherEntry,
    /// The caller stays on the line and presses nothing, which leads on.
    Silence,
    /// What the menu or input does not take otherwise leads on.
    Other,
    /// The case of this position of a switch holds.
    Case(usize),
    /// No case of a switch holds.
    Otherwise,
    /// This becomes of a transfer.
    Result(TransferResult),
    /// The step is closed.
    Closed,
    /// What the step is there for at some times is not there.
    AtOtherTimes,
    /// The caller pressed nothing, once too often.
    NoInput,
    /// The caller pressed what the step does not take, once too often.
    NoMatch,
}

/// How many numbers, places or entries of one condition are named.
const NAMED: usize = 3;

impl Turn {
    /// The turns that nobody chooses.
    pub const EXITS: [Self; 3] = [Self::Closed, Self::NoInput, Self::NoMatch];

    /// Every turn of a step with where it leads, first what the step is there for, then the exits.
    #[must_use]
    pub fn all(step: &Step) -> Vec<(Self, Link)> {
        let mut turns = Vec::new();
        match &step.kind {
            StepKind::Menu(menu) => {
                turns.extend(menu.choices().map(|(key, choice)| (Self::Key(key), choice.link)));
            }
            StepKind::Input(_) | StepKind::Voicemail(_) => {}
            StepKind::Switch(switch) => {
                let cases = switch.cases.iter().enumerate();
                turns.extend(cases.map(|(at, case)| (Self::Case(at), case.then)));
                turns.push((Self::Otherwise, switch.otherwise));
            }
            StepKind::Message(message) => turns.push((Self::Onward, message.then)),
            StepKind::Destination(destination) => {
                let ways = destination.follow_up.iter().flat_map(|follow_up| &follow_up.ways);
                turns.extend(ways.map(|&(result, link)| (Self::Result(result), link)));
                turns.extend(destination.keys().map(|(key, choice)| (Self::Key(key), choice.link)));
            }
        }
        if let Some(collection) = step.collection() {
            let routes = collection.routes.iter().enumerate();
            turns.extend(routes.map(|(at, route)| (Self::Route(at), route.choice.link)));
            turns.extend(collection.then.map(|link| (Self::OtherEntry, link)));
        }
        let handled = step
            .waiting()
            .into_iter()
            .flat_map(|waiting| {
                [
                    (&waiting.no_input, Self::Silence, Self::NoInput),
                    (&waiting.no_match, Self::Other, Self::NoMatch),
                ]
            })
            .map(|(handling, way, misstep)| {
                (if handling.way().is_some() { way } else { misstep }, handling.link())
            });
        let (exits, ways): (Vec<_>, Vec<_>) = handled.partition(|(turn, _)| turn.is_exit());
        turns.extend(ways);
        let closed = |gate: Gate| {
            (if gate.occasion.is_some() { Self::AtOtherTimes } else { Self::Closed }, gate.closed)
        };
        turns.extend(step.gate.map(closed));
        turns.extend(exits);
        turns
    }

    /// Those of them that people want to see: behind most of what is there for a time lies what is there without it, which goes
    /// without saying.
    #[must_use]
    pub fn shown(step: &Step) -> Vec<(Self, Link)> {
        let all = Self::all(step);
        let onward = all.iter().find(|(turn, _)| *turn == Self::Onward).map(|(_, link)| link.target);
        let is_told =
            |(turn, link): &(Self, Link)| *turn != Self::AtOtherTimes || Some(link.target) != onward;
        all.into_iter().filter(is_told).collect()
    }

    /// Whether nobody chooses it: the step is closed, or the caller did not do what it asks for.
    #[must_use]
    pub fn is_exit(self) -> bool {
        Self::EXITS.contains(&self)
    }

    /// What to call it, on one line; empty where there is nothing to tell apart.
    #[must_use]
    pub fn label(self, plan: &Plan, step: &Step) -> String {
        match (self, &step.kind) {
            (Self::Key(key), StepKind::Menu(menu)) => {
                let choice = menu.choice(key);
                let said = choice.and_then(|choice| {
                    choice.say.as_deref().filter(|say| *say != plan.target_name(choice.link.target))
                });
                said.map_or_else(|| key.to_string(), |said| format!("{key} {}", one_line(said)))
            }
            (Self::Key(key), StepKind::Destination(_)) => format!("{key} while it rings"),
            (Self::Route(at), _) => beside(step, Some(at)),
            (Self::OtherEntry, _) => beside(step, None),
            (Self::Case(at), StepKind::Switch(switch)) => {
                let conditions = switch.cases.get(at).map(|case| &*case.conditions).unwrap_or_default();
                let told: Vec<String> = conditions.iter().map(|condition| tell(plan, condition)).collect();
                told.join(" and ")
            }
            (Self::Silence | Self::Other, StepKind::Menu(menu)) => {
                let way = if self == Self::Silence { &menu.waiting.no_input } else { &menu.waiting.no_match };
                let said = way.way().and_then(|choice| {
                    choice.say.as_deref().filter(|say| *say != plan.target_name(choice.link.target))
                });
                let word = if self == Self::Silence { self.word() } else { "any other key" };
                said.map_or_else(|| word.to_owned(), |said| format!("{word}: {}", one_line(said)))
            }
            (turn, _) => turn.word().to_owned(),
        }
    }

    /// The word for a turn that is called the same at every step; of others, nothing.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Onward | Self::Key(_) | Self::Route(_) | Self::Case(_) => "",
            Self::OtherEntry => "other",
            Self::Silence => "stay on the line",
            Self::Other => "anything else",
            Self::Otherwise => "otherwise",
            Self::Result(result) => result.word(),
            Self::Closed => "closed",
            Self::AtOtherTimes => "at other times",
            Self::NoInput => "no input",
            Self::NoMatch => "no match",
        }
    }
}

/// What is entered at a step, in words that stand beside it.
fn beside(step: &Step, route: Option<usize>) -> String {
    EntryPhrase::of_route(step, route).map_or_else(String::new, |phrase| phrase.beside_input())
}

/// Text from a file on one line, without anything that a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    text::one_line(text).into_owned()
}

fn tell(plan: &Plan, condition: &Condition) -> String {
    match condition {
        Condition::Open(schedule) => format!("{} open", plan.schedule(*schedule).key),
        Condition::Closed(schedule) => format!("{} closed", plan.schedule(*schedule).key),
        Condition::Line(lines) => {
            format!("line {}", alternatives(lines.iter().map(|&line| plan.line(line).key.as_str())))
        }
        Condition::Caller(numbers) => format!("caller {}", alternatives(numbers.iter())),
        Condition::AreaCode(codes) => format!("area code {}", alternatives(codes.iter())),
        Condition::Region(regions) => {
            format!("caller in {}", alternatives(regions.iter().map(|region| region.name)))
        }
        Condition::CallerZone(zones) => format!("caller in {}", alternatives(zones.iter())),
        Condition::Entered(patterns) => {
            format!("entered {}", alternatives(patterns.iter().map(entries_of)))
        }
        Condition::Answer(id, values) => {
            let answer = plan.answer(*id);
            format!("{}: {}", answer.key, alternatives(values.iter().map(|value| answer.word(*value))))
        }
    }
}

fn alternatives<T: ToString>(values: impl ExactSizeIterator<Item = T>) -> String {
    let more = values.len().saturating_sub(NAMED);
    let mut told: Vec<String> = values.take(NAMED).map(|value| value.to_string()).collect();
    if more > 0 {
        told.push(format!("{more} more"));
    }
    match told.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::builtin;

    #[test]
    fn every_link_of_a_step_is_a_turn() {
        let plan = builtin();
        for (_, step) in plan.steps() {
            let mut links: Vec<_> = step.links().iter().map(|link| (link.target, link.span)).collect();
            for (_, link) in Turn::all(step) {
                let at = links.iter().position(|known| *known == (link.target, link.span));
                links.swap_remove(at.expect("a turn is a link"));
            }
            assert!(links.is_empty(), "{}: {links:?}", step.key);
        }
    }

    #[test]
    fn a_long_list_of_alternatives_is_told_in_short() {
        let told = |count: usize| alternatives((1..=count).collect::<Vec<_>>().into_iter());
        assert_eq!(
            [told(1), told(2), told(3), told(5)],
            ["1", "1 or 2", "1, 2 or 3", "1, 2, 3 or 2 more"].map(str::to_owned)
        );
    }
}
