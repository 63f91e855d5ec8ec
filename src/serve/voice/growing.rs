use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use futures_util::stream;
use tokio::sync::watch;

use crate::files::wav::{WavEncoding, WavFormat, WavHead};

/// So many bytes a sound may have: six minutes of speech. No prompt is longer.
pub(super) const MAX_SOUND: usize = 16 * 1024 * 1024;

/// So much of a sound is given out at once.
const PIECE: usize = 64 * 1024;

/// A sound that is being made, or is made. Whoever hears it hears all of it, from whenever on.
#[derive(Debug)]
pub(in crate::serve) struct GrowingSound {
    made: Mutex<MadeSound>,
    grown: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct MadeSound {
    /// What came before the sound itself.
    begun: Vec<u8>,
    format: Option<WavFormat>,
    data: Vec<u8>,
    /// Whether it is whole, once that is known.
    is_whole: Option<bool>,
}

/// What came is no sound, or does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotSound;

impl GrowingSound {
    pub(super) fn new() -> Self {
        Self { made: Mutex::default(), grown: watch::Sender::new(()) }
    }

    /// Takes what a program has written.
    pub(super) fn take(&self, bytes: &[u8]) -> Result<(), NotSound> {
        let mut made = self.held();
        if made.format.is_some() {
            made.data.extend_from_slice(bytes);
        } else {
            made.begun.extend_from_slice(bytes);
            let Some(head) = WavHead::read(&made.begun).map_err(|_| NotSound)? else { return Ok(()) };
            if head.format.encoding != WavEncoding::Pcm {
                return Err(NotSound);
            }
            made.format = Some(head.format);
            made.data = made.begun.split_off(head.data_at);
            made.begun = Vec::new();
        }
        let is_too_long = made.data.len() > MAX_SOUND;
        drop(made);
        if is_too_long {
            return Err(NotSound);
        }
        self.grown.send_replace(());
        Ok(())
    }

    /// Nothing more comes.
    pub(super) fn end(&self, is_whole: bool) {
        let mut made = self.held();
        made.is_whole = Some(is_whole && !made.data.is_empty());
        made.data.shrink_to_fit();
        drop(made);
        self.grown.send_replace(());
    }

    /// Whether it is whole; None: it is still being made.
    pub(super) fn is_whole(&self) -> Option<bool> {
        self.held().is_whole
    }

    /// How many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.held().data.len()
    }

    /// Waits until something can be heard; false: nothing will be.
    pub(in crate::serve) async fn is_heard(&self) -> bool {
        let mut grown = self.grown.subscribe();
        loop {
            {
                let made = self.held();
                if made.is_whole == Some(false) {
                    return false;
                }
                if !made.data.is_empty() {
                    return true;
                }
            }
            if grown.changed().await.is_err() {
                return false;
            }
        }
    }

    /// All of it as a WAV file, its end as soon as it is made. What breaks off ends there.
    pub(in crate::serve) fn body(self: &Arc<Self>) -> (Body, Option<usize>) {
        let made = self.held();
        let Some(format) = made.format else { return (Body::empty(), Some(0)) };
        if made.is_whole == Some(true) {
            let head = format.head(Some(made.data.len() as u32));
            let all = [&head, &*made.data].concat();
            let length = all.len();
            return (Body::from(all), Some(length));
        }
        drop(made);
        let head = Some(Bytes::copy_from_slice(&format.head(None)));
        let parts = stream::unfold((Arc::clone(self), head, 0), |(sound, head, at)| async move {
            if let Some(head) = head {
                return Some((Ok::<_, Infallible>(head), (sound, None, at)));
            }
            let piece = sound.behind(at).await?;
            let at = at + piece.len();
            Some((Ok(piece), (sound, None, at)))
        });
        (Body::from_stream(parts), None)
    }

    /// What is made behind so many bytes, as soon as there is something; None: that was all.
    async fn behind(&self, at: usize) -> Option<Bytes> {
        let mut grown = self.grown.subscribe();
        loop {
            {
                let made = self.held();
                if let Some(more) = made.data.get(at..).filter(|more| !more.is_empty()) {
                    return Some(Bytes::copy_from_slice(&more[..more.len().min(PIECE)]));
                }
                if made.is_whole.is_some() {
                    return None;
                }
            }
            grown.changed().await.ok()?;
        }
    }

    /// Nothing that holds it can fail halfway.
    fn held(&self) -> MutexGuard<'_, MadeSound> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
