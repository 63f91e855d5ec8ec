//! All files, and how what was written is asked.

use super::{hours, steps};
use crate::export::blueprint::Blueprint;
use crate::export::dated_hours::{DatedHours, ExportSpan};
use crate::export::written_file::WrittenFile;
use crate::plan::Plan;

/// The list of what recordings say, by the name of its file.
pub(in crate::export) const WORDS: &str = "words.txt";

/// The hours, each a context.
pub(in crate::export) fn hours_files(plan: &Plan, all: &[DatedHours], span: ExportSpan) -> Vec<WrittenFile> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut text = format!(
        "; Hours of {}, written by ivrsim. Dates hold from {} to {}.\n; Gosub(hours-NAME,s,1) leaves open or closed in GOSUB_RETVAL.\n",
        super::comment::comment(&plan.name),
        span.first,
        span.last
    );
    for one in all {
        text.push('\n');
        text.push_str(&hours::context(one, span));
    }
    vec![WrittenFile { path: "hours.conf".to_owned(), text }]
}

/// The dialplan, and the words of its recordings.
pub(in crate::export) fn menu_files(plan: &Plan, blueprint: &Blueprint) -> Vec<WrittenFile> {
    let (dialplan, words) = steps::dialplan(plan, blueprint);
    let head = format!("; {}, written by ivrsim. Needs hours.conf.\n\n", super::comment::comment(&plan.name));
    let mut files = vec![WrittenFile { path: "menus.conf".to_owned(), text: format!("{head}{dialplan}") }];
    files.extend(words.map(|text| WrittenFile { path: WORDS.to_owned(), text }));
    files
}

/// Contexts that put a call through while some hours are open, and end it while they are closed: one for each of these names.
pub(in crate::export) fn hours_bench(names: &[String]) -> Vec<WrittenFile> {
    let mut text = String::new();
    for name in names {
        let steps = [
            format!("[asked-{name}]\nexten => s,1,Gosub(hours-{name},s,1)"),
            " same => n,GotoIf($[\"${GOSUB_RETVAL}\" = \"open\"]?:closed)".to_owned(),
            " same => n,Queue(open)".to_owned(),
            " same => n(closed),Hangup()\n".to_owned(),
        ];
        text.push_str(&steps.join("\n"));
    }
    vec![WrittenFile { path: "asked.conf".to_owned(), text }]
}

/// The contexts in which calls come in.
pub(in crate::export) fn entries(blueprint: &Blueprint) -> Vec<String> {
    let undialed = steps::undialed(blueprint);
    let dialed = (undialed.len() < blueprint.lines.len()).then(|| steps::LINES.to_owned());
    dialed.into_iter().chain(undialed.into_iter().map(|(_, name)| name)).collect()
}
