use std::net::SocketAddr;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Deserialize;

use super::access::LoginResult;
use super::refusal::Refusal;
use super::shell::ServedShell;
use super::site::Site;

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct LoginForm {
    password: String,
}

/// `GET /login`
pub(super) async fn page() -> Response {
    form("")
}

fn form(trouble: &str) -> Response {
    let body = html! {
        main {
            h1 { "Sign in" }
            form method="post" action="/login" {
                label.field { "Password" input type="password" name="password" autocomplete="current-password" required autofocus aria-describedby="trouble"; }
                button type="submit" { "Sign in" }
            }
            p #trouble.trouble role="alert" { (trouble) }
            p.dim { "Your trainer has the password." }
        }
    };
    ServedShell { title: "Sign in", script: None, style: None, token: None }.with(&body)
}

/// `POST /login`
pub(super) async fn sign_in(
    State(site): State<Arc<Site>>,
    Extension(from): Extension<SocketAddr>,
    Form(said): Form<LoginForm>,
) -> Result<Response, Refusal> {
    let result = site.access.sign_in(&said.password, from.ip(), site.time());
    Ok(match result.map_err(|error| Refusal::broken(error.to_string()))? {
        LoginResult::SignedIn(_, cookie) => {
            (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, "/".to_owned())]).into_response()
        }
        LoginResult::Wrong => {
            (StatusCode::FORBIDDEN, form("That is not the password. Try again.")).into_response()
        }
        LoginResult::TooMany => {
            let wait = form("Too many passwords were wrong. Wait a minute, then try again.");
            (StatusCode::TOO_MANY_REQUESTS, wait).into_response()
        }
    })
}

/// `POST /logout`
pub(super) async fn sign_out(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let cookie = site.access.sign_out(&headers);
    (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, "/login".to_owned())]).into_response()
}
