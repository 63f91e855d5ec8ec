//! Prompts as sound: recorded, spoken by a program, or neither.

use std::fs;
use std::path::Path;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Answer, TestSite};
use crate::oracles::garage::garage;

/// A menu that says something of its own, and a message that many share.
const MENU: &str = "[menus.welcome]\nsay = \"Welcome to the garage. For the desk, press 1.\"\n\
    [menus.welcome.keys]\n1 = \"later\"\n2 = \"other\"\n\
    [messages.later]\nsay = \"Please hold the line.\"\nthen = \"desk\"\n\
    [messages.other]\nsay = \"Please hold the line.\"\nthen = \"desk\"\n\
    [destinations.desk]\nname = \"Front Desk\"\n";

fn site() -> TestSite {
    TestSite::of_plan(&garage("welcome", MENU), |_| {})
}

/// A WAV file with these bytes of sound.
pub(super) fn wav(data: &[u8]) -> Vec<u8> {
    let mut file =
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data".to_vec();
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(data);
    file
}

fn record(site: &TestSite, name: &str, file: &[u8]) {
    let folder = site.folder().join("menus/sounds");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), file).unwrap();
}

/// The address of what is said at a place of a call that presses these keys.
fn address(press: &str, caption: usize) -> String {
    address_of(
        &json!({ "number": "1-800-555-0100", "at": 1_767_711_600_000_u64, "acts": [], "press": press }),
        caption,
    )
}

fn address_of(call: &Value, caption: usize) -> String {
    let call: Vec<String> = call.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    let call = call.concat();
    format!("/sound?plan=1&call={call}&caption={caption}")
}

fn sound(site: &TestSite, press: &str, caption: usize) -> Answer {
    site.get(&address(press, caption))
}

/// Whether an answer is this file.
fn is_file(answer: &Answer, file: &[u8]) -> bool {
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "audio/wav"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    answer.bytes == file
}

#[test]
fn what_is_recorded_is_played_by_the_name_of_its_step() {
    let site = site();
    assert_eq!(sound(&site, "", 0).status, StatusCode::NO_CONTENT);
    let [welcome, silence, hold] = [1, 2, 3].map(|value| wav(&[value; 40]));
    record(&site, "welcome.wav", &welcome);
    record(&site, "welcome.no-input.WAV", &silence);
    assert!(is_file(&sound(&site, "", 0), &welcome));
    assert_eq!(sound(&site, "", 0).header("content-length"), "84");
    let waiting = address_of(&json!({ "number": "18005550100", "at": 1_767_711_600_000_u64, "acts": [] }), 1);
    assert!(is_file(&site.get(&waiting), &silence), "what is said to whoever presses nothing");
    // A key, an outcome, and nothing at all say nothing.
    for caption in [1, 9, usize::MAX] {
        assert_eq!(sound(&site, "1", caption).status, StatusCode::NO_CONTENT, "{caption}");
    }
    // The same words are recorded once.
    record(&site, "later.wav", &hold);
    assert!(is_file(&sound(&site, "1", 2), &hold) && is_file(&sound(&site, "2", 2), &hold));
    // What is for one line only goes before.
    record(&site, "welcome.main.wav", &hold);
    assert!(is_file(&sound(&site, "", 0), &hold));
}

#[test]
fn a_recording_that_the_plan_names_is_played_wherever_it_lies() {
    const NAMED: &str = "[menus.welcome]\nsound = \"custom/main.wav\"\nsay_seconds = 3\nkeys = { 1 = \"later\" }\n\
        [messages.later]\nsound = \"custom/later\"\nsay = \"Please hold the line.\"\nthen = \"desk\"\n\
        [destinations.desk]\nname = \"Front Desk\"\n";
    let site = TestSite::of_plan(&garage("welcome", NAMED), |_| {});
    assert_eq!(sound(&site, "1", 0).status, StatusCode::NO_CONTENT, "nobody recorded it yet");
    let (main, later, own) = (wav(&[1; 80]), wav(&[2; 60]), wav(&[3; 40]));
    record(&site, "later.wav", &own);
    assert!(is_file(&sound(&site, "1", 2), &own), "the name of the step is known, too");
    fs::create_dir_all(site.folder().join("menus/sounds/custom")).unwrap();
    record(&site, "custom/main.wav", &main);
    record(&site, "custom/later.wav", &later);
    assert!(is_file(&sound(&site, "1", 0), &main));
    assert!(is_file(&sound(&site, "1", 2), &later));
}

#[test]
fn a_recording_is_a_file_of_the_plan_and_a_sound() {
    let site = site();
    for hostile in [&b"<html><script>alert(1)</script>"[..], b"", b"RIFF", &wav(&[])[..30], b"MZ\x90"] {
        record(&site, "welcome.wav", hostile);
        assert_eq!(sound(&site, "", 0).status, StatusCode::NO_CONTENT, "{hostile:?}");
    }
    // It says to be longer than it is: what is there is given out.
    let mut cut = wav(&[7; 100]);
    cut.truncate(60);
    record(&site, "welcome.wav", &cut);
    assert!(is_file(&sound(&site, "", 0), &cut));
    #[cfg(unix)]
    {
        let folder = site.folder().join("menus/sounds");
        let link = |to: &Path| {
            fs::remove_file(folder.join("welcome.wav")).unwrap();
            std::os::unix::fs::symlink(to, folder.join("welcome.wav")).unwrap();
            sound(&site, "", 0).status
        };
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("x.wav"), wav(&[1; 10])).unwrap();
        assert_eq!(link(&elsewhere.path().join("x.wav")), StatusCode::NO_CONTENT, "it leads away");
        assert_eq!(link(Path::new("/dev/zero")), StatusCode::NO_CONTENT);
        assert_eq!(link(Path::new("nowhere.wav")), StatusCode::NO_CONTENT);
        record(&site, "true.wav", &wav(&[1; 10]));
        assert_eq!(link(&folder.join("true.wav")), StatusCode::OK);
    }
    // What is too large is no recording, and costs no memory.
    fs::File::create(site.folder().join("menus/sounds/later.wav")).unwrap().set_len(65 << 20).unwrap();
    assert_eq!(sound(&site, "1", 2).status, StatusCode::NO_CONTENT);
}

#[test]
fn nothing_but_a_call_of_the_plan_is_heard() {
    let site = site();
    record(&site, "welcome.wav", &wav(&[1; 10]));
    for (query, status) in [
        ("", StatusCode::BAD_REQUEST),
        ("?plan=1", StatusCode::BAD_REQUEST),
        ("?plan=1&call=x&caption=0", StatusCode::BAD_REQUEST),
        ("?plan=1&call=%7B%7D&caption=0", StatusCode::BAD_REQUEST),
        ("?plan=x&call=%7B%7D&caption=0", StatusCode::BAD_REQUEST),
        ("?plan=9&call=%7B%7D&caption=0", StatusCode::NO_CONTENT),
        ("/welcome.wav", StatusCode::NOT_FOUND),
        ("/../menus/plan.toml", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(site.get(&format!("/sound{query}")).status, status, "{query}");
    }
    let foreign =
        [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "audio")];
    assert_eq!(site.asked(Method::GET, &address("", 0), &foreign, "").status, StatusCode::FORBIDDEN);
    assert_eq!(TestSite::of_class().get(&address("", 0)).status, StatusCode::UNAUTHORIZED);
    let unreal = json!({ "number": "1-800-555-0100", "at": i64::MAX, "acts": [] });
    assert_eq!(site.get(&address_of(&unreal, 0)).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_page_hears_the_plan_that_it_has() {
    let site = site();
    record(&site, "later.wav", &wav(&[1; 10]));
    let other = garage("later", MENU);
    let changed = |text: &str| {
        fs::write(site.folder().join("menus/plan.toml"), text).unwrap();
        let read = site.site.snapshot().plan.read_again(&site.site.settings.source).unwrap();
        site.site.change(|_| Some(read), Vec::new());
    };
    changed(&other);
    // Under the old plan the first that is said is the menu's.
    assert_eq!(sound(&site, "", 0).status, StatusCode::NO_CONTENT);
    assert_eq!(site.get(&address("", 0).replace("plan=1", "plan=2")).status, StatusCode::OK);
}

#[cfg(unix)]
mod spoken {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::PathBuf;
    use std::time::Duration;

    use ivrsim::serve::SpeechProgram;

    use super::*;
    use crate::helpers::folder::files;
    use crate::serve::live::Served;

    /// A program that notes what it is told, and answers so.
    fn program(folder: &Path, answers: &str) -> SpeechProgram {
        let path = folder.join("speaks");
        let noted = folder.join("noted");
        let script = format!("#!/bin/sh\n{{ echo \"$@\"; cat; }} >> '{}'\n{answers}\n", noted.display());
        // Another thread may just be starting a program, and would hold what is written open.
        let draft = folder.join("draft");
        fs::write(&draft, script).unwrap();
        fs::set_permissions(&draft, fs::Permissions::from_mode(0o755)).unwrap();
        let copied = std::process::Command::new("mv").args([&draft, &path]).status().unwrap();
        assert!(copied.success());
        SpeechProgram::at(path)
    }

    struct SpeakingSite {
        site: TestSite,
        folder: tempfile::TempDir,
    }

    impl SpeakingSite {
        fn of(menu: &str, answers: &str) -> Self {
            Self::made(menu, answers, Duration::from_secs(30))
        }

        fn of_patience(patience: Duration, answers: &str) -> Self {
            Self::made(MENU, answers, patience)
        }

        fn made(menu: &str, answers: &str, patience: Duration) -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("said.wav"), wav(&[5; 9_000])).unwrap();
            let answers = answers.replace("SAID", &folder.path().join("said.wav").display().to_string());
            let speech = SpeechProgram { patience, ..program(folder.path(), &answers) };
            let site = TestSite::of_plan(&garage("welcome", menu), |settings| settings.speech = Some(speech));
            Self { site, folder }
        }

        fn noted(&self) -> String {
            fs::read_to_string(self.file("noted")).unwrap_or_default()
        }

        fn file(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }
    }

    #[test]
    fn what_nobody_recorded_is_spoken_once_for_all() {
        let speaking = SpeakingSite::of(MENU, "cat SAID");
        let site = &speaking.site;
        let all = sound(site, "", 0);
        assert_eq!((all.status, all.header("content-type")), (StatusCode::OK, "audio/wav"));
        assert_eq!(all.bytes[44..], wav(&[5; 9_000])[44..]);
        let again = sound(site, "", 0);
        assert_eq!((again.bytes, again.headers["content-length"].to_str().unwrap()), (wav_of(9_000), "9044"));
        sound(site, "1", 2);
        sound(site, "2", 2);
        let noted = speaking.noted();
        assert_eq!(noted.lines().count(), 4, "each of two texts is spoken once: {noted}");
        assert!(
            noted.starts_with("-v en-us -b 1 -s 150 --stdin --stdout\nWelcome to the garage."),
            "{noted}"
        );
        record(site, "welcome.wav", &wav(&[1; 10]));
        assert!(is_file(&sound(site, "", 0), &wav(&[1; 10])), "what is recorded goes before");
        assert!(site.get("/").text.contains("\"speaks\":true"));
    }

    /// What is said by the program, with its length.
    fn wav_of(bytes: usize) -> Vec<u8> {
        let mut file = wav(&vec![5; bytes]);
        file[4..8].copy_from_slice(&(bytes as u32 + 36).to_le_bytes());
        file
    }

    #[test]
    fn words_are_words_to_the_program_whatever_they_say() {
        let menu =
            MENU.replace("Welcome to the garage.", "--version; `touch x` $(touch y) [[x]] 1-855-720-2559.");
        let speaking = SpeakingSite::of(&menu, "cat SAID");
        assert_eq!(sound(&speaking.site, "", 0).status, StatusCode::OK);
        let noted = speaking.noted();
        assert!(
            noted.contains("\n--version; `touch x` $(touch y)   x   1, 8 5 5, 7 2 0, 2 5 5 9."),
            "{noted}"
        );
        assert!(!speaking.file("x").exists() && !speaking.file("y").exists());
    }

    #[test]
    fn a_program_that_fails_leaves_captions_only() {
        for answers in ["exit 1", "true", "echo no sound", "cat SAID >&2", "head -c 44 SAID", "exit 0 <&-"] {
            let speaking = SpeakingSite::of(MENU, answers);
            assert_eq!(sound(&speaking.site, "", 0).status, StatusCode::NO_CONTENT, "{answers}");
        }
        let nowhere = TestSite::of_plan(&garage("welcome", MENU), |settings| {
            settings.speech = Some(SpeechProgram::at("/nowhere".into()));
        });
        assert_eq!(sound(&nowhere, "", 0).status, StatusCode::NO_CONTENT);
        // What broke off is not kept: it may do better the next time.
        let speaking = SpeakingSite::of(
            MENU,
            "if test -e SAID.mark; then cat SAID; else head -c 2000 SAID; touch SAID.mark; exit 1; fi",
        );
        let marked = |site: &TestSite| sound(site, "", 0).bytes.len();
        let _ = marked(&speaking.site);
        assert_eq!(marked(&speaking.site), 9_044);
    }

    #[test]
    fn a_program_without_an_end_is_ended() {
        let endless =
            SpeakingSite::of(MENU, "echo $$ > \"$0.id\"; cat SAID; while :; do cat SAID | tail -c +45; done");
        let answer = sound(&endless.site, "", 0);
        assert!(answer.bytes.len() < 40 << 20, "{}", answer.bytes.len());
        let silent = SpeakingSite::of_patience(Duration::ZERO, "echo $$ > \"$0.id\"; exec sleep 600");
        assert_eq!(sound(&silent.site, "", 0).status, StatusCode::NO_CONTENT);
        let is_there = |site: &SpeakingSite| {
            let id = fs::read_to_string(site.file("speaks.id")).unwrap_or_default();
            !id.is_empty()
                && std::process::Command::new("kill")
                    .args(["-0", id.trim()])
                    .output()
                    .unwrap()
                    .status
                    .success()
        };
        assert!(!is_there(&endless) && !is_there(&silent), "the programs are gone");
    }

    #[test]
    fn a_program_ends_with_the_server() {
        let folder = files(&[("menus/plan.toml", &garage("welcome", MENU))]);
        let program = program(folder.path(), "echo $$ > \"$0.id\"; exec sleep 600");
        fs::rename(program.path, folder.path().join("espeak-ng")).unwrap();
        let path = format!("{}:/usr/bin:/bin", folder.path().display());
        let mut served = Served::with(folder.path(), &["--plan", "menus"], &[("PATH", &path)]);
        let _asking = served.get(&address("", 0));
        let id = loop {
            // It is there as soon as the program is.
            match fs::read_to_string(folder.path().join("espeak-ng.id")) {
                Ok(id) if id.ends_with('\n') => break id,
                _ => std::thread::yield_now(),
            }
        };
        served.ends();
        let is_there = std::process::Command::new("kill").args(["-0", id.trim()]).output().unwrap();
        assert!(!is_there.status.success(), "the program is gone");
    }

    #[test]
    fn nobody_speaks_where_the_words_of_a_recording_are_not_known() {
        const NAMED: &str = "[menus.welcome]\nsound = \"main.wav\"\nsay_seconds = 3\nkeys = { 1 = \"desk\" }\n\
            [destinations.desk]\nname = \"Front Desk\"\n";
        let speaking = SpeakingSite::of(NAMED, "cat 'SAID'");
        assert_eq!(sound(&speaking.site, "", 0).status, StatusCode::NO_CONTENT);
        assert_eq!(speaking.noted(), "");
    }
}
