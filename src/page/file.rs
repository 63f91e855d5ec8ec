//! The page as one file: the plan, the engine and all that draws, with no request to anything.

use std::fmt;
use std::io;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde_json::json;

use super::packed_text::PackedText;
use super::study::PageChanges;
use crate::base::text::XmlText;
use crate::plan::Plan;

/// The engine, compiled for browsers and packed. `browser/build` makes it.
const ENGINE: &[u8] = include_bytes!("engine.wasm.lzma");

/// The same as text, for the many pages of a server.
static ENGINE_TEXT: LazyLock<String> = LazyLock::new(|| PackedText(ENGINE).to_string());

macro_rules! front {
    ($($name:literal),*) => { concat!($(include_str!(concat!("front/", $name, ".js"))),*) };
}

/// What the page runs, in the order in which it reads it.
pub static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    mailed(front![
        "unpack",
        "engine",
        "sound",
        "call",
        "screen",
        "keeper",
        "lesson-parts",
        "tour",
        "lessons",
        "main"
    ])
});

/// What the page of a server runs: it asks the server besides, and hears of changes.
pub static SERVED_SCRIPT: LazyLock<String> = LazyLock::new(|| {
    mailed(front![
        "unpack",
        "engine",
        "sound",
        "call",
        "screen",
        "keeper",
        "served-keeper",
        "served-voice",
        "lesson-parts",
        "tour",
        "lessons",
        "main",
        "served"
    ])
});

/// A script as it is mailed: without what only its readers need, which stands in whole lines, and without what stands before lines.
/// No text of a script goes over several lines, so none of it is changed.
fn mailed(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let is_run = |line: &&str| {
        let is_told = line.starts_with("//") || line.starts_with("/*") && line.ends_with("*/");
        !line.is_empty() && !is_told
    };
    lines.filter(is_run).flat_map(|line| [line, "\n"]).collect()
}

/// Markup as it is mailed: without what stands before lines, which browsers take for the line break before it.
fn unindented(markup: &str) -> String {
    markup.lines().map(str::trim_start).flat_map(|line| [line, "\n"]).collect()
}

/// How the page looks.
pub const STYLE: &str = include_str!("front/page.css");

/// What the page may do: run this script and the engine, and nothing else. The hashes are those of [`SCRIPT`] and [`STYLE`]; a
/// test writes them.
const POLICY: &str = include_str!("front/policy.txt");

/// The same for the page of a server, which may ask that server, and nobody shows it within a page of theirs.
const SERVED_POLICY: &str = include_str!("front/served-policy.txt");

/// A phone to be mailed.
#[derive(Clone, Copy, Debug)]
pub struct PageFile<'a> {
    /// The plan, all of which the file holds.
    pub plan: &'a Plan,
    /// What the page is called; the plan's name if not given.
    pub title: Option<&'a str>,
    /// What its clock is set to; it shows the time of its reader if not given.
    pub at: Option<Timestamp>,
    /// The number that is ready to be dialed.
    pub line: Option<&'a str>,
    /// Whether it gives lessons and exams about the plan.
    pub lessons: bool,
    /// The files of own questions that are asked in lessons and exams.
    pub questions: &'a [String],
    /// When the page was made.
    pub made: Timestamp,
    /// What a server tells its page; None: it is a file of its own.
    pub served: Option<ServedPage<'a>>,
}

/// What a server tells its page.
#[derive(Clone, Copy, Debug)]
pub struct ServedPage<'a> {
    /// What the page sends with whatever changes something.
    pub token: &'a str,
    /// The how manieth plan of the server it holds.
    pub plan: u64,
    /// Whether it is a trainer's.
    pub is_trainer: bool,
    /// Whether whoever has it signed in.
    pub can_sign_out: bool,
    /// Where its sounds are, and whether what nobody has recorded is spoken there.
    pub sounds: (&'a str, bool),
    /// What has changed since an older plan, to be asked first.
    pub changes: &'a PageChanges,
    /// As what plan it is shown that is not the one of now: "the last commit". It hears of nothing new then.
    pub was: Option<&'a str>,
}

impl PageFile<'_> {
    /// What the page may do, as browsers are told.
    #[must_use]
    pub fn policy(&self) -> &'static str {
        if self.served.is_some() { SERVED_POLICY } else { POLICY }.trim()
    }

    /// The same within the page, where a word about the frames around it has no meaning.
    fn in_page(&self) -> &'static str {
        self.policy().split("; frame-ancestors").next().unwrap_or_default()
    }

    /// Writes the page.
    pub fn write(&self, to: &mut dyn io::Write) -> io::Result<()> {
        let Self { plan, title, at, line, lessons, questions, made, served } = *self;
        let files: Vec<(&str, &str)> =
            plan.sources.iter().map(|(_, file)| (file.name(), file.text())).collect();
        let setting = json!({
            "at": at.map(Timestamp::as_millisecond),
            "line": line,
            "lessons": lessons,
            "questions": questions,
            "made": plan.zone.wall_clock(made).strftime("%B %-d, %Y").to_string(),
            "served": served.map(|served| json!({
                "token": served.token,
                "plan": served.plan,
                "isTrainer": served.is_trainer,
                "canSignOut": served.can_sign_out,
                "voice": { "place": served.sounds.0, "speaks": served.sounds.1 },
                "changes": served.changes,
                "was": served.was,
            })),
        });
        let title = XmlText(title.unwrap_or(&plan.name)).to_string();
        write!(
            to,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{}\
             <script type=\"application/json\" id=\"plan\">{}</script>\n\
             <script type=\"application/json\" id=\"setting\">{}</script>\n\
             <script type=\"text/plain\" id=\"engine\">{}</script>\n\
             <script type=\"module\">{}</script>\n</body>\n</html>\n",
            self.in_page(),
            unindented(include_str!("front/page.html")).replacen("<!-- title -->", &title, 1),
            InScript(&json!(files)),
            InScript(&setting),
            *ENGINE_TEXT,
            if served.is_some() { &*SERVED_SCRIPT } else { &*SCRIPT },
        )
    }
}

/// JSON inside a page: nothing in it ends the element that it stands in.
struct InScript<'a>(&'a serde_json::Value);

impl fmt::Display for InScript<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string().replace('<', "\\u003c"))
    }
}
