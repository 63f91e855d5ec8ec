//! What 1,000 learners who answer at once wait for. At most 100 ms are wanted on two cores for all but the slowest hundredth,
//! and no answer may be lost.
//!
//! The floor are the same requests sent again: all that is done for an answer but keeping it. What is printed is how long the
//! middle one and the slowest of 99 in 100 wait, in milliseconds, and the latter in floors. Before that, how long a server takes
//! from its start to its first byte, in starts of the program that do nothing (50 ms are wanted); and what it needs of memory with as many
//! streams open (60 MB).

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and tells it")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use ivrsim::training::drill::Deck;
use ivrsim::training::store::Store;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpStream;

const LEARNERS: usize = 1_000;

/// How often everybody answers.
const ROUNDS: usize = 9;

fn main() {
    #[cfg(unix)]
    allow_files();
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("learners.db");
    let floor = fastest(|| drop(ivrsim(&["--version"]).output().expect("it starts")));
    let first = fastest(|| drop(Served::started(&store)));
    let (floor, first) = (floor.as_secs_f64() * 1_000.0, first.as_secs_f64() * 1_000.0);
    println!("{:34} {first:8.1} ms             {:6.1}", "started, with a first byte", first / floor);
    let served = Served::started(&store);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let kept = runtime.block_on(async {
        let streams = join_all((0..LEARNERS).map(|_| open_stream(&served.host))).await;
        println!("{LEARNERS} streams are open: {}", served.memory());
        let kept = class(&served.host).await;
        println!("at the end: {}", served.memory());
        drop(streams);
        kept
    });
    let store = Store::open(&store).expect("the file");
    let learners = store.learners().expect("they are there");
    let there: usize =
        learners.iter().map(|learner| store.answers(learner).expect("they are there").len()).sum();
    assert_eq!(there, kept, "no answer is lost, and none is there twice");
}

/// The fastest of some times.
fn fastest(act: impl Fn()) -> Duration {
    let once = |_| {
        let since = Instant::now();
        act();
        since.elapsed()
    };
    (0..10).map(once).min().expect("some")
}

fn ivrsim(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// A stream on which the plan was told.
async fn open_stream(host: &str) -> Connection {
    let mut stream = Connection::to(host).await;
    stream.says(&format!("GET /events HTTP/1.1\r\nhost: {host}\r\n\r\n")).await;
    let mut told = Vec::new();
    while !told.windows(5).any(|five| five == b"data:") {
        stream.hears(&mut told).await;
    }
    stream
}

/// A client has a connection for each learner, and one for each stream.
#[cfg(unix)]
fn allow_files() {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};

    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).expect("there is a limit");
    setrlimit(Resource::RLIMIT_NOFILE, most, most).expect("it can be raised");
}

/// A server that ends with the bench.
struct Served {
    child: Child,
    host: String,
}

impl Served {
    /// One that has given its first byte.
    fn started(store: &Path) -> Self {
        let mut child =
            ivrsim(&["serve", "--plan", "menus/ally", "--db"]).arg(store).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it says something"))
            .read_line(&mut line)
            .expect("its address");
        let host = line.trim().strip_prefix("http://").and_then(|line| line.strip_suffix('/'));
        let host = host.expect("an address").to_owned();
        let mut stream = std::net::TcpStream::connect(&host).expect("the server is there");
        write!(stream, "GET /login HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")
            .expect("the server is there");
        stream.read_exact(&mut [0]).expect("a byte");
        Self { child, host }
    }

    /// What it needs of memory, where the system tells it in a file.
    fn memory(&self) -> String {
        let about = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let told = about.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        told.map_or("its memory is not told here".to_owned(), |told| format!("{} of memory", told.trim()))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sits down, answers; tells what it takes, and gives how many answers were acknowledged.
async fn class(host: &str) -> usize {
    let mut page = Connection::to(host).await;
    let text = page.asks("GET", "/", "", "").await;
    let token =
        text.split_once("\"token\":\"").and_then(|(_, rest)| rest.split_once('"')).expect("a token").0;
    let mut learners = join_all((0..LEARNERS).map(|_| Connection::to(host))).await;
    let card = Deck::of(ivrsim::plan::builtin(), Timestamp::now()).cards()[0].id.clone();
    let sits = |index: usize| json!({ "name": format!("Learner {index:04}"), "isNew": true });
    let (enrolled, _) = at_once(&mut learners, token, "/lessons/sit", sits).await;
    let sits = |index: usize| json!({ "name": format!("Learner {index:04}") });
    let (seated, seats) = at_once(&mut learners, token, "/lessons/sit", sits).await;
    let seats: Vec<Value> = seats.iter().map(|text| serde_json::from_str(text).expect("a seat")).collect();
    let answer = json!({ "judged": "right", "hints": 0, "milliseconds": 3000, "quick": 5000 });
    let (mut kept, mut again) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let keeps = |index: usize| json!({ "seat": seats[index]["seat"], "cards": [{ "id": card, "answer": answer }], "sent": round });
        kept.extend(at_once(&mut learners, token, "/lessons/keep", keeps).await.0);
        again.extend(at_once(&mut learners, token, "/lessons/keep", keeps).await.0);
    }
    let floor = Waits::of(again);
    floor.tell("sent again: nothing is written", &floor);
    Waits::of(kept).tell("answered", &floor);
    Waits::of(seated).tell("seated", &floor);
    Waits::of(enrolled).tell("seated for the first time", &floor);
    LEARNERS * ROUNDS
}

/// Sends something of each learner's at once; gives how long each waited, and what was answered.
async fn at_once(
    learners: &mut [Connection],
    token: &str,
    path: &str,
    what: impl Fn(usize) -> Value,
) -> (Vec<Duration>, Vec<String>) {
    let since = Instant::now();
    let mut asked = Vec::with_capacity(learners.len());
    for (index, learner) in learners.iter_mut().enumerate() {
        asked.push(learner.posts(token, path, what(index).to_string(), since));
    }
    let told = join_all(asked).await;
    told.into_iter().map(|(text, waited)| (waited, text)).unzip()
}

/// Sorted.
struct Waits(Vec<Duration>);

impl Waits {
    fn of(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        Self(all)
    }

    /// How long so many in 100 wait at most, in milliseconds.
    fn percentile(&self, part: usize) -> f64 {
        self.0[self.0.len() * part / 100].as_secs_f64() * 1_000.0
    }

    fn tell(&self, what: &str, floor: &Self) {
        let (middle, most) = (self.percentile(50), self.percentile(99));
        println!("{what:34} {middle:8.1} ms {most:8.1} ms {:6.1}", most / floor.percentile(99));
    }
}

/// A connection that is kept.
struct Connection {
    stream: TcpStream,
    host: String,
}

impl Connection {
    async fn to(host: &str) -> Self {
        let stream = TcpStream::connect(host).await.expect("the server is there");
        stream.set_nodelay(true).expect("a socket can do that");
        Self { stream, host: host.to_owned() }
    }

    /// Sends what a page sends; gives what was answered, and when.
    async fn posts(&mut self, token: &str, path: &str, body: String, since: Instant) -> (String, Duration) {
        let more = format!(
            "origin: http://{}\r\nx-ivrsim-token: {token}\r\ncontent-length: {}\r\n",
            self.host,
            body.len()
        );
        let text = self.asks("POST", path, &more, &body).await;
        (text, since.elapsed())
    }

    async fn says(&mut self, text: &str) {
        let mut sent = 0;
        while sent < text.len() {
            self.stream.writable().await.expect("the server is there");
            sent += self.stream.try_write(&text.as_bytes()[sent..]).unwrap_or(0);
        }
    }

    /// Waits for what comes next.
    async fn hears(&mut self, bytes: &mut Vec<u8>) {
        loop {
            self.stream.readable().await.expect("the server is there");
            let mut part = [0; 8 * 1024];
            match self.stream.try_read(&mut part) {
                Ok(0) => panic!("the server has hung up"),
                Ok(read) => return bytes.extend_from_slice(&part[..read]),
                Err(_) => {}
            }
        }
    }

    /// Sends a request and gives the body of the answer, which is a good one.
    async fn asks(&mut self, method: &str, path: &str, more: &str, body: &str) -> String {
        let request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n{more}\r\n{body}", self.host);
        self.says(&request).await;
        let mut bytes = Vec::new();
        loop {
            self.hears(&mut bytes).await;
            let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&bytes[..end]).expect("a head is text");
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.and_then(|length| length.parse().ok()).expect("a length");
            if bytes.len() >= end + 4 + length {
                assert!(
                    head.starts_with("HTTP/1.1 200 "),
                    "{head}\n{}",
                    String::from_utf8_lossy(&bytes[end..])
                );
                return String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
            }
        }
    }
}
