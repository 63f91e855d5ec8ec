//! What the studio answers to browsers. Who may ask is settled before anything comes here.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::before;
use super::board::{StudioBoard, StudioPart};
use super::files_part::lines_part;
use super::findings_part::findings_part;
use super::host::{Host, StudioHost};
use super::page::studio_body;
use super::reading::{StudioReading, finding_key, text_hash};
use super::repaired::repaired;
use super::saved::{FileDraft, SaveRefusal, save};
use crate::base::source::{FileId, safe};
use crate::base::text::counted;
use crate::picture::{CHECKED_STYLE, MAP_STYLE};
use crate::serve::refusal::Refusal;
use crate::serve::shell::ServedShell;
use crate::serve::site::Site;

/// How often a stream on which nothing happens says that it is there.
const ALIVE: Duration = Duration::from_secs(15);

const SCRIPT: &str = concat!(
    include_str!("../front/parts.js"),
    include_str!("../front/editor.js"),
    include_str!("../front/studio.js"),
);

/// All routes of the studio of a site.
pub(in crate::serve) fn routes(site: &Site) -> Router<Arc<Site>> {
    Router::new()
        .route("/studio", get(page))
        .route("/studio/studio.js", get(script))
        .route("/studio/style.css", get(style))
        .route("/studio/events", get(events))
        .route("/studio/before", get(before::page))
        .route("/studio/before/sound", get(before::sound))
        .route("/studio/part/map", get(map))
        .route("/studio/part/{part}", get(part))
        .route("/studio/check", post(check))
        .route("/studio/save", post(save_files))
        .route("/studio/repair", post(repair))
        .layer(Extension(Arc::new(StudioHost::of(site))))
}

async fn page(State(site): State<Arc<Site>>, Extension(host): Host) -> Response {
    host.open(&site);
    let name = &site.snapshot().plan.plan.name;
    let shell = ServedShell {
        title: &format!("Studio: {name}"),
        script: Some("/studio/studio.js"),
        style: Some("/studio/style.css"),
        token: Some(site.token.told()),
    };
    shell.with(&studio_body(name))
}

async fn script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response()
}

async fn style() -> Response {
    let diff = include_str!("../../base/text/page/diff.css");
    let text = [diff, MAP_STYLE, CHECKED_STYLE, include_str!("../front/studio.css")].concat();
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], text).into_response()
}

/// What there is to know at a glance, and which parts are other ones than before; at once and after every stage.
async fn events(
    State(site): State<Arc<Site>>,
    Extension(host): Host,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    host.open(&site);
    let mut boards = host.boards();
    boards.mark_changed();
    let stream = stream::unfold((site, boards), |(site, mut boards)| async move {
        tokio::select! {
            change = boards.changed() => change.ok()?,
            () = site.stopped() => return None,
        }
        let news = news(&boards.borrow_and_update());
        Some((Ok(Event::default().event("board").data(news)), (site, boards)))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE))
}

fn news(board: &StudioBoard) -> String {
    let counts = StudioPart::ALL.into_iter().filter(|part| board.count(*part) > 0);
    let counts = counts.map(|part| (part.word().to_owned(), board.count(part).into()));
    let glance = board.glance().into_iter();
    let glance: Vec<Value> =
        glance.map(|(part, text, bad)| json!({ "part": part.word(), "text": text, "bad": bad })).collect();
    json!({
        "parts": Value::Object(counts.collect()),
        "glance": glance,
        "sentence": board.sentence(),
        "done": board.is_done,
        "behind": board.is_behind(),
    })
    .to_string()
}

async fn part(Extension(host): Host, Path(word): Path<String>) -> Result<Response, Refusal> {
    let part = StudioPart::ALL.into_iter().find(|part| part.word() == word);
    let part = part.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "There is no such part."))?;
    Ok(markup(host.board().part(part).to_owned()))
}

async fn map(Extension(host): Host, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let query = query.unwrap_or_default();
    let (mut line, mut shows_checked) = (None, false);
    for part in query.split('&') {
        match part.split_once('=') {
            Some(("line", key)) if !key.is_empty() => line = Some(key.to_owned()),
            Some(("show", what)) => shows_checked = what == "checked",
            _ => {}
        }
    }
    let board = host.board();
    aside(move || markup(board.map(line.as_deref(), shows_checked))).await
}

/// Text as somebody is writing it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    name: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckRequest {
    drafts: Vec<Typed>,
}

/// What is wrong with a plan as somebody is writing it.
async fn check(
    State(site): State<Arc<Site>>,
    Extension(host): Host,
    body: Bytes,
) -> Result<Response, Refusal> {
    let CheckRequest { drafts } = asked(&body)?;
    let drafts: Vec<(String, String)> = drafts.into_iter().map(|Typed { name, text }| (name, text)).collect();
    aside(move || {
        let board = host.board();
        let reading = host.desk.drafted(&drafts, site.time());
        let told = match reading.told() {
            Some(told) => format!("{told}, not saved yet"),
            None => "Nothing wrong, not saved yet".to_owned(),
        };
        json_answer(&json!({
            "files": other_lines(&board.reading, &reading, &drafts),
            "findings": findings_part(&reading, board.writable),
            "told": told,
            "bad": !reading.findings.is_empty(),
        }))
    })
    .await
}

/// The lines of the files that are being written, and of those in which something else is wrong by it.
fn other_lines(saved: &StudioReading, drafted: &StudioReading, drafts: &[(String, String)]) -> Vec<Value> {
    let keys = |reading: &StudioReading, name: &str| -> Vec<String> {
        let of = |id: FileId| reading.sources.file(id).name() == name;
        let here = reading
            .findings
            .iter()
            .filter(|finding| finding.primary.as_ref().is_some_and(|primary| of(primary.span.file)));
        here.map(|finding| finding_key(finding, &reading.sources)).collect()
    };
    let mut files = Vec::new();
    for (id, file) in drafted.sources.iter() {
        let name = safe(file.name());
        let is_draft = drafts.iter().any(|(draft, _)| *draft == name);
        let here = keys(drafted, file.name());
        if !is_draft && here == keys(saved, file.name()) {
            continue;
        }
        let worst = drafted
            .findings
            .iter()
            .filter(|finding| finding.primary.as_ref().is_some_and(|primary| primary.span.file == id));
        files.push(json!({
            "name": name,
            "lines": lines_part(drafted, id),
            "count": if here.is_empty() { String::new() } else { counted(here.len(), "finding") },
            "level": worst.map(|finding| finding.level).max().map(crate::base::diagnostic::Level::word),
        }));
    }
    files
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaveRequest {
    files: Vec<SavedFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedFile {
    name: String,
    hash: String,
    text: String,
}

/// Saves files, each only if it is still the one that was loaded; all of them or none.
async fn save_files(Extension(host): Host, body: Bytes) -> Result<Response, Refusal> {
    let SaveRequest { files } = asked(&body)?;
    let drafts: Vec<FileDraft> =
        files.into_iter().map(|SavedFile { name, hash, text }| FileDraft { name, hash, text }).collect();
    aside(move || match written(&host, &drafts) {
        Ok(hashes) => json_answer(&json!({ "hashes": hashes })),
        Err(response) => *response,
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepairRequest {
    finding: String,
    drafts: Vec<Typed>,
}

/// Makes a repair: in the files, or in the texts of somebody who has not saved yet.
async fn repair(
    State(site): State<Arc<Site>>,
    Extension(host): Host,
    body: Bytes,
) -> Result<Response, Refusal> {
    let RepairRequest { finding, drafts } = asked(&body)?;
    let drafts: Vec<(String, String)> = drafts.into_iter().map(|Typed { name, text }| (name, text)).collect();
    aside(move || {
        let board = host.board();
        let reading = if drafts.is_empty() {
            Arc::clone(&board.reading)
        } else {
            Arc::new(host.desk.drafted(&drafts, site.time()))
        };
        let files = match repaired(&reading, &finding, site.time()) {
            Ok(files) => files,
            Err(refusal) => return refused(StatusCode::CONFLICT, &json!({ "why": refusal.to_string() })),
        };
        if !drafts.is_empty() {
            let texts: Vec<Value> =
                files.iter().map(|(name, text)| json!({ "name": name, "text": text })).collect();
            return json_answer(&json!({ "saved": false, "texts": texts }));
        }
        let loaded = |name: &str| {
            let mut files = reading.sources.iter();
            files.find(|(_, file)| safe(file.name()) == name).map(|(_, file)| text_hash(file.text()))
        };
        let drafts: Vec<FileDraft> = files
            .into_iter()
            .map(|(name, text)| FileDraft {
                hash: loaded(&name).unwrap_or_default(),
                // Lines end as in the file: that is seen to where it is written.
                text: text.replace("\r\n", "\n"),
                name,
            })
            .collect();
        match written(&host, &drafts) {
            Ok(_) => json_answer(&json!({ "saved": true, "texts": [] })),
            Err(response) => *response,
        }
    })
    .await
}

/// Writes files of the plan, or says why not.
fn written(host: &StudioHost, drafts: &[FileDraft]) -> Result<Vec<String>, Box<Response>> {
    let Some(plan) = host.desk.setting().plan_path() else {
        let why = "This plan cannot be changed from here: only one in a folder of yours can.";
        return Err(refused(StatusCode::FORBIDDEN, &json!({ "why": why })).into());
    };
    save(plan, drafts).map_err(|refusal| {
        let why = refusal.told();
        let refused = match refusal {
            SaveRefusal::Changed { name, text, hash } => {
                // A text that a browser cannot show is none that could be chosen there.
                let text = text.filter(|text| super::underlined::is_editable(text));
                let text = text.map(|text| text.replace("\r\n", "\n"));
                refused(
                    StatusCode::CONFLICT,
                    &json!({ "why": why, "name": safe(&name), "text": text, "hash": hash }),
                )
            }
            SaveRefusal::NotOfThePlan(_) => refused(StatusCode::NOT_FOUND, &json!({ "why": why })),
            SaveRefusal::Failed(_) => refused(StatusCode::INTERNAL_SERVER_ERROR, &json!({ "why": why })),
        };
        Box::new(refused)
    })
}

/// Does what takes a while where nobody waits for it.
async fn aside(work: impl FnOnce() -> Response + Send + 'static) -> Result<Response, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Refusal::broken(error.to_string()))
}

fn asked<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::bad(format!("This request cannot be read: {error}.")))
}

fn markup(text: String) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
}

fn json_answer(value: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn refused(status: StatusCode, value: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
