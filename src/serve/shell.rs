//! The pages that a server makes itself, beside the phone: one shell, one style sheet.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::base::text::{PAGE_STYLE, Page};

/// What pages with this shell may do: show themselves, run our scripts, ask this server.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    media-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page of a server.
#[derive(Clone, Copy, Debug)]
pub(super) struct ServedShell<'a> {
    /// What stands in the window's title.
    pub(super) title: &'a str,
    /// Where its script is.
    pub(super) script: Option<&'a str>,
    /// Where more of how it looks is.
    pub(super) style: Option<&'a str>,
    /// What its script sends with whatever changes something.
    pub(super) token: Option<&'a str>,
}

impl ServedShell<'_> {
    /// The page with this in it. No text in it is markup.
    pub(super) fn with(self, body: &Markup) -> Response {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    @if let Some(token) = self.token { meta name="ivrsim-token" content=(token); }
                    title { (self.title) }
                    link rel="stylesheet" href="/style.css";
                    @if let Some(style) = self.style { link rel="stylesheet" href=(style); }
                    @if let Some(script) = self.script { script type="module" src=(script) {} }
                }
                body { (body) }
            }
        };
        ([(CONTENT_TYPE, "text/html; charset=utf-8")], Page::part(&page)).into_response()
    }
}

/// `GET /style.css`: what all of them have in common. What is of some pages only is a style of theirs.
pub(super) async fn style() -> Response {
    let text = [PAGE_STYLE, include_str!("served.css")].concat();
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], text).into_response()
}
