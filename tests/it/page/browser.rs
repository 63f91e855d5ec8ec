//! The page in a real browser. Runs where `IVRSIM_BROWSER` names a Chromium, as `.ci/run` does; elsewhere there is none to be
//! tried.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use ivrsim::page::{PageEngine, PageFile};
use ivrsim::plan;
use jiff::Timestamp;
use serde_json::{Value, json};

/// A Chromium without a window, told what to do over a pipe.
struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Option<String>,
    count: u64,
    /// What it told unasked.
    events: Vec<Value>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a page; None where no browser is named.
    fn open(page: &Path, fragment: &str) -> Option<Self> {
        let program = std::env::var("IVRSIM_BROWSER").ok()?;
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new("sh")
            .arg("-c")
            .arg(
                "exec \"$0\" --headless --no-sandbox --disable-gpu --remote-debugging-pipe --user-data-dir=\"$1\" \
                 about:blank 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null",
            )
            .arg(program)
            .arg(profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        let mut browser =
            Self { child, to, from, session: None, count: 0, events: Vec::new(), _profile: profile };
        let target = browser.send("Target.createTarget", &json!({ "url": "about:blank" }));
        let attached = browser
            .send("Target.attachToTarget", &json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.send(&format!("{domain}.enable"), &json!({}));
        }
        let url = format!("file://{}{fragment}", page.display());
        browser.send("Page.navigate", &json!({ "url": url }));
        browser.wait_for("typeof window.ask === \"function\"");
        Some(browser)
    }

    fn send(&mut self, method: &str, params: &Value) -> Value {
        self.count += 1;
        let id = self.count;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        write!(self.to, "{message}\0").unwrap();
        self.to.flush().unwrap();
        loop {
            let mut bytes = Vec::new();
            self.from.read_until(0, &mut bytes).unwrap();
            assert!(!bytes.is_empty(), "the browser has ended");
            bytes.pop();
            let mut told: Value = serde_json::from_slice(&bytes).unwrap();
            if told["id"] == id {
                assert!(told["error"].is_null(), "{method}: {}", told["error"]);
                return told["result"].take();
            }
            self.events.push(told);
        }
    }

    /// What a piece of script gives.
    fn run(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let mut told = self.send("Runtime.evaluate", &params);
        assert!(told["exceptionDetails"].is_null(), "{script}: {}", told["exceptionDetails"]);
        told["result"]["value"].take()
    }

    fn wait_for(&mut self, condition: &str) {
        let since = Instant::now();
        while self.run(condition) != json!(true) {
            assert!(since.elapsed() < Duration::from_secs(30), "waited for {condition}");
            std::thread::yield_now();
        }
    }

    /// Presses keys of the keyboard, as a person does.
    fn types(&mut self, keys: &str) {
        for key in keys.chars() {
            let (key, text) = if key == '\n' { ("Enter".to_owned(), "\r") } else { (key.to_string(), "") };
            let text = if text.is_empty() { key.clone() } else { text.to_owned() };
            let code = if text == "\r" { 13 } else { 0 };
            let down = json!({ "type": "keyDown", "key": key, "text": text, "windowsVirtualKeyCode": code });
            self.send("Input.dispatchKeyEvent", &down);
            self.send("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key }));
        }
    }

    /// What was asked of anybody, and what went wrong.
    fn trouble(&self) -> Vec<String> {
        let mut trouble = Vec::new();
        for event in &self.events {
            let params = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    let url = params["request"]["url"].as_str().unwrap_or_default();
                    if !url.starts_with("file:///") {
                        trouble.push(url.to_owned());
                    }
                }
                "Runtime.exceptionThrown" => trouble.push(params["exceptionDetails"].to_string()),
                "Log.entryAdded" => trouble.push(params["entry"]["text"].to_string()),
                _ => {}
            }
        }
        trouble
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The page of the plan that comes along.
fn page() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.html");
    let made = Timestamp::from_second(1_767_700_800).unwrap();
    let mut file = std::fs::File::create(&path).unwrap();
    PageFile { plan: plan::builtin(), title: None, at: None, line: None, made }.write(&mut file).unwrap();
    (folder, path)
}

/// Questions about calls, drawn from all lines, keys, moments of two years and some callers.
fn questions(count: u64) -> Vec<Value> {
    let lines: Vec<String> = plan::builtin().lines().map(|(_, line)| line.number.value.to_string()).collect();
    let callers = [Value::Null, json!("303-555-0100"), json!("America/Los_Angeles"), json!("212-555-0100")];
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut below = move |most: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % most
    };
    let question = |_| {
        let keys = (0..below(5)).map(|_| b"0123456789*#,"[below(13) as usize] as char).collect::<String>();
        json!({
            "ask": "call",
            "number": lines[below(lines.len() as u64) as usize],
            "from": callers[below(4) as usize],
            "at": 1_767_700_800_000_u64 + below(1_000_000) * 60_000,
            "acts": [],
            "press": keys,
        })
    };
    (0..count).map(question).collect()
}

#[test]
fn ten_thousand_calls_in_the_page_are_those_of_the_program() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "") else { return };
    let files =
        plan::builtin().sources.iter().map(|(_, file)| (file.name().to_owned(), file.text().to_owned()));
    let engine = PageEngine::read(files).unwrap();
    for some in questions(10_000).chunks(500) {
        let told =
            browser.run(&format!("JSON.stringify({}.map((question) => window.ask(question)))", json!(some)));
        let told: Vec<Value> = serde_json::from_str(told.as_str().unwrap()).unwrap();
        for (question, told) in some.iter().zip(told) {
            let wanted: Value = serde_json::from_str(&engine.answer(&question.to_string())).unwrap();
            assert_eq!(told, wanted, "{question}: was the engine of the page made from these sources?");
        }
    }
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_whole_call_is_made_by_keyboard_alone() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "") else { return };
    browser.run("document.getElementById('moment').focus()");
    browser.types("2026-01-16 12:00\n");
    browser.run("document.getElementById('number').focus()");
    browser.types("8773578477\n");
    browser.wait_for("document.getElementById('captions').children.length > 0");
    browser.run("document.getElementById('phone').focus()");
    browser.types("6");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    let outcome = browser.run("document.querySelector('#captions .outcome').textContent");
    assert_eq!(outcome, "You are put through to Sales Support.");
    assert_eq!(
        browser.run("document.getElementById('live').textContent"),
        outcome,
        "it is told to those who listen"
    );
    assert_eq!(browser.run("document.querySelectorAll('#recent li').length"), 1);
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_link_opens_a_call_at_its_moment() {
    let (_folder, path) = page();
    let link = "#call=18773578477&at=2026-01-16T23:30:00Z&keys=6";
    let Some(mut browser) = Browser::open(&path, link) else { return };
    browser
        .wait_for("document.getElementById('reasons').textContent.includes('Sales Support closed at 5 PM')");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}
