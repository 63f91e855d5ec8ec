use std::io::{self, Write};

use super::TrainingReport;
use crate::moment::rfc3339;
use crate::report::inert::inert;

const HEADINGS: [&str; 11] =
    ["learner", "line", "kind", "card", "id", "state", "knows", "due", "answers", "missed", "seconds"];

impl TrainingReport<'_> {
    /// A row for each learner and card that they were asked, for spreadsheets to count in their own ways. `knows` is the
    /// probability, 0 to 1, of an answer that is right now.
    pub fn csv(self, out: impl Write) -> io::Result<()> {
        self.rows(out).map_err(|error| match error.into_kind() {
            // As it is: a reader that has gone is no mistake.
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }

    fn rows(self, out: impl Write) -> csv::Result<()> {
        let survey = self.survey;
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(HEADINGS)?;
        for fact in &survey.facts {
            let (learner, card) = (&survey.learners[fact.learner], &survey.deck[fact.card]);
            let line = card.line.as_deref().map_or("", |line| self.line_name(line));
            writer.write_record([
                &*inert(&learner.all.name),
                &*inert(line),
                &*inert(&card.kind),
                &*inert(&card.name),
                &*inert(&card.id),
                fact.standing.word(),
                &format!("{:.3}", fact.recall),
                &rfc3339(fact.due, survey.zone).to_string(),
                &fact.answers.to_string(),
                &fact.missed.to_string(),
                &fact.spent.as_secs().to_string(),
            ])?;
        }
        writer.flush()?;
        Ok(())
    }
}
