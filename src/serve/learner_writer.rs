use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use axum::http::StatusCode;
use tokio::sync::oneshot;

use super::refusal::Refusal;
use super::store_refusal::refused;
use crate::training::learning::Learner;
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

/// Something to be written, and who is told what came of it.
#[derive(Debug)]
enum WriteJob {
    /// Somebody of this name is taken in.
    Enroll(String, Reply<Learner>),
    Keep(Vec<StudyEntry>, Reply<()>),
}

type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

impl LearnerWriter {
    /// A writer into a file, which need not be there yet.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, to: Mutex::default() }
    }

    /// Takes somebody in, whose name can be one. The file is made if need be.
    pub(super) async fn enroll(&self, name: String) -> Result<Learner, Refusal> {
        self.written(|reply| WriteJob::Enroll(name, reply)).await
    }

    /// Keeps entries. They are on the disk when this returns.
    pub(super) async fn keep(&self, entries: Vec<StudyEntry>) -> Result<(), Refusal> {
        self.written(|reply| WriteJob::Keep(entries, reply)).await
    }

    async fn written<T>(&self, job: impl FnOnce(Reply<T>) -> WriteJob) -> Result<T, Refusal> {
        let (reply, replied) = oneshot::channel();
        self.send(job(reply))?;
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
        let mut batch = WriteBatch::default();
        batch.add(first);
        while batch.count < MAX_AT_ONCE
            && let Ok(job) = jobs.try_recv()
        {
            batch.add(job);
        }
        // A file that was taken away is not written to as if it were there.
        let mut store = match open.take().filter(|_| path.exists()) {
            Some(store) => Ok(store),
            None if batch.names.is_empty() => Store::open(path),
            None => Store::open_or_create(path),
        };
        batch.write(&mut store);
        open = store.ok();
    }
}

/// What is written at once.
#[derive(Default)]
struct WriteBatch {
    count: usize,
    names: Vec<String>,
    enrolling: Vec<Reply<Learner>>,
    entries: Vec<StudyEntry>,
    /// Each with how many of the entries are theirs.
    keeping: Vec<(usize, Reply<()>)>,
}

impl WriteBatch {
    fn add(&mut self, job: WriteJob) {
        self.count += 1;
        match job {
            WriteJob::Enroll(name, reply) => {
                self.names.push(name);
                self.enrolling.push(reply);
            }
            WriteJob::Keep(mut entries, reply) => {
                self.keeping.push((entries.len(), reply));
                self.entries.append(&mut entries);
            }
        }
    }

    /// Writes all of it, and tells everybody what came of their part. Whoever has gone away in the meantime is not told.
    fn write(self, store: &mut Result<Store, StoreError>) {
        if !self.enrolling.is_empty() {
            let enrolled = opened(store).and_then(|store| store.enroll_all(&self.names));
            let results: Vec<Result<Learner, StoreError>> = match enrolled {
                Ok(learners) => learners.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error); self.enrolling.len()],
            };
            for (reply, result) in self.enrolling.into_iter().zip(results) {
                let _ = reply.send(result);
            }
        }
        if !self.keeping.is_empty() {
            let kept = opened(store).and_then(|store| store.keep(&self.entries));
            let mut results = kept.map(Vec::into_iter);
            for (count, reply) in self.keeping {
                let result = match &mut results {
                    // All are looked at, so that the next has its own.
                    Ok(results) => results.take(count).fold(Ok(()), Result::and),
                    Err(error) => Err(error.clone()),
                };
                let _ = reply.send(result);
            }
        }
    }
}

/// The file, or why it could not be opened.
fn opened(store: &mut Result<Store, StoreError>) -> Result<&mut Store, StoreError> {
    store.as_mut().map_err(|error| error.clone())
}
