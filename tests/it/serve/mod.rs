//! What a server answers to whom. Most of it needs no socket: requests are put to the router.

mod accessible;
mod browser;
mod hostile;
mod inert;
#[cfg(unix)]
mod killed;
mod lessons;
mod live;
mod own_lessons;
mod people;
mod recordings;
mod rude;
mod sound;
mod sound_browser;
mod studio;
mod trainer;
mod transfer;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use ivrsim::files::load::{self, PlanSource};
use ivrsim::serve::{self, Access, HostNames, Passwords, PlanSnapshot, Site, SiteSettings, TOKEN_HEADER};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::helpers::folder::files;
use crate::oracles::garage::garage;

const PLACE: &str = "127.0.0.1:8080";
const DESK: &str = "[destinations.desk]\nname = \"Front Desk\"\n";

/// What came of a request.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
    /// The same as text, with signs for what is none.
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A site of a garage's plan in a folder of its own.
struct TestSite {
    site: Arc<Site>,
    /// It goes with the test.
    folder: TempDir,
}

impl TestSite {
    fn new() -> Self {
        Self::with(None)
    }

    /// One where people sign in.
    fn of_class() -> Self {
        let text = "learners = \"open sesame\"\ntrainer = \"correct horse\"\n";
        Self::with(Some(Passwords::read(Path::new("class.toml"), text).unwrap()))
    }

    fn with(passwords: Option<Passwords>) -> Self {
        Self::made(&garage("desk", DESK), passwords, |_| {})
    }

    /// One of another plan, with what it is started with as somebody wants it.
    fn of_plan(plan: &str, set: impl FnOnce(&mut SiteSettings)) -> Self {
        Self::made(plan, None, set)
    }

    fn made(plan: &str, passwords: Option<Passwords>, set: impl FnOnce(&mut SiteSettings)) -> Self {
        let folder = files(&[("menus/plan.toml", plan)]);
        let source = PlanSource::Path(folder.path().join("menus"));
        let plan = load::plan(&source).unwrap().plan.unwrap();
        let mut settings = SiteSettings {
            source,
            scenarios: None,
            since: None,
            questions: Vec::new(),
            changed_from: None,
            learners: folder.path().join("learners.db"),
            speech: None,
            clock: || "2026-01-05T15:00:00Z".parse::<Timestamp>().unwrap(),
        };
        set(&mut settings);
        let place: SocketAddr = PLACE.parse().unwrap();
        let names = HostNames::of(place, &[]);
        let access = Access::new(passwords, place.port());
        let first = PlanSnapshot::first(Arc::new(plan), Vec::new());
        Self { site: Arc::new(Site::new(settings, names, access, first).unwrap()), folder }
    }

    /// Where its files are.
    fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What is answered to a request as it is.
    fn answered(&self, request: Request<Body>) -> Answer {
        // Time passes only where nothing else happens.
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let router = serve::router(&self.site);
            let response = serve::answer(&router, request, "127.0.0.1:50000".parse().unwrap()).await;
            let (head, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            Answer {
                status: head.status,
                headers: head.headers,
                text: String::from_utf8_lossy(&bytes).into_owned(),
                bytes: bytes.to_vec(),
            }
        })
    }

    /// What a page of the server is answered, with these headers instead of or beside its own; an empty one is left out.
    fn asked(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut all = vec![("host", PLACE), ("sec-fetch-site", "same-origin")];
        if method == Method::POST {
            all.extend([("origin", "http://127.0.0.1:8080"), (TOKEN_HEADER, self.site.token.told())]);
        }
        all.retain(|(name, _)| headers.iter().all(|(other, _)| other != name));
        all.extend(headers.iter().filter(|(_, value)| !value.is_empty()));
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in all {
            request = request.header(name, value);
        }
        self.answered(request.body(Body::from(body.to_owned())).unwrap())
    }

    fn get(&self, path: &str) -> Answer {
        self.asked(Method::GET, path, &[], "")
    }

    /// The cookie of somebody who says a password.
    fn signed_in(&self, password: &str) -> String {
        let form = [("content-type", "application/x-www-form-urlencoded"), (TOKEN_HEADER, "")];
        let answer =
            self.asked(Method::POST, "/login", &form, &format!("password={}", password.replace(' ', "+")));
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        answer.header("set-cookie").split(';').next().unwrap().to_owned()
    }
}
