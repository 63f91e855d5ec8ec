use std::fmt;

use super::words::{count, day, length, percent};
use super::{HARDEST, LAST_DAYS, TrainingReport};
use crate::learning::{Deadline, LearnerRow, Part, Standing};
use crate::report::paint::Painted;
use crate::report::{Paint, Table, safe};

impl<'a> TrainingReport<'a> {
    /// The text for people.
    #[must_use]
    pub fn text(self, paint: Paint) -> impl fmt::Display + 'a {
        Text { report: self, paint }
    }
}

struct Text<'a> {
    report: TrainingReport<'a>,
    paint: Paint,
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TrainingReport { survey, .. } = self.report;
        let all = survey.all();
        match self.report.one() {
            Some(row) => write!(f, "{}", self.paint.bold(safe(&row.all.name)))?,
            None => write!(f, "{}", self.paint.bold(count(survey.learners.len() as u64, "learner")))?,
        }
        let cards = count(survey.deck.len() as u64, "card");
        write!(f, ", {cards}: {} known today, {} spent", percent(all.knowledge()), length(all.spent))?;
        match self.report.one().and_then(LearnerRow::median) {
            Some(median) => writeln!(f, ", {} an answer (median)", length(median))?,
            None => writeln!(f)?,
        }
        if self.report.one().is_none() {
            self.learners(f)?;
        }
        self.parts(f, "By line", &survey.lines(), |key| self.report.line_name(key))?;
        self.parts(f, "By kind of question", &survey.kinds(), |kind| kind)?;
        self.days(f)?;
        self.hardest(f)?;
        self.exams(f)?;
        self.assignments(f)?;
        if self.report.one().is_some() { self.facts(f) } else { Ok(()) }
    }
}

impl Text<'_> {
    fn heading(&self, f: &mut fmt::Formatter<'_>, heading: &str) -> fmt::Result {
        writeln!(f, "\n{}", self.paint.bold(heading))
    }

    /// One line for a cell: a name may have several.
    fn cell(&self, text: &str) -> Painted<String> {
        self.paint.plain(safe(text).replace('\n', " "))
    }

    fn table(&self, more: &[&str]) -> Table {
        let headings = ["name", "knows", "known", "due", "learning", "changed", "new", "missed", "time"];
        Table::new(headings.iter().chain(more).map(|heading| self.paint.plain(*heading)))
    }

    fn row(&self, table: &mut Table, name: &str, part: &Part, more: Option<String>) {
        let number =
            |count: u32| self.paint.plain(if count == 0 { "-".to_owned() } else { count.to_string() });
        let missed = if part.answers == 0 { "-".to_owned() } else { percent(part.missed_share()) };
        let cells = [
            self.cell(name),
            self.paint.plain(percent(part.knowledge())),
            number(part.known),
            number(part.due),
            number(part.learning),
            number(part.changed),
            number(part.new),
            self.paint.plain(missed),
            self.paint.plain(length(part.spent)),
        ];
        table.row(cells.into_iter().chain(more.map(|more| self.paint.plain(more))));
    }

    fn learners(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.heading(f, "Learners")?;
        let mut table = self.table(&["median"]);
        for row in &self.report.survey.learners {
            let median = row.median().map_or("-".to_owned(), length);
            self.row(&mut table, &row.all.name, &row.all, Some(median));
        }
        write!(f, "{table}")
    }

    fn parts<'p>(
        &self,
        f: &mut fmt::Formatter<'_>,
        heading: &str,
        parts: &'p [Part],
        name: impl Fn(&'p str) -> &'p str,
    ) -> fmt::Result
    where
        Self: 'p,
    {
        if parts.is_empty() {
            return Ok(());
        }
        self.heading(f, heading)?;
        let mut table = self.table(&[]);
        for part in parts {
            self.row(&mut table, name(&part.name), part, None);
        }
        write!(f, "{table}")
    }

    /// The last days on which anybody answered.
    fn days(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.report.survey.days();
        if days.is_empty() {
            return Ok(());
        }
        self.heading(f, "By day")?;
        let mut table = Table::new(["day", "answers", "time"].map(|heading| self.paint.plain(heading)));
        for day in days.iter().rev().take(LAST_DAYS).rev() {
            let cells = [day.date.to_string(), day.answers.to_string(), length(day.spent)];
            table.row(cells.map(|cell| self.paint.plain(cell)));
        }
        write!(f, "{table}")
    }

    fn hardest(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hardest = self.report.survey.hardest(HARDEST);
        if hardest.is_empty() {
            return Ok(());
        }
        self.heading(f, "Hardest facts")?;
        let mut table = Table::new(["missed", "answers", "card"].map(|heading| self.paint.plain(heading)));
        for (_, part) in hardest {
            let missed = self.paint.plain(percent(part.missed_share()));
            table.row([missed, self.paint.plain(part.answers.to_string()), self.cell(&part.name)]);
        }
        write!(f, "{table}")
    }

    fn exams(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let survey = self.report.survey;
        if survey.learners.iter().all(|row| row.exams.is_empty()) {
            return Ok(());
        }
        self.heading(f, "Examinations")?;
        let headings = ["day", "result", "points", "of", "time", "paper", "learner"];
        let mut table = Table::new(headings.map(|heading| self.paint.plain(heading)));
        for row in &survey.learners {
            for exam in &row.exams {
                let result = exam.result;
                let verdict = if result.is_passed() {
                    self.paint.good("passed".to_owned())
                } else {
                    self.paint.bad("failed".to_owned())
                };
                let plain = |text: String| self.paint.plain(text);
                table.row([
                    plain(day(exam.at, survey.zone).to_string()),
                    verdict,
                    plain(format!("{}%", result.percent())),
                    plain(format!("{}% to pass", result.pass_mark)),
                    plain(length(result.took)),
                    plain(result.seed.to_string()),
                    self.cell(&row.all.name),
                ]);
            }
        }
        write!(f, "{table}")
    }

    fn assignments(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let learners = &self.report.survey.learners;
        if learners.iter().all(|row| row.deadlines.is_empty()) {
            return Ok(());
        }
        self.heading(f, "Assignments")?;
        let headings = ["by", "state", "learned", "learner", "line"];
        let mut table = Table::new(headings.map(|heading| self.paint.plain(heading)));
        for (row, deadline) in deadlines(learners) {
            let word = deadline.word().to_owned();
            table.row([
                self.paint.plain(deadline.assignment.by.to_string()),
                match (deadline.is_kept(), deadline.is_over) {
                    _ if deadline.cards == 0 => self.paint.plain(word),
                    (true, _) => self.paint.good(word),
                    (false, true) => self.paint.bad(word),
                    (false, false) => self.paint.note(word),
                },
                self.paint.plain(format!("{} of {}", deadline.learned, deadline.cards)),
                self.cell(&row.all.name),
                self.cell(self.report.line_name(&deadline.assignment.line)),
            ]);
        }
        write!(f, "{table}")
    }

    /// Every card of one learner.
    fn facts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let survey = self.report.survey;
        self.heading(f, "Cards")?;
        let headings = ["state", "knows", "next", "answers", "missed", "kind", "card"];
        let mut table = Table::new(headings.map(|heading| self.paint.plain(heading)));
        let mut facts = survey.facts.iter().peekable();
        for (index, card) in survey.deck.iter().enumerate() {
            let plain = |text: String| self.paint.plain(text);
            let (kind, name) = (self.cell(&card.kind), self.cell(&card.name));
            let Some(fact) = facts.next_if(|fact| fact.card == index) else {
                let [none, answers, missed, next] = ["-"; 4].map(|text| plain(text.to_owned()));
                table.row([plain(Standing::New.word().to_owned()), none, next, answers, missed, kind, name]);
                continue;
            };
            let word = fact.standing.word().to_owned();
            let state = match fact.standing {
                Standing::Known => self.paint.good(word),
                Standing::Due | Standing::Learning | Standing::New => plain(word),
                Standing::Changed => self.paint.note(word),
            };
            let next = if fact.standing == Standing::Changed || fact.due <= survey.now {
                "now".to_owned()
            } else {
                day(fact.due, survey.zone).to_string()
            };
            let (answers, missed) = (fact.answers.to_string(), fact.missed.to_string());
            table.row([
                state,
                plain(percent(fact.recall)),
                plain(next),
                plain(answers),
                plain(missed),
                kind,
                name,
            ]);
        }
        write!(f, "{table}")
    }
}

/// All assignments with whose they are, the nearest day first.
pub(super) fn deadlines(learners: &[LearnerRow]) -> Vec<(&LearnerRow, &Deadline)> {
    let each = learners.iter().flat_map(|row| row.deadlines.iter().map(move |deadline| (row, deadline)));
    let mut all: Vec<_> = each.collect();
    all.sort_by_key(|(_, deadline)| deadline.assignment.by);
    all
}
