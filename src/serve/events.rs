use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde_json::json;

use super::role::Role;
use super::site::Site;
use super::snapshot::PlanSnapshot;

/// How often a stream on which nothing happens says that it is there.
const ALIVE: Duration = Duration::from_secs(15);

/// `GET /events`: which plan is served, at once and after every change. It ends when the server does.
pub(super) async fn events(
    State(site): State<Arc<Site>>,
    Extension(role): Extension<Role>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = site.changes();
    changes.mark_changed();
    let told: Option<String> = None;
    let stream = stream::unfold((site, changes, told), move |(site, mut changes, told)| async move {
        loop {
            tokio::select! {
                told_anew = changes.changed() => told_anew.ok()?,
                () = site.stopped() => return None,
            }
            let plan = Arc::clone(&changes.borrow_and_update().plan);
            let news = news(&site, plan, role).await?;
            if told.as_ref() != Some(&news) {
                let event = Event::default().event("plan").data(&news);
                return Some((Ok(event), (site, changes, Some(news))));
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE))
}

/// What a page is told of a plan. That its files have mistakes, or those of own questions, is for those who can mend them.
async fn news(site: &Arc<Site>, plan: Arc<PlanSnapshot>, role: Role) -> Option<String> {
    let is_behind = role == Role::Trainer && plan.is_behind();
    let number = plan.number;
    let mut news = json!({ "plan": number, "isBehind": is_behind });
    if role == Role::Trainer && !site.settings.questions.is_empty() {
        let site = Arc::clone(site);
        let lessons = tokio::task::spawn_blocking(move || site.lessons.of(&plan)).await.ok()?;
        news["leavesOutQuestions"] = lessons.leaves_out.into();
    }
    Some(news.to_string())
}
