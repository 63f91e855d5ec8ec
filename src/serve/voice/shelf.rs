use std::collections::VecDeque;
use std::io::Read as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

use super::growing::{GrowingSound, MAX_SOUND};
use super::program::SpeechProgram;
use super::words::SpokenWords;

/// So many programs speak at once.
const MAX_SPEAKING: usize = 2;

/// So many wait for that; a phone goes on without sound for the others.
const MAX_WAITING: usize = 32;

/// So many sounds are kept, and so many bytes of them. Whatever is not kept is spoken again in less time than people notice.
const MAX_KEPT: usize = 400;
const MAX_BYTES: usize = MAX_SOUND;

/// What was spoken of late, and what is being spoken. The one that was asked for last stands last.
type KeptSounds = VecDeque<(SpokenWords, Arc<GrowingSound>)>;

/// What speaks, and what it has said.
#[derive(Debug)]
pub(in crate::serve) struct SoundShelf {
    program: Option<SpeechProgram>,
    speaking: Arc<Semaphore>,
    kept: Arc<Mutex<KeptSounds>>,
}

impl SoundShelf {
    pub(in crate::serve) fn new(program: Option<SpeechProgram>) -> Self {
        Self { program, speaking: Arc::new(Semaphore::new(MAX_SPEAKING)), kept: Arc::default() }
    }

    /// Whether anything is spoken here.
    pub(in crate::serve) fn speaks(&self) -> bool {
        self.program.is_some()
    }

    /// The sound of some words, which may still be growing. None: nobody speaks here, or too many want it at once. It is given
    /// up when the server stops.
    pub(in crate::serve) fn sound(
        &self,
        words: SpokenWords,
        mut stopping: watch::Receiver<bool>,
    ) -> Option<Arc<GrowingSound>> {
        let program = self.program.clone()?;
        let mut kept = held(&self.kept);
        if let Some(place) = kept.iter().position(|(known, _)| *known == words) {
            let found = kept.remove(place)?;
            let sound = Arc::clone(&found.1);
            kept.push_back(found);
            return Some(sound);
        }
        let in_the_making = kept.iter().filter(|(_, sound)| sound.is_whole().is_none()).count();
        if in_the_making >= MAX_SPEAKING + MAX_WAITING {
            return None;
        }
        let sound = Arc::new(GrowingSound::new());
        kept.push_back((words.clone(), Arc::clone(&sound)));
        drop(kept);
        let making = SoundInMaking { sound: Arc::clone(&sound), kept: Arc::clone(&self.kept) };
        let speaking = Arc::clone(&self.speaking);
        tokio::spawn(async move {
            tokio::select! {
                is_whole = spoken(program, words, Arc::clone(&making.sound), speaking) => making.sound.end(is_whole),
                _ = stopping.wait_for(|stopping| *stopping) => {}
            }
        });
        Some(sound)
    }
}

/// A sound that is being made. However that ends, whoever waits for it hears of it.
struct SoundInMaking {
    sound: Arc<GrowingSound>,
    kept: Arc<Mutex<KeptSounds>>,
}

impl Drop for SoundInMaking {
    fn drop(&mut self) {
        if self.sound.is_whole().is_none() {
            self.sound.end(false);
        }
        put_in_order(&mut held(&self.kept), &self.sound);
    }
}

/// Takes away what has failed, which may do better the next time, and what was not asked for longest.
fn put_in_order(kept: &mut KeptSounds, made: &Arc<GrowingSound>) {
    if made.is_whole() != Some(true) {
        kept.retain(|(_, sound)| !Arc::ptr_eq(sound, made));
    }
    let mut bytes: usize = kept.iter().map(|(_, sound)| sound.size()).sum();
    while kept.len() > MAX_KEPT || bytes > MAX_BYTES {
        let Some(place) = kept.iter().position(|(_, sound)| sound.is_whole().is_some()) else { return };
        bytes -= kept.remove(place).map_or(0, |(_, sound)| sound.size());
    }
}

/// Has a program speak. Whether all was said; the program has ended then, well or not.
async fn spoken(
    program: SpeechProgram,
    words: SpokenWords,
    sound: Arc<GrowingSound>,
    speaking: Arc<Semaphore>,
) -> bool {
    let Ok(_turn) = speaking.acquire().await else { return false };
    let patience = program.patience;
    let begun = tokio::task::spawn_blocking(move || program.begun(&words)).await;
    let Ok(Ok((running, pipes))) = begun else { return false };
    let reading = tokio::task::spawn_blocking(move || {
        let mut from = pipes.said().ok()?;
        let mut buffer = vec![0; 32 * 1024];
        loop {
            match from.read(&mut buffer).ok()? {
                0 => return Some(()),
                count => sound.take(&buffer[..count]).ok()?,
            }
        }
    });
    let Ok(Ok(Some(()))) = timeout(patience, reading).await else { return false };
    running.has_ended_well()
}

/// Nothing that holds it can fail halfway.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
