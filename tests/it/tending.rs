//! The commands that tend the files of users and the shell around them: `fmt`, `completions`, `man`.

use std::fs;
use std::path::Path;
use std::process;

use assert_cmd::Command;

fn ivrsim(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::cargo_bin("ivrsim").unwrap();
    command.current_dir(folder).env_remove("IVRSIM_PLAN").args(args).write_stdin(input);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn files(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

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
    assert!(errors.contains("neither a folder `menus` nor a folder `scenarios`"), "{errors}");
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

/// Whenever the program is killed, a file is the old one or the new one, whole.
#[cfg(unix)]
#[test]
fn fmt_that_is_killed_leaves_whole_files() {
    let untidy = UNTIDY.replace("[lines.main]", "# kept\n[lines.main]") + &"\n# more".repeat(20_000);
    let folder = files(&[]);
    let path = folder.path().join("plan.toml");
    let tidy = ivrsim::tidy::formatted("plan.toml", &untidy).unwrap();
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

#[test]
fn completions_know_every_command() {
    let folder = files(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let (code, script, errors) = ivrsim(folder.path(), &["completions", shell], "");
        assert_eq!((code, errors.as_str()), (0, ""));
        for word in ["dial", "find", "hours", "test", "fmt", "completions", "log-format"] {
            assert!(script.contains(word), "{shell} does not know `{word}`");
        }
        // Where the shell itself is at hand, it reads the script.
        let path = folder.path().join(shell);
        fs::write(&path, &script).unwrap();
        if let Ok(read) = process::Command::new(shell).arg("-n").arg(&path).output() {
            assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        }
    }
    assert_eq!(ivrsim(folder.path(), &["completions", "tcsh"], "").0, 2);
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let folder = files(&[]);
    let (code, page, _) = ivrsim(folder.path(), &["man"], "");
    assert_eq!(code, 0);
    assert!(page.contains(".TH ivrsim 1") && page.contains("IVRSIM_PLAN"), "{page}");
    let (code, out, _) = ivrsim(folder.path(), &["man", "pages/man1"], "");
    assert_eq!(code, 0);
    let pages = fs::read_dir(folder.path().join("pages/man1")).unwrap().count();
    assert_eq!(out.lines().count(), pages);
    let call = fs::read_to_string(folder.path().join("pages/man1/ivrsim-call.1")).unwrap();
    assert!(
        call.contains("\\-\\-press") && call.contains("Keys are pressed as soon as the call listens"),
        "{call}"
    );
}

/// The lines that a child says, read by a thread of their own so that a test can lose its patience.
#[cfg(unix)]
fn lines_of(child: &mut process::Child) -> std::sync::mpsc::Receiver<String> {
    use std::io::BufRead as _;
    let out = std::io::BufReader::new(child.stdout.take().unwrap());
    let (say, said) = std::sync::mpsc::channel();
    std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
    said
}

#[cfg(unix)]
#[test]
fn watch_runs_again_what_a_change_affects_first_and_ends_with_130() {
    let plan =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/start/plan.toml")).unwrap();
    let scenario = |name: &str, step: &str| {
        format!(
            "[suite]\nplan = \"../menus\"\n\n[[scenario]]\nname = \"{name}\"\ncall = \"main\"\n\
             at = \"2026-03-02 10:00\"\npress = \"1\"\nexpect = {{ step = \"{step}\" }}\n"
        )
    };
    let folder = files(&[
        ("menus/plan.toml", &plan),
        ("scenarios/a.toml", &scenario("A", "sales")),
        ("scenarios/b.toml", &scenario("B", "sales")),
    ]);
    let mut child = process::Command::new(assert_cmd::cargo::cargo_bin("ivrsim"))
        .current_dir(folder.path())
        .env_remove("IVRSIM_PLAN")
        .args(["test", "--watch", "--verbose"])
        .stdout(process::Stdio::piped())
        .stderr(process::Stdio::piped())
        .spawn()
        .unwrap();
    let said = lines_of(&mut child);
    let round = || {
        let mut lines = Vec::new();
        loop {
            let line = said.recv_timeout(std::time::Duration::from_secs(30)).expect("it goes on");
            if line.starts_with("waiting for a change") {
                return lines.join("\n");
            }
            lines.push(line);
        }
    };
    let save = |name: &str, text: &str| ivrsim::save::replace(&folder.path().join(name), text).unwrap();
    let told = round();
    assert!(told.contains("2 cases in 2 scenarios: 2 passed"), "{told}");

    save("scenarios/b.toml", &scenario("B", "voicemail"));
    let told = round();
    let (first, rest) =
        (told.find("1 failed").unwrap(), told.find("1 case in 1 scenario: 1 passed").unwrap());
    assert!(told.contains("changed: b.toml") && first < rest, "{told}");

    // A mistake is shown, and mended.
    save("menus/plan.toml", &plan.replace("[lines.main]", "[lines.main"));
    assert!(!round().contains("passed"));
    save("menus/plan.toml", &plan);
    assert!(round().contains("2 cases in 2 scenarios: 1 passed, 1 failed"));

    let interrupt = process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_recorded_call_passes_at_once_and_is_formatted() {
    let folder = files(&[]);
    let run = |args: &[&str], input: &str| ivrsim(folder.path(), args, input);
    let call = ["record", "1-855-720-2559", "--at", "2023-08-28 18:00", "--from", "America/Denver"];
    let (code, out, errors) = run(&[&call[..], &["--out", "calls/csg.toml"]].concat(), "6\n");
    assert_eq!(code, 0, "{errors}");
    assert!(out.starts_with("wrote calls"), "{out}");
    assert!(errors.contains("Commercial Transactions is closed"), "the call is heard: {errors}");
    let (code, out, errors) = run(&["test", "calls"], "");
    assert_eq!((code, out.as_str()), (0, "1 case in 1 scenario: 1 passed\n"), "{errors}");
    assert_eq!(run(&["fmt", "--check", "calls"], ""), (0, String::new(), String::new()));
    let (_, piped, _) = run(&call, "6");
    assert_eq!(piped, fs::read_to_string(folder.path().join("calls/csg.toml")).unwrap());
    let (code, _, errors) = run(&[&call[..], &["--out", "calls/csg.toml"]].concat(), "6\n");
    assert_eq!(code, 2);
    assert!(errors.contains("is there already"), "{errors}");
    let (code, _, errors) = run(&call, "hangup\n");
    assert_eq!(code, 2);
    assert!(errors.contains("you hung up"), "{errors}");
}

#[test]
fn blessing_rewrites_what_failed_and_nothing_else() {
    let text = "\
# The front desk.

[[scenario]]
name   = \"wrong in three ways\"    # and told so
call   = \"cpc\"
at     = \"2023-08-28 18:00\"
press  = \"6\"
# What comes of it:
expect = { outcome = \"transferred\", line = \"cpc\", step = \"ally-plus\", path = [\"cpc-main\"] } # kept

[[scenario]]
name   = \"no longer closed\"
call   = \"cpc\"
at     = \"2023-08-28 10:00\"
press  = \"6\"
expect = { closed_by = \"csg\", outcome = \"disconnected\" }

[[scenario]]
name   = \"right\"
call   = \"cpc\"
at     = \"2023-08-28 10:00\"
press  = \"7\"
expect = { step   =   \"ally-plus\" }
";
    let wanted = text
        .replace(
            "outcome = \"transferred\", line = \"cpc\", step = \"ally-plus\", path = [\"cpc-main\"] }",
            "outcome = \"disconnected\", line = \"cpc\", step = \"closed\", path = [\"cpc-main\", \
             \"commercial-transactions\", \"closed\"] }",
        )
        .replace("{ closed_by = \"csg\", outcome = \"disconnected\" }", "{ outcome = \"transferred\" }");
    let folder = files(&[("a.toml", text)]);
    let read = || fs::read_to_string(folder.path().join("a.toml")).unwrap();
    let run = |ci: &str, args: &[&str]| {
        let mut command = Command::cargo_bin("ivrsim").unwrap();
        command.current_dir(folder.path()).env_remove("IVRSIM_PLAN").env("CI", ci).args(args);
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (code, _, errors) = run("true", &["test", "a.toml", "--bless", "--yes"]);
    assert_eq!((code, read().as_str()), (2, text));
    assert!(errors.contains("the variable CI is set"), "{errors}");
    let (code, out, errors) = run("", &["test", "a.toml", "--bless"]);
    assert_eq!((code, read().as_str()), (2, text));
    assert!(errors.contains("--yes"), "{errors}");
    assert!(
        out.contains("- expect = { closed_by") && out.contains("+ expect = { outcome = \"transferred\""),
        "{out}"
    );
    let (code, out, errors) = run("", &["test", "a.toml", "--bless", "--yes"]);
    assert_eq!((code, errors.as_str()), (0, ""), "{out}");
    assert_eq!(read(), wanted);
    assert_eq!(run("true", &["test", "a.toml"]).0, 0);
    let (code, out, _) = run("", &["test", "a.toml", "--bless"]);
    assert_eq!(code, 0);
    assert!(out.contains("nothing is to be blessed"), "{out}");
}

#[test]
fn blessing_leaves_to_people_what_only_they_can_say() {
    let text = "\
[[scenario]]
name   = \"words\"
call   = \"cpc\"
at     = \"2023-08-28 10:00\"
press  = \"6\"
expect = { outcome = \"voicemail\", hears = \"unheard of\" }

[[scenario]]
name   = \"in different ways\"
call   = \"cpc\"
at     = [\"2023-08-28 10:00\", \"2023-08-28 18:00\"]
press  = \"6\"
expect = { outcome = \"transferred\" }
";
    let folder = files(&[("a.toml", text)]);
    let mut command = Command::cargo_bin("ivrsim").unwrap();
    command.current_dir(folder.path()).env_remove("IVRSIM_PLAN").env_remove("CI");
    let output = command.args(["test", "a.toml", "--bless", "--yes"]).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{out}");
    assert!(out.contains("a.toml:6:") && out.contains("only you can say which words matter"), "{out}");
    assert!(out.contains("a.toml:13:") && out.contains("come out in different ways"), "{out}");
    let left = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(left, text.replace("\"voicemail\"", "\"transferred\""), "what is clear is rewritten");
}

#[test]
fn blessing_keeps_the_ends_of_lines() {
    let text = "# c\r\n[[scenario]]\r\nname = \"x\"\r\ncall = \"cpc\"\r\nat = \"2023-08-28 10:00\"\r\n\
                press = \"6\"\r\nexpect = { outcome = \"voicemail\" } # y\r\n";
    let folder = files(&[("a.toml", text)]);
    let mut command = Command::cargo_bin("ivrsim").unwrap();
    command.current_dir(folder.path()).env_remove("IVRSIM_PLAN").env_remove("CI");
    command.args(["test", "a.toml", "--bless", "--yes"]).assert().success();
    let blessed = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(blessed, text.replace("voicemail", "transferred"));
}
