use std::convert::Infallible;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::files::load::{Recording, RecordingTrouble, recordings_folder};

/// The ending of recordings, as people write it.
const ENDINGS: [&str; 2] = ["wav", "WAV"];

/// So much of a file is read at once.
const PIECE: usize = 64 * 1024;

/// The recordings beside a plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoundRecordings<'p>(pub(super) &'p Path);

impl FoundRecordings<'_> {
    /// The first that can be played of these names.
    pub(super) fn first(self, names: &[String]) -> Option<Recording> {
        if !recordings_folder(self.0).is_dir() {
            return None;
        }
        names.iter().find_map(|name| self.named(name).and_then(Result::ok))
    }

    /// The recording of a name, or why it is not played; None: there is none.
    pub(super) fn named(self, name: &str) -> Option<Result<Recording, RecordingTrouble>> {
        let opened =
            ENDINGS.map(|ending| Recording::open(self.0, &PathBuf::from(format!("{name}.{ending}"))));
        opened.into_iter().find(|opened| !matches!(opened, Err(RecordingTrouble::NotThere)))
    }
}

/// A recording as an answer. It is read as it is heard.
pub(super) fn played(recording: Recording) -> Response {
    let length = recording.bytes;
    let parts = stream::unfold((recording, length), |(mut recording, left)| async move {
        let piece = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::new();
            let read = recording.by_ref().take(left.min(PIECE as u64)).read_to_end(&mut piece);
            read.ok().filter(|read| *read > 0).map(|read| (piece, (recording, left - read as u64)))
        });
        let (piece, rest) = piece.await.ok().flatten()?;
        Some((Ok::<_, Infallible>(Bytes::from(piece)), rest))
    });
    let headers = [(CONTENT_TYPE, "audio/wav".to_owned()), (CONTENT_LENGTH, length.to_string())];
    (headers, Body::from_stream(parts)).into_response()
}
