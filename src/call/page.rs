//! A call on a page of HTML.

use maud::{Markup, html};

use super::record::{CallRecord, Speaker};
use super::report::OutcomeText;
use crate::base::text::Paint;
use crate::plan::Plan;

/// What was heard and pressed, as a table.
pub(crate) fn transcript(plan: &Plan, record: &CallRecord) -> Markup {
    html! {
        h3 { "Call" }
        table { @for entry in record.transcript(plan) {
            tr class=(entry.speaker.word()) {
                td { (format!("{:.1}", entry.at.duration_since(record.began).as_secs_f64())) " s" }
                td { @match entry.speaker {
                    Speaker::System if entry.cut_short => { (entry.text) " …" }
                    Speaker::System => { (entry.text) }
                    Speaker::Caller => { "[" (entry.text) "]" }
                    Speaker::Outcome => { (OutcomeText { plan, record, paint: Paint::new(false) }) }
                } }
            } "\n"
        } }
    }
}
