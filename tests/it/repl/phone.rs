//! The terminal phone: from a pipe, on the engine, and under a terminal of its own.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use ivrsim::base::text::Paint;
use ivrsim::call::report::CallText;
use ivrsim::call::{CallSpec, Caller, KeySequence};
use ivrsim::directory;
use ivrsim::files::load::{self, PlanSource};
use ivrsim::plan::Plan;
use ivrsim::repl::drive::LiveClock;
use ivrsim::repl::{CommandRefusal, Flow, PhoneSession, PromptPace, SessionSettings, pipe};
use ivrsim::time::moment;
use jiff::Timestamp;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/phone")
}

fn noon() -> Timestamp {
    "2023-08-28T16:00:00Z".parse().unwrap()
}

fn session(source: PlanSource, at: Timestamp, caller: Caller) -> PhoneSession {
    let plan = Arc::new(load::plan(&source).unwrap().plan.unwrap());
    PhoneSession::new(SessionSettings {
        source,
        plan,
        clock: LiveClock::Stepped(at),
        real_time: noon,
        caller,
        answers: ivrsim::call::OutsideAnswers::default(),
        pace: PromptPace::AtOnce,
        paint: Paint::new(false),
    })
}

/// The program, holding a phone of the test plan, in a folder of its own.
fn phone(folder: &Path) -> Command {
    fs::copy(cases().join("plan.toml"), folder.join("plan.toml")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    command.current_dir(folder).env_remove("IVRSIM_PLAN").env("IVRSIM_HISTORY", "").env("TERM", "xterm");
    command.args(["--plan", "plan.toml", "--color", "never", "dial", "--at", "2023-08-28 10:00"]);
    command
}

#[test]
fn piped_sessions_come_out_as_they_are_written_down() {
    let mut ran = 0;
    for entry in fs::read_dir(cases()).unwrap() {
        let script = entry.unwrap().path();
        if script.extension().is_none_or(|extension| extension != "in") {
            continue;
        }
        ran += 1;
        let folder = tempfile::tempdir().unwrap();
        let input = fs::File::open(&script).unwrap();
        let output = phone(folder.path()).stdin(input).output().unwrap();
        let mut told = String::from_utf8(output.stdout).unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        writeln!(told, "{stderr}exit {}", output.status.code().unwrap()).unwrap();
        let expected = snapbox::Data::read_from(&script.with_extension("out"), None).raw();
        snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(told, expected);
    }
    assert!(ran > 10, "only {ran} cases were found");
}

/// A script that makes this call: keys one by one, pauses as waits.
fn script(number: &str, keys: &KeySequence) -> String {
    let keys: String =
        keys.to_string().chars().map(|key| format!("{key}\n").replace(',', "wait 2s")).collect();
    format!("dial {number}\n{keys}")
}

fn engine(plan: &Plan, number: &str, caller: Caller, at: Timestamp, keys: &KeySequence) -> Option<String> {
    let number = directory::number(plan, number).unwrap();
    let call = plan.call(&CallSpec::new(number, at).with_caller(caller).with_keys(keys.clone()));
    // Keys that are left when the call ends are a mistake in a script, and none on the command line.
    let all = call.pressed == keys.presses().len();
    all.then(|| CallText { plan, record: &call.record, why: false, paint: Paint::new(false) }.to_string())
}

#[test]
fn the_same_keys_give_the_same_transcript_on_the_phone_and_on_the_engine() {
    let keys = ["", "1", "6", "9,1", "2,40,21", "2123#", ",,,6", "7,,,,,1", "99", "5", "2#4*12", "0,,,,,,6"];
    let times = ["2023-08-28 10:00", "2023-08-28 17:59:58", "2023-08-28 19:59:57", "2023-09-03 12:00"];
    let callers = ["America/Denver", "303-555-0100"];
    let mut compared = 0;
    for source in [PlanSource::Builtin, PlanSource::Path(cases().join("plan.toml"))] {
        let plan = load::plan(&source).unwrap().plan.unwrap();
        let mut numbers: Vec<String> = plan.lines().map(|(_, line)| line.key.clone()).collect();
        numbers.extend(["(866) 509-8454".to_owned(), "1-212-555-0100".to_owned()]);
        for (number, keys) in numbers.iter().flat_map(|number| keys.map(|keys| (number, keys))) {
            let keys: KeySequence = keys.parse().unwrap();
            for (time, caller) in times.iter().flat_map(|time| callers.map(|caller| (time, caller))) {
                let at = moment::parse(time, plan.zone).unwrap();
                let caller = Caller::parse(caller, plan.country).unwrap();
                let Some(told) = engine(&plan, number, caller, at, &keys) else { continue };
                let mut session = session(source.clone(), at, caller);
                let mut live = Vec::new();
                pipe::run(&mut session, None, script(number, &keys).as_bytes(), &mut live).unwrap();
                // A prompt that has been shown can only be marked as cut off below it.
                let live = String::from_utf8(live).unwrap().replace("\n          …", " …");
                assert_eq!(live, told, "{number} {keys} at {time}");
                let mut afterwards = String::new();
                session.line("transcript", &mut afterwards).unwrap();
                assert_eq!(afterwards, told, "{number} {keys} at {time}");
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "only {compared} calls were compared");
}

/// Edits a copy of the test plan.
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_plan_that_is_edited_during_a_call_is_taken_up_where_the_call_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::copy(cases().join("plan.toml"), &path).unwrap();
    let mut session = session(PlanSource::Path(path.clone()), noon(), Caller::default());
    let mut out = String::new();
    session.line("main", &mut out).unwrap();
    session.line("9", &mut out).unwrap();

    edit(&path, "1 = \"sales\"", "1 = \"nobody-here\"");
    let refusal = session.line("reload", &mut out).unwrap_err();
    assert!(
        matches!(refusal, CommandRefusal::Mistakes(_)) && refusal.to_string().contains("nobody-here"),
        "{refusal}"
    );

    edit(&path, "1 = \"nobody-here\"", "1 = \"agents\"\n3 = \"sales\"");
    out.clear();
    session.line("reload", &mut out).unwrap();
    assert!(out.contains("continues where it was"), "{out}");
    session.line("1", &mut out).unwrap();
    assert!(out.contains("transferred: Agents"), "{out}");
    let refusal = session.line("save call.toml", &mut out).unwrap_err();
    assert!(refusal.to_string().contains("reloaded during this call"), "{refusal}");

    out.clear();
    session.line("transcript", &mut out).unwrap();
    for told in ["1-800-555-0100  Test Phones", "Welcome.", "[9]", "[1]", "transferred: Agents"] {
        assert_eq!(out.matches(told).count(), 1, "{told} in {out}");
    }
}

#[test]
fn a_call_ends_under_the_old_plan_where_the_new_one_has_no_place_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::copy(cases().join("plan.toml"), &path).unwrap();
    let mut session = session(PlanSource::Path(path.clone()), noon(), Caller::default());
    let mut out = String::new();
    session.line("quick", &mut out).unwrap();
    edit(&path, "quick-menu", "other-menu");
    session.line("reload", &mut out).unwrap();
    assert!(out.contains("continues under the old plan"), "{out}");
    session.line("1", &mut out).unwrap();
    assert!(out.contains("transferred: Agents"), "{out}");
    out.clear();
    session.line("where", &mut out).unwrap();
    session.line("map", &mut out).unwrap();
    assert!(out.contains("other-menu"), "{out}");
}

#[test]
fn prompts_are_spoken_sentence_by_sentence_and_what_is_cut_off_is_never_shown() {
    let plan = Arc::new(load::plan(&PlanSource::Builtin).unwrap().plan.unwrap());
    let mut session = PhoneSession::new(SessionSettings {
        source: PlanSource::Builtin,
        plan,
        clock: LiveClock::Stepped(noon()),
        real_time: noon,
        caller: Caller::default(),
        answers: ivrsim::call::OutsideAnswers::default(),
        pace: PromptPace::AsSpoken,
        paint: Paint::new(false),
    });
    let mut out = String::new();
    session.line("cpc", &mut out).unwrap();
    assert!(out.contains("Thank you for calling") && !out.contains("press 3"), "{out}");
    assert!(session.due() > Some(noon()), "the next sentence is due");
    session.line("wait 4s", &mut out).unwrap();
    assert!(out.contains("press 3") && !out.contains("press 6"), "{out}");
    session.line("6", &mut out).unwrap();
    assert!(out.contains("…") && !out.contains("press 6"), "{out}");
    assert!(out.contains("transferred: Commercial Transactions"), "{out}");
    assert_eq!(session.line("quit", &mut out).unwrap(), Flow::Quit);
}

#[test]
fn a_script_may_begin_with_a_mark_and_time_ends_where_hours_are_not_known() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("script");
    fs::write(&input, "\u{feff}wait 5s\nwait 9999999h\n").unwrap();
    let output = phone(folder.path()).stdin(fs::File::open(&input).unwrap()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("<stdin>:2: this time is outside the years 1900 to 2199"), "{said}");
}

/// Runs `ivrsim test` on a file and gives its exit code, with all it said.
fn tested(folder: &Path, file: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    command.current_dir(folder).env_remove("IVRSIM_PLAN").args(["--color", "never", "test", file]);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said.into_owned())
}

#[test]
fn a_call_that_is_saved_passes_as_a_scenario_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let scripts = [
        ("main", "main\n7\nwait 5s\n1\n"),
        ("silent", "quick\n"),
        ("entry", "as 303-555-0100\nmain\n2\nwait 6s\n40\n#\n"),
        ("fax", "800-555-0199\n"),
        ("nobody", "212-555-0100\n"),
        ("mailbox", "night\n"),
    ];
    for (name, script) in scripts {
        let script = format!("{script}wait 1h\nsave {name}.toml\n");
        let input = folder.path().join("script");
        fs::write(&input, script).unwrap();
        let output = phone(folder.path()).stdin(fs::File::open(&input).unwrap()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {told}");
        let (code, said) = tested(folder.path(), &format!("{name}.toml"));
        assert_eq!(code, Some(0), "{name}: {said}{told}");
    }
}

#[test]
fn a_call_whose_keys_came_at_odd_moments_is_saved_with_the_waits_that_matter() {
    let folder = tempfile::tempdir().unwrap();
    let mut session =
        session(PlanSource::Builtin, noon() + jiff::SignedDuration::from_millis(321), Caller::default());
    let mut out = String::new();
    // The second key comes while the menu is said for the second time, and 7 has said then that it does nothing here.
    for line in ["cpc", "wait 4.1s", "9", "wait 2.9s", "6"] {
        session.line(line, &mut out).unwrap();
    }
    session.line(&format!("save {}", folder.path().join("odd.toml").display()), &mut out).unwrap();
    let saved = fs::read_to_string(folder.path().join("odd.toml")).unwrap();
    assert!(saved.contains("press  = \"9,,6\"") && saved.contains("T12:00:00-04:00"), "{saved}");
    let (code, said) = tested(folder.path(), "odd.toml");
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn where_time_runs_a_key_that_nobody_listens_to_is_told_to_change_nothing() {
    let source = PlanSource::Path(cases().join("plan.toml"));
    let plan = Arc::new(load::plan(&source).unwrap().plan.unwrap());
    let after_closing = "2023-08-28T22:00:00Z".parse().unwrap();
    let mut session = PhoneSession::new(SessionSettings {
        source,
        plan,
        clock: LiveClock::running(after_closing),
        real_time: noon,
        caller: Caller::default(),
        answers: ivrsim::call::OutsideAnswers::default(),
        pace: PromptPace::AsSpoken,
        paint: Paint::new(false),
    });
    let mut out = String::new();
    for line in ["main", "wait 1s", "1", "4"] {
        session.line(line, &mut out).unwrap();
    }
    assert!(out.contains("Sales is closed") && out.contains("key 4 changes nothing"), "{out}");
    let folder = tempfile::tempdir().unwrap();
    session.line("wait 1m", &mut out).unwrap();
    session.line(&format!("save {}", folder.path().join("closed.toml").display()), &mut out).unwrap();
    assert!(out.contains("press  = \"1\""), "a key that changed nothing is no part of the call: {out}");
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let mut session = session(PlanSource::Builtin, noon(), Caller::default());
    let refused = [
        ("hours cgs", "did you mean `csg`?"),
        ("hours zebra", "`hours` and `lines` list them"),
        ("dial cpx", "did you mean `cpc`?"),
        ("dial csg", "a schedule, not a line"),
        ("dial cpc-main", "a step, not a line"),
        ("map 212-555-0100", "no line of the plan has the number"),
        ("at the end of days", "2023-08-28 18:00"),
        ("at 2026-03-08 02:30", "does not exist in America/New_York"),
        ("as America/Dever", "did you mean `America/Denver`?"),
        ("press 6", "dial a number first"),
        ("wait", "give a duration"),
        ("why", "dial a number first"),
        ("save call.toml", "dial a number first"),
    ];
    for (line, said) in refused {
        let mut out = String::new();
        let refusal = session.line(line, &mut out).unwrap_err().to_string();
        assert!(refusal.contains(said), "{line}: {refusal}");
        assert_eq!(out, "", "{line}");
    }
}

#[test]
fn a_script_that_is_no_text_is_told_so_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = phone(folder.path());
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"main\n\xff\xfe\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("<stdin>:2:"));
}

/// Under a terminal of its own: what only a terminal shows.
#[cfg(unix)]
mod terminal {
    use std::time::Duration;

    use expectrl::process::unix::WaitStatus;
    use expectrl::session::OsSession;
    use expectrl::{ControlCode, Eof, Expect as _};

    use super::*;

    /// The phone on a terminal, with the file that it remembers lines in.
    fn held(folder: &Path, history: &Path, more: &[&str]) -> OsSession {
        let mut command = phone(folder);
        command.env("IVRSIM_HISTORY", history).args(more);
        let mut session = OsSession::spawn(command).unwrap();
        // Long, for machines that have much to do; nothing waits for it to pass.
        session.set_expect_timeout(Some(Duration::from_mins(1)));
        session
    }

    /// Leaves once the phone waits for what is typed: what is typed before that the terminal itself would take.
    fn leave(mut session: OsSession) {
        session.expect("phone> ").unwrap();
        session.send(ControlCode::EndOfTransmission).unwrap();
        session.expect(Eof).unwrap();
        let WaitStatus::Exited(_, code) = session.get_process().wait().unwrap() else {
            panic!("it was killed")
        };
        assert_eq!(code, 0);
    }

    #[test]
    fn a_caller_who_just_sits_there_is_asked_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = held(folder.path(), Path::new(""), &["quick"]);
        session.expect("Press 1.").unwrap();
        session.expect("Still there?").unwrap();
        leave(session);
    }

    #[test]
    fn keys_are_pressed_without_enter_and_only_during_a_call() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = held(folder.path(), Path::new(""), &["--step"]);
        session.expect("phone> ").unwrap();
        session.send("1800555010").unwrap();
        session.send_line("0").unwrap();
        session.expect("Welcome.").unwrap();
        session.expect("phone> ").unwrap();
        session.send("1").unwrap();
        session.expect("transferred: ").unwrap();
        leave(session);
    }

    #[test]
    fn the_next_number_can_be_typed_while_a_closed_message_is_spoken() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = held(folder.path(), Path::new(""), &["--step"]);
        session.expect("phone> ").unwrap();
        for (typed, shown) in
            [("at 2023-08-28 18:00", "18:00:00"), ("main", "Welcome."), ("1", "Sales is closed.")]
        {
            let is_key = typed == "1";
            if is_key {
                session.send(typed).unwrap();
            } else {
                session.send_line(typed).unwrap();
            }
            session.expect(shown).unwrap();
            session.expect("phone> ").unwrap();
        }
        session.send("1-800-555-0101").unwrap();
        session.send_line("").unwrap();
        session.expect("caller-hung-up").unwrap();
        session.expect("Night Desk").unwrap();
        leave(session);
    }

    #[test]
    fn ctrl_c_clears_a_line_then_hangs_up_then_says_how_to_leave() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = held(folder.path(), Path::new(""), &["--step", "main"]);
        session.expect("phone> ").unwrap();
        session.send("hangu").unwrap();
        session.expect("hangu").unwrap();
        for told in ["caller-hung-up", "Ctrl-D leaves"] {
            // The first of these only clears what was typed.
            if told == "caller-hung-up" {
                session.send(ControlCode::EndOfText).unwrap();
            }
            session.send(ControlCode::EndOfText).unwrap();
            session.expect(told).unwrap();
            session.expect("phone> ").unwrap();
        }
        session.send_line("").unwrap();
        leave(session);
    }

    #[test]
    fn lines_are_remembered_and_completed() {
        let folder = tempfile::tempdir().unwrap();
        let history = folder.path().join("deep/history.txt");
        let mut session = held(folder.path(), &history, &["--step"]);
        session.expect("phone> ").unwrap();
        session.send("dial nig\t").unwrap();
        session.send_line("").unwrap();
        session.expect("Please leave a message.").unwrap();
        leave(session);
        assert_eq!(fs::read_to_string(&history).unwrap(), "dial night\n");
        let mut session = held(folder.path(), &history, &["--step"]);
        session.expect("phone> ").unwrap();
        // The arrow up brings the line back.
        session.send("\x1b[A\r").unwrap();
        session.expect("Please leave a message.").unwrap();
        leave(session);
    }
}

#[test]
fn the_last_number_is_dialed_again_but_not_during_a_call() {
    let at = moment::parse("2023-08-28 10:00 America/New_York", ivrsim::time::Zone::UTC).unwrap();
    let mut phone = session(PlanSource::Path(cases().join("plan.toml")), at, Caller::default());
    let mut said = |line: &str| {
        let mut out = String::new();
        match phone.line(line, &mut out) {
            Ok(flow) => assert_eq!(flow, Flow::GoOn, "{line}"),
            Err(refusal) => out.push_str(&refusal.to_string()),
        }
        out
    };
    assert!(said("redial").contains("there has been no call yet"));
    let first = said("main");
    assert!(said("redial").contains("`hangup` before you dial"));
    said("Hang up.");
    assert_eq!(said("redial").lines().next(), first.lines().next());
}
