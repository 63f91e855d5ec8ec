use std::io::{self, Write};

use maud::{Markup, html};

use super::deck::{CardsReport, PaperCard};
use super::reference::{ListedLine, ReferenceEntry, channels, only_for};
use crate::base::text::{Page, display_width};
use crate::plan::Contact;
use crate::training::drill::CorrectAnswer;
use crate::training::phrases::LessonPhrases;

const STYLE: &str = include_str!("../../base/text/page/cards.css");

impl CardsReport<'_> {
    /// A page for a printer that also does on a screen. It needs nothing else: no script runs and nothing is fetched.
    pub fn html(&self, mut out: impl Write) -> io::Result<()> {
        let title = self.words.fill(self.words.card.title, &[("plan", &self.plan.name)]);
        let language = self.words.language();
        let page = Page { title: &title, styles: &[STYLE], language };
        write!(out, "{}", page.with(&html! { main { (self.sheet_part()) (self.deck_part()) } }))?;
        out.flush()
    }

    fn sheet_part(&self) -> Markup {
        let (reference, phrases) = (&self.reference, self.words);
        let words = &phrases.card;
        let heads = [words.head_number, words.head_option, words.head_who, words.hours];
        html! {
            section.sheet {
                header {
                    h1 { (self.plan.name) }
                    p { (words.reference_from) b { (self.effective()) } }
                }
                table {
                    thead { tr { @for heading in heads { th scope="col" { (heading) } } } }
                    @for listed in &reference.lines { (line_part(phrases, listed)) }
                }
                @if let Some(usual) = &reference.usual { p.usual { (phrases.fill(words.outside, &[("end", usual)])) } }
                @if !reference.days.is_empty() {
                    h2 { (words.days) }
                    ul.days { @for days in &reference.days {
                        li { b { (days.names.join(", ")) } " " (days.told.join("; ")) } "\n"
                    } }
                }
                @if !reference.contacts.is_empty() {
                    h2 { (words.contacts) }
                    ul.contacts { @for contact in &reference.contacts { (contact_part(phrases, contact)) } }
                }
            } "\n"
        }
    }

    fn deck_part(&self) -> Markup {
        let words = self.words;
        let count = words.counted(self.cards.len(), words.card.one_card, words.card.many_cards);
        html! {
            @if !self.cards.is_empty() {
                section.deck {
                    header {
                        h2 { (words.fill(words.card.cards_of, &[("plan", &self.plan.name), ("cards", &count)])) }
                        p { (words.fill(words.card.how_to_print, &[("date", &self.effective())])) }
                    }
                    @for (group, first, cards) in self.groups() {
                        section {
                            h3 {
                                (group.title(self.plan))
                                @if let Some(line) = group.line() { " " span { (self.plan.line(line).dialed()) } }
                            }
                            @for (number, card) in (first..).zip(cards) { (card_part(words, number, card, group.title(self.plan))) }
                        } "\n"
                    }
                }
            }
        }
    }
}

/// The rows of a line. Its number stands in the first one.
fn line_part(words: &LessonPhrases, listed: &ListedLine<'_>) -> Markup {
    let name = &listed.line.name;
    let first = |is_first: bool| html! { @if is_first { th scope="rowgroup" { (listed.line.dialed()) } } @else { td {} } };
    html! {
        tbody {
            @if listed.has_options() {
                tr { (first(true)) td {} td colspan="2" { b { (name) } (small(&listed.topics)) } } "\n"
            }
            @for (index, entry) in listed.entries.iter().enumerate() {
                @let ReferenceEntry { keys, hours, .. } = entry;
                tr {
                    (first(index == 0 && !listed.has_options()))
                    td.key { (keys) }
                    td {
                        @if listed.has_options() { (entry.name) }
                        @else if entry.name == *name { b { (name) } }
                        @else { b { (name) } ", " (entry.name) }
                        (small(&entry.topics_told(words)))
                    }
                    td {
                        (hours)
                        @if let Some(otherwise) = &entry.otherwise { " " small { (words.fill(words.card.otherwise, &[("end", otherwise)])) } }
                    }
                } "\n"
            }
        }
    }
}

fn small(text: &str) -> Markup {
    html! { @if !text.is_empty() { " " small { (text) } } }
}

fn contact_part(words: &LessonPhrases, contact: &Contact) -> Markup {
    let only_for = only_for(words, contact);
    html! {
        li {
            b { (contact.name) } (small(&only_for))
            @for (index, (word, value)) in channels(words, contact).into_iter().enumerate() {
                @if index > 0 || only_for.is_empty() { br; }
                span.dim { (word) } " " (value)
            }
            (small(contact.note.as_deref().unwrap_or_default()))
        } "\n"
    }
}

fn card_part(words: &'static LessonPhrases, number: usize, card: &PaperCard, group: &str) -> Markup {
    let sides = &card.sides;
    let kind = card.kind.label_in(words);
    let is_long = sides.answers.len() > 2;
    html! {
        article.tall[needed(card) > ROOM] {
            div.front { p.dim { (kind) " " span.group { (group) } } p.ask { (unbroken(&sides.front)) } p.no { (number) } }
            div.back.many[is_long] {
                p.dim { (kind) }
                @for answer in &sides.answers {
                    p.right {
                        @if let Some(who) = &answer.who { span { (who) } " " }
                        b { (unbroken(&answer.what)) }
                        @if let Some(detail) = &answer.detail { " " i { (detail) } }
                    }
                }
                @for note in &sides.notes { p.note { (note) } }
                @for words in card.sources() { p.source { "“" (words) "”" } }
                p.no { (number) }
            }
        } "\n"
    }
}

/// What a printed card has room for, in millimeters. All cards are as high as that, so that a page has as many as every other
/// one; a card with more to say takes the place of two.
const ROOM: usize = 35;

/// About how high the longer side of a card would be, in millimeters, as the style sets it for print.
fn needed(card: &PaperCard) -> usize {
    let lines = |text: &str, in_a_line: usize| -> usize {
        text.lines().map(|line| display_width(line).div_ceil(in_a_line).max(1)).sum()
    };
    let sides = &card.sides;
    let many = sides.answers.len() > 2;
    let answer = |answer: &CorrectAnswer| {
        let who = answer.who.as_deref().unwrap_or_default();
        let detail = answer.detail.as_deref().unwrap_or_default();
        if many {
            lines(&format!("{who} {}", answer.what), 50) * 4 + lines(detail, 62) * 3 + 1
        } else {
            lines(who, 55) * 4 + lines(&answer.what, 34) * 6 + lines(detail, 52) * 4
        }
    };
    let back = sides.answers.iter().map(answer).sum::<usize>()
        + sides.notes.iter().map(|note| lines(note, 58) * 4 + 1).sum::<usize>()
        + card.sources().map(|words| lines(&words, 66) * 3 + 1).sum::<usize>();
    back.max(lines(&sides.front, 34) * 6)
}

/// A text whose numbers do not end in the middle of a line, though its lines end where they end.
fn unbroken(text: &str) -> Markup {
    html! {
        @for word in text.split_inclusive([' ', '\n']) {
            @let (shown, end) = word.split_at(word.trim_end().len());
            @if shown.contains('-') && shown.starts_with(|c: char| c.is_ascii_digit()) { span.n { (shown) } }
            @else { (shown) }
            @if end.ends_with('\n') { br; } @else { (end) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_on_its_line() {
        let told = unbroken("is 1-800-555-0100, option <6>\nor e-mail? ").into_string();
        let number = "<span class=\"n\">1-800-555-0100,</span>";
        assert_eq!(told, format!("is {number} option &lt;6&gt;<br>or e-mail? "));
    }
}
