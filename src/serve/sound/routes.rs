use std::path::PathBuf;
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::found::{FoundRecordings, played};
use super::names::recording_names;
use super::request::SoundRequest;
use crate::page::SpokenPrompt;
use crate::plan::{Plan, Prompt};
use crate::serve::blocking::blocking;
use crate::serve::refusal::Refusal;
use crate::serve::site::Site;
use crate::serve::voice::SpokenWords;

/// `GET /sound`: what is said at a place of a call.
pub(in crate::serve) async fn of_the_plan(
    State(site): State<Arc<Site>>,
    Form(request): Form<SoundRequest>,
) -> Result<Response, Refusal> {
    let Some(plan) = site.plan_numbered(request.plan) else { return Ok(silence()) };
    let beside = site.settings.source.path().map(PathBuf::from);
    answer(&site, plan, beside, request).await
}

/// The sound of what is said at a place of a call under a plan, with the recordings beside a file or folder. No content: nobody
/// recorded it, and nobody speaks here.
pub(in crate::serve) async fn answer(
    site: &Arc<Site>,
    plan: Arc<Plan>,
    beside: Option<PathBuf>,
    request: SoundRequest,
) -> Result<Response, Refusal> {
    let looked_for = blocking(move || {
        let spoken = SpokenPrompt::in_call(&plan, &request.call, request.caption)
            .map_err(|why| Refusal::bad(format!("There is no such call: {why}.")))?;
        let Some(spoken) = spoken else { return Ok(None) };
        let recordings = beside.as_deref().map(FoundRecordings);
        let recording = recordings.and_then(|found| found.first(&recording_names(&plan, &spoken)));
        let is_wordless = spoken.utterance.prompt(&plan).is_some_and(Prompt::is_wordless);
        let language = spoken.utterance.language;
        let words =
            SpokenWords { text: spoken.text, language, words_per_minute: plan.speech.words_per_minute };
        Ok(Some((recording, Some(words).filter(|_| !is_wordless))))
    });
    let Some((recording, words)) = looked_for.await? else { return Ok(silence()) };
    if let Some(recording) = recording {
        return Ok(played(recording));
    }
    // What plays where no words are known is for a recording to say.
    let Some(words) = words else { return Ok(silence()) };
    let Some(sound) = site.sounds.sound(words, site.stopping()) else { return Ok(silence()) };
    if !sound.is_heard().await {
        return Ok(silence());
    }
    let (body, length) = sound.body();
    let mut response = ([(CONTENT_TYPE, "audio/wav")], body).into_response();
    if let Some(length) = length {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
    }
    Ok(response)
}

fn silence() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
