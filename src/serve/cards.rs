use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::blocking::blocking;
use super::refusal::Refusal;
use super::site::Site;
use crate::training::cards::CardsReport;
use crate::training::drill::Deck;

/// The page that is printed has its style in itself, and no script.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `GET /cards`: the directory on paper.
pub(super) async fn page(State(site): State<Arc<Site>>) -> Result<Response, Refusal> {
    let text = blocking(move || {
        let snapshot = site.snapshot();
        let plan = &snapshot.plan.plan;
        let mut text = Vec::new();
        let deck = Deck::of(plan, site.time());
        let deck = match &site.lessons.of(&snapshot.plan).own {
            Some(own) => deck.and(own.clone()),
            None => deck,
        };
        let written = CardsReport::new(plan, &deck).html(&mut text);
        written.map_err(|error| Refusal::broken(error.to_string())).map(|()| text)
    });
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY)];
    Ok((headers, text.await?).into_response())
}
