use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use tokio::sync::watch;

use super::access::Access;
use super::deck_of_day::DeckOfDay;
use super::learner_writer::LearnerWriter;
use super::listen::HostNames;
use super::plan_lessons::LessonSource;
use super::seats::Seats;
use super::secret::Secret;
use super::snapshot::{PlanSnapshot, SiteSnapshot};
use super::voice::{SoundShelf, SpeechProgram};
use crate::files::load::PlanSource;
use crate::plan::Plan;

/// So many plans before the one of now are kept, for pages on which a call is on.
const MAX_EARLIER: usize = 4;

/// What a server was started with.
#[derive(Clone, Debug)]
pub struct SiteSettings {
    /// Where the plan is.
    pub source: PlanSource,
    /// The scenarios of the plan, a file or a folder.
    pub scenarios: Option<PathBuf>,
    /// The older plan that changes are told against; None: the plan as it was when the server started.
    pub since: Option<PlanSource>,
    /// Files of the company's own questions.
    pub questions: Vec<PathBuf>,
    /// The older plan whose changes learners are asked about first, where somebody has named one.
    pub changed_from: Option<Arc<Plan>>,
    /// The learners' file.
    pub learners: PathBuf,
    /// The program that speaks prompts that nobody has recorded.
    pub speech: Option<SpeechProgram>,
    /// The clock of the machine.
    pub clock: fn() -> Timestamp,
}

/// What a server serves, shared by all who answer.
///
/// Each part of it adds its routes in `router.rs`, takes the plan of a moment by [`snapshot`](Self::snapshot), and hears of
/// changes by [`changes`](Self::changes).
#[derive(Debug)]
pub struct Site {
    /// What it was started with.
    pub settings: SiteSettings,
    /// Under which names it is asked.
    pub names: HostNames,
    /// Who may do what.
    pub access: Access,
    /// What a page sends with whatever changes something.
    pub token: Secret,
    pub(super) decks: DeckOfDay,
    pub(super) lessons: LessonSource,
    pub(super) seats: Arc<Seats>,
    pub(super) writer: LearnerWriter,
    pub(super) sounds: SoundShelf,
    /// The plans before the one of now, which pages may still have; the last is the latest.
    earlier: Mutex<VecDeque<Arc<PlanSnapshot>>>,
    now: watch::Sender<Arc<SiteSnapshot>>,
    stopping: watch::Sender<bool>,
}

impl Site {
    /// A site that has read its plan.
    pub fn new(
        settings: SiteSettings,
        names: HostNames,
        access: Access,
        plan: PlanSnapshot,
    ) -> Result<Self, getrandom::Error> {
        let seats = Arc::<Seats>::default();
        let writer = LearnerWriter::new(settings.learners.clone(), Arc::clone(&seats));
        let lessons = LessonSource::new(settings.questions.clone(), settings.changed_from.clone());
        let sounds = SoundShelf::new(settings.speech.clone());
        let first = SiteSnapshot { number: 1, plan: Arc::new(plan), changed: Vec::new() };
        Ok(Self {
            settings,
            names,
            access,
            token: Secret::drawn()?,
            decks: DeckOfDay::default(),
            lessons,
            seats,
            writer,
            sounds,
            earlier: Mutex::default(),
            now: watch::Sender::new(Arc::new(first)),
            stopping: watch::Sender::new(false),
        })
    }

    /// What time it is.
    #[must_use]
    pub fn time(&self) -> Timestamp {
        (self.settings.clock)()
    }

    /// What is served now. Whoever holds it has the same plan until the end, whatever changes.
    #[must_use]
    pub fn snapshot(&self) -> Arc<SiteSnapshot> {
        Arc::clone(&self.now.borrow())
    }

    /// What is served now and from now on: whoever is slow misses what lies between, and nothing of what is latest.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<Arc<SiteSnapshot>> {
        self.now.subscribe()
    }

    /// Takes up that files have changed: what is read of the plan now, and which files.
    pub fn change(&self, plan: impl FnOnce(&PlanSnapshot) -> Option<PlanSnapshot>, changed: Vec<PathBuf>) {
        self.now.send_modify(|now| {
            let read = plan(&now.plan).map(Arc::new);
            let plan = read.unwrap_or_else(|| Arc::clone(&now.plan));
            if plan.number != now.plan.number {
                let mut earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
                earlier.push_back(Arc::clone(&now.plan));
                let too_many = earlier.len().saturating_sub(MAX_EARLIER);
                earlier.drain(..too_many);
            }
            *now = Arc::new(SiteSnapshot { number: now.number + 1, plan, changed });
        });
    }

    /// The plan of this number, if pages may still have it.
    #[must_use]
    pub fn plan_numbered(&self, number: u64) -> Option<Arc<Plan>> {
        let now = Arc::clone(&self.snapshot().plan);
        let earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = earlier.iter().chain([&now]);
        all.find(|plan| plan.number == number).map(|plan| Arc::clone(&plan.plan))
    }

    /// What tells that the server ends.
    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    /// Ends everything that is open.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Waits until the server ends.
    pub async fn stopped(&self) {
        // The sender lives as long as this does.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }
}
