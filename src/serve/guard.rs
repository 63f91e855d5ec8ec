//! Who may ask at all, told by what stands above a request. Nothing here looks at what is asked for.

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};

use super::listen::HostNames;
use super::refusal::Refusal;
use super::secret::Secret;

/// The header in which a page sends what it was told for writes.
pub const TOKEN_HEADER: &str = "x-ivrsim-token";

/// What stands above a request.
#[derive(Clone, Copy, Debug)]
pub struct RequestHead<'a> {
    /// What is to be done.
    pub method: &'a Method,
    /// Where.
    pub uri: &'a Uri,
    /// All else.
    pub headers: &'a HeaderMap,
}

impl RequestHead<'_> {
    /// The text of a header that may stand there once.
    fn once(&self, name: impl axum::http::header::AsHeaderName) -> Result<Option<&str>, Refusal> {
        let mut values = self.headers.get_all(name).iter();
        let first = values.next();
        let unclear = || Refusal::bad("This request says something twice that can only be said once.");
        if values.next().is_some() {
            return Err(unclear());
        }
        first.map(|value| value.to_str().map_err(|_| unclear())).transpose()
    }

    /// Whether it changes nothing.
    pub(super) fn only_reads(&self) -> bool {
        matches!(*self.method, Method::GET | Method::HEAD)
    }

    /// Holds that it was sent to this server under a name of its own, by a page of its own, or by a person who follows a link.
    pub fn admitted(&self, names: &HostNames) -> Result<(), Refusal> {
        let host = self.once(HOST)?.unwrap_or_default();
        let is_elsewhere =
            self.uri.authority().is_some_and(|named| !named.as_str().eq_ignore_ascii_case(host));
        if !names.has(host) || is_elsewhere {
            let why = format!(
                "This server does not go by that name. Open {names} instead. If it is a name of this machine, \
                 start `ivrsim serve` with --host and the name."
            );
            return Err(Refusal::new(StatusCode::MISDIRECTED_REQUEST, why));
        }
        let foreign = || {
            Refusal::forbidden(
                "A page of another site sent this request, and such requests are not answered.",
            )
        };
        match self.once("sec-fetch-site")? {
            // What is not said is said by the rest.
            None | Some("same-origin" | "none") => {}
            // A link to a page, which the other site cannot look into.
            Some(_) if self.only_reads() && self.once("sec-fetch-mode")? == Some("navigate") => {
                if self.once("sec-fetch-dest")?.is_some_and(|what| what != "document") {
                    return Err(foreign());
                }
            }
            Some(_) => return Err(foreign()),
        }
        match self.once(ORIGIN)? {
            Some(origin) if !names.is_origin(origin, host) => Err(foreign()),
            None if !self.only_reads() => Err(foreign()),
            _ => Ok(()),
        }
    }

    /// Holds that whoever changes something was given a page of this server.
    pub fn authorized(&self, token: &Secret) -> Result<(), Refusal> {
        if self.only_reads() || self.once(TOKEN_HEADER)?.is_some_and(|said| token.is(said)) {
            return Ok(());
        }
        Err(Refusal::forbidden("This page is out of date: the server was started again. Reload the page."))
    }
}
