//! Which files have changed on a disk.
//!
//! Folders are watched and not files: many editors save by writing a new file and renaming it over the old one, after
//! which a watch of the file would see nothing any more.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// One save makes several events. They are taken together until it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(50);

/// What ends a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WatchWake {
    /// These files or folders have changed, come or gone. Paths are absolute and without links.
    Changed(Vec<PathBuf>),
    /// Somebody wants the waiting to end.
    Interrupted,
}

/// Watches folders for changes of TOML and CSV files.
#[derive(Debug)]
pub(crate) struct Watch {
    watcher: RecommendedWatcher,
    woken: Receiver<WatchWake>,
    wake: Sender<WatchWake>,
}

impl Watch {
    /// A watch of nothing yet.
    pub(crate) fn new() -> Result<Self, notify::Error> {
        let (wake, woken) = mpsc::channel();
        let changed = wake.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // An event that was lost is told as an error or without paths, and may have been about anything.
            let paths = match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if event.need_rescan() => Vec::new(),
                Ok(mut event) => {
                    event.paths.retain(|path| matters(path));
                    if event.paths.is_empty() {
                        return;
                    }
                    event.paths
                }
                Err(error) => error.paths,
            };
            // Nobody waits any more when the program ends.
            let _ = changed.send(WatchWake::Changed(paths));
        })?;
        Ok(Self { watcher, woken, wake })
    }

    /// Watches a folder to its bottom, or the folder of a file, from now on. What is not there yet is watched for in the
    /// folder nearest to it. Watching twice does no harm, and is needed for a folder that has been replaced.
    pub(crate) fn add(&mut self, path: &Path) -> Result<(), notify::Error> {
        let path = absolute(path);
        let folder = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/"));
        let mode = if folder == path { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        self.watcher.watch(folder, mode)
    }

    /// What ends the wait when somebody wants it to: for handlers of signals.
    pub(crate) fn interrupter(&self) -> impl Fn() + Send + 'static {
        let wake = self.wake.clone();
        move || {
            let _ = wake.send(WatchWake::Interrupted);
        }
    }

    /// Waits for the next changes, those of one save together. None: nothing has changed for as long as `patience`.
    #[must_use]
    pub(crate) fn next(&self, patience: Option<Duration>) -> Option<WatchWake> {
        let first = match patience {
            Some(patience) => self.woken.recv_timeout(patience).ok()?,
            None => self.woken.recv().ok()?,
        };
        let WatchWake::Changed(mut changed) = first else { return Some(first) };
        while let Ok(wake) = self.woken.recv_timeout(QUIET) {
            match wake {
                WatchWake::Changed(more) => changed.extend(more),
                WatchWake::Interrupted => return Some(WatchWake::Interrupted),
            }
        }
        changed.sort();
        changed.dedup();
        Some(WatchWake::Changed(changed))
    }
}

/// A path as [`WatchWake::Changed`] has it.
#[must_use]
pub(crate) fn absolute(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    // What is not there has no links in its last part.
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => absolute(folder).join(name),
        (_, Some(name)) => fs::canonicalize(".").unwrap_or_default().join(name),
        _ => path.to_owned(),
    }
}

/// TOML and CSV files matter, and folders, which have no ending; hidden files are the copies that editors work with.
fn matters(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !is_hidden && path.extension().is_none_or(|extension| extension == "toml" || extension == "csv")
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write what they watch")]
mod tests {
    use super::*;
    use crate::files::save;

    /// Far more than it takes; a test that waits as long has failed.
    const PATIENCE: Option<Duration> = Some(Duration::from_secs(30));

    fn next_names(watch: &Watch) -> Vec<String> {
        let Some(WatchWake::Changed(paths)) = watch.next(PATIENCE) else { panic!("no change was seen") };
        paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_save_by_rename_is_seen_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.toml");
        save::new(&file, "0").unwrap();
        let mut watch = Watch::new().unwrap();
        watch.add(&file).unwrap();
        for turn in 1..4 {
            save::replace(&file, &turn.to_string()).unwrap();
            assert_eq!(next_names(&watch), ["plan.toml"]);
        }
    }

    #[test]
    fn folders_are_watched_to_their_bottom_and_only_for_toml() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        let mut watch = Watch::new().unwrap();
        watch.add(folder.path()).unwrap();
        fs::write(folder.path().join("deep/notes.txt"), "").unwrap();
        fs::write(folder.path().join("deep/.plan.toml.swp"), "").unwrap();
        fs::write(folder.path().join("deep/new.toml"), "").unwrap();
        assert_eq!(next_names(&watch), ["new.toml"]);
        let _ = fs::read(folder.path().join("deep/new.toml")).unwrap();
        watch.interrupter()();
        assert_eq!(watch.next(PATIENCE), Some(WatchWake::Interrupted), "reading is no change");
    }

    #[test]
    fn what_is_not_there_yet_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("later.toml");
        let mut watch = Watch::new().unwrap();
        watch.add(&file).unwrap();
        save::new(&file, "").unwrap();
        assert_eq!(next_names(&watch), ["later.toml"]);
    }
}
