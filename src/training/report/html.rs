use std::io::{self, Write};

use maud::{Markup, html};

use super::of_survey::TrainingReport;
use super::sections::{Section, legend};
use crate::base::Language;
use crate::base::text::{PAGE_STYLE, Page, Percent, TABLE_STYLE, counted, short_length};

impl TrainingReport<'_> {
    /// A page that needs nothing else: no script runs and nothing is fetched.
    pub fn html(self, mut out: impl Write) -> io::Result<()> {
        let survey = self.survey;
        let title = match self.one() {
            Some(row) => row.all.name.clone(),
            None => counted(survey.learners.len() as u64, "learner"),
        };
        let at = survey.zone.wall_clock(survey.now).strftime("%B %-d, %Y, %-I:%M %p").to_string();
        let (sections, note) = (self.sections(), self.not_counted());
        let page = Page {
            title: &format!("Training: {title}"),
            styles: &[PAGE_STYLE, TABLE_STYLE],
            language: Language::English,
        };
        let body = html! {
            h1 { (title) }
            p.dim { (at) " (" (survey.zone.name()) ")" }
            (self.sums())
            @if !note.is_empty() { p.note { (note) } }
            @for (table, _) in &sections { (table.html()) }
            (words(&sections))
        };
        write!(out, "{}", page.with(&body))?;
        out.flush()
    }

    /// The same as a part of the page of a server: what is to be done by when comes first, and tables can be sorted. `link` leads
    /// from the name of a learner to what is told of them alone.
    #[cfg(feature = "serve")]
    pub(crate) fn served(self, link: impl Fn(&str) -> Option<String>) -> Markup {
        let (mut sections, note) = (self.sections(), self.not_counted());
        sections.sort_by_key(|(table, _)| !table.is_captioned("Assignments"));
        let leads = |heading: &str, text: &str| if heading == "learner" { link(text) } else { None };
        html! {
            (self.sums())
            @if !note.is_empty() { p.note { (note) } }
            @for (table, _) in &sections { (table.html_to_sort(&leads)) }
            (words(&sections))
        }
    }

    fn sums(self) -> Markup {
        let (survey, all) = (self.survey, self.survey.all());
        html! {
            ul.sum {
                li { b { (Percent::of_share(all.knowledge()).whole()) } " ready" }
                li { b { (survey.deck.len()) } " cards" }
                li { b { (all.answers) } " answers" }
                li { b { (short_length(all.spent)) } " spent" }
            }
        }
    }
}

fn words(sections: &[Section]) -> Markup {
    html! {
        h2 { "What the words mean" }
        dl.legend { @for (word, meaning) in legend(sections) { dt { (word) } dd { (meaning) } } }
    }
}
