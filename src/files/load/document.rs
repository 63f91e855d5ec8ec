//! Documents of directories: bytes as they are, and the layout of a PDF as another program tells it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::error::{LoadError, LoadProblem};

/// Bytes of one document.
const DOCUMENT_BYTES: usize = 16 * 1024 * 1024;
/// Bytes of the layout of a PDF: some thousand words a page.
const LAYOUT_BYTES: usize = 32 * 1024 * 1024;
/// Pages of a PDF that are asked for: one more than a draft reads, so that it can tell.
const PAGES: u32 = 201;
/// How long the other program may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(20);

/// The bytes of a document.
pub(crate) fn document(path: &Path) -> Result<Vec<u8>, LoadError> {
    let problem = |problem| LoadError { path: path.to_owned(), problem };
    let file = File::open(path).map_err(|error| problem(LoadProblem::Io(error)))?;
    let kind = file.metadata().map_err(|error| problem(LoadProblem::Io(error)))?;
    if !kind.is_file() {
        return Err(problem(LoadProblem::NoFile));
    }
    let mut bytes = Vec::new();
    file.take(DOCUMENT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| problem(LoadProblem::Io(error)))?;
    if bytes.len() > DOCUMENT_BYTES {
        return Err(problem(LoadProblem::TooLarge(DOCUMENT_BYTES)));
    }
    Ok(bytes)
}

/// That a document cannot be read, for this reason.
pub(crate) fn unread(path: &Path, why: impl std::fmt::Display) -> LoadError {
    LoadError { path: path.to_owned(), problem: LoadProblem::Unread(why.to_string()) }
}

/// What `pdftotext -bbox-layout` tells of a PDF.
pub(crate) fn pdf_layout(program: &Path, path: &Path) -> Result<Vec<u8>, LoadError> {
    let problem = |error| LoadError { path: path.to_owned(), problem: LoadProblem::Io(error) };
    // A name that begins with a dash is no option of it.
    let named = if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) };
    let mut child = Command::new(program)
        .args(["-bbox-layout", "-enc", "UTF-8", "-q", "-l", &PAGES.to_string()])
        .arg(named)
        .arg("-")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(problem)?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    // What takes too long is ended by another thread, while this one reads.
    let is_read = Arc::new(AtomicBool::new(false));
    let watched = Arc::clone(&is_read);
    let ending = thread::spawn(move || {
        let mut waited = Duration::ZERO;
        while !watched.load(Ordering::Acquire) && waited < PATIENCE {
            thread::sleep(LOOK);
            waited += LOOK;
        }
        let was_slow = !watched.load(Ordering::Acquire);
        // It may have ended by itself.
        let _ = child.kill();
        (child.wait(), was_slow)
    });
    let mut bytes = Vec::new();
    let read = stdout.map_or(Ok(0), |out| out.take(LAYOUT_BYTES as u64 + 1).read_to_end(&mut bytes));
    let mut told = Vec::new();
    if bytes.len() <= LAYOUT_BYTES
        && let Some(errors) = stderr
    {
        let _ = errors.take(4096).read_to_end(&mut told);
    }
    is_read.store(true, Ordering::Release);
    let was_slow = ending.join().is_ok_and(|(_, was_slow)| was_slow);
    read.map_err(problem)?;
    if was_slow {
        return Err(unread(
            path,
            "pdftotext takes too long for it: name a PDF with the pages of the directory alone",
        ));
    }
    if bytes.len() > LAYOUT_BYTES {
        return Err(unread(
            path,
            "it has more text than a directory: name a PDF with the pages of the directory alone",
        ));
    }
    if bytes.is_empty() {
        let told = String::from_utf8_lossy(&told);
        let first = told.lines().next().unwrap_or("it is damaged, or needs a password").trim().to_owned();
        return Err(unread(path, format!("pdftotext cannot read it: {first}")));
    }
    Ok(bytes)
}
