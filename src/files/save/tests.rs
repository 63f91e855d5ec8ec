#![expect(clippy::disallowed_methods, reason = "the tests look at what was written")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::*;

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/plan.toml");
    new(&path, "first").unwrap();
    assert!(new(&path, "second").unwrap_err().is_in_the_way());
    assert_eq!(fs::read_to_string(&path).unwrap(), "first");
    replace(&path, "third").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "third");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing else is left behind");
}

#[test]
fn a_file_that_is_not_finished_leaves_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("of/ann/result.json");
    let mut pending = Pending::beside(&path).unwrap();
    pending.write_all(b"half of").unwrap();
    drop(pending);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let mut pending = Pending::beside(&path).unwrap();
    pending.write_all(b"all").unwrap();
    pending.keep().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "all");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
    assert_eq!(standing(Path::new("no/such/file")), Path::new("."));
}

#[test]
fn a_file_that_is_not_finished_leaves_the_old_one_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.xml");
    new(&path, "old").unwrap();
    let mut pending = Pending::beside(&path).unwrap();
    pending.write_all(b"half of").unwrap();
    drop(pending);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let mut pending = Pending::beside(&path).unwrap();
    pending.write_all(b"new").unwrap();
    pending.keep().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}
#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_stays_a_device() {
    replace(Path::new("/dev/null"), "away with it").unwrap();
    new(Path::new("/dev/null"), "and with this").unwrap();
    assert!(is_stream(Path::new("/dev/null")));
    let error = replace(Path::new("/dev/full"), "more").unwrap_err();
    assert_eq!(error.to_string(), "cannot write /dev/full: the disk is full");
}

#[test]
fn what_cannot_be_a_file_is_called_by_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    new(&file, "").unwrap();
    let error = replace(folder.path(), "").unwrap_err().to_string();
    assert_eq!(error, format!("cannot write {}: it is a folder; name a file in it", folder.path().display()));
    let error = replace(&folder.path().join("new/"), "").unwrap_err().to_string();
    assert!(error.ends_with("/new/: it is a folder; name a file in it"), "{error}");
    let below = file.join("below");
    let error = replace(&below, "").unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot write {}: ", below.display())), "{error}");
    assert!(!error.contains(".ivrsim-"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_as_they_were() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("report.xml"), folder.path().join("link.xml"));
    new(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("report.xml", &link).unwrap();
    let mut pending = Pending::beside(&link).unwrap();
    pending.write_all(b"new").unwrap();
    pending.keep().unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn several_new_files_are_written_all_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let write = |names: &[&str]| {
        let paths: Vec<PathBuf> = names.iter().map(|name| path(name)).collect();
        all_new(paths.iter().map(|path| (path.as_path(), "text")))
    };
    write(&["ours/menus/plan.toml", "ours/scenarios/first.toml"]).unwrap();
    assert_eq!(fs::read_to_string(path("ours/scenarios/first.toml")).unwrap(), "text");
    assert!(write(&["theirs/plan.toml", "ours/menus/plan.toml"]).unwrap_err().is_in_the_way());
    fs::write(path("file"), "mine").unwrap();
    // What stands in the way of a folder is only found when the file is put there.
    write(&["theirs/menus/plan.toml", "theirs/first.toml", "file/below/plan.toml"]).unwrap_err();
    assert_eq!(fs::read_to_string(path("file")).unwrap(), "mine");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["file", "ours"]);
}
