use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;

use super::guard::RequestHead;
use super::refusal::Refusal;
use super::role::Role;
use super::site::Site;
use super::{cards, events, lessons, login, phone, shell, sound, studio, trainer};
use crate::plan::PlanLimits;

/// So many bytes a request may bring, but for the studio's, which are files of a plan.
pub const MAX_BODY: usize = 64 * 1024;

/// So many bytes a file of progress may have that a trainer takes in: that of a class, after years.
pub const MAX_IMPORT: usize = 32 * 1024 * 1024;

/// What browsers ask for by themselves; there is none.
const ICON: &str = "/favicon.ico";

/// So long the bytes of a request may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// All that a site answers. A part of it that needs more than a few routes adds them with `nest` or `merge`; who may ask for
/// them is said by [`Role::needed`], and all that comes from elsewhere is kept off before a route sees it.
pub fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/", get(phone::page))
        .route("/plan", get(phone::plan))
        .route("/events", get(events::events))
        .route("/sound", get(sound::of_the_plan))
        .route("/style.css", get(shell::style))
        .route(ICON, get(StatusCode::NO_CONTENT))
        .route("/login", get(login::page).post(login::sign_in))
        .route("/logout", post(login::sign_out))
        .merge(studio::routes(site))
        .route("/studio/recordings", get(sound::recordings_page))
        .route("/cards", get(cards::page))
        .nest("/lessons", lessons::routes())
        .nest("/trainer", trainer::routes())
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(Arc::clone(site), guarded))
        .with_state(Arc::clone(site))
}

/// The answer of a router to a request that came from an address.
pub async fn answer(router: &Router, mut request: Request, from: SocketAddr) -> Response {
    request.extensions_mut().insert(from);
    let answered = TowerToHyperService::new(router.clone()).call(request).await;
    answered.unwrap_or_else(|never| match never {})
}

async fn nothing() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "There is nothing here.")
}

async fn not_so() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "This cannot be done here.")
}

/// Keeps off whoever may not ask, and whatever is too much; says with every answer what a browser may do with it.
async fn guarded(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = match admitted(&site, request).await {
        Ok(request) => next.run(request).await,
        Err(response) => response,
    };
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(shell::POLICY));
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// What stands above every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    // Nothing is kept: a page bears what it needs for writes, and plans change.
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // With none at all, a form of our own would not say where it comes from.
    (REFERRER_POLICY, "same-origin"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

async fn admitted(site: &Site, mut request: Request) -> Result<Request, Response> {
    let path = request.uri().path().to_owned();
    let head = RequestHead { method: request.method(), uri: request.uri(), headers: request.headers() };
    head.admitted(&site.names).map_err(IntoResponse::into_response)?;
    let only_reads = head.only_reads();
    let signs_in = ["/login", "/style.css", ICON].contains(&&*path);
    if !signs_in {
        let role = site.access.role(request.headers(), site.time());
        let Some(role) = role else {
            if only_reads && ["/", "/trainer", "/studio"].contains(&&*path) {
                return Err((StatusCode::SEE_OTHER, [(LOCATION, "/login")]).into_response());
            }
            let why = "You are not signed in, or no longer. Reload the page to sign in.";
            return Err(Refusal::new(StatusCode::UNAUTHORIZED, why).into_response());
        };
        if role < Role::needed(&path) {
            let why = "This is for trainers. Sign out, and sign in with the trainer's password.";
            return Err(Refusal::forbidden(why).into_response());
        }
        // A form without a script can sign out: it was found to be one of ours.
        if path != "/logout" {
            head.authorized(&site.token).map_err(IntoResponse::into_response)?;
        }
        request.extensions_mut().insert(role);
    }
    let most = match &*path {
        "/trainer/import" => MAX_IMPORT,
        path if path.starts_with("/studio/") => PlanLimits::STANDARD.file_bytes * 2,
        _ => MAX_BODY,
    };
    whole(request, most).await
}

/// The request with all of its body, which is neither large nor slow.
async fn whole(request: Request, most: usize) -> Result<Request, Response> {
    let refused = |status, why: &str| Refusal::new(status, why).into_response();
    let too_large = || refused(StatusCode::PAYLOAD_TOO_LARGE, "This is too large.");
    let told =
        request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|length| length > most) {
        return Err(too_large());
    }
    let (head, body) = request.into_parts();
    match tokio::time::timeout(PATIENCE, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(head, Body::from(bytes))),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(refused(StatusCode::REQUEST_TIMEOUT, "This took too long to arrive.")),
    }
}
