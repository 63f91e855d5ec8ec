use std::fmt;

use super::of_survey::{HARDEST, LAST_DAYS, TrainingReport};
use super::report_text::day;
use crate::base::text::{Paint, Painted, Percent, Table, counted, one_line, short_length, wrapped};
use crate::training::learning::{CardStanding, Deadline, KnowledgeArea, LearnerRow};

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
        let TrainingReport { survey, .. } = self.report;
        self.head(f)?;
        if self.report.one().is_none() {
            self.learners(f)?;
        }
        self.parts(f, ("By line", "line"), &survey.lines(), |key| self.report.line_name(key))?;
        self.parts(f, ("By kind of question", "kind"), &survey.kinds(), |kind| kind)?;
        self.days(f)?;
        self.hardest(f)?;
        self.exams(f)?;
        self.assignments(f)?;
        if self.report.one().is_some() { self.facts(f) } else { Ok(()) }
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
        let (known, spent) = (Percent::of_share(all.knowledge()).whole(), short_length(all.spent));
        let told = format!("{who}, {cards}: {known} known today, {spent} spent{pace}");
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

    fn heading(&self, f: &mut fmt::Formatter<'_>, heading: &str) -> fmt::Result {
        writeln!(f, "\n{}", self.paint.bold(heading))
    }

    fn cell(&self, text: &str) -> Painted<String> {
        self.paint.plain(one_line(text))
    }

    fn table(&self, headings: &[&str]) -> Table {
        Table::new(headings.iter().map(|heading| self.paint.plain(*heading))).within(self.width)
    }

    fn parts_table(&self, name: &str, more: &[&str]) -> Table {
        let headings = [name, "knows", "known", "due", "missed", "learning", "changed", "new", "time"];
        self.table(&[&headings[..], more].concat())
    }

    fn row(&self, table: &mut Table, name: &str, part: &KnowledgeArea, more: Option<String>) {
        let number =
            |count: u32| self.paint.plain(if count == 0 { "-".to_owned() } else { count.to_string() });
        // What was never asked was never missed, either.
        let (missed, spent) = match part.answers {
            0 => ("-".to_owned(), "-".to_owned()),
            _ => (Percent::of_share(part.missed_share()).whole(), short_length(part.spent)),
        };
        let cells = [
            self.cell(name),
            self.paint.plain(Percent::of_share(part.knowledge()).whole()),
            number(part.known),
            number(part.due),
            self.paint.plain(missed),
            number(part.learning),
            number(part.changed),
            number(part.new),
            self.paint.plain(spent),
        ];
        table.row(cells.into_iter().chain(more.map(|more| self.paint.plain(more))));
    }

    fn learners(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.heading(f, "Learners")?;
        let mut table = self.parts_table("learner", &["median"]);
        for row in &self.report.survey.learners {
            let median = row.median().map_or("-".to_owned(), short_length);
            self.row(&mut table, &row.all.name, &row.all, Some(median));
        }
        write!(f, "{table}")
    }

    fn parts<'p>(
        &self,
        f: &mut fmt::Formatter<'_>,
        (heading, column): (&str, &str),
        parts: &'p [KnowledgeArea],
        name: impl Fn(&'p str) -> &'p str,
    ) -> fmt::Result
    where
        Self: 'p,
    {
        if parts.is_empty() {
            return Ok(());
        }
        self.heading(f, heading)?;
        let mut table = self.parts_table(column, &[]);
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
        let mut table = self.table(&["day", "answers", "time"]);
        for day in days.iter().rev().take(LAST_DAYS).rev() {
            let cells = [day.date.to_string(), day.answers.to_string(), short_length(day.spent)];
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
        let mut table = self.table(&["card", "missed", "answers"]);
        for (_, part) in hardest {
            let missed = self.paint.plain(Percent::of_share(part.missed_share()).whole());
            table.row([self.cell(&part.name), missed, self.paint.plain(part.answers.to_string())]);
        }
        write!(f, "{table}")
    }

    fn exams(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let survey = self.report.survey;
        if survey.learners.iter().all(|row| row.exams.is_empty()) {
            return Ok(());
        }
        self.heading(f, "Exams")?;
        let mut table = self.table(&["learner", "day", "result", "points", "to pass", "time", "paper"]);
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
                    self.cell(&row.all.name),
                    plain(day(exam.at, survey.zone).to_string()),
                    verdict,
                    plain(Percent(result.percent().into()).whole()),
                    plain(Percent(result.pass_mark.into()).whole()),
                    plain(short_length(result.took)),
                    plain(result.seed.to_string()),
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
        let mut table = self.table(&["learner", "line", "by", "state", "learned"]);
        for (row, deadline) in deadlines(learners) {
            let word = deadline.word().to_owned();
            table.row([
                self.cell(&row.all.name),
                self.cell(self.report.line_name(&deadline.assignment.line)),
                self.paint.plain(deadline.assignment.by.to_string()),
                match (deadline.is_kept(), deadline.is_over) {
                    _ if deadline.cards == 0 => self.paint.plain(word),
                    (true, _) => self.paint.good(word),
                    (false, true) => self.paint.bad(word),
                    (false, false) => self.paint.note(word),
                },
                self.paint.plain(format!("{} of {}", deadline.learned, deadline.cards)),
            ]);
        }
        write!(f, "{table}")
    }

    /// Every card of one learner.
    fn facts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let survey = self.report.survey;
        self.heading(f, "Cards")?;
        let mut table = self.table(&["card", "kind", "state", "knows", "next", "answers", "missed"]);
        let mut facts = survey.facts.iter().peekable();
        for (index, card) in survey.deck.iter().enumerate() {
            let plain = |text: String| self.paint.plain(text);
            let (kind, name) = (self.cell(&card.kind), self.cell(&card.name));
            let Some(fact) = facts.next_if(|fact| fact.card == index) else {
                let [none, answers, missed, next] = ["-"; 4].map(|text| plain(text.to_owned()));
                table.row([
                    name,
                    kind,
                    plain(CardStanding::New.word().to_owned()),
                    none,
                    next,
                    answers,
                    missed,
                ]);
                continue;
            };
            let word = fact.standing.word().to_owned();
            let state = match fact.standing {
                CardStanding::Known => self.paint.good(word),
                CardStanding::Due | CardStanding::Learning | CardStanding::New => plain(word),
                CardStanding::Changed => self.paint.note(word),
            };
            let next = if fact.standing == CardStanding::Changed || fact.due <= survey.now {
                "now".to_owned()
            } else {
                day(fact.due, survey.zone).to_string()
            };
            let (answers, missed) = (fact.answers.to_string(), fact.missed.to_string());
            let knows = plain(Percent::of_share(fact.recall).whole());
            table.row([name, kind, state, knows, plain(next), plain(answers), plain(missed)]);
        }
        write!(f, "{table}")
    }
}

/// All assignments with whose they are, the nearest day first.
pub(crate) fn deadlines(learners: &[LearnerRow]) -> Vec<(&LearnerRow, &Deadline)> {
    let each = learners.iter().flat_map(|row| row.deadlines.iter().map(move |deadline| (row, deadline)));
    let mut all: Vec<_> = each.collect();
    all.sort_by_key(|(_, deadline)| deadline.assignment.by);
    all
}
