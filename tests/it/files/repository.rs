//! Repositories: plans of revisions, hooks, and how code hosts know files.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::helpers::program::{ivrsim, program};

const PLAN: &str = include_str!("../../../src/check/examples/keys-out-of-order/fails.toml");

fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args([
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.com",
        "-c",
        "protocol.file.allow=always",
    ]);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    let done = git.args(args).output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A repository whose menu has changed since its one commit.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    git(path, &["init", "-q", "."]);
    fs::create_dir_all(path.join("deep/menus")).unwrap();
    fs::write(path.join("deep/menus/plan.toml"), PLAN).unwrap();
    commit(path);
    fs::write(path.join("deep/menus/plan.toml"), PLAN.replace("Billing", "Parts")).unwrap();
    folder
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

/// The exit code of a comparison with the commit: 1, because something differs.
fn compared(folder: &Path, plan: &str, environment: &[(&str, &str)]) {
    let mut command = program(folder);
    command.args(["--plan", plan, "diff", "git:HEAD"]).envs(environment.iter().copied());
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{plan} {environment:?}: {told}");
}

#[test]
fn what_git_tells_its_hooks_is_not_about_the_plan() {
    let folder = repository();
    let path = folder.path();
    let inside = path.join(".git").to_string_lossy().into_owned();
    let work_tree = path.to_string_lossy().into_owned();
    for environment in [
        &[][..],
        &[("GIT_DIR", inside.as_str())],
        &[("GIT_DIR", ".git")],
        &[("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index"), ("GIT_PREFIX", "deep/")],
        &[("GIT_DIR", &inside), ("GIT_WORK_TREE", &work_tree), ("GIT_PREFIX", "")],
        &[("GIT_DIR", "/nowhere"), ("GIT_WORK_TREE", "/nowhere")],
    ] {
        compared(path, "deep/menus", environment);
        compared(&path.join("deep"), "menus", environment);
        compared(path, "deep/menus/plan.toml", environment);
    }
}

#[test]
fn a_hook_of_a_linked_work_tree_is_about_that() {
    let folder = repository();
    let tree = tempfile::tempdir().unwrap();
    let linked = tree.path().join("linked");
    git(folder.path(), &["worktree", "add", "-q", linked.to_str().unwrap()]);
    fs::write(linked.join("deep/menus/plan.toml"), PLAN.replace("Sales", "Parts")).unwrap();
    let inside = folder.path().join(".git/worktrees/linked").to_string_lossy().into_owned();
    let common = folder.path().join(".git").to_string_lossy().into_owned();
    compared(&linked, "deep/menus", &[("GIT_DIR", &inside), ("GIT_COMMON_DIR", &common)]);
    compared(&linked, "deep/menus", &[("GIT_DIR", &common)]);
}

#[test]
fn a_repository_that_only_the_environment_names_is_asked() {
    let folder = repository();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(folder.path().join(".git"), elsewhere.path().join("kept")).unwrap();
    let kept = elsewhere.path().join("kept").to_string_lossy().into_owned();
    let tree = folder.path().to_string_lossy().into_owned();
    compared(folder.path(), "deep/menus", &[("GIT_DIR", &kept), ("GIT_WORK_TREE", &tree)]);
    compared(folder.path(), "deep/menus", &[("GIT_DIR", &kept), ("GIT_WORK_TREE", ".")]);
    let (code, _, told) = ivrsim(folder.path(), &["--plan", "deep/menus", "diff", "git:HEAD"]);
    assert!(code == 2 && told.contains("is not in a git repository"), "{told}");
}

#[test]
fn links_of_a_revision_are_followed_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    git(path, &["init", "-q", "."]);
    fs::create_dir_all(path.join("shared")).unwrap();
    fs::create_dir_all(path.join("menus")).unwrap();
    fs::write(path.join("shared/plan.toml"), PLAN).unwrap();
    symlink("../shared/plan.toml", path.join("menus/plan.toml")).unwrap();
    symlink("menus", path.join("linked")).unwrap();
    symlink("menus/plan.toml", path.join("one.toml")).unwrap();
    symlink("../shared", path.join("menus/folder.toml")).unwrap();
    commit(path);
    fs::remove_dir_all(path.join("shared")).unwrap();
    for plan in ["menus", "linked", "one.toml", "menus/plan.toml", "linked/plan.toml"] {
        let (code, out, told) = ivrsim(path, &["--plan", &format!("git:HEAD:{plan}"), "lines"]);
        assert!(code == 0 && out.contains("1-800-555-0100"), "{plan}: {out}{told}");
    }
    for (target, name) in
        [("/etc/passwd", "out.toml"), ("nothing.toml", "none.toml"), ("loop.toml", "loop.toml")]
    {
        let link = path.join("menus").join(name);
        symlink(target, &link).unwrap();
        commit(path);
        for plan in ["menus".to_owned(), format!("menus/{name}")] {
            let (code, _, told) = ivrsim(path, &["--plan", &format!("git:HEAD:{plan}"), "lines"]);
            assert!(
                code == 2 && told.contains("is a link to something that the revision does not have"),
                "{told}"
            );
            assert!(!told.contains("root:"), "{told}");
        }
        fs::remove_file(link).unwrap();
    }
}

#[test]
fn a_plan_in_a_submodule_is_told_to_be_there() {
    let (folder, inner) = (repository(), repository());
    let path = folder.path();
    git(path, &["submodule", "--quiet", "add", inner.path().to_str().unwrap(), "sub"]);
    commit(path);
    for plan in ["sub", "sub/deep/menus", "sub/deep/menus/plan.toml"] {
        let (code, _, told) = ivrsim(path, &["--plan", &format!("git:HEAD:{plan}"), "lines"]);
        assert!(code == 2 && told.contains("sub is a submodule, which"), "{plan}: {told}");
    }
    fs::write(path.join("sub/deep/menus/plan.toml"), PLAN.replace("Sales", "Parts")).unwrap();
    compared(path, "sub/deep/menus", &[]);
}

/// The files that findings of a command name, by what stands in front and behind.
fn named<'t>(text: &'t str, before: &str, behind: char) -> Vec<&'t str> {
    text.split(before).skip(1).map(|rest| rest.split(behind).next().unwrap()).collect()
}

#[test]
fn code_hosts_are_told_paths_from_the_top_of_the_repository() {
    let folder = repository();
    let top = folder.path();
    let deep = top.join("deep");
    let menus = top.join("deep/menus");
    let absolute = menus.to_string_lossy().into_owned();
    let suite = "[[scenario]]\nname = \"x\"\ncall = \"main\"\nat = \"2026-03-02 10:00\"\nexpect = { line = \"no\" }\n";
    fs::write(deep.join("a.toml"), suite.replace("line = \"no\"", "outcome = \"voicemail\"")).unwrap();
    for (here, plan) in [
        (top, "deep/menus"),
        (top, "./deep/menus"),
        (top, absolute.as_str()),
        (&deep, "menus"),
        (&deep, "./menus/"),
        (&menus, "."),
        (&menus, "./plan.toml"),
        (&menus, "../menus"),
    ] {
        let checked = |format: &str| {
            let (code, out, told) =
                ivrsim(here, &["check", plan, "--at", "2026-03-02", "--deny", "note", "--format", format]);
            assert_eq!(code, 1, "{plan}: {told}");
            out
        };
        let github = checked("github");
        let files = named(&github, "file=", ',');
        assert!(
            !files.is_empty() && files.iter().all(|file| *file == "deep/menus/plan.toml"),
            "{plan}: {github}"
        );
        let log = checked("sarif");
        let files = named(&log, "\"uri\": \"", '"');
        assert!(
            !files.is_empty() && files.iter().all(|file| *file == "deep/menus/plan.toml"),
            "{plan}: {files:?}"
        );
        assert_eq!(named(&log, "\"uriBaseId\": \"", '"').len(), files.len());
        let (_, github, told) = ivrsim(here, &["--plan", plan, "diff", "git:HEAD", "--format", "github"]);
        let files = named(&github, "file=", ',');
        assert!(
            !files.is_empty() && files.iter().all(|file| *file == "deep/menus/plan.toml"),
            "{plan}: {github}{told}"
        );
    }
    for (here, path) in
        [(top, "./deep/a.toml"), (top, "deep"), (&deep, "."), (&deep, "a.toml"), (&menus, "..")]
    {
        let (code, out, told) = ivrsim(here, &["test", path, "--plan", &absolute, "--report", "github"]);
        let files = named(&out, "::error file=", ',');
        // Where the plan decides it, and in words where the case is.
        assert!(code == 1 && files == ["deep/menus/plan.toml"], "{path}: {out}{told}");
        assert!(out.contains("(deep/a.toml:"), "{path}: {out}");
    }
}

#[test]
fn files_that_are_in_no_repository_have_addresses() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a plan.toml"), PLAN).unwrap();
    let path = folder.path().join("a plan.toml").to_string_lossy().into_owned();
    let args = ["check", &path, "--at", "2026-03-02", "--format", "sarif"];
    let (_, log, _) = ivrsim(elsewhere.path(), &args);
    let address = format!("file://{}", path.replace(' ', "%20"));
    let files = named(&log, "\"uri\": \"", '"');
    assert!(!files.is_empty() && files.iter().all(|file| *file == address), "{files:?}");
    let (_, log, _) = ivrsim(folder.path(), &args);
    assert!(named(&log, "\"uri\": \"", '"').iter().all(|file| *file == "a%20plan.toml"), "{log}");
}
