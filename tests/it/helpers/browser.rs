//! A real browser, told what to do over a pipe. There is one where `IVRSIM_BROWSER` names a Chromium, as in `.ci/run`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A Chromium without a window, told what to do over a pipe.
pub(crate) struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Option<String>,
    count: u64,
    /// Where what it shows comes from: it is to ask nobody else.
    home: String,
    /// What it told unasked.
    events: Vec<Value>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a page that is a file, all of which comes from that file; None where no browser is named.
    pub(crate) fn open(page: &Path, fragment: &str) -> Option<Self> {
        let file = format!("file://{}", page.display());
        Self::visits(&format!("{file}{fragment}"), &file, "typeof window.ask === \"function\"")
    }

    /// Opens an address, all of which comes from `home`, and waits until it is ready; None where no browser is named.
    pub(crate) fn visits(url: &str, home: &str, ready: &str) -> Option<Self> {
        let program = std::env::var("IVRSIM_BROWSER").ok().filter(|name| !name.is_empty())?;
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
        let mut browser = Self {
            child,
            to,
            from,
            session: None,
            count: 0,
            home: home.to_owned(),
            events: Vec::new(),
            _profile: profile,
        };
        let target = browser.send("Target.createTarget", &json!({ "url": "about:blank" }));
        let attached = browser
            .send("Target.attachToTarget", &json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.send(&format!("{domain}.enable"), &json!({}));
        }
        browser.send("Page.navigate", &json!({ "url": url }));
        browser.wait_for(ready);
        Some(browser)
    }

    /// Opens the page again, as somebody does who comes back to it.
    pub(crate) fn reloads(&mut self) {
        self.events.retain(|event| event["method"] != "Page.loadEventFired");
        self.send("Page.reload", &json!({}));
        while self.events.iter().all(|event| event["method"] != "Page.loadEventFired") {
            let told = self.receive();
            self.events.push(told);
        }
        self.wait_for("typeof window.ask === \"function\"");
    }

    /// The next thing that it tells.
    fn receive(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes).unwrap();
        assert!(!bytes.is_empty(), "the browser has ended");
        bytes.pop();
        serde_json::from_slice(&bytes).unwrap()
    }

    pub(crate) fn send(&mut self, method: &str, params: &Value) -> Value {
        self.count += 1;
        let id = self.count;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        write!(self.to, "{message}\0").unwrap();
        self.to.flush().unwrap();
        loop {
            let mut told = self.receive();
            if told["id"] == id {
                assert!(told["error"].is_null(), "{method}: {}", told["error"]);
                return told["result"].take();
            }
            self.events.push(told);
        }
    }

    /// What a piece of script gives.
    pub(crate) fn run(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let mut told = self.send("Runtime.evaluate", &params);
        assert!(told["exceptionDetails"].is_null(), "{script}: {}", told["exceptionDetails"]);
        told["result"]["value"].take()
    }

    pub(crate) fn wait_for(&mut self, condition: &str) {
        let since = Instant::now();
        while self.run(condition) != json!(true) {
            assert!(since.elapsed() < Duration::from_secs(30), "waited for {condition}");
            std::thread::yield_now();
        }
    }

    /// Presses keys of the keyboard, as a person does.
    pub(crate) fn types(&mut self, keys: &str) {
        for key in keys.chars() {
            let (key, text) = if key == '\n' { ("Enter".to_owned(), "\r") } else { (key.to_string(), "") };
            let text = if text.is_empty() { key.clone() } else { text.to_owned() };
            let code = if text == "\r" { 13 } else { 0 };
            let down = json!({ "type": "keyDown", "key": key, "text": text, "windowsVirtualKeyCode": code });
            self.send("Input.dispatchKeyEvent", &down);
            self.send("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key }));
        }
    }

    /// Clicks on an element with the mouse, where it is seen; three times in a row marks all of a field.
    pub(crate) fn clicks(&mut self, selector: &str, times: u8) {
        let place = self.run(&format!(
            "(() => {{ const one = document.querySelector({}); const box = one.getBoundingClientRect(); \
             const at = [box.x + box.width / 2, box.y + box.height / 2]; \
             return one.contains(document.elementFromPoint(...at)) ? at : null; }})()",
            json!(selector)
        ));
        assert!(place.is_array(), "{selector} is not on the screen");
        for kind in ["mousePressed", "mouseReleased"] {
            let click =
                json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": times });
            self.send("Input.dispatchMouseEvent", &click);
        }
    }

    /// Chooses a file in a field for one.
    pub(crate) fn takes_file(&mut self, id: &str, file: &Path) {
        let document = self.send("DOM.getDocument", &json!({}));
        let field = json!({ "nodeId": document["root"]["nodeId"], "selector": format!("#{id}") });
        let found = self.send("DOM.querySelector", &field);
        let files = json!({ "files": [file.display().to_string()], "nodeId": found["nodeId"] });
        self.send("DOM.setFileInputFiles", &files);
    }

    /// Gives the page so many pixels, as dark or light as is said.
    pub(crate) fn shows(&mut self, width: u32, scheme: &str) {
        let metrics = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.send("Emulation.setDeviceMetricsOverride", &metrics);
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.send("Emulation.setEmulatedMedia", &features);
        // It is seen with the next picture.
        self.run("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))))");
    }

    /// Sets the clock, dials, and goes to what happens next so many times.
    pub(crate) fn dials(&mut self, moment: &str, number: &str, skips: usize) {
        self.run(&format!("document.getElementById('moment').value = '{moment}'; document.getElementById('clock-form').requestSubmit()"));
        self.run(&format!("document.getElementById('number').value = '{number}'; document.getElementById('dial-form').requestSubmit()"));
        for _ in 0..skips {
            self.run("document.getElementById('skip').click()");
        }
    }

    /// The text of an element.
    pub(crate) fn text(&mut self, id: &str) -> String {
        self.run(&format!("document.getElementById('{id}').textContent")).as_str().unwrap().to_owned()
    }

    /// What was asked of anybody, and what went wrong.
    pub(crate) fn trouble(&self) -> Vec<String> {
        let mut trouble = Vec::new();
        for event in &self.events {
            let params = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    let url = params["request"]["url"].as_str().unwrap_or_default();
                    if !url.starts_with(&self.home) {
                        trouble.push(url.to_owned());
                    }
                }
                "Runtime.exceptionThrown" => trouble.push(params["exceptionDetails"].to_string()),
                // Browsers ask sites for a picture of theirs.
                "Log.entryAdded"
                    if params["entry"]["url"].as_str().is_some_and(|url| url.ends_with("/favicon.ico")) => {}
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
