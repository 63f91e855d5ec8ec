//! `ivrsim fmt`.

use std::fs;
#[cfg(unix)]
use std::process;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim_with as ivrsim;

const UNTIDY: &str = "[lines.main]\nnumber=\"1-800-555-0100\"\nname  =  \"x\"";
const TIDY: &str = "[lines.main]\nnumber = \"1-800-555-0100\"\nname   = \"x\"\n";

#[test]
fn fmt_rewrites_our_files_and_no_others() {
    let folder = files(&[
        ("menus/plan.toml", UNTIDY),
        ("menus/deep/good.toml", TIDY),
        ("menus/Cargo.toml", "[package]\nname='x'"),
        ("scenarios/a.toml", "[[scenario]]\nname=\"x\""),
        ("elsewhere/plan.toml", UNTIDY),
    ]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let listed = "menus/plan.toml\nscenarios/a.toml\n";
    let run = |args: &[&str]| {
        let (code, out, errors) = ivrsim(folder.path(), args, "");
        assert_eq!(errors, "");
        (code, out.replace('\\', "/"))
    };
    assert_eq!(run(&["fmt", "--check"]), (1, listed.to_owned()));
    assert_eq!(read("menus/plan.toml"), UNTIDY, "checking changes nothing");
    assert_eq!(run(&["fmt"]), (0, listed.to_owned()));
    assert_eq!(read("menus/plan.toml"), TIDY);
    assert_eq!(read("scenarios/a.toml"), "[[scenario]]\nname = \"x\"\n");
    assert_eq!(read("menus/Cargo.toml"), "[package]\nname='x'");
    assert_eq!(read("elsewhere/plan.toml"), UNTIDY);
    assert_eq!(run(&["fmt"]), (0, String::new()));
    assert_eq!(run(&["fmt", "--check"]), (0, String::new()));
}

#[test]
fn fmt_reads_standard_input() {
    let folder = files(&[]);
    assert_eq!(ivrsim(folder.path(), &["fmt", "-"], UNTIDY), (0, TIDY.to_owned(), String::new()));
    assert_eq!(ivrsim(folder.path(), &["fmt", "-", "--check"], UNTIDY).0, 1);
    assert_eq!(ivrsim(folder.path(), &["fmt", "-", "--check"], TIDY).0, 0);
    let (code, _, errors) = ivrsim(folder.path(), &["fmt"], "");
    assert_eq!(code, 2);
    assert!(errors.contains("there is no folder `menus` or `scenarios`"), "{errors}");
}

#[test]
fn fmt_leaves_a_file_with_mistakes_alone_and_formats_the_rest() {
    let broken = "[lines.main]\nnumber == 1\n";
    let folder = files(&[("menus/a.toml", broken), ("menus/b.toml", UNTIDY)]);
    let (code, out, errors) = ivrsim(folder.path(), &["fmt"], "");
    assert_eq!((code, out.lines().count()), (2, 1));
    assert!(errors.replace('\\', "/").contains("menus/a.toml:2:"), "{errors}");
    assert_eq!(fs::read_to_string(folder.path().join("menus/a.toml")).unwrap(), broken);
    assert_eq!(fs::read_to_string(folder.path().join("menus/b.toml")).unwrap(), TIDY);
}

#[cfg(unix)]
#[test]
fn fmt_writes_through_a_link() {
    let folder = files(&[("real.toml", UNTIDY)]);
    let link = folder.path().join("link.toml");
    std::os::unix::fs::symlink("real.toml", &link).unwrap();
    assert_eq!(ivrsim(folder.path(), &["fmt", "link.toml"], "").0, 0);
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(folder.path().join("real.toml")).unwrap(), TIDY);
}

/// What `test` refuses to read, `fmt` does not write.
#[cfg(unix)]
#[test]
fn fmt_of_a_folder_follows_no_link_to_a_file_of_another_kind() {
    let folder =
        files(&[("real.txt", "[[scenario]]\nname=\"x\""), ("sc/a.toml", "[[scenario]]\nname = \"x\"\n")]);
    std::os::unix::fs::symlink("../real.txt", folder.path().join("sc/z.toml")).unwrap();
    for command in [["fmt", "sc"], ["test", "sc"]] {
        let (code, out, errors) = ivrsim(folder.path(), &command, "");
        assert_eq!((code, out.as_str()), (2, ""), "{errors}");
        assert!(
            errors.contains("sc/z.toml is not read: its name, and that of the file it links to, must end"),
            "{errors}"
        );
    }
    assert_eq!(fs::read_to_string(folder.path().join("real.txt")).unwrap(), "[[scenario]]\nname=\"x\"");
}

/// Whenever the program is killed, a file is the old one or the new one, whole.
#[cfg(unix)]
#[test]
fn fmt_that_is_killed_leaves_whole_files() {
    let untidy = UNTIDY.replace("[lines.main]", "# kept\n[lines.main]") + &"\n# more".repeat(20_000);
    let folder = files(&[]);
    let path = folder.path().join("plan.toml");
    let tidy = ivrsim::base::tidy::formatted("plan.toml", &untidy).unwrap();
    for turn in 0..20_u32 {
        fs::write(&path, &untidy).unwrap();
        let mut child = process::Command::new(assert_cmd::cargo::cargo_bin("ivrsim"))
            .current_dir(folder.path())
            .args(["fmt", "plan.toml"])
            .stdout(process::Stdio::null())
            .spawn()
            .unwrap();
        // Each turn looks about for longer before the kill, so that it comes at another moment.
        for _ in 0..turn * 10 {
            let _ = fs::metadata(&path);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let left = fs::read_to_string(&path).unwrap();
        assert!(left == untidy || left == tidy, "a file in pieces: {} bytes", left.len());
    }
}
