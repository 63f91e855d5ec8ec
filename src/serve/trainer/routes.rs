use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::{acts, class, person, sheets, transfer};
use crate::base::text::TABLE_STYLE;
use crate::serve::site::Site;

/// What stands below `/trainer`.
pub(in crate::serve) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(class::page))
        .route("/trainer.js", get(script))
        .route("/learner/{id}", get(person::page))
        .route("/assign", post(acts::assign))
        .route("/reset", post(acts::reset))
        .route("/forget", post(acts::forget))
        .route("/export", get(transfer::export))
        .route("/import", post(transfer::import))
        .route("/csv/{rows}", get(sheets::class))
        .route("/learner/{id}/csv/{rows}", get(sheets::person))
        .route("/style.css", get(style))
}

async fn script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("trainer.js")).into_response()
}

async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], [TABLE_STYLE, include_str!("trainer.css")].concat())
        .into_response()
}
