use std::path::{Component, Path, PathBuf};

/// The path to `target` as a file in `folder` names it. Both are absolute.
pub(super) fn relative(target: &Path, folder: &Path) -> PathBuf {
    let mut target: Vec<Component<'_>> = target.components().collect();
    let mut folder: Vec<Component<'_>> = folder.components().collect();
    let shared = target.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    // Nothing in common, not even the root: another drive.
    if shared == 0 {
        return target.iter().collect();
    }
    let up = folder.split_off(shared).len();
    let down = target.split_off(shared);
    let path: PathBuf = std::iter::repeat_n(Component::ParentDir, up).chain(down).collect();
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}
