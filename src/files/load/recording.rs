//! The recordings of a plan's prompts: WAV files in the folder `sounds` beside the plan's files.
//!
//! What lies there is as hostile as any file: it is read only if it is a file, no larger than a recording can be, near the plan
//! by what it leads to, and begins as sound does.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

use super::plan::listed;
use super::reach::FileReach;
use crate::files::wav::{MAX_WAV_HEAD, WavHead, WavTrouble};

/// In bytes: eleven minutes as compact discs have it on one side, half an hour as telephones have it.
const MAX_RECORDING: u64 = 64 * 1024 * 1024;

/// So many files of the folder are listed.
const MAX_LISTED: usize = 2_000;

/// A recording that was found and can be played.
#[derive(Debug)]
pub(crate) struct Recording {
    file: File,
    /// How many bytes the file has.
    pub(crate) bytes: u64,
    /// What stands at its beginning.
    pub(crate) head: WavHead,
}

/// Why something is not played.
#[derive(Debug, Error)]
pub(crate) enum RecordingTrouble {
    /// There is no such file.
    #[error("there is no such file")]
    NotThere,
    /// It is a folder, a pipe, a device.
    #[error("it is not a file")]
    NoFile,
    #[error("it is a link that leads away from the plan")]
    Outside,
    #[error("it has more than {} MB", MAX_RECORDING / 1024 / 1024)]
    TooLarge,
    #[error(transparent)]
    Wav(#[from] WavTrouble),
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// Where the recordings of a plan are, which is a folder or a file.
pub(crate) fn recordings_folder(plan: &Path) -> PathBuf {
    let folder = if plan.is_dir() { plan } else { plan.parent().unwrap_or(plan) };
    folder.join("sounds")
}

/// The names of the sound files there, in their order.
pub(crate) fn recorded_files(plan: &Path) -> Vec<String> {
    let files = listed(&recordings_folder(plan)).unwrap_or_default();
    let is_sound = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("wav"))
            && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    let names = files.iter().filter(|path| is_sound(path)).filter_map(|path| path.file_name());
    names.take(MAX_LISTED).map(|name| name.to_string_lossy().into_owned()).collect()
}

impl Recording {
    /// Opens a recording by its path from the folder of recordings.
    pub(crate) fn open(plan: &Path, name: &Path) -> Result<Self, RecordingTrouble> {
        if !name.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(RecordingTrouble::Outside);
        }
        let path = recordings_folder(plan).join(name);
        // A pipe that nobody writes to would be waited for.
        let about = fs::metadata(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => RecordingTrouble::NotThere,
            _ => error.into(),
        })?;
        if !about.is_file() {
            return Err(RecordingTrouble::NoFile);
        }
        let in_plan = if plan.is_dir() { plan.join("plan.toml") } else { plan.to_owned() };
        FileReach::Near.allows_sound(&in_plan, &path).map_err(|_| RecordingTrouble::Outside)?;
        let mut file = File::open(&path)?;
        let bytes = file.metadata()?.len();
        if bytes > MAX_RECORDING {
            return Err(RecordingTrouble::TooLarge);
        }
        let mut begun = Vec::new();
        file.by_ref().take(MAX_WAV_HEAD as u64).read_to_end(&mut begun)?;
        let head = WavHead::read(&begun)?.ok_or(WavTrouble::Damaged)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Self { file, bytes, head })
    }

    /// How long it takes, in milliseconds.
    pub(crate) fn milliseconds(&self) -> u64 {
        let there = self.bytes.saturating_sub(self.head.data_at as u64);
        let data = there.min(u64::from(self.head.data_bytes));
        data * 1_000 / u64::from(self.head.format.bytes_a_second())
    }
}

impl Read for Recording {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}
