use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::snapshot::PlanSnapshot;
use crate::base::source::Sources;
use crate::diff::diff;
use crate::explore::Horizon;
use crate::files::load;
use crate::page::PageChanges;
use crate::plan::Plan;
use crate::training::drill::{Deck, own_questions};

/// What lessons about a plan have beside what the plan itself says.
#[derive(Debug)]
pub(super) struct PlanLessons {
    /// The texts of the company's own questions; none where they do not fit the plan.
    pub(super) questions: Vec<String>,
    /// Their cards.
    pub(super) own: Option<Deck>,
    /// Whether there are own questions that have mistakes, and so are left out.
    pub(super) leaves_out: bool,
    /// What has changed since the older plan that was named.
    pub(super) changes: Option<Deck>,
    /// The same, to be told to a page.
    pub(super) told: PageChanges,
}

/// Where the lessons of a server come from, and those of the plan of the moment.
#[derive(Debug)]
pub(super) struct LessonSource {
    questions: Vec<PathBuf>,
    older: Option<Arc<Plan>>,
    kept: Mutex<Option<(u64, Arc<PlanLessons>)>>,
}

impl LessonSource {
    pub(super) fn new(questions: Vec<PathBuf>, older: Option<Arc<Plan>>) -> Self {
        Self { questions, older, kept: Mutex::default() }
    }

    /// Those of a plan. To make them takes a moment.
    pub(super) fn of(&self, PlanSnapshot { number, plan, .. }: &PlanSnapshot) -> Arc<PlanLessons> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((of, lessons)) if of == number => Arc::clone(lessons),
            _ => {
                let lessons = Arc::new(self.made(plan));
                *kept = Some((*number, Arc::clone(&lessons)));
                lessons
            }
        }
    }

    fn made(&self, plan: &Plan) -> PlanLessons {
        let own = self.own(plan);
        let leaves_out = own.is_none();
        let (own, questions) = own.unzip();
        let changes = self.older.as_ref().map(|older| {
            let differences = diff(older, plan, Horizon::of(plan, 1));
            Deck::changes(older, plan, &differences)
        });
        let changes = changes.filter(|changes| !changes.cards().is_empty());
        let told = changes.as_ref().map(|changes| PageChanges::of(changes, plan)).unwrap_or_default();
        PlanLessons { questions: questions.unwrap_or_default(), own, leaves_out, changes, told }
    }

    /// The own questions, with their texts; None: they have mistakes, or cannot be read.
    fn own(&self, plan: &Plan) -> Option<(Deck, Vec<String>)> {
        let mut sources = Sources::default();
        let mut ids = Vec::new();
        for path in &self.questions {
            ids.push(sources.add(load::name(path), load::text(path).ok()?));
        }
        let deck = own_questions(plan, &sources, &ids, &mut Vec::new())?;
        Some((deck, sources.iter().map(|(_, file)| file.text().to_owned()).collect()))
    }
}
