use std::fmt;

use super::of_survey::TrainingReport;
use super::sections::legend;
use crate::base::text::{Cell, Paint, Percent, Table, Tone, counted, one_line, short_length, wrapped};
use crate::training::learning::LearnerRow;

impl<'a> TrainingReport<'a> {
    /// The text for people, on a screen with so many columns or, without one, in lines as long as they need to be.
    #[must_use]
    pub fn text(self, paint: Paint, width: Option<usize>) -> impl fmt::Display + 'a {
        SurveyText { report: self, paint, width }
    }
}

struct SurveyText<'a> {
    report: TrainingReport<'a>,
    paint: Paint,
    width: Option<usize>,
}

impl fmt::Display for SurveyText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        let sections = self.report.sections();
        for (table, _) in &sections {
            write!(f, "\n{}", table.text(self.paint, self.width))?;
        }
        let mut words = Table::default().captioned("What the words mean");
        for (word, meaning) in legend(&sections) {
            words.row([Cell::text(word), Cell::text(meaning).toned(Tone::Dim)]);
        }
        write!(f, "\n{}", words.text(self.paint, self.width))
    }
}

impl SurveyText<'_> {
    /// Who or how many, and what it comes to.
    fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TrainingReport { survey, .. } = self.report;
        let all = survey.all();
        let who = match self.report.one() {
            Some(row) => one_line(&row.all.name).into_owned(),
            None => counted(survey.learners.len() as u64, "learner"),
        };
        let cards = counted(survey.deck.len() as u64, "card");
        let median = self.report.one().and_then(LearnerRow::median);
        let pace =
            median.map_or(String::new(), |median| format!(", {} an answer (median)", short_length(median)));
        let (ready, spent) = (Percent::of_share(all.knowledge()).whole(), short_length(all.spent));
        let told = format!("{who}, {cards}: {ready} ready, {spent} spent{pace}");
        for line in self.lines(&told) {
            match line.strip_prefix(&who) {
                Some(rest) => writeln!(f, "{}{rest}", self.paint.bold(&who))?,
                None => writeln!(f, "{line}")?,
            }
        }
        let note = self.report.not_counted();
        let lines = self.lines(&note).into_iter().filter(|line| !line.is_empty());
        lines.into_iter().try_for_each(|line| writeln!(f, "{}", self.paint.note(line)))
    }

    fn lines(&self, text: &str) -> Vec<String> {
        wrapped(text, self.width.unwrap_or(usize::MAX), 2)
    }
}
