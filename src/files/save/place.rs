use std::path::Path;

/// The folder that a file is in.
#[must_use]
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The nearest folder above a file that is there already. What is written there first can be moved to its place once its
/// folders are made: they are on the same disk.
#[must_use]
pub fn standing(path: &Path) -> &Path {
    let mut above = path.ancestors().skip(1);
    above.find(|folder| folder.symlink_metadata().is_ok()).unwrap_or(Path::new("."))
}
