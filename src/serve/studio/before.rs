//! The phone with the plan as it was, so that both calls of a difference can be heard.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Form, State};
use axum::response::Response;

use super::compared::{BaseSource, StudioBase};
use super::host::{Host, StudioHost};
use crate::page::{PageChanges, PageFile, ServedPage};
use crate::serve::blocking::blocking;
use crate::serve::phone;
use crate::serve::refusal::Refusal;
use crate::serve::site::Site;
use crate::serve::sound::{self, SoundRequest};

/// `GET /studio/before`: the phone.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    axum::Extension(host): Host,
) -> Result<Response, Refusal> {
    blocking(move || {
        let StudioBase { plan, name, .. } = base(&host)?;
        let served = ServedPage {
            token: site.token.told(),
            plan: 0,
            is_trainer: true,
            can_sign_out: false,
            sounds: ("/studio/before/sound", site.sounds.speaks()),
            changes: &PageChanges::default(),
            was: Some(&name),
        };
        phone::written(&PageFile {
            plan: &plan,
            title: Some(&format!("{}, as it was", plan.name)),
            at: None,
            line: None,
            lessons: false,
            questions: &[],
            made: site.time(),
            served: Some(served),
        })
    })
    .await
}

/// `GET /studio/before/sound`: what is said at a place of a call there.
pub(super) async fn sound(
    State(site): State<Arc<Site>>,
    axum::Extension(host): Host,
    Form(request): Form<SoundRequest>,
) -> Result<Response, Refusal> {
    let found = Arc::clone(&host);
    let base = blocking(move || base(&found)).await?;
    sound::answer(&site, base.plan, recordings(&host), request).await
}

fn base(host: &StudioHost) -> Result<StudioBase, Refusal> {
    host.base().map_err(|why| Refusal::broken(format!("There is nothing to compare with: {why}.")))
}

/// Beside what the recordings of the old plan are. What is out of a repository has none.
fn recordings(host: &StudioHost) -> Option<PathBuf> {
    match &host.desk.setting().base {
        BaseSource::Named(source) => source.path().map(PathBuf::from),
        BaseSource::LastCommit => None,
    }
}
