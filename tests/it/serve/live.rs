//! The program as it is started, over a socket of this machine.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;
use crate::oracles::garage::garage;

use super::DESK;

/// Far more than it takes; a test that waits as long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that ends with the test.
pub(super) struct Served {
    child: Child,
    out: BufReader<ChildStdout>,
    pub(super) host: String,
}

impl Served {
    pub(super) fn started(folder: &Path, args: &[&str]) -> Self {
        Self::with(folder, args, &[])
    }

    /// One that is started with these variables.
    pub(super) fn with(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("ivrsim"))
            .current_dir(folder)
            .env_remove("IVRSIM_PLAN")
            .env("IVRSIM_DB", folder.join("learners.db"))
            .envs(variables.iter().copied())
            .arg("serve")
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let host = line.trim().strip_prefix("http://").and_then(|line| line.strip_suffix('/'));
        Self { child, host: host.unwrap().to_owned(), out }
    }

    pub(super) fn connected(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub(super) fn get(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = self.connected();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.host).unwrap();
        BufReader::new(stream)
    }

    pub(super) fn text(&self, path: &str) -> String {
        let mut text = String::new();
        self.get(path).read_to_string(&mut text).unwrap();
        text
    }

    /// Ends it as somebody does who wants it to, and waits for that.
    #[cfg(unix)]
    pub(super) fn ends(&mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
    }

    /// Ends it as the system would.
    pub(super) fn kill(&self) {
        Command::new("kill").args(["-9", &self.child.id().to_string()]).status().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The data of the next event.
pub(super) fn event(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    loop {
        line.clear();
        assert_ne!(stream.read_line(&mut line).unwrap(), 0, "the stream has ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return data.trim().to_owned();
        }
    }
}

#[test]
fn a_save_is_told_to_every_page_and_the_new_plan_is_there() {
    let folder = files(&[("menus/plan.toml", &garage("desk", DESK))]);
    let served = Served::started(folder.path(), &[]);
    let mut streams: Vec<_> = (0..3).map(|_| served.get("/events")).collect();
    for stream in &mut streams {
        assert_eq!(event(stream), r#"{"plan":1,"isBehind":false}"#);
    }
    let plan = folder.path().join("menus/plan.toml");
    fs::write(&plan, garage("desk", &DESK.replace("Front Desk", "Back Desk"))).unwrap();
    for stream in &mut streams {
        assert_eq!(event(stream), r#"{"plan":2,"isBehind":false}"#);
    }
    assert!(served.text("/plan").contains("Back Desk") && served.text("/").contains("Back Desk"));
    // A mistake leaves the last plan that can be called.
    fs::write(&plan, "[plan").unwrap();
    for stream in &mut streams {
        assert_eq!(event(stream), r#"{"plan":2,"isBehind":true}"#);
    }
    assert!(served.text("/plan").contains("Back Desk"));
    fs::write(&plan, garage("desk", DESK)).unwrap();
    assert_eq!(event(&mut streams[0]), r#"{"plan":3,"isBehind":false}"#);
}

#[cfg(unix)]
#[test]
fn a_server_that_is_told_to_end_closes_what_is_open_and_is_content() {
    for signal in ["-INT", "-TERM"] {
        let folder = files(&[("menus/plan.toml", &garage("desk", DESK))]);
        let mut served = Served::started(folder.path(), &[]);
        let mut stream = served.get("/events");
        event(&mut stream);
        // Somebody who has connected and says nothing holds nobody up.
        let _silent = served.connected();
        let id = served.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(served.child.wait().unwrap().code(), Some(0), "{signal}");
        let mut rest = String::new();
        stream.read_to_string(&mut rest).unwrap();
        assert!(rest.ends_with("0\r\n\r\n"), "the stream has an end: {rest:?}");
        assert_eq!(served.out.read_line(&mut rest).unwrap(), 0, "it has said its address and nothing else");
    }
}

#[test]
fn others_reach_a_server_only_by_a_password() {
    let folder = files(&[("menus/plan.toml", &garage("desk", DESK)), ("class.toml", "learners = \"x\"\n")]);
    let refused = |args: &[&str], why: &str| {
        let (code, out, error) = ivrsim(folder.path(), &[&["serve"], args].concat());
        assert_eq!((code, &*out), (2, ""), "{args:?}");
        assert!(error.contains(why), "{args:?}: {error}");
    };
    for place in ["0.0.0.0:0", "[::]:0", "192.0.2.7:80"] {
        refused(&["--listen", place], "--password-file");
    }
    refused(&["--listen", "example.com:80"], "is not an address");
    refused(&["--host", "evil/../x"], "is not the name of a machine");
    refused(&["--password-file", "nothing.toml"], "there is no file");
    refused(&["--scenarios", "nothing"], "there is no file");
    refused(&["--since", "nothing.toml"], "there is no file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        refused(&["--password-file", "class.toml"], "chmod 600");
        fs::set_permissions(folder.path().join("class.toml"), fs::Permissions::from_mode(0o600)).unwrap();
    }
    refused(&["--password-file", "class.toml"], "must be two lines");
}
