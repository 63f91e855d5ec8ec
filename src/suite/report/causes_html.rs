//! Failures by what caused them, as a part of a page: many cases that fail by one mistake are read once.

use std::cmp::Reverse;
use std::collections::HashMap;

use maud::{Markup, html};

use super::cause::{CausePlace, FailureCause};
use super::html::CasePart;
use super::reporter::ReportContext;
use crate::base::source::FileLine;
use crate::base::text::{counted, with_code};
use crate::explore::Witness;
use crate::suite::runner::PlayedCase;

/// So many causes are told, and so many cases of each with their calls; the others are counted.
const MAX_CAUSES: usize = 40;
const MAX_CASES: usize = 3;

/// The failures of a run, made into a part of a page.
#[derive(Default)]
pub(crate) struct FailurePart {
    causes: Vec<CausePart>,
    /// The positions of causes by their ids.
    known: HashMap<String, usize>,
}

/// One cause and what it explains.
struct CausePart {
    cause: FailureCause,
    place: Option<(String, u32)>,
    cases: usize,
    shown: Vec<Markup>,
}

impl FailurePart {
    /// Adds a case that failed. `play` gives the address of a call.
    pub(crate) fn add(
        &mut self,
        played: &PlayedCase<'_>,
        scene: ReportContext<'_>,
        play: &dyn Fn(&Witness) -> String,
    ) {
        let record = played.case.record();
        let cause = FailureCause::of(played, &record, &played.missed(&record));
        let position = *self.known.entry(cause.id.clone()).or_insert_with(|| {
            let sources = &played.case.plan().sources;
            let place = cause.place.map(|place| match place {
                CausePlace::Plan(span) => sources.place(span),
                CausePlace::Suite(span) => scene.sources.place(span),
            });
            let place = place.map(|FileLine { file, line }| (file.to_owned(), line));
            self.causes.push(CausePart { cause, place, cases: 0, shown: Vec::new() });
            self.causes.len() - 1
        });
        let has_room = position < MAX_CAUSES;
        let part = &mut self.causes[position];
        part.cases += 1;
        if has_room && part.shown.len() < MAX_CASES {
            let told = CasePart { played, scene, with_call: true }.html_for(false);
            part.shown.push(html! { div.case { (play_link(played, play)) (told) } });
        }
    }

    /// All of them, that which explains most first.
    pub(crate) fn html(&self) -> Markup {
        let mut causes: Vec<&CausePart> = self.causes.iter().collect();
        causes.sort_by_key(|cause| Reverse(cause.cases));
        html! {
            @for part in causes.iter().take(MAX_CAUSES) {
                section {
                    h2 { (with_code(&part.cause.told(part.cases))) }
                    @if let Some((file, line)) = &part.place {
                        p { button.place type="button" data-file=(file) data-line=(line) { (file.rsplit('/').next().unwrap_or_default()) ":" (line) } }
                    }
                    @for case in &part.shown { (case) }
                    @if part.cases > part.shown.len() {
                        p.dim { "and " (counted(part.cases - part.shown.len(), "more case")) }
                    }
                } "\n"
            }
            @if causes.len() > MAX_CAUSES {
                p.dim { (counted(causes.len() - MAX_CAUSES, "more cause")) " not listed here" }
            }
        }
    }
}

/// A scenario of steps, or under hours of its own, is more than a link can tell.
fn play_link(played: &PlayedCase<'_>, play: &dyn Fn(&Witness) -> String) -> Markup {
    let (scenario, case) = (played.case.scenario, played.case.case);
    if !scenario.is_plain() {
        return html! {};
    }
    let witness = Witness {
        number: played.case.dialled(),
        caller: scenario.caller(case).caller,
        at: scenario.moment(case).instant,
        keys: scenario.keys(case).clone(),
    };
    let name = played.case.name().to_string();
    html! { p.play-line { a.play href=(play(&witness)) target="phone" aria-label={ "Play the call: " (name) } { "Play" } } }
}
