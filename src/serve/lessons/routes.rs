use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::requests::{ExamRequest, KeepRequest, KeptCardRequest, SeatRequest, SitRequest};
use crate::serve::blocking::blocking;
use crate::serve::learner_writer::KeepJob;
use crate::serve::learners::opened;
use crate::serve::refusal::Refusal;
use crate::serve::site::Site;
use crate::serve::store_refusal::refused;
use crate::training::learning::Learner;
use crate::training::store::{Store, StoreError, StudyEntry, StudyEvent};

/// What stands below `/lessons`.
pub(in crate::serve) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/learners", get(learners))
        .route("/sit", post(sit))
        .route("/records", post(records))
        .route("/keep", post(keep))
        .route("/exam", post(exam))
        .route("/toured", post(toured))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::bad(format!("The page sends what is not understood: {error}.")))
}

fn told(value: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// `GET /lessons/learners`: the names to choose from, and nothing else of anybody.
async fn learners(State(site): State<Arc<Site>>) -> Result<Response, Refusal> {
    blocking(move || {
        let store = opened(&site)?;
        let learners = store.map(|store| store.learners()).transpose().map_err(|error| refused(&error))?;
        let names: Vec<String> = learners.into_iter().flatten().map(|learner| learner.name).collect();
        Ok(told(&json!({ "names": names })))
    })
    .await
}

/// `POST /lessons/sit`: a seat for somebody of the list, or for somebody new who says so.
async fn sit(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let SitRequest { name, is_new } = read(&body)?;
    Store::check_name(&name).map_err(|error| refused(&error))?;
    // Whoever is new was not shown around.
    let (learner, has_toured) = if is_new {
        (site.writer.enroll(name).await?, false)
    } else {
        let site = Arc::clone(&site);
        blocking(move || known(&site, &name)).await?
    };
    let name = learner.name.clone();
    let seat = site.seats.take(learner, site.time());
    let seat = seat.map_err(|error| Refusal::broken(error.to_string()))?;
    Ok(told(&json!({ "seat": seat.told(), "name": name, "hasToured": has_toured })))
}

/// The learner of this name, if there is one, and whether they were shown around.
fn known(site: &Site, name: &str) -> Result<(Learner, bool), Refusal> {
    let unknown = |why: &str| Refusal::new(StatusCode::CONFLICT, why);
    let known = |store: Store| {
        let learner = store.learner(name)?;
        store.has_toured(&learner).map(|has_toured| (learner, has_toured))
    };
    match Store::open(&site.settings.learners).and_then(known) {
        Ok(known) => Ok(known),
        Err(StoreError::NotThere(_)) => Err(unknown(&format!("There is no learner {:?} yet.", name.trim()))),
        // A learner is told of no file.
        Err(StoreError::NoLearner(name, meant)) => {
            let meant = meant.map_or(String::new(), |meant| format!(" Is it {meant:?}?"));
            Err(unknown(&format!("There is no learner {name:?} yet.{meant}")))
        }
        Err(error) => Err(refused(&error)),
    }
}

/// Whoever has a seat.
fn learner(site: &Site, seat: &str, now: Timestamp) -> Result<Learner, Refusal> {
    let gone = "The server was started again, or you were away for long. Say who you are again.";
    site.seats.learner(seat, now).ok_or_else(|| Refusal::new(StatusCode::GONE, gone))
}

/// `POST /lessons/records`: what is kept of whoever sits there, as the lines of an export.
async fn records(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let SeatRequest { seat } = read(&body)?;
    let learner = learner(&site, &seat, site.time())?;
    blocking(move || {
        let mut text = Vec::new();
        let written = Store::open_to_read(&site.settings.learners)
            .and_then(|store| store.export_of(&learner, &mut text))
            .map_err(|error| refused(&error))?;
        written.map_err(|error| Refusal::broken(error.to_string()))?;
        Ok(told(&json!({ "records": String::from_utf8_lossy(&text) })))
    })
    .await
}

/// `POST /lessons/keep`: cards were shown or answered. The answer comes when that is on the disk.
async fn keep(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let KeepRequest { seat, cards, .. } = read(&body)?;
    let now = site.time();
    let learner = learner(&site, &seat, now)?;
    // Whoever was not told that it is kept sends it again.
    let sent = site.seats.mark(&body);
    if site.seats.is_last(&seat, sent) {
        return Ok(told(&json!({})));
    }
    let snapshot = site.snapshot();
    let is_at_hand = site.decks.has(&snapshot.plan, now);
    let entries = {
        let site = Arc::clone(&site);
        // The cards of a plan take a moment where it is a new one.
        let made = move || entries(&site, &learner, &cards, now);
        if is_at_hand { made()? } else { blocking(made).await? }
    };
    site.writer.keep(KeepJob { seat, sent, entries }).await?;
    Ok(told(&json!({})))
}

/// What is to be kept: of cards of the plan as it is now, whatever a page says of them.
fn entries(
    site: &Site,
    learner: &Learner,
    cards: &[KeptCardRequest],
    at: Timestamp,
) -> Result<Vec<StudyEntry>, Refusal> {
    let snapshot = site.snapshot();
    let deck = site.decks.cards(&snapshot.plan, at, &site.lessons);
    let entry = |kept: &KeptCardRequest| {
        let gone = "The plan has changed, and this card is gone. Reload the page.";
        let card = deck.iter().find(|card| card.id == kept.id).cloned();
        let card = card.ok_or_else(|| Refusal::new(StatusCode::CONFLICT, gone))?;
        let event = match &kept.answer {
            None => StudyEvent::Shown(card),
            Some(answer) => {
                let answer = answer.record().ok_or_else(|| Refusal::bad("That is no answer."))?;
                StudyEvent::Answered(card, answer)
            }
        };
        Ok(StudyEntry { learner: learner.clone(), at, event })
    };
    cards.iter().map(entry).collect()
}

/// `POST /lessons/exam`: an exam was taken.
async fn exam(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let request: ExamRequest = read(&body)?;
    let at = site.time();
    let learner = learner(&site, &request.seat, at)?;
    let result = request.result().ok_or_else(|| Refusal::bad("That is no result of an exam."))?;
    let sent = site.seats.mark(&body);
    let entries = vec![StudyEntry { learner, at, event: StudyEvent::Examined(result) }];
    site.writer.keep(KeepJob { seat: request.seat, sent, entries }).await?;
    Ok(told(&json!({})))
}

/// `POST /lessons/toured`: whoever sits there was shown around.
async fn toured(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let SeatRequest { seat } = read(&body)?;
    let learner = learner(&site, &seat, site.time())?;
    blocking(move || {
        let noted = Store::open(&site.settings.learners).and_then(|mut store| store.note_tour(&learner));
        noted.map(|()| told(&json!({}))).map_err(|error| refused(&error))
    })
    .await
}
