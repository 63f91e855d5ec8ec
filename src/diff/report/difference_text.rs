//! Differences put into words, once for all formats.

use super::edit::CauseEdit;
use super::entered::EnteredDigits;
use super::reviewed::{DifferenceIdentity, Review, ReviewedList};
use super::route;
use super::sides::{SideEndings, ends, line_name};
use super::times::{DifferenceTimes, met};
use crate::base::text::counted;
use crate::diff::kind::DifferenceKind;
use crate::diff::model::{Diff, Difference};
use crate::diff::pair::BeforeAfter;
use crate::explore::{Quoted, ReplayCommand, Witness};
use crate::plan::Plan;

/// So many sentences stand for one cause, unless all are asked for.
const MAX_SENTENCES: usize = 8;

/// How plans are named on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanName {
    /// For `--plan`; None for the plan that comes with the program.
    pub plan: Option<String>,
}

/// Two plans compared, in words.
#[derive(Debug)]
pub struct DiffReport<'a> {
    pub(crate) plans: BeforeAfter<&'a Plan>,
    pub(crate) names: BeforeAfter<PlanName>,
    pub(crate) diff: &'a Diff,
    pub(crate) groups: Vec<GroupText<'a>>,
    pub(crate) review: Option<Review>,
    /// Whether equal differences are listed one by one.
    pub(crate) all: bool,
}

/// Differences of one cause.
#[derive(Debug)]
pub(crate) struct GroupText<'a> {
    pub(crate) edit: CauseEdit<'a>,
    /// Those that say the same are told once.
    pub(crate) folds: Vec<MergedDifferences<'a>>,
}

/// Differences that say the same of several numbers.
#[derive(Debug)]
pub(crate) struct MergedDifferences<'a> {
    pub(crate) first: DifferenceText<'a>,
    pub(crate) others: Vec<DifferenceText<'a>>,
}

/// One difference in words.
#[derive(Clone, Debug)]
pub(crate) struct DifferenceText<'a> {
    pub(crate) difference: &'a Difference,
    /// What is dialed, or which contact: "1-855-720-2559", "contact Titles".
    pub(crate) subject: String,
    /// The contact that it is about.
    pub(crate) contact: Option<&'a str>,
    /// The name of the line, where the number has one.
    pub(crate) line: Option<&'a str>,
    /// "key 6, then key 2"; with the digits that stand for an entry: what tells it from others.
    acts: String,
    /// The same as people are told it: "key 2, then an 8-digit account number that begins with 1 (for example 11111111)".
    pub(crate) told_acts: String,
    /// Whether it is about calls that hours interrupt, and in which menu; with such digits.
    interrupted: Option<String>,
    /// The same as people are told it.
    told_interrupted: Option<String>,
    pub(crate) when: Vec<DifferenceTimes>,
    pub(crate) ends: SideEndings,
    /// The command that makes the call, under each plan.
    pub(crate) replay: Option<BeforeAfter<String>>,
}

impl<'a> DiffReport<'a> {
    /// All differences as a list of those that are meant to be. The reasons of an older list are kept.
    #[must_use]
    pub fn reviewed(&self, older: &ReviewedList) -> ReviewedList {
        ReviewedList::of(self.all().map(DifferenceText::identity), older)
    }

    /// Puts differences into words. `all`: equal ones are not folded.
    #[must_use]
    pub fn new(
        old: &'a Plan,
        new: &'a Plan,
        names: BeforeAfter<PlanName>,
        diff: &'a Diff,
        all: bool,
    ) -> Self {
        let plans = BeforeAfter { old, new };
        let mut told: Vec<(CauseEdit<'a>, Vec<DifferenceText<'a>>)> = Vec::new();
        for group in &diff.groups {
            let Some(first) = group.differences.first() else { continue };
            let edit = CauseEdit::of(plans, group.cause, first);
            let differences = group.differences.iter().map(|difference| {
                let replay = difference.witness.as_ref().map(|witness| {
                    let command = |(of, name): (&Plan, &PlanName)| {
                        let witness = Witness { answers: witness.answers.known_to(of), ..witness.clone() };
                        let plan = name.plan.as_deref();
                        ReplayCommand { witness: &witness, plans: &[old, new], plan }.to_string()
                    };
                    plans.zip(names.as_ref()).map(command)
                });
                DifferenceText::new(plans, diff, difference, replay)
            });
            let is_same =
                |known: &&mut (CauseEdit<'_>, _)| edit.about.is_some() && known.0.about == edit.about;
            match told.iter_mut().find(is_same) {
                Some((_, known)) => known.extend(differences),
                None => told.push((edit, differences.collect())),
            }
        }
        let group = |(edit, told): (_, Vec<_>)| GroupText { edit, folds: folded(told.into_iter(), all) };
        let groups = told.into_iter().map(group).collect();
        Self { plans, names, diff, groups, review: None, all }
    }

    /// Leaves out what was agreed to, and keeps what was agreed to and is not there any more.
    pub fn review(&mut self, reviewed: &ReviewedList) {
        let mut review = reviewed.begin();
        for group in &mut self.groups {
            let told = std::mem::take(&mut group.folds).into_iter().flat_map(MergedDifferences::into_all);
            let unexpected: Vec<_> = told.filter(|told| !review.takes(&told.identity())).collect();
            group.folds = folded(unexpected.into_iter(), self.all);
        }
        self.groups.retain(|group| !group.folds.is_empty());
        self.review = Some(review.ended());
    }

    /// Whether no difference is left that nobody has agreed to.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether nothing can be said for sure: nothing is left to tell, and not everything could be looked at or shown.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        self.is_empty() && (!self.diff.summary.complete || self.diff.summary.not_shown > 0)
    }

    /// All that differs, a sentence each, the gravest first: "1-855-720-2559, key 6, Monday to Friday 18:00 to 20:00 Eastern:
    /// was closed, becomes Commercial Transactions". Of several kinds of callers who meet it, one is named.
    pub fn sentences(&self) -> impl Iterator<Item = String> {
        self.groups.iter().flat_map(|group| &group.folds).map(|fold| {
            let told = &fold.first;
            let who = match &told.when[..] {
                [] => String::new(),
                [only] => only.said(),
                [first, ..] => format!("{}, and other callers at other times", first.said()),
            };
            fold.sentence_of(&listed([told.what_is_done(), who]))
        })
    }

    /// All differences, to be agreed to.
    pub(crate) fn all(&self) -> impl Iterator<Item = &DifferenceText<'a>> {
        self.groups.iter().flat_map(|group| &group.folds).flat_map(MergedDifferences::all)
    }

    /// How one is told to replay a call under the old plan, where commands name the new one.
    pub(crate) fn other_plan(&self) -> Option<String> {
        let has_calls = self.all().any(|told| told.replay.is_some());
        let old = self.names.old.plan.as_ref().filter(|_| has_calls && self.names.old != self.names.new)?;
        Some(format!("--plan {}", Quoted(old)))
    }
}

impl GroupText<'_> {
    /// How many differences.
    pub(crate) fn count(&self) -> usize {
        self.folds.iter().map(MergedDifferences::count).sum()
    }

    /// The sentences that are shown, and how many differences are left out.
    pub(crate) fn shown(&self, all: bool) -> (&[MergedDifferences<'_>], usize) {
        let shown = if all { self.folds.len() } else { self.folds.len().min(MAX_SENTENCES) };
        let (shown, left) = self.folds.split_at(shown);
        (shown, left.iter().map(MergedDifferences::count).sum())
    }
}

impl<'a> MergedDifferences<'a> {
    pub(crate) fn all(&self) -> impl Iterator<Item = &DifferenceText<'a>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    fn into_all(self) -> impl Iterator<Item = DifferenceText<'a>> {
        std::iter::once(self.first).chain(self.others)
    }

    pub(crate) fn count(&self) -> usize {
        1 + self.others.len()
    }

    /// "1-855-720-2559, key 6, Monday …: was closed, becomes Commercial Transactions".
    pub(crate) fn sentence(&self) -> String {
        self.sentence_of(&self.first.circumstances())
    }

    fn sentence_of(&self, circumstances: &str) -> String {
        let told = &self.first;
        let mut said = told.subject.clone();
        if !circumstances.is_empty() {
            said = format!("{said}, {circumstances}");
        }
        said = format!("{said}: was {}, becomes {}", told.ends.said.old, told.ends.said.new);
        match self.others_said() {
            Some(others) => format!("{said} ({others})"),
            None => said,
        }
    }

    /// "and 37 other numbers".
    pub(crate) fn others_said(&self) -> Option<String> {
        let others = self.others.len();
        let numbers: std::collections::BTreeSet<&str> = self
            .others
            .iter()
            .map(|told| told.subject.as_str())
            .filter(|other| *other != self.first.subject)
            .collect();
        match (others, numbers.len()) {
            (0, _) => None,
            (others, numbers) if others == numbers => {
                Some(format!("and {}", counted(others, "other number")))
            }
            (others, _) => Some(format!("and {} like it", counted(others, "other"))),
        }
    }
}

impl<'a> DifferenceText<'a> {
    fn new(
        plans: BeforeAfter<&'a Plan>,
        diff: &Diff,
        difference: &'a Difference,
        replay: Option<BeforeAfter<String>>,
    ) -> Self {
        let BeforeAfter { old, new } = plans;
        let contact = {
            let name = |plan: &'a Plan, side: &crate::diff::model::PlanSide| {
                Some(plan.contact(side.contact?).name.as_str())
            };
            name(new, &difference.new).or_else(|| name(old, &difference.old))
        };
        let entries = EnteredDigits::of(plans, diff, difference);
        let subject = match (difference.number, contact) {
            (Some(number), _) => number.to_string(),
            (None, Some(name)) => format!("contact {name}"),
            (None, None) => "the plan".to_owned(),
        };
        Self {
            difference,
            subject,
            contact,
            line: difference
                .number
                .and_then(|number| line_name(new, number).or_else(|| line_name(old, number))),
            acts: route::acts(&diff.answers, &difference.route.acts),
            told_acts: route::acts_with(&diff.answers, &difference.route.acts, |at| entries.words(at)),
            interrupted: route::interrupted(&diff.answers, &difference.route, |_| None),
            told_interrupted: route::interrupted(&diff.answers, &difference.route, |at| entries.words(at)),
            when: if difference.number.is_some() { met(old, new, diff, difference) } else { Vec::new() },
            ends: ends(old, new, difference),
            replay,
        }
    }

    pub(crate) fn kind(&self) -> DifferenceKind {
        self.difference.kind
    }

    /// Who does what, and when: what stands before the colon of a sentence, without the number.
    pub(crate) fn circumstances(&self) -> String {
        let when: Vec<String> = self.when.iter().map(DifferenceTimes::said).collect();
        listed([self.what_is_done(), when.join("; ")])
    }

    /// The same without who and when.
    pub(crate) fn what_is_done(&self) -> String {
        listed([self.told_acts.clone(), self.told_interrupted.clone().unwrap_or_default()])
    }

    /// What makes it this difference and no other, in words that hold from day to day.
    pub(crate) fn identity(&self) -> DifferenceIdentity {
        let when: Vec<String> = self.when.iter().map(DifferenceTimes::said_plainly).collect();
        DifferenceIdentity {
            kind: self.kind().word().to_owned(),
            number: self.difference.number.map(|number| number.to_string()),
            contact: self.contact.map(str::to_owned),
            keys: self.acts.clone(),
            from: self.ends.lasting.old.clone(),
            to: self.ends.lasting.new.clone(),
            when: listed([self.interrupted.clone().unwrap_or_default(), when.join("; ")]),
        }
    }
}

fn listed(parts: [String; 2]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Puts differences together that say the same; of words and waits, all that one cause has.
fn folded<'a>(told: impl Iterator<Item = DifferenceText<'a>>, all: bool) -> Vec<MergedDifferences<'a>> {
    let mut folds: Vec<MergedDifferences<'a>> = Vec::new();
    for told in told {
        let is_same = |fold: &&mut MergedDifferences<'a>| {
            let first = &fold.first;
            let kind = told.kind();
            first.kind() == kind
                && match kind {
                    DifferenceKind::Wording | DifferenceKind::Timing => true,
                    _ => {
                        first.acts == told.acts
                            && first.interrupted == told.interrupted
                            && first.when == told.when
                            && first.ends.lasting == told.ends.lasting
                    }
                }
        };
        match folds.iter_mut().find(is_same).filter(|_| !all) {
            Some(fold) => fold.others.push(told),
            None => folds.push(MergedDifferences { first: told, others: Vec::new() }),
        }
    }
    folds
}
