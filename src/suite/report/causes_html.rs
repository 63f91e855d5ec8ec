//! Failures by what caused them, as a part of a page: many cases that fail by one mistake are read once.

use maud::{Markup, html};

use super::causes::place_of;
use super::html::CasePart;
use super::reporter::ReportContext;
use crate::base::source::FileLine;
use crate::base::text::{counted, with_code};
use crate::explore::Witness;
use crate::suite::cause::{CauseCases, RunCauses};
use crate::suite::runner::PlayedCase;

/// So many causes are told, and so many cases of each with their calls; the others are counted.
const MAX_CAUSES: usize = 40;
const MAX_CASES: usize = 3;

/// The failures of a run as a part of a page. `play` gives the address of a call.
pub(crate) struct FailurePart<'a> {
    pub(crate) causes: &'a RunCauses<'a>,
    pub(crate) scene: ReportContext<'a>,
    pub(crate) play: &'a dyn Fn(&Witness) -> String,
}

impl FailurePart<'_> {
    /// All of them, that which explains most first.
    pub(crate) fn html(&self) -> Markup {
        let left = self.causes.all().len().saturating_sub(MAX_CAUSES);
        html! {
            @for cause in self.causes.all().take(MAX_CAUSES) { (self.cause(cause)) "\n" }
            @if left > 0 { p.dim { (counted(left, "more cause")) " not listed here" } }
        }
    }

    fn cause(&self, cause: &CauseCases) -> Markup {
        let Self { causes, scene, play } = *self;
        let place = causes.cases(cause).next().and_then(|first| {
            let FileLine { file, line } = place_of(cause, &first, scene)?;
            Some((file.to_owned(), line))
        });
        html! {
            section {
                h2 { (with_code(&cause.cause.told(cause.count))) }
                @if let Some((file, line)) = &place {
                    p { button.place type="button" data-file=(file) data-line=(line) { (file.rsplit('/').next().unwrap_or_default()) ":" (line) } }
                }
                @for played in causes.cases(cause).take(MAX_CASES) {
                    div.case {
                        (play_link(&played, play))
                        (CasePart { played: &played, scene, with_call: true }.html_for(false))
                    }
                }
                @if cause.count > MAX_CASES {
                    p.dim { "and " (counted(cause.count - MAX_CASES, "more case")) }
                }
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
        answers: scenario.answers(case).clone(),
    };
    let name = played.case.name().to_string();
    html! { p.play-line { a.play href=(play(&witness)) target="phone" aria-label={ "Play the call: " (name) } { "Play" } } }
}
