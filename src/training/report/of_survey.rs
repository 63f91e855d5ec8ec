use crate::base::text::counted;
use crate::plan::Plan;
use crate::training::drill::CardKind;
use crate::training::learning::{KnowledgeArea, LearnerRow, Survey};

/// So many of the hardest facts are told.
pub(super) const HARDEST: usize = 10;

/// So many days of training are told to people; programs get all of them.
pub(super) const LAST_DAYS: usize = 14;

/// A survey of learners under the plan whose names people use.
#[derive(Clone, Copy, Debug)]
pub struct TrainingReport<'a> {
    /// Who knows what.
    pub survey: &'a Survey,
    /// The plan, for the names of its lines.
    pub plan: &'a Plan,
    /// Whether it is about one learner, of whom every fact is told, or about a class.
    pub is_of_one: bool,
}

impl<'a> TrainingReport<'a> {
    /// The name of a line for people; its name in the files if the plan does not have it (any more).
    pub(super) fn line_name<'n>(&self, key: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.plan.line_named(key).map_or(key, |id| &self.plan.line(id).name)
    }

    /// What was answered but is not counted with the cards, in sentences; empty if there is nothing of the kind.
    #[must_use]
    pub fn not_counted(&self) -> String {
        let (own, gone): (Vec<&KnowledgeArea>, _) =
            self.survey.not_counted.iter().partition(|part| part.name == CardKind::Own.word());
        let told = |parts: Vec<&KnowledgeArea>, what: &str| {
            let sum = |of: fn(&KnowledgeArea) -> u32| {
                parts.iter().map(|part| of(part)).fold(0, u32::saturating_add)
            };
            let (answers, cards) =
                (counted(sum(|part| part.answers), "answer"), counted(sum(|part| part.cards), what));
            (!parts.is_empty()).then(|| format!("{answers} to {cards}"))
        };
        let own = told(own, "own question").map(|told| format!("{told} (name the file with --questions)"));
        let gone = told(gone, "card").map(|told| format!("{told} not in this plan"));
        let told: Vec<String> = own.into_iter().chain(gone).collect();
        if told.is_empty() {
            String::new()
        } else {
            format!("Counted only in days and medians: {}.", told.join(" and "))
        }
    }

    /// The learner, if it is about one.
    pub(super) fn one(&self) -> Option<&'a LearnerRow> {
        self.survey.learners.first().filter(|_| self.is_of_one)
    }
}
