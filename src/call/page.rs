//! A call on a page of HTML.

use std::fmt;

use super::record::{CallRecord, Speaker};
use super::report::OutcomeText;
use crate::base::text::{Markup, Paint};
use crate::plan::Plan;

/// What was heard and pressed, as a table.
pub(crate) fn transcript(f: &mut fmt::Formatter<'_>, plan: &Plan, record: &CallRecord) -> fmt::Result {
    writeln!(f, "<h3>Call</h3><table>")?;
    for entry in record.transcript(plan) {
        let seconds = entry.at.duration_since(record.began).as_secs_f64();
        let text = match entry.speaker {
            Speaker::System if entry.cut_short => format!("{} …", entry.text),
            Speaker::System => entry.text,
            Speaker::Caller => format!("[{}]", entry.text),
            Speaker::Outcome => OutcomeText { plan, record, paint: Paint::new(false) }.to_string(),
        };
        let class = entry.speaker.word();
        writeln!(f, "<tr class={class}><td>{seconds:.1} s<td>{}", Markup(&text))?;
    }
    writeln!(f, "</table>")
}
