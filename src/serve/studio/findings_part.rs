//! What is wrong, as a list: what, where, why, what to do, and what a repair would make of it.

use maud::{Markup, html};

use super::reading::{StudioReading, finding_key};
use crate::base::diagnostic::{Diagnostic, Edit, Fix, Label};
use crate::base::source::{Sources, safe};
use crate::base::text::{Page, counted, with_code};
use crate::check::{file_mistake_named, rule_named};

/// So many findings are listed.
const MAX_LISTED: usize = 200;

/// Of a line that a repair changes, so many characters are shown around the place.
const AROUND: usize = 40;

/// All findings of a reading. `writable`: whether they can be repaired from here.
#[must_use]
pub fn findings_part(reading: &StudioReading, writable: bool) -> String {
    let findings = &reading.findings;
    Page::part(&html! {
        @if let Some(trouble) = &reading.trouble { p.bad { (trouble) } }
        @if findings.is_empty() && reading.trouble.is_none() {
            p.good { "Nothing is wrong in the text." }
        }
        ol.findings { @for finding in findings.iter().take(MAX_LISTED) { (one(finding, &reading.sources, writable)) } }
        @if findings.len() > MAX_LISTED {
            p.dim { "and " (findings.len() - MAX_LISTED) " more" }
        }
        @if reading.allowed > 0 { p.dim { (counted(reading.allowed, "finding")) " allowed by the plan" } }
    })
}

fn one(finding: &Diagnostic, sources: &Sources, writable: bool) -> Markup {
    let key = finding_key(finding, sources);
    let level = finding.level.word();
    html! {
        li class={ "finding " (level) } id={ "finding-" (key) } data-key=(key) {
            p.what {
                span.word { (level) } " "
                @if let Some(primary) = &finding.primary { (place(primary, sources)) " " }
                (with_code(&finding.message))
            }
            @if let Some(primary) = finding.primary.as_ref().filter(|primary| !primary.text.is_empty()) {
                p.dim { (with_code(&primary.text)) }
            }
            @for related in &finding.related { p.dim { (place(related, sources)) " " (with_code(&related.text)) } }
            @for note in &finding.notes { p.dim { (with_code(note)) } }
            @for help in &finding.help { p.help { (with_code(help)) } }
            @if let Some(fix) = &finding.fix { (repair(fix, &key, sources, writable)) }
            @if let Some(rule) = rule_named(finding.code) {
                details {
                    summary { "Why this matters" }
                    div {
                        p { (with_code(rule.why)) }
                        p { (with_code(rule.mend)) }
                        p.dim { "Right is, for example:" }
                        pre.example tabindex="0" { (rule.examples.passes) }
                        @if rule.is_allowed_in_place() {
                            p.dim { "If it is meant so, allow it in the table where it stands, with the reason: "
                                code.name { "allow." (rule.code) " = \"why it is right as it is\"" } }
                        }
                    }
                }
            } @else if let Some(mistake) = file_mistake_named(finding.code) {
                details {
                    summary { "What this means" }
                    @for (index, part) in mistake.parts().enumerate() {
                        @if index % 2 == 0 { p { (with_code(part)) } } @else { pre.example tabindex="0" { (part) } }
                    }
                }
            }
        } "\n"
    }
}

/// Where a label stands, as a way there.
fn place(label: &Label, sources: &Sources) -> Markup {
    let file = sources.file(label.span.file);
    let (line, column) = file.line_column(label.span.start);
    let short = file.name().rsplit('/').next().unwrap_or_default();
    html! {
        button.place type="button" data-file=(safe(file.name())) data-line=(line) data-column=(column) {
            (short) ":" (line)
        }
    }
}

/// What a repair does, and the lines before and after it.
fn repair(fix: &Fix, key: &str, sources: &Sources, writable: bool) -> Markup {
    html! {
        div.repair {
            @for edit in &fix.edits {
                @let (before, old, after) = around(edit, sources);
                @let new = edit.text.trim_end_matches('\n');
                @let is_blank = [&*before, new, &*after].iter().all(|part| part.trim().is_empty());
                pre {
                    del { "− " (before) b { (old) } (after) }
                    @if !is_blank { "\n" ins { "+ " (before) b { (new) } (after) } }
                }
            }
            @if writable { button.repair type="button" data-key=(key) { "Repair: " (fix.message) } }
            @else { p.dim { (with_code(&fix.message)) } }
        }
    }
}

/// The text around a place that is changed, of its line.
fn around<'s>(edit: &Edit, sources: &'s Sources) -> (String, &'s str, String) {
    let file = sources.file(edit.span.file);
    let (text, range) = (file.text(), edit.span.range());
    let old = text.get(range.clone()).unwrap_or_default();
    let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
    let after =
        if old.ends_with('\n') { "" } else { text[range.end..].split('\n').next().unwrap_or_default() };
    let left = before.chars().count().saturating_sub(AROUND);
    let mut shown: String = before.chars().skip(left).collect();
    if left > 0 {
        shown.insert(0, '…');
    }
    let mut rest: String = after.chars().take(AROUND).collect();
    if after.chars().count() > AROUND {
        rest.push('…');
    }
    (shown, old.trim_end_matches('\n'), rest)
}
