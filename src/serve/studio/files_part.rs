//! The plan's files beside each other, each in an editor with what is wrong underlined.

use maud::{Markup, html};

use super::reading::{StudioReading, text_hash};
use super::underlined::{UnderlinedText, is_editable};
use crate::base::diagnostic::Level;
use crate::base::source::{FileId, SourceFile, safe};
use crate::base::text::counted;

/// A file with more bytes than these is shown and not edited: an editor that draws it at every key would be none.
const MAX_EDITED: usize = 400_000;

/// All files of a reading. `writable`: whether they can be saved from here.
#[must_use]
pub fn files_part(reading: &StudioReading, writable: bool) -> String {
    let part = html! {
        @for (id, file) in reading.sources.iter() { (file_panel(reading, id, file, writable)) }
    };
    // What is typed must come back sign by sign: nothing else than markup may be escaped here, see `is_editable`.
    part.into_string()
}

/// The lines of one file, as they stand below what is typed.
#[must_use]
pub fn lines_part(reading: &StudioReading, id: FileId) -> String {
    UnderlinedText { sources: &reading.sources, file: id, findings: &reading.findings }.html().into_string()
}

fn file_panel(reading: &StudioReading, id: FileId, file: &SourceFile, writable: bool) -> Markup {
    let (name, text) = (safe(file.name()), file.text());
    let short = name.rsplit('/').next().unwrap_or(&name);
    let why_not = if !writable {
        Some("This plan cannot be changed from here.")
    } else if !is_editable(text) {
        Some(
            "This file holds signs that a browser does not show or does not give back as they are: edit it in an editor of \
             your own.",
        )
    } else if text.len() > MAX_EDITED {
        Some("This file is too long to be edited here: edit it in an editor of your own.")
    } else {
        None
    };
    let lines = UnderlinedText { sources: &reading.sources, file: id, findings: &reading.findings }.html();
    let place = format!("file-{}", id.0);
    html! {
        section.file id=(place) data-file=(name) data-hash=(text_hash(text)) aria-labelledby={ (place) "-name" } {
            header {
                h3 id={ (place) "-name" } title=(name) { (short) }
                span.count data-level=[worst(reading, id).map(Level::word)] { (told(reading, id)) }
                span.state role="status" {}
                span.tools {
                    button.undo type="button" hidden aria-label={ "Undo changes to " (short) } { "Undo changes" }
                    button.save type="button" hidden aria-label={ "Save " (short) } { "Save" }
                }
            }
            @if let Some(why_not) = why_not { p.why-not { (why_not) } }
            div.conflict role="alert" hidden {}
            div.editor {
                pre.under aria-hidden=[why_not.is_none().then_some("true")] tabindex=[why_not.map(|_| "0")] { (lines) }
                @if why_not.is_none() {
                    // The first line break in a text area belongs to nothing.
                    textarea spellcheck="false" autocomplete="off" autocapitalize="off" wrap="soft" aria-label={ "Text of " (short) }
                        aria-describedby="keys-help" { "\n" (text.replace("\r\n", "\n")) }
                }
            }
        }
    }
}

/// What is wrong in a file, as a number.
fn told(reading: &StudioReading, id: FileId) -> String {
    let here = reading.findings.iter().filter_map(|finding| finding.primary.as_ref());
    match here.filter(|primary| primary.span.file == id).count() {
        0 => String::new(),
        count => counted(count, "finding"),
    }
}

fn worst(reading: &StudioReading, id: FileId) -> Option<Level> {
    let here = reading
        .findings
        .iter()
        .filter(|finding| finding.primary.as_ref().is_some_and(|primary| primary.span.file == id));
    here.map(|finding| finding.level).max()
}
