use std::fs;
use std::path::Path;

use super::error::{LoadError, LoadProblem};

/// Whether what a path leads to in the end has such a name as files of this kind have. What other programs keep, whose text an
/// error would show, does not.
pub(super) fn ends_in(path: &Path, ending: &'static str) -> Result<(), LoadError> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let ends = |path: &Path| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if ends(path) && ends(&real) {
        return Ok(());
    }
    Err(LoadError { path: path.to_owned(), problem: LoadProblem::Ending(ending) })
}
