use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use axum::http::StatusCode;
use tokio::sync::oneshot;

use super::refusal::Refusal;
use super::store_refusal::refused;
use crate::training::store::{Store, StoreError, StudyEntry};

/// So many requests wait to be written.
const MAX_WAITING: usize = 4096;

/// So many are written at once. Those who come later wait for no more than that.
const MAX_AT_ONCE: usize = 256;

/// The one who writes what learners do into their file. What many do at once goes there in one piece, because the disk takes
/// as long for one as for all; nobody is told that it is kept before it is.
#[derive(Debug)]
pub(super) struct LearnerWriter {
    path: PathBuf,
    /// Begins with the first who has something to be written.
    to: Mutex<Option<SyncSender<WriteJob>>>,
}

#[derive(Debug)]
struct WriteJob {
    entries: Vec<StudyEntry>,
    reply: oneshot::Sender<Result<(), StoreError>>,
}

impl LearnerWriter {
    /// A writer into a file, which need not be there yet.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, to: Mutex::default() }
    }

    /// Keeps entries. They are on the disk when this returns.
    pub(super) async fn keep(&self, entries: Vec<StudyEntry>) -> Result<(), Refusal> {
        let (reply, replied) = oneshot::channel();
        self.send(WriteJob { entries, reply })?;
        let result = replied.await.map_err(|_| Refusal::broken("It could not be kept. Try again."))?;
        result.map_err(|error| refused(&error))
    }

    fn send(&self, job: WriteJob) -> Result<(), Refusal> {
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        let job = match &*to {
            None => job,
            Some(sender) => match sender.try_send(job) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Full(_)) => {
                    let why = "Too many are answering at once. Try again in a moment.";
                    return Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, why));
                }
                // It ended by a defect of ours. Another one begins.
                Err(TrySendError::Disconnected(job)) => job,
            },
        };
        let (sender, jobs) = sync_channel(MAX_WAITING);
        let path = self.path.clone();
        let begun = thread::Builder::new().name("learners".to_owned()).spawn(move || write(&path, &jobs));
        begun.map_err(|error| Refusal::broken(format!("It could not be kept: {error}.")))?;
        // Nobody else has put anything there.
        let _ = sender.try_send(job);
        *to = Some(sender);
        Ok(())
    }
}

fn write(path: &Path, jobs: &Receiver<WriteJob>) {
    let mut open: Option<Store> = None;
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        while batch.len() < MAX_AT_ONCE
            && let Ok(job) = jobs.try_recv()
        {
            batch.push(job);
        }
        // A file that was taken away is not written to as if it were there.
        let store = match open.take().filter(|_| path.exists()) {
            Some(store) => Ok(store),
            None => Store::open(path),
        };
        let (entries, replies): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|job| (job.entries, job.reply)).unzip();
        let counts: Vec<usize> = entries.iter().map(Vec::len).collect();
        let entries: Vec<StudyEntry> = entries.into_iter().flatten().collect();
        let kept = store.and_then(|mut store| {
            let kept = store.keep(&entries);
            open = Some(store);
            kept
        });
        let mut results = kept.map(Vec::into_iter);
        for (count, reply) in counts.into_iter().zip(replies) {
            let result = match &mut results {
                // All are looked at, so that the next has its own.
                Ok(results) => results.take(count).fold(Ok(()), Result::and),
                Err(error) => Err(error.clone()),
            };
            // Whoever has gone away in the meantime is not told.
            let _ = reply.send(result);
        }
    }
}
