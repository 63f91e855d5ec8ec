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
        PlanSource::Builtin | PlanSource::Git(_) | PlanSource::Undecided(_) => None,
    };
    let scenarios = settings.scenarios.clone();
    if plan.is_none() && scenarios.is_none() {
        return Ok(());
    }
    let mut watch = Watch::new().map_err(failed)?;
    add(&mut watch, plan.as_deref(), scenarios.as_deref())?;
    let wake = watch.interrupter();
    let ended = Arc::downgrade(site);
    let follow = move || follow(&mut watch, plan.as_deref(), scenarios.as_deref(), &ended);
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

/// What files of a folder lead to may be anywhere else.
fn add(watch: &mut Watch, plan: Option<&Path>, scenarios: Option<&Path>) -> Result<(), String> {
    for path in plan.into_iter().chain(scenarios) {
        watch.add(path).map_err(failed)?;
    }
    let files = plan.map(load::plan_files).unwrap_or_default();
    files.iter().filter(|path| path.is_symlink()).try_for_each(|path| watch.add(path).map_err(failed))
}

fn follow(watch: &mut Watch, plan: Option<&Path>, scenarios: Option<&Path>, site: &Weak<Site>) {
    // What changed before it was watched.
    if let Some(site) = site.upgrade()
        && let Some(read) = site.snapshot().plan.read_again(&site.settings.source)
    {
        site.change(|_| Some(read), Vec::new());
    }
    while let Some(WatchWake::Changed(changed)) = watch.next(None) {
        let Some(site) = site.upgrade() else { return };
        // A folder that was replaced is watched anew; what is gone is waited for in the folder above.
        let _ = add(watch, plan, scenarios);
        let of = |own: Option<&Path>| touched(&changed, own);
        let (is_plan, is_scenario) = (of(plan) || changed.is_empty(), of(scenarios) || changed.is_empty());
        let source = &site.settings.source;
        let read = if is_plan { site.snapshot().plan.read_again(source) } else { None };
        if read.is_some() || is_scenario {
            site.change(|_| read, changed);
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
