use crate::plan::Plan;
use crate::serve::learners::opened;
use crate::serve::refusal::Refusal;
use crate::serve::site::Site;
use crate::serve::snapshot::SiteSnapshot;
use crate::serve::store_refusal::refused;
use crate::training::learning::{Learner, Survey};
use crate::training::report::TrainingReport;

/// Who knows what of the plan of the moment, as `ivrsim train report` tells it.
pub(super) struct SiteSurvey {
    snapshot: std::sync::Arc<SiteSnapshot>,
    /// Who is in the file.
    pub(super) learners: Vec<Learner>,
    /// The one of whom it tells, if it tells of one.
    pub(super) one: Option<Learner>,
    pub(super) survey: Survey,
}

impl SiteSurvey {
    /// Of everybody, or of the one who is known by this; None: there is nobody to tell of.
    pub(super) fn of(site: &Site, id: Option<i64>) -> Result<Option<Self>, Refusal> {
        let Some(store) = opened(site)? else { return Ok(None) };
        let learners = store.learners().map_err(|error| refused(&error))?;
        let one = id.map(|id| learners.iter().find(|learner| learner.id == id).cloned());
        if learners.is_empty() || one == Some(None) {
            return Ok(None);
        }
        let (one, snapshot, now) = (one.flatten(), site.snapshot(), site.time());
        let deck = site.decks.of_report(&snapshot.plan, now, &site.lessons);
        let survey = store
            .survey(deck, one.as_ref(), snapshot.plan.plan.zone, now)
            .map_err(|error| refused(&error))?;
        Ok(Some(Self { snapshot, learners, one, survey }))
    }

    /// The same in words.
    pub(super) fn report(&self) -> TrainingReport<'_> {
        TrainingReport { survey: &self.survey, plan: self.plan(), is_of_one: self.one.is_some() }
    }

    /// The plan of which it tells.
    pub(super) fn plan(&self) -> &Plan {
        &self.snapshot.plan.plan
    }
}
