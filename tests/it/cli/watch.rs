//! `ivrsim test --watch`, whose saves are by rename as those of many editors are.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::helpers::folder::files;

/// A watch, its folder, and the lines that it says on both of its streams, read by a thread of their own so that a test
/// can lose its patience.
struct Watched {
    folder: TempDir,
    child: Child,
    said: Receiver<String>,
}

fn plan() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/start/example/plan.toml")).unwrap()
}

fn scenario(name: &str, step: &str) -> String {
    format!(
        "[suite]\nplan = \"../menus\"\n\n[[scenario]]\nname = \"{name}\"\ncall = \"main\"\n\
         at = \"2026-03-02 10:00\"\npress = \"1\"\nexpect = {{ step = \"{step}\" }}\n"
    )
}

impl Watched {
    fn start(args: &[&str]) -> Self {
        let folder = files(&[
            ("menus/plan.toml", &plan()),
            ("scenarios/a.toml", &scenario("A", "sales")),
            ("scenarios/b.toml", &scenario("B", "sales")),
            ("scenarios/c.toml", &scenario("C", "sales")),
        ]);
        Self::of(folder, args)
    }

    fn of(folder: TempDir, args: &[&str]) -> Self {
        // The shell puts both streams into one, so that what is said keeps its order, and is gone.
        let mut child = Command::new("sh")
            .current_dir(folder.path())
            .env_remove("IVRSIM_PLAN")
            .args(["-c", "exec \"$@\" 2>&1", "sh"])
            .arg(assert_cmd::cargo::cargo_bin("ivrsim"))
            .args(["test", "--watch", "--verbose"])
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        // No more is read than the test asks for, so that what says much waits.
        let (say, said) = mpsc::sync_channel(1);
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        Self { folder, child, said }
    }

    /// What is said until it waits again.
    fn round(&self) -> String {
        let mut lines = Vec::new();
        loop {
            let line = self.said.recv_timeout(Duration::from_secs(30)).expect("it goes on");
            if line.starts_with("waiting for a change") {
                return lines.join("\n");
            }
            lines.push(line);
        }
    }

    fn save(&self, name: &str, text: &str) -> String {
        ivrsim::files::save::replace(&self.folder.path().join(name), text).unwrap();
        self.round()
    }

    fn interrupt(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // It is gone already where the test has come to its end.
        let _ = self.child.kill();
    }
}

#[test]
fn watch_runs_again_what_a_change_affects_first_and_ends_with_130() {
    let watched = Watched::start(&[]);
    let told = watched.round();
    assert!(told.contains("3 cases in 3 scenarios: 3 passed"), "{told}");

    let told = watched.save("scenarios/b.toml", &scenario("B", "voicemail"));
    let [a, b, c] = ["pass A", "FAIL B", "pass C"].map(|case| told.find(case).unwrap());
    assert!(told.contains("changed: b.toml") && b < a && a < c, "{told}");
    assert!(told.ends_with("3 cases in 3 scenarios: 2 passed, 1 failed"), "{told}");
    let told = watched.save("scenarios/b.toml", &scenario("B", "sales"));
    assert!(told.ends_with("3 cases in 3 scenarios: 3 passed"), "{told}");
    assert_eq!(watched.interrupt(), Some(130));
}

#[test]
fn a_mistake_in_one_file_is_shown_and_the_others_are_run() {
    let watched = Watched::start(&[]);
    watched.round();
    let wrong = scenario("B", "sails");
    let told = watched.save("scenarios/b.toml", &wrong);
    let mistake = told.find("scenarios/b.toml:9:").expect("the mistake is shown");
    assert!(mistake < told.find("pass A").unwrap(), "{told}");
    assert!(told.ends_with("2 cases in 2 scenarios: 2 passed"), "{told}");

    // It is shown until it is mended, whatever else changes.
    let told = watched.save("scenarios/c.toml", &scenario("C", "voicemail"));
    assert!(told.contains("scenarios/b.toml:9:") && told.contains("1 passed, 1 failed"), "{told}");
    let told = watched.save("menus/plan.toml", &(plan() + "\n# changed\n"));
    assert!(told.contains("scenarios/b.toml:9:") && told.contains("1 passed, 1 failed"), "{told}");

    let told = watched.save("scenarios/b.toml", &scenario("B", "sales"));
    assert!(told.find("pass B").unwrap() < told.find("pass A").unwrap(), "{told}");
    assert!(told.ends_with("3 cases in 3 scenarios: 2 passed, 1 failed"), "{told}");
    assert_eq!(watched.interrupt(), Some(130));
}

#[test]
fn a_mistake_in_the_plan_is_shown_until_it_is_mended() {
    let watched = Watched::start(&[]);
    watched.round();
    let told = watched.save("menus/plan.toml", &plan().replace("[lines.main]", "[lines.main"));
    assert!(told.contains("menus/plan.toml:") && !told.contains("passed"), "{told}");
    let told = watched.save("menus/plan.toml", &plan());
    assert!(told.ends_with("3 cases in 3 scenarios: 3 passed"), "{told}");
    assert_eq!(watched.interrupt(), Some(130));
}

#[test]
fn what_a_change_affects_need_not_be_among_what_is_wanted() {
    let watched = Watched::start(&["--filter", "A"]);
    watched.round();
    let told = watched.save("scenarios/b.toml", &scenario("B", "voicemail"));
    assert!(told.ends_with("1 case in 1 scenario: 1 passed"), "{told}");
    assert_eq!(watched.interrupt(), Some(130));
}

#[test]
fn a_change_of_a_table_runs_the_file_that_names_it_first() {
    let watched = Watched::start(&[]);
    watched.round();
    let rows = scenario("B", "sales").replace("press = \"1\"\n", "cases_from = \"b.csv\"\n");
    fs::write(watched.folder.path().join("scenarios/b.csv"), "press\n1\n").unwrap();
    watched.save("scenarios/b.toml", &rows);
    let told = watched.save("scenarios/b.csv", "press\n1\n1\n");
    assert!(told.contains("changed: b.csv") && told.contains("4 cases in 3 scenarios"), "{told}");
    assert!(told.find("pass B").unwrap() < told.find("pass A").unwrap(), "{told}");
    let told = watched.save("scenarios/b.csv", "pres\n1\n");
    assert!(told.contains("scenarios/b.csv:1:") && told.ends_with("2 passed"), "{told}");
    assert_eq!(watched.interrupt(), Some(130));
}

#[test]
fn a_change_of_what_a_link_leads_to_is_seen() {
    use std::os::unix::fs::symlink;

    let rows = scenario("A", "sales").replace("press = \"1\"\n", "cases_from = \"rows.csv\"\n");
    let folder = files(&[
        ("shared/plan.toml", &plan()),
        ("tables/kept.csv", "press\n1\n"),
        ("suites/b.toml", &scenario("B", "sales")),
        ("scenarios/a.toml", &rows),
        ("menus/.keep", ""),
    ]);
    for (target, link) in [
        ("../shared/plan.toml", "menus/plan.toml"),
        ("../tables/kept.csv", "scenarios/rows.csv"),
        ("../suites/b.toml", "scenarios/b.toml"),
    ] {
        symlink(target, folder.path().join(link)).unwrap();
    }
    let watched = Watched::of(folder, &[]);
    let told = watched.round();
    assert!(told.ends_with("2 cases in 2 scenarios: 2 passed"), "{told}");
    let told = watched.save("tables/kept.csv", "press\n1\n1\n");
    assert!(
        told.contains("changed: kept.csv") && told.contains("3 cases in 2 scenarios: 3 passed"),
        "{told}"
    );
    let told = watched.save("suites/b.toml", &scenario("B", "voicemail"));
    assert!(told.contains("changed: b.toml") && told.contains("1 failed"), "{told}");
    let told = watched.save("shared/plan.toml", &plan().replace("[lines.main]", "[lines.main"));
    assert!(told.contains("changed: plan.toml") && told.contains("menus/plan.toml:"), "{told}");
    let told = watched.save("shared/plan.toml", &plan());
    assert!(told.ends_with("3 cases in 2 scenarios: 2 passed, 1 failed"), "{told}");
    assert_eq!(watched.interrupt(), Some(130));
}

/// A suite that is not trusted is not let look around by being watched, either.
#[test]
fn nothing_is_watched_that_a_file_may_not_name() {
    let folder = files(&[
        ("menus/plan.toml", &plan()),
        ("scenarios/a.toml", &scenario("A", "sales")),
        ("scenarios/b.toml", &scenario("B", "sales").replace("../menus", "/")),
    ]);
    let watched = Watched::of(folder, &[]);
    let told = watched.round();
    assert!(told.contains("is outside") && told.ends_with("1 case in 1 scenario: 1 passed"), "{told}");
    let told = watched.save("scenarios/a.toml", &scenario("A", "voicemail"));
    assert!(told.contains("1 failed"), "{told}");
    assert_eq!(watched.interrupt(), Some(130));
}

#[test]
fn ctrl_c_ends_a_watch_in_the_middle_of_a_round() {
    let watched = Watched::start(&[]);
    watched.round();
    let hours: Vec<String> =
        (0..24 * 60).map(|at| format!("'2026-03-02 {:02}:{:02}'", at / 60, at % 60)).collect();
    let many =
        scenario("B", "sales").replace("at = \"2026-03-02 10:00\"", &format!("at = [{}]", hours.join(", ")));
    let presses = vec!["\"1\""; 20].join(", ");
    let many = many.replace("press = \"1\"", &format!("press = [{presses}]"));
    ivrsim::files::save::replace(&watched.folder.path().join("scenarios/b.toml"), &many).unwrap();
    // It has begun, and waits for what it says to be read.
    let patience = Duration::from_secs(30);
    while !watched.said.recv_timeout(patience).expect("it goes on").contains("B [at 2026-03-02 00:00") {}
    let pid = watched.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let rest: Vec<String> = watched.said.iter().collect();
    assert!(rest.len() < 20_000 && !rest.iter().any(|line| line.contains("waiting")), "{} lines", rest.len());
}
