use std::io::{self, Write};

use maud::html;

use super::of_survey::TrainingReport;
use super::sections::legend;
use crate::base::text::{PAGE_STYLE, Page, Percent, TABLE_STYLE, counted, short_length};

impl TrainingReport<'_> {
    /// A page that needs nothing else: no script runs and nothing is fetched.
    pub fn html(self, mut out: impl Write) -> io::Result<()> {
        let survey = self.survey;
        let all = survey.all();
        let title = match self.one() {
            Some(row) => row.all.name.clone(),
            None => counted(survey.learners.len() as u64, "learner"),
        };
        let at = survey.zone.wall_clock(survey.now).strftime("%B %-d, %Y, %-I:%M %p").to_string();
        let (sections, note) = (self.sections(), self.not_counted());
        let page = Page { title: &format!("Training: {title}"), styles: &[PAGE_STYLE, TABLE_STYLE] };
        let body = html! {
            h1 { (title) }
            p.dim { (at) " (" (survey.zone.name()) ")" }
            ul.sum {
                li { b { (Percent::of_share(all.knowledge()).whole()) } " ready" }
                li { b { (survey.deck.len()) } " cards" }
                li { b { (all.answers) } " answers" }
                li { b { (short_length(all.spent)) } " spent" }
            }
            @if !note.is_empty() { p.note { (note) } }
            @for (table, _) in &sections { (table.html()) }
            h2 { "What the words mean" }
            dl.legend { @for (word, meaning) in legend(&sections) { dt { (word) } dd { (meaning) } } }
        };
        write!(out, "{}", page.with(&body))?;
        out.flush()
    }
}
