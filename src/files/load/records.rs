//! Files of call records, opened to be read as they come: they may be larger than memory, and compressed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::error::{LoadError, LoadProblem};
use super::plan::name;

/// How files of records end, in a folder. Whoever names a file may call it what they like.
const ENDINGS: [&str; 7] = ["csv", "tsv", "json", "jsonl", "ndjson", "txt", "log"];

/// Files of one folder.
const MAX_FILES: usize = 10_000;

/// So deep is looked below a folder.
const MAX_DEPTH: usize = 4;

/// A file of records, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordSource {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

/// Files of records, and how many bytes they are; of standard input nobody knows.
#[derive(Debug)]
pub struct RecordSources {
    /// The files, in the order in which they are read.
    pub files: Vec<RecordSource>,
    /// How many bytes they have together, as they lie on the disk.
    pub bytes: u64,
}

/// Finds files of records: those that are named, `-` for standard input, and those in folders.
pub fn record_sources(paths: &[PathBuf]) -> Result<RecordSources, LoadError> {
    let mut found = RecordSources { files: Vec::new(), bytes: 0 };
    for path in paths {
        if path == Path::new("-") {
            if !found.files.contains(&RecordSource::Standard) {
                found.files.push(RecordSource::Standard);
            }
            continue;
        }
        let problem = |problem| LoadError { path: path.clone(), problem };
        let kind = fs::metadata(path).map_err(|error| problem(LoadProblem::Io(error)))?;
        let mut files = BTreeSet::new();
        if kind.is_dir() {
            below(path, 0, &mut files).map_err(|error| problem(LoadProblem::Io(error)))?;
            if files.is_empty() {
                let why = format!("no file in it ends in .{}, or the same and .gz", ENDINGS.join(", ."));
                return Err(problem(LoadProblem::Unread(why)));
            }
            if files.len() > MAX_FILES {
                let why = format!("it has more than {MAX_FILES} files; name those of one month");
                return Err(problem(LoadProblem::Unread(why)));
            }
        } else {
            files.insert(path.clone());
        }
        for file in files {
            found.bytes += fs::metadata(&file).map_or(0, |kind| kind.len());
            let file = RecordSource::File(file);
            if !found.files.contains(&file) {
                found.files.push(file);
            }
        }
    }
    Ok(found)
}

fn below(folder: &Path, depth: usize, files: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    if depth > MAX_DEPTH || files.len() > MAX_FILES {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, path) = (entry.file_name().to_string_lossy().to_lowercase(), entry.path());
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        let plain = name.strip_suffix(".gz").unwrap_or(&name);
        let ending = plain.rsplit_once('.').map(|(_, ending)| ending);
        if kind.is_dir() {
            below(&path, depth + 1, files)?;
        } else if kind.is_file() && ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
            files.insert(path);
        }
    }
    Ok(())
}

impl RecordSource {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".to_owned(),
            Self::File(path) => name(path),
        }
    }

    /// Opens it; what is compressed is read as if it were not. `read` is told how many bytes were read, as they lie on the disk.
    pub fn open(&self, read: &Arc<AtomicU64>) -> Result<Box<dyn Read>, LoadError> {
        let problem = |problem| LoadError { path: self.name().into(), problem };
        let input: Box<dyn Read> = match self {
            Self::Standard => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path).map_err(|error| problem(LoadProblem::Io(error)))?),
        };
        let counted = CountedInput { input, read: Arc::clone(read) };
        let mut input = BufReader::with_capacity(BUFFER, counted);
        // A stream may give one byte at a time, and the mark has two.
        let mut begin = [0; 2];
        let mut length = 0;
        while length < begin.len() {
            match input.read(&mut begin[length..]) {
                Ok(0) => break,
                Ok(count) => length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(problem(LoadProblem::Io(error))),
            }
        }
        let whole = io::Cursor::new(begin).take(length as u64).chain(input);
        if begin == GZIP && length == begin.len() {
            return Ok(Box::new(MultiGzDecoder::new(whole)));
        }
        Ok(Box::new(whole))
    }
}

/// What a file compressed by gzip begins with (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

const BUFFER: usize = 256 * 1024;

/// An input that tells how much was read of it.
struct CountedInput {
    input: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for CountedInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
