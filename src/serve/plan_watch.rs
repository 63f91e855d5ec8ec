use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::thread;

use super::site::Site;
use crate::files::load::{self, PlanSource};
use crate::files::watch::{Watch, WatchWake, absolute};

/// Begins to watch the files of a site, and tells it what changes, until the site stops.
pub fn watch_files(site: &Arc<Site>) -> Result<(), String> {
    let settings = &site.settings;
    let plan = match &settings.source {
        PlanSource::Path(path) => Some(path.clone()),
        // What was committed or comes with the program does not change.
        PlanSource::Dated(source, _) => source.path().map(std::path::Path::to_path_buf),
        PlanSource::Builtin | PlanSource::Git(_) | PlanSource::Undecided(_) => None,
    };
    let watched =
        WatchedFiles { plan, scenarios: settings.scenarios.clone(), questions: settings.questions.clone() };
    if watched.all().next().is_none() {
        return Ok(());
    }
    let mut watch = Watch::new().map_err(failed)?;
    watched.add_to(&mut watch)?;
    let wake = watch.interrupter();
    let ended = Arc::downgrade(site);
    let follow = move || watched.follow(&mut watch, &ended);
    thread::Builder::new().name("plan-watch".to_owned()).spawn(follow).map_err(failed)?;
    let stopping = Arc::clone(site);
    tokio::spawn(async move {
        stopping.stopped().await;
        wake();
    });
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> String {
    format!("cannot watch for changes: {error}")
}

/// The files whose changes matter to a site.
struct WatchedFiles {
    plan: Option<PathBuf>,
    scenarios: Option<PathBuf>,
    questions: Vec<PathBuf>,
}

impl WatchedFiles {
    fn all(&self) -> impl Iterator<Item = &Path> {
        self.plan.iter().chain(&self.scenarios).chain(&self.questions).map(PathBuf::as_path)
    }

    /// What files of a folder lead to may be anywhere else.
    fn add_to(&self, watch: &mut Watch) -> Result<(), String> {
        for path in self.all() {
            watch.add(path).map_err(failed)?;
        }
        let files = self.plan.as_deref().map(load::plan_files).unwrap_or_default();
        files.iter().filter(|path| path.is_symlink()).try_for_each(|path| watch.add(path).map_err(failed))
    }

    fn follow(&self, watch: &mut Watch, site: &Weak<Site>) {
        // What changed before it was watched.
        if let Some(site) = site.upgrade()
            && let Some(read) = site.snapshot().plan.read_again(&site.settings.source)
        {
            site.change(|_| Some(read), Vec::new());
        }
        while let Some(WatchWake::Changed(changed)) = watch.next(None) {
            let Some(site) = site.upgrade() else { return };
            // A folder that was replaced is watched anew; what is gone is waited for in the folder above.
            let _ = self.add_to(watch);
            let of = |own: Option<&Path>| touched(&changed, own) || changed.is_empty() && own.is_some();
            let plan = site.snapshot().plan.clone();
            let mut read =
                if of(self.plan.as_deref()) { plan.read_again(&site.settings.source) } else { None };
            // Lessons about the same plan are others now: pages take it up anew.
            if self.questions.iter().any(|path| of(Some(path))) {
                read = Some(read.unwrap_or_else(|| (*plan).clone()).anew(&plan));
            }
            if read.is_some() || of(self.scenarios.as_deref()) {
                site.change(|_| read, changed);
            }
        }
    }
}

/// Whether some of these are a file or folder, lie in it, or are what one of its files leads to.
fn touched(changed: &[PathBuf], own: Option<&Path>) -> bool {
    let Some(own) = own else { return false };
    let folder = absolute(own);
    let linked = load::plan_files(own);
    let linked: Vec<PathBuf> =
        linked.iter().filter(|path| path.is_symlink()).map(|path| absolute(path)).collect();
    changed.iter().any(|path| path.starts_with(&folder) || folder.starts_with(path) || linked.contains(path))
}
