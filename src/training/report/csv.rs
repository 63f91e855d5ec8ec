use std::io::{self, Write};

use super::of_survey::TrainingReport;
use crate::base::text::sheet::Sheet;
use crate::time::moment::rfc3339;

/// What the rows of a spreadsheet are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvRows {
    /// A learner and a card that they were asked.
    #[default]
    Cards,
    /// A learner and a day on which they answered.
    Days,
    /// A learner.
    Learners,
}

impl TrainingReport<'_> {
    /// Rows for spreadsheets to count in their own ways. `knows` is the probability, 0 to 1, of an answer that is right
    /// now.
    pub fn csv(self, rows: CsvRows, out: impl Write) -> io::Result<()> {
        let mut sheet = Sheet::new(out);
        match rows {
            CsvRows::Cards => self.card_rows(&mut sheet)?,
            CsvRows::Days => self.day_rows(&mut sheet)?,
            CsvRows::Learners => self.learner_rows(&mut sheet)?,
        }
        sheet.end()
    }

    fn card_rows(self, sheet: &mut Sheet<impl Write>) -> io::Result<()> {
        let survey = self.survey;
        sheet.row([
            "learner", "line", "kind", "card", "id", "state", "knows", "due", "answers", "missed", "seconds",
        ])?;
        for fact in &survey.facts {
            let (learner, card) = (&survey.learners[fact.learner], &survey.deck[fact.card]);
            let line = card.line.as_deref().map_or("", |line| self.line_name(line));
            sheet.row([
                &*learner.all.name,
                line,
                &*card.kind,
                &*card.name,
                &*card.id,
                fact.standing.word(),
                &format!("{:.3}", fact.recall),
                &rfc3339(fact.due, survey.zone).to_string(),
                &fact.answers.to_string(),
                &fact.missed.to_string(),
                &fact.spent.as_secs().to_string(),
            ])?;
        }
        Ok(())
    }

    fn day_rows(self, sheet: &mut Sheet<impl Write>) -> io::Result<()> {
        sheet.row(["learner", "day", "answers", "seconds"])?;
        for learner in &self.survey.learners {
            for day in &learner.days {
                sheet.row([
                    &*learner.all.name,
                    &day.date.to_string(),
                    &day.answers.to_string(),
                    &day.spent.as_secs().to_string(),
                ])?;
            }
        }
        Ok(())
    }

    fn learner_rows(self, sheet: &mut Sheet<impl Write>) -> io::Result<()> {
        sheet.row([
            "learner",
            "knows",
            "known",
            "due",
            "learning",
            "changed",
            "new",
            "answers",
            "missed",
            "seconds",
            "median_seconds",
            "not_counted",
        ])?;
        for learner in &self.survey.learners {
            let all = &learner.all;
            let median = learner.median().map(|median| median.as_secs().to_string());
            sheet.row([
                &*all.name,
                &format!("{:.3}", all.knowledge()),
                &all.known.to_string(),
                &all.due.to_string(),
                &all.learning.to_string(),
                &all.changed.to_string(),
                &all.new.to_string(),
                &all.answers.to_string(),
                &all.missed.to_string(),
                &all.spent.as_secs().to_string(),
                &median.unwrap_or_default(),
                &learner.not_counted.to_string(),
            ])?;
        }
        Ok(())
    }
}
