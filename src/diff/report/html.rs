//! Differences as one page that needs nothing else: no script and nothing that is fetched.

use std::fmt;

use maud::{Markup, html};

use super::difference_text::{DiffReport, DifferenceText, GroupText, MergedDifferences};
use super::text_diff::{ELLIPSIS, WordDiff, WordMark};
use crate::base::Language;
use crate::base::text::{PAGE_STYLE, Page};
use crate::call::page::transcript;
use crate::diff::pair::BeforeAfter;
use crate::explore::Witness;

/// So many differences have their calls on the page.
const CALLS: usize = 500;

/// So many have them where the page is made at each save, and so many differences are told at all.
#[cfg(feature = "serve")]
const MAX_PLAYED: usize = 60;
#[cfg(feature = "serve")]
const MAX_TOLD: usize = 200;

/// The addresses at which a phone plays a call under the old plan and under the new one.
type PlayAddresses<'a> = &'a dyn Fn(&Witness) -> BeforeAfter<String>;

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
        Page { title, styles: &[PAGE_STYLE, MORE_STYLE], language: Language::English }.with(&html! {
            h1 { (title) }
            @for sentence in rest { p { (sentence) } }
            main { @for group in &self.groups { (self.group_part(group, &mut calls, None)) } }
        })
    }

    /// The differences as a part of a page that plays calls and leads to places of the new plan.
    #[cfg(feature = "serve")]
    pub(crate) fn html_part(&self, play: PlayAddresses<'_>) -> Markup {
        let summary = self.summary();
        let mut calls = MAX_PLAYED;
        let mut room = MAX_TOLD;
        let shown = self.groups.iter().take_while(|group| {
            let has_room = room > 0;
            room = room.saturating_sub(group.folds.len());
            has_room
        });
        let shown: Vec<_> = shown.collect();
        html! {
            p.dim { (summary.join(" ")) }
            @for group in &shown { (self.group_part(group, &mut calls, Some(play))) }
            @if shown.len() < self.groups.len() {
                p.dim { "The differences of " (self.groups.len() - shown.len()) " more causes are not listed here; "
                    code.name { "ivrsim diff" } " lists all." }
            }
        }
    }

    fn group_part(
        &self,
        group: &GroupText<'_>,
        calls: &mut usize,
        play: Option<PlayAddresses<'_>>,
    ) -> Markup {
        let lines = &group.edit.lines;
        let place = group.edit.places.new.filter(|_| play.is_some());
        html! {
            section {
                h2 {
                    @match place {
                        Some(place) => button.place type="button" data-file=(place.file) data-line=(place.line) {
                            (place.file.rsplit('/').next().unwrap_or_default()) ":" (place.line)
                        }
                        None => (group.edit.heading())
                    }
                }
                @if !(lines.old.is_empty() && lines.new.is_empty()) {
                    pre.edit {
                        @for line in &lines.old { del { "- " (line) } "\n" }
                        @for line in &lines.new { ins { "+ " (line) } "\n" }
                    }
                }
                @for fold in &group.folds { (self.fold_part(fold, calls, play)) }
            } "\n"
        }
    }

    fn fold_part(
        &self,
        fold: &MergedDifferences<'_>,
        calls: &mut usize,
        play: Option<PlayAddresses<'_>>,
    ) -> Markup {
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
                @if let (Some(play), Some(witness)) = (play, &told.difference.witness) {
                    @let BeforeAfter { old, new } = play(witness);
                    p.play-line {
                        a.play href=(old) target="phone-before" aria-label={ "Play the call as it was: " (told.subject) } { "Was" }
                        " "
                        a.play href=(new) target="phone" aria-label={ "Play the call as it becomes: " (told.subject) } { "Becomes" }
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
