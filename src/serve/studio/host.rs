//! A studio on a site: it follows the files as the site does, from the first time on that somebody opens it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Extension;
use tokio::sync::watch;

use super::board::StudioBoard;
use super::compared::{BaseSource, StudioBase};
use super::desk::{DeskAudience, DeskSetting, StudioDesk};
use super::reading::StudioReading;
use crate::base::diagnostic::has_errors;
use crate::plan::Plan;
use crate::serve::site::Site;
use crate::serve::snapshot::SiteSnapshot;

/// The studio, as routes have it.
pub(super) type Host = Extension<Arc<StudioHost>>;

/// The studio of a site.
#[derive(Debug)]
pub(super) struct StudioHost {
    pub(super) desk: StudioDesk,
    board: watch::Sender<Arc<StudioBoard>>,
    is_open: AtomicBool,
}

/// Those who look at the studio of a site while it is made for a snapshot.
struct SiteAudience<'a> {
    site: &'a Site,
    snapshot: u64,
    board: &'a watch::Sender<Arc<StudioBoard>>,
}

impl DeskAudience for SiteAudience<'_> {
    fn is_gone(&self) -> bool {
        self.site.snapshot().number != self.snapshot
    }

    fn hears(&self, board: &StudioBoard) {
        self.board.send_replace(Arc::new(board.clone()));
    }
}

impl StudioHost {
    /// A studio that nobody has opened yet.
    pub(super) fn of(site: &Site) -> Self {
        let settings = &site.settings;
        let base = settings.since.clone().map_or(BaseSource::LastCommit, BaseSource::Named);
        let desk = StudioDesk::new(DeskSetting {
            source: settings.source.clone(),
            base,
            scenarios: settings.scenarios.iter().map(PathBuf::clone).collect(),
            first: Some(Arc::clone(&site.snapshot().plan.plan)),
        });
        let board = watch::Sender::new(Arc::new(desk.board()));
        Self { desk, board, is_open: AtomicBool::new(false) }
    }

    /// All parts, now and from now on.
    pub(super) fn boards(&self) -> watch::Receiver<Arc<StudioBoard>> {
        self.board.subscribe()
    }

    /// All parts as they are now.
    pub(super) fn board(&self) -> Arc<StudioBoard> {
        Arc::clone(&self.board.borrow())
    }

    /// What the plan is compared with now.
    pub(super) fn base(&self) -> Result<StudioBase, String> {
        if let Some(base) = self.board().base() {
            return Ok(base.clone());
        }
        let setting = self.desk.setting();
        setting.base.read(&setting.source, setting.first.as_ref())
    }

    /// Begins to make the parts at every change of a file, unless that has begun.
    pub(super) fn open(self: &Arc<Self>, site: &Arc<Site>) {
        if self.is_open.swap(true, Ordering::Relaxed) {
            return;
        }
        let (host, site) = (Arc::clone(self), Arc::clone(site));
        tokio::spawn(async move {
            let mut changes = site.changes();
            changes.mark_changed();
            loop {
                tokio::select! {
                    change = changes.changed() => if change.is_err() { return },
                    () = site.stopped() => return,
                }
                let snapshot = Arc::clone(&changes.borrow_and_update());
                let (host, site) = (Arc::clone(&host), Arc::clone(&site));
                let number = snapshot.number;
                let (looking, at) = (Arc::clone(&host), Arc::clone(&site));
                let looked = tokio::task::spawn_blocking(move || looking.look(&snapshot, &at));
                // What went wrong in one round is not known to go wrong in the next.
                let Ok(Some(plan)) = looked.await else { continue };
                // The next save is looked at, whatever else is still being made of this one.
                tokio::task::spawn_blocking(move || host.desk.follow(&plan, &host.audience(&site, number)));
            }
        });
    }

    fn audience<'a>(&'a self, site: &'a Site, snapshot: u64) -> SiteAudience<'a> {
        SiteAudience { site, snapshot, board: &self.board }
    }

    fn look(&self, snapshot: &SiteSnapshot, site: &Site) -> Option<Arc<Plan>> {
        let read = &snapshot.plan;
        let word = self.desk.setting().plan_word();
        let reading = if let Some(why) = &read.unread {
            StudioReading::without_files(why.clone())
        } else {
            let plan = (!has_errors(&read.diagnostics)).then(|| Arc::clone(&read.plan));
            let (told, sources) = (read.diagnostics.clone(), Arc::clone(&read.sources));
            StudioReading::checked(plan, told, sources, word.as_deref(), site.time())
        };
        self.desk.look(reading, &self.audience(site, snapshot.number))
    }
}
