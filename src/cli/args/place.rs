//! Places to write to, as the command line names them.

use std::path::{Path, PathBuf};

/// Names that a user or a system gives to the standard output of this process.
const STANDARD: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Whether a name means standard output.
pub(in crate::cli) fn is_standard(path: &Path) -> bool {
    STANDARD.iter().any(|name| path == Path::new(name))
}

/// Formats that are known by how the names of their files end.
pub(super) trait NamedEnding: Copy + 'static {
    /// The endings, in small letters and without the dot.
    const ENDINGS: &[(&str, Self)];
}

/// The format that the name of a file means. None: there is no file, or it ends otherwise.
pub(super) fn meant<F: NamedEnding>(out: Option<&Path>) -> Option<F> {
    let ending = out?.extension()?.to_str()?.to_ascii_lowercase();
    F::ENDINGS.iter().find(|(known, _)| *known == ending).map(|&(_, format)| format)
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutputShape {
    /// A text, which is a file or goes to standard output.
    Text,
    /// A page, in a folder of its own.
    Page,
}

/// The place of a report. None: standard output.
pub(super) fn report(shape: OutputShape, path: &str) -> Result<Option<PathBuf>, String> {
    match (shape, Path::new(path)) {
        (OutputShape::Page, path) if is_standard(path) => {
            Err("the page needs a folder of its own: write `html=DIR`".to_owned())
        }
        (OutputShape::Page, folder) => Ok(Some(folder.join("index.html"))),
        (OutputShape::Text, path) if is_standard(path) => Ok(None),
        (OutputShape::Text, path) => Ok(Some(path.to_owned())),
    }
}
