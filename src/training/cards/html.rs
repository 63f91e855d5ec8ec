use std::fmt;
use std::io::{self, Write};

use super::deck::{CardsReport, PaperCard, label};
use super::reference::{ListedLine, ReferenceEntry, channels, only_for};
use crate::base::text::{Markup, PageHead, counted, display_width};
use crate::plan::Contact;
use crate::training::drill::CorrectAnswer;

const STYLE: &str = include_str!("../../base/text/page/cards.css");

impl CardsReport<'_> {
    /// A page for a printer that also does on a screen. It needs nothing else: no script runs and nothing is fetched.
    pub fn html(&self, mut out: impl Write) -> io::Result<()> {
        let title = format!("{}: quick reference and cards", self.plan.name);
        write!(out, "{}", PageHead { title: &title, styles: &[STYLE] })?;
        self.sheet(&mut out)?;
        self.deck(&mut out)?;
        writeln!(out, "</html>")?;
        out.flush()
    }

    fn sheet(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "<section class=sheet>\n<header><h1>{}</h1><p>Quick reference, in force from <b>{}</b></header>",
            Markup(&self.plan.name),
            self.effective()
        )?;
        writeln!(
            out,
            "<table>\n<thead><tr><th scope=col>Number<th scope=col>Option<th scope=col>Who<th scope=col>Hours"
        )?;
        self.reference.lines.iter().try_for_each(|listed| line(out, listed))?;
        writeln!(out, "</table>")?;
        if let Some(usual) = &self.reference.usual {
            writeln!(out, "<p class=usual>Outside these hours: {}.", Markup(usual))?;
        }
        if !self.reference.days.is_empty() {
            writeln!(out, "<h2>Holidays and exceptions</h2>\n<ul class=days>")?;
            for days in &self.reference.days {
                let (names, told) = (days.names.join(", "), days.told.join("; "));
                writeln!(out, "<li><b>{}</b> {}", Markup(&names), Markup(&told))?;
            }
            writeln!(out, "</ul>")?;
        }
        if !self.reference.contacts.is_empty() {
            writeln!(out, "<h2>Fax, e-mail and post</h2>\n<ul class=contacts>")?;
            self.reference.contacts.iter().try_for_each(|one| contact(out, one))?;
            writeln!(out, "</ul>")?;
        }
        writeln!(out, "</section>")
    }

    fn deck(&self, out: &mut impl Write) -> io::Result<()> {
        if self.cards.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "<section class=deck>\n<header><h2>{}: {}</h2>\n\
             <p>Print on one side of the paper, cut along the solid lines, and fold at the dashed one: \
             the question is in front, the answer behind it. In force from {}.</header>",
            Markup(&self.plan.name),
            counted(self.cards.len(), "card"),
            self.effective()
        )?;
        for (group, first, cards) in self.groups() {
            write!(out, "<section>\n<h3>{}", Markup(group.title(self.plan)))?;
            if let Some(line) = group.line() {
                write!(out, " <span>{}</span>", self.plan.line(line).number.value)?;
            }
            writeln!(out, "</h3>")?;
            for (number, one) in (first..).zip(cards) {
                card(out, number, one, group.title(self.plan))?;
            }
            writeln!(out, "</section>")?;
        }
        writeln!(out, "</section>")
    }
}

fn line(out: &mut impl Write, listed: &ListedLine<'_>) -> io::Result<()> {
    let number = listed.line.number.value;
    let name = &listed.line.name;
    writeln!(out, "<tbody>")?;
    let mut first = format!("<th scope=rowgroup>{number}");
    if listed.has_options() {
        writeln!(out, "<tr>{first}<td><td colspan=2><b>{}</b>{}", Markup(name), small(&listed.topics))?;
        "<td>".clone_into(&mut first);
    }
    for entry in &listed.entries {
        let ReferenceEntry { keys, hours, .. } = entry;
        write!(out, "<tr>{first}<td class=key>{}<td>", Markup(keys))?;
        match listed.has_options() {
            true => write!(out, "{}", Markup(&entry.name))?,
            false if entry.name == *name => write!(out, "<b>{}</b>", Markup(name))?,
            false => write!(out, "<b>{}</b>, {}", Markup(name), Markup(&entry.name))?,
        }
        write!(out, "{}<td>{}", small(&entry.topics_told()), Markup(hours))?;
        if let Some(otherwise) = &entry.otherwise {
            write!(out, " <small>otherwise {}</small>", Markup(otherwise))?;
        }
        writeln!(out)?;
        "<td>".clone_into(&mut first);
    }
    Ok(())
}

fn small(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" <small>{}</small>", Markup(text)) }
}

fn contact(out: &mut impl Write, contact: &Contact) -> io::Result<()> {
    write!(out, "<li><b>{}</b>{}", Markup(&contact.name), small(&only_for(contact)))?;
    let mut gap = if only_for(contact).is_empty() { "<br>" } else { "" };
    for (word, value) in channels(contact) {
        write!(out, "{gap}<span class=dim>{word}</span> {}", Markup(&value))?;
        gap = "<br>";
    }
    writeln!(out, "{}", small(contact.note.as_deref().unwrap_or_default()))
}

fn card(out: &mut impl Write, number: usize, card: &PaperCard, group: &str) -> io::Result<()> {
    let sides = &card.sides;
    let kind = label(card.kind);
    let tall = if needed(card) > ROOM { " class=tall" } else { "" };
    writeln!(
        out,
        "<article{tall}>\n<div class=front><p class=dim>{kind} <span class=group>{}</span>\
         <p class=ask>{}<p class=no>{number}</div>",
        Markup(group),
        Unbroken(&sides.front)
    )?;
    let size = if sides.answers.len() > 2 { " many" } else { "" };
    write!(out, "<div class=\"back{size}\"><p class=dim>{kind}")?;
    for answer in &sides.answers {
        write!(out, "<p class=right>")?;
        if let Some(who) = &answer.who {
            write!(out, "<span>{}</span> ", Markup(who))?;
        }
        write!(out, "<b>{}</b>", Unbroken(&answer.what))?;
        if let Some(detail) = &answer.detail {
            write!(out, " <i>{}</i>", Markup(detail))?;
        }
    }
    for note in &sides.notes {
        write!(out, "<p class=note>{}", Markup(note))?;
    }
    for words in card.sources() {
        write!(out, "<p class=source>“{}”", Markup(&words))?;
    }
    writeln!(out, "<p class=no>{number}</div>\n</article>")
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
struct Unbroken<'a>(&'a str);

impl fmt::Display for Unbroken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for word in self.0.split_inclusive([' ', '\n']) {
            let end = word.trim_end().len();
            let is_number = word.contains('-') && word.starts_with(|c: char| c.is_ascii_digit());
            match &word[..end] {
                number if is_number => write!(f, "<span class=n>{}</span>", Markup(number))?,
                other => write!(f, "{}", Markup(other))?,
            }
            f.write_str(if word.ends_with('\n') { "<br>" } else { &word[end..] })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_on_its_line() {
        let told = Unbroken("is 1-800-555-0100, option <6>\nor e-mail? ").to_string();
        let number = "<span class=n>1-800-555-0100,</span>";
        assert_eq!(told, format!("is {number} option &lt;6&gt;<br>or e-mail? "));
    }
}
