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
    /// What the plan was when the studio was opened.
    pub first: Option<Arc<Plan>>,
}

/// A studio at work.
#[derive(Debug)]
pub struct StudioDesk {
    setting: DeskSetting,
    board: Mutex<StudioBoard>,
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
        Self { setting, board }
    }

    /// What it is about.
    #[must_use]
    pub fn setting(&self) -> &DeskSetting {
        &self.setting
    }

    /// All parts as they are now.
    #[must_use]
    pub fn board(&self) -> StudioBoard {
        self.held().clone()
    }

    /// Makes all parts for files as they were read. Ends early if its audience has gone.
    pub fn work(&self, reading: StudioReading, audience: &impl DeskAudience) {
        let word = self.setting.plan_word();
        let (word, plan) = (word.as_deref(), reading.plan.clone());
        self.stage(audience, |board| board.read(reading));
        if let Some(plan) = plan {
            if audience.is_gone() {
                return;
            }
            let base = self.setting.base.read(&self.setting.source, self.setting.first.as_ref());
            let compared = base.map(|base| StudioComparison::of(base, Arc::clone(&plan)));
            self.stage(audience, |board| board.compare(compared, word));
            if audience.is_gone() {
                return;
            }
            let scenarios = StudioScenarios::load(&self.setting.scenarios, &plan, self.setting.plan_path());
            let (played, mistakes) = (scenarios.played(&plan, word), scenarios.mistakes());
            self.stage(audience, |board| board.play(played, mistakes));
            if audience.is_gone() {
                return;
            }
            let (checked, part) = scenarios
                .covered(&plan, |covered| (CheckedPlaces::of(covered), coverage_part(&plan, covered, word)));
            self.stage(audience, |board| board.cover(checked, part));
        }
        self.stage(audience, StudioBoard::done);
    }

    /// What is wrong in the plan as somebody is writing it.
    #[must_use]
    pub fn drafted(&self, drafts: &[(String, String)], now: Timestamp) -> StudioReading {
        let reading = Arc::clone(&self.held().reading);
        reading.with_drafts(drafts, self.setting.plan_word().as_deref(), now)
    }

    fn stage(&self, audience: &impl DeskAudience, change: impl FnOnce(&mut StudioBoard)) {
        let board = {
            let mut board = self.held();
            change(&mut board);
            board.clone()
        };
        audience.hears(&board);
    }

    /// Nothing that holds it can fail halfway.
    fn held(&self) -> MutexGuard<'_, StudioBoard> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
