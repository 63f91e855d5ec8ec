//! Where the parts are made, in stages: what is wrong with the text first, what follows from it as it is ready.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::board::StudioBoard;
use super::compared::{BaseSource, StudioComparison};
use super::map_part::CheckedPlaces;
use super::played::{StudioScenarios, coverage_part};
use super::reading::StudioReading;
use crate::files::load::PlanSource;
use crate::plan::Plan;

/// What a studio is about.
#[derive(Clone, Debug)]
pub struct DeskSetting {
    /// Where the plan is.
    pub source: PlanSource,
    /// What it is compared with.
    pub base: BaseSource,
    /// Files and folders of scenarios.
    pub scenarios: Vec<PathBuf>,
    /// What the plan was at the start.
    pub first: Option<Arc<Plan>>,
}

/// A studio at work.
#[derive(Debug)]
pub struct StudioDesk {
    setting: DeskSetting,
    board: Mutex<StudioBoard>,
    /// Held by whoever makes what follows from a plan.
    at_work: Mutex<()>,
}

/// Whether a stage is worth making, and who hears of it.
pub trait DeskAudience {
    /// Whether files have changed again, so that whatever follows is made for nobody.
    fn is_gone(&self) -> bool;

    /// A stage is ready.
    fn hears(&self, board: &StudioBoard);
}

impl DeskSetting {
    /// How the command line names the plan.
    #[must_use]
    pub fn plan_word(&self) -> Option<String> {
        self.source.word()
    }

    /// Where the plan is, if its files can be written.
    #[must_use]
    pub fn plan_path(&self) -> Option<&Path> {
        match &self.source {
            PlanSource::Path(path) => Some(path),
            _ => None,
        }
    }
}

impl StudioDesk {
    /// A studio in which nothing has been looked at.
    #[must_use]
    pub fn new(setting: DeskSetting) -> Self {
        let board = Mutex::new(StudioBoard::new(setting.plan_path().is_some()));
        Self { setting, board, at_work: Mutex::default() }
    }

    /// What it is about.
    #[must_use]
    pub fn setting(&self) -> &DeskSetting {
        &self.setting
    }

    /// All parts as they are now.
    #[must_use]
    pub fn board(&self) -> StudioBoard {
        held(&self.board).clone()
    }

    /// Makes all parts for files as they were read. Ends early if its audience has gone.
    pub fn work(&self, reading: StudioReading, audience: &impl DeskAudience) {
        if let Some(plan) = self.look(reading, audience) {
            self.follow(&plan, audience);
        }
    }

    /// Says what is wrong in files as they were read. Gives the plan that all else follows from, if they are one.
    pub fn look(&self, reading: StudioReading, audience: &impl DeskAudience) -> Option<Arc<Plan>> {
        let plan = reading.plan.clone();
        let is_all = plan.is_none();
        let is_heard = self.stage(audience, |board| {
            board.read(reading);
            board.is_done = is_all;
        });
        plan.filter(|_| is_heard)
    }

    /// Says what follows from a plan that was looked at, as each part of it is ready. What takes long may end when somebody has
    /// looked at newer files meanwhile: then nothing of it is kept.
    pub fn follow(&self, plan: &Arc<Plan>, audience: &impl DeskAudience) {
        // Work for those who have gone ends with its stage.
        let _at_work = held(&self.at_work);
        let word = self.setting.plan_word();
        let word = word.as_deref();
        if audience.is_gone() {
            return;
        }
        let base = self.setting.base.read(&self.setting.source, self.setting.first.as_ref());
        let compared = base.map(|base| StudioComparison::of(base, Arc::clone(plan)));
        if !self.stage(audience, |board| board.compare(compared, word)) {
            return;
        }
        let scenarios = StudioScenarios::load(&self.setting.scenarios, plan, self.setting.plan_path());
        let (played, mistakes) = (scenarios.played(plan, word), scenarios.mistakes());
        if !self.stage(audience, |board| board.play(played, mistakes)) {
            return;
        }
        let (checked, part) = scenarios
            .covered(plan, |covered| (CheckedPlaces::of(covered), coverage_part(plan, covered, word)));
        self.stage(audience, |board| {
            board.cover(checked, part);
            board.is_done = true;
        });
    }

    /// What is wrong in the plan as somebody is writing it.
    #[must_use]
    pub fn drafted(&self, drafts: &[(String, String)], now: Timestamp) -> StudioReading {
        let reading = Arc::clone(&held(&self.board).reading);
        reading.with_drafts(drafts, self.setting.plan_word().as_deref(), now)
    }

    /// Changes the board and says so, unless its audience has gone. Boards are told in the order in which they are made.
    fn stage(&self, audience: &impl DeskAudience, change: impl FnOnce(&mut StudioBoard)) -> bool {
        let mut board = held(&self.board);
        if audience.is_gone() {
            return false;
        }
        change(&mut board);
        audience.hears(&board);
        true
    }
}

/// Nothing that holds one of these can fail halfway.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
