use std::collections::HashMap;
use std::hash::Hash;

use crate::call::{ArrivalCause, EndPlace, EndReason, Outcome};
use crate::plan::{Plan, Prompt, Step, StepId, StepKind};

/// Who is who in two plans: which destination or voicemail of the one is which of the other.
///
/// It is the same where people use the same name for it; else where it has kept its name in the file; else where all
/// that the plans say of it is the same.
#[derive(Clone, Debug)]
pub struct Matching {
    /// For each step of the old plan that ends calls, the same of the new plan: one, or of two tellings of one system all that are
    /// called so.
    same: HashMap<StepId, Vec<StepId>>,
    /// Whether both plans tell of one system in their own words.
    is_retold: bool,
}

impl Matching {
    /// Matches those of two plans.
    #[must_use]
    pub fn of(old: &Plan, new: &Plan) -> Self {
        let mut open = OpenMatch { olds: ends(old), news: ends(new), same: HashMap::new() };
        open.pair(
            |step| Some((kind(step), step.name.clone()?)),
            |step| Some((kind(step), step.name.clone()?)),
        );
        open.pair(|step| Some((kind(step), step.key.clone())), |step| Some((kind(step), step.key.clone())));
        open.pair(|step| Some(said_of(old, step)), |step| Some(said_of(new, step)));
        let same = open.same.into_iter().map(|(old, new)| (old, vec![new])).collect();
        Self { same, is_retold: false }
    }

    /// Matches those of two plans of which one was made of the files of a phone system that was made of the other: by what people call
    /// them alone. There may be several of one name, for a team that is come to in two ways is there twice. Why a call ends without
    /// anybody is not compared, because such files do not tell it.
    #[must_use]
    pub fn retold(old: &Plan, new: &Plan) -> Self {
        let called = |step: &Step| (kind(step), plain(step.name.as_ref().unwrap_or(&step.key)));
        let mut news: HashMap<(&str, String), Vec<StepId>> = HashMap::new();
        for (id, step) in ends(new) {
            news.entry(called(step)).or_default().push(id);
        }
        let same =
            ends(old).into_iter().filter_map(|(id, step)| Some((id, news.get(&called(step))?.clone())));
        Self { same: same.collect(), is_retold: true }
    }

    /// Whether both plans tell of one system: then words that no call shows to differ are the same.
    pub(super) fn is_retold(&self) -> bool {
        self.is_retold
    }

    /// Whether two steps that end calls are the same one.
    #[must_use]
    pub fn is_same(&self, old: StepId, new: StepId) -> bool {
        self.same.get(&old).is_some_and(|news| news.contains(&new))
    }

    /// Whether calls that end so end alike for their callers, apart from the words that they hear.
    #[must_use]
    pub fn ends_alike(&self, old: &Outcome, new: &Outcome) -> bool {
        if old.reason != new.reason {
            return false;
        }
        match old.reason {
            EndReason::PutThrough | EndReason::TakesMessage | EndReason::CallsBack => {
                match (old.place, new.place) {
                    (EndPlace::Step(old), EndPlace::Step(new)) => self.is_same(old, new),
                    _ => false,
                }
            }
            EndReason::FaxMachine | EndReason::NoSuchNumber | EndReason::CallerHungUp => true,
            EndReason::HungUp | EndReason::Dropped | EndReason::TooLong | EndReason::Loop => {
                self.is_retold || sort(old.because) == sort(new.because)
            }
        }
    }
}

/// What kind of thing sent a call to its end. Which team was closed is a matter of words.
fn sort(because: Option<ArrivalCause>) -> Option<u8> {
    because.map(|because| match because {
        ArrivalCause::Closed(_) => 0,
        ArrivalCause::NoInput => 1,
        ArrivalCause::NoMatch => 2,
        ArrivalCause::Transfer { .. } => 3,
    })
}

struct OpenMatch<'p> {
    olds: Vec<(StepId, &'p Step)>,
    news: Vec<(StepId, &'p Step)>,
    same: HashMap<StepId, StepId>,
}

impl OpenMatch<'_> {
    /// Pairs those that alone have a mark on their side.
    fn pair<M: Eq + Hash>(
        &mut self,
        of_old: impl Fn(&Step) -> Option<M>,
        of_new: impl Fn(&Step) -> Option<M>,
    ) {
        let (olds, news) = (only(&self.olds, of_old), only(&self.news, of_new));
        for (mark, old) in olds {
            if let Some((old, new)) = old.zip(news.get(&mark).copied().flatten()) {
                self.same.insert(old, new);
                self.olds.retain(|(id, _)| *id != old);
                self.news.retain(|(id, _)| *id != new);
            }
        }
    }
}

/// The step of each mark, or None where several have it.
fn only<M: Eq + Hash>(
    steps: &[(StepId, &Step)],
    mark: impl Fn(&Step) -> Option<M>,
) -> HashMap<M, Option<StepId>> {
    let mut found = HashMap::new();
    for (id, step) in steps {
        if let Some(mark) = mark(step) {
            found.entry(mark).and_modify(|only| *only = None).or_insert(Some(*id));
        }
    }
    found
}

fn ends(plan: &Plan) -> Vec<(StepId, &Step)> {
    plan.steps()
        .filter(|(_, step)| matches!(step.kind, StepKind::Destination(_) | StepKind::Voicemail(_)))
        .collect()
}

/// A name without what files of phone systems may not keep: capitals, spaces.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn kind(step: &Step) -> &'static str {
    step.kind.word()
}

/// All that a plan says of a step, but its names.
fn said_of(plan: &Plan, step: &Step) -> Vec<String> {
    let mut said = vec![kind(step).to_owned(), step.unit.clone().unwrap_or_default()];
    said.extend(step.gate.map(|gate| plan.schedule(gate.schedule).written.value.clone()));
    said.extend(step.prompt().map(|prompt| written(plan, prompt).to_owned()));
    said.extend(step.origin.source.as_ref().map(|source| source.value.clone()));
    said.extend(step.topics.iter().cloned());
    said
}

/// A prompt as it stands in its file.
fn written<'p>(plan: &'p Plan, prompt: &Prompt) -> &'p str {
    plan.sources.file(prompt.span.file).text().get(prompt.span.range()).unwrap_or_default()
}

/// Whether two menus or inputs are plainly the same place, whatever has become of their keys: by the name in the file, the
/// name that people use, or the words. Others are the same only if everything behind them is.
pub(super) fn is_same_place(old: (&Plan, StepId), new: (&Plan, StepId)) -> bool {
    let [one, other] = [old, new].map(|(plan, id)| plan.step(id));
    let words = |(plan, step): (&Plan, &Step)| step.prompt().map(|prompt| written(plan, prompt).to_owned());
    let says_the_same = || words((old.0, one)).is_some_and(|said| words((new.0, other)) == Some(said));
    kind(one) == kind(other)
        && (one.key == other.key || one.name.is_some() && one.name == other.name || says_the_same())
}
