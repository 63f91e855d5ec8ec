//! Differences as one page that needs nothing else: no script and nothing that is fetched.

use std::fmt;

use maud::{Markup, html};

use super::difference_text::{DiffReport, DifferenceText, GroupText, MergedDifferences};
use super::text_diff::{ELLIPSIS, WordDiff, WordMark};
use crate::base::text::{PAGE_STYLE, Page};
use crate::call::page::transcript;

/// So many differences have their calls on the page.
const CALLS: usize = 500;

const MORE_STYLE: &str = include_str!("../../base/text/page/diff.css");

impl DiffReport<'_> {
    /// The page.
    #[must_use]
    pub fn html(&self) -> impl fmt::Display + use<> {
        let summary = self.summary();
        let (title, rest) =
            summary.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        let title = title.trim_end_matches('.');
        let mut calls = CALLS;
        Page { title, styles: &[PAGE_STYLE, MORE_STYLE] }.with(&html! {
            h1 { (title) }
            @for sentence in rest { p { (sentence) } }
            main { @for group in &self.groups { (self.group_part(group, &mut calls)) } }
        })
    }

    fn group_part(&self, group: &GroupText<'_>, calls: &mut usize) -> Markup {
        let lines = &group.edit.lines;
        html! {
            section {
                h2 { (group.edit.heading()) }
                @if !(lines.old.is_empty() && lines.new.is_empty()) {
                    pre.edit {
                        @for line in &lines.old { del { "- " (line) } "\n" }
                        @for line in &lines.new { ins { "+ " (line) } "\n" }
                    }
                }
                @for fold in &group.folds { (self.fold_part(fold, calls)) }
            } "\n"
        }
    }

    fn fold_part(&self, fold: &MergedDifferences<'_>, calls: &mut usize) -> Markup {
        let told = &fold.first;
        let with_call = *calls > 0 && told.replay.is_some();
        *calls -= usize::from(with_call);
        html! {
            article {
                p { (about(told)) " " span.kind { (told.kind().word()) } }
                dl.ends {
                    dt { "was" } dd { (side(&told.ends.said.old, false)) }
                    dt { "becomes" } dd { (side(&told.ends.said.new, true)) }
                }
                @if let Some(others) = fold.others_said() {
                    details.others {
                        summary { (others) }
                        div { ul { @for told in &fold.others { li { (about(told)) } "\n" } } }
                    }
                }
                @if with_call { (self.calls_part(told)) }
            } "\n"
        }
    }

    /// The call that shows it, as it was and as it becomes.
    fn calls_part(&self, told: &DifferenceText<'_>) -> Markup {
        let (Some(witness), Some(replay)) = (&told.difference.witness, &told.replay) else { return html! {} };
        let sides = [("Was", self.plans.old, &replay.old), ("Becomes", self.plans.new, &replay.new)];
        html! {
            details {
                summary { "A call that shows it: " (crate::call::report::clock(witness.at, self.plans.new.zone)) }
                div.calls { @for (title, plan, command) in sides {
                    div {
                        h3 { (title) }
                        code { (command) }
                        (transcript(plan, &plan.call(witness).record))
                    }
                } }
            }
        }
    }
}

/// Who meets a difference, and where.
fn about(told: &DifferenceText<'_>) -> Markup {
    let circumstances = told.circumstances();
    html! {
        b { (told.subject) }
        @if let Some(line) = told.line { " " span.dim { (line) } }
        @if !circumstances.is_empty() { ", " (circumstances) }
    }
}

/// What was or becomes, with what differs marked.
fn side(words: &WordDiff, is_new: bool) -> Markup {
    html! {
        @for (mark, text) in words.parts() {
            @match mark {
                WordMark::Same => (text),
                WordMark::Left => span.dim { (ELLIPSIS) },
                WordMark::Only if is_new => ins { (text) },
                WordMark::Only => del { (text) },
            }
        }
    }
}
