use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use axum::http::StatusCode;
use tokio::sync::oneshot;

use super::refusal::Refusal;
use super::seats::{Seats, SentMark};
use super::store_refusal::refused;
use crate::training::learning::Learner;
use crate::training::store::{Store, StoreError, StudyEntry};

/// So many requests wait to be written.
const MAX_WAITING: usize = 4096;

/// So much is written at once, or what one request brings. Those who come later wait for no more than that.
const MAX_AT_ONCE: usize = 256;

/// The one who writes what learners do into their file. What many do at once goes there in one piece, because the disk takes
/// as long for one as for all; nobody is told that it is kept before it is.
#[derive(Debug)]
pub(super) struct LearnerWriter {
    path: PathBuf,
    seats: Arc<Seats>,
    /// Begins with the first who has something to be written.
    to: Mutex<Option<SyncSender<WriteJob>>>,
}

/// Something to be written, and who is told what came of it.
#[derive(Debug)]
enum WriteJob {
    /// Somebody of this name is taken in.
    Enroll(String, Reply<Learner>),
    Keep(KeepJob, Reply<()>),
}

/// What was sent from a seat.
#[derive(Debug)]
pub(super) struct KeepJob {
    /// What the seat is known by.
    pub(super) seat: String,
    /// What tells it from all else that is sent.
    pub(super) sent: SentMark,
    /// What is to be kept.
    pub(super) entries: Vec<StudyEntry>,
}

type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

impl LearnerWriter {
    /// A writer into a file, which need not be there yet.
    pub(super) fn new(path: PathBuf, seats: Arc<Seats>) -> Self {
        Self { path, seats, to: Mutex::default() }
    }

    /// Takes somebody in, whose name can be one. The file is made if need be.
    pub(super) async fn enroll(&self, name: String) -> Result<Learner, Refusal> {
        self.written(|reply| WriteJob::Enroll(name, reply)).await
    }

    /// Keeps what was sent from a seat, unless that was kept last. It is on the disk when this returns. What is sent again, by
    /// somebody who has lost the connection, is kept once, whether or not the first of the two has been written by then: that is
    /// looked at where one is written behind the other.
    pub(super) async fn keep(&self, job: KeepJob) -> Result<(), Refusal> {
        self.written(|reply| WriteJob::Keep(job, reply)).await
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
        let (path, seats) = (self.path.clone(), Arc::clone(&self.seats));
        let work = move || write(&path, &seats, &jobs);
        let begun = thread::Builder::new().name("learners".to_owned()).spawn(work);
        begun.map_err(|error| Refusal::broken(format!("It could not be kept: {error}.")))?;
        // Nobody else has put anything there.
        let _ = sender.try_send(job);
        *to = Some(sender);
        Ok(())
    }
}

fn write(path: &Path, seats: &Seats, jobs: &Receiver<WriteJob>) {
    let mut open: Option<Store> = None;
    while let Ok(first) = jobs.recv() {
        let mut batch = WriteBatch::default();
        batch.add(first, seats);
        while batch.names.len() + batch.entries.len() < MAX_AT_ONCE
            && let Ok(job) = jobs.try_recv()
        {
            batch.add(job, seats);
        }
        // A file that was taken away is not written to as if it were there.
        let mut store = match open.take().filter(|_| path.exists()) {
            Some(store) => Ok(store),
            None if batch.names.is_empty() => Store::open(path),
            None => Store::open_or_create(path),
        };
        batch.write(&mut store, seats);
        open = store.ok();
    }
}

/// What is written at once.
#[derive(Default)]
struct WriteBatch {
    names: Vec<String>,
    enrolling: Vec<Reply<Learner>>,
    entries: Vec<StudyEntry>,
    keeping: Vec<KeptPart>,
}

/// A part of what is kept at once: what was sent from a seat, once or again.
struct KeptPart {
    seat: String,
    sent: SentMark,
    /// How many entries it has.
    count: usize,
    replies: Vec<Reply<()>>,
}

impl WriteBatch {
    fn add(&mut self, job: WriteJob, seats: &Seats) {
        match job {
            WriteJob::Enroll(name, reply) => {
                self.names.push(name);
                self.enrolling.push(reply);
            }
            WriteJob::Keep(KeepJob { seat, sent, .. }, reply) if seats.is_last(&seat, sent) => {
                let _ = reply.send(Ok(()));
            }
            WriteJob::Keep(KeepJob { seat, sent, mut entries }, reply) => {
                if let Some(part) = self.keeping.iter_mut().find(|part| part.sent == sent) {
                    part.replies.push(reply);
                    return;
                }
                self.keeping.push(KeptPart { seat, sent, count: entries.len(), replies: vec![reply] });
                self.entries.append(&mut entries);
            }
        }
    }

    /// Writes all of it, and tells everybody what came of their part. Whoever has gone away in the meantime is not told.
    fn write(self, store: &mut Result<Store, StoreError>, seats: &Seats) {
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
            for KeptPart { seat, sent, count, replies } in self.keeping {
                let result = match &mut results {
                    // All are looked at, so that the next has its own.
                    Ok(results) => results.take(count).fold(Ok(()), Result::and),
                    Err(error) => Err(error.clone()),
                };
                if result.is_ok() {
                    seats.note(&seat, sent);
                }
                for reply in replies {
                    let _ = reply.send(result.clone());
                }
            }
        }
    }
}

/// The file, or why it could not be opened.
fn opened(store: &mut Result<Store, StoreError>) -> Result<&mut Store, StoreError> {
    store.as_mut().map_err(|error| error.clone())
}
