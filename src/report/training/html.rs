use std::io::{self, Write};

use super::text::deadlines;
use super::words::{count, day, length, percent};
use super::{HARDEST, LAST_DAYS, TrainingReport};
use crate::learning::{Part, Standing};
use crate::report::markup::Markup;

const STYLE: &str = include_str!("../page/style.css");
const OWN_STYLE: &str = include_str!("../page/training.css");

impl TrainingReport<'_> {
    /// A page that needs nothing else: no script runs and nothing is fetched.
    pub fn html(self, mut out: impl Write) -> io::Result<()> {
        let survey = self.survey;
        let all = survey.all();
        let title = match self.one() {
            Some(row) => Markup(&row.all.name).to_string(),
            None => count(survey.learners.len() as u64, "learner"),
        };
        let at = survey.zone.wall_clock(survey.now).strftime("%B %-d, %Y, %-I:%M %p").to_string();
        let clock = survey.zone.name();
        write!(
            out,
            "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\n\
             <title>Training: {title}</title>\n<style>\n{STYLE}{OWN_STYLE}</style>\n<h1>{title}</h1>\n\
             <p class=dim>{at} ({clock})</p>\n<ul class=sum>\n\
             <li><b>{}</b> known today\n<li><b>{}</b> cards\n<li><b>{}</b> answers\n<li><b>{}</b> spent\n</ul>\n",
            percent(all.knowledge()),
            survey.deck.len(),
            all.answers,
            length(all.spent),
        )?;
        if self.one().is_none() {
            let rows = survey.learners.iter().map(|row| (row.all.name.as_str(), &row.all));
            parts(&mut out, "Learners", rows)?;
        }
        let (lines, kinds) = (survey.lines(), survey.kinds());
        parts(&mut out, "By line", lines.iter().map(|part| (self.line_name(&part.name), part)))?;
        parts(&mut out, "By kind of question", kinds.iter().map(|part| (part.name.as_str(), part)))?;
        self.times(&mut out)?;
        self.hardest(&mut out)?;
        self.exams(&mut out)?;
        self.assignments(&mut out)?;
        self.facts(&mut out)?;
        writeln!(out, "</html>")?;
        out.flush()
    }

    /// When they trained, and how quick they are.
    fn times(self, out: &mut impl Write) -> io::Result<()> {
        let survey = self.survey;
        let days = survey.days();
        if days.is_empty() {
            return Ok(());
        }
        table(out, "By day", &["answers", "time", "day"])?;
        for one in days.iter().rev().take(LAST_DAYS).rev() {
            row(out, &[&one.answers.to_string(), &length(one.spent), &one.date.to_string()])?;
        }
        end(out)?;
        table(out, "Time for an answer", &["median", "answers", "learner"])?;
        for learner in &survey.learners {
            let median = learner.median().map_or("-".to_owned(), length);
            row(out, &[&median, &learner.all.answers.to_string(), &learner.all.name])?;
        }
        end(out)
    }

    fn hardest(self, out: &mut impl Write) -> io::Result<()> {
        let hardest = self.survey.hardest(HARDEST);
        if hardest.is_empty() {
            return Ok(());
        }
        table(out, "Hardest facts", &["missed", "answers", "card"])?;
        for (_, part) in hardest {
            let missed = percent(part.missed_share());
            row(out, &[&missed, &part.answers.to_string(), &part.name])?;
        }
        end(out)
    }

    fn exams(self, out: &mut impl Write) -> io::Result<()> {
        let survey = self.survey;
        if survey.learners.iter().all(|row| row.exams.is_empty()) {
            return Ok(());
        }
        table(out, "Examinations", &["day", "result", "points", "to pass", "time", "paper", "learner"])?;
        for learner in &survey.learners {
            for exam in &learner.exams {
                let result = exam.result;
                row(
                    out,
                    &[
                        &day(exam.at, survey.zone).to_string(),
                        if result.is_passed() { "passed" } else { "failed" },
                        &format!("{}%", result.percent()),
                        &format!("{}%", result.pass_mark),
                        &length(result.took),
                        &result.seed.to_string(),
                        &learner.all.name,
                    ],
                )?;
            }
        }
        end(out)
    }

    fn assignments(self, out: &mut impl Write) -> io::Result<()> {
        let all = deadlines(&self.survey.learners);
        if all.is_empty() {
            return Ok(());
        }
        table(out, "Assignments", &["by", "state", "learned", "learner", "line"])?;
        for (learner, deadline) in all {
            let learned = format!("{} of {}", deadline.learned, deadline.cards);
            let (by, line) = (deadline.assignment.by.to_string(), self.line_name(&deadline.assignment.line));
            row(out, &[&by, deadline.word(), &learned, &learner.all.name, line])?;
        }
        end(out)
    }

    fn facts(self, out: &mut impl Write) -> io::Result<()> {
        let survey = self.survey;
        if self.one().is_none() {
            return Ok(());
        }
        table(out, "Cards", &["state", "knows", "next", "answers", "missed", "kind", "card"])?;
        let mut facts = survey.facts.iter().peekable();
        for (index, card) in survey.deck.iter().enumerate() {
            let Some(fact) = facts.next_if(|fact| fact.card == index) else {
                row(out, &[Standing::New.word(), "", "", "", "", &card.kind, &card.name])?;
                continue;
            };
            let next = day(fact.due.max(survey.now), survey.zone).to_string();
            let (answers, missed) = (fact.answers.to_string(), fact.missed.to_string());
            let (state, knows) = (fact.standing.word(), percent(fact.recall));
            row(out, &[state, &knows, &next, &answers, &missed, &card.kind, &card.name])?;
        }
        end(out)
    }
}

fn parts<'p>(
    out: &mut impl Write,
    heading: &str,
    parts: impl Iterator<Item = (&'p str, &'p Part)>,
) -> io::Result<()> {
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return Ok(());
    }
    let headings =
        ["name", "knows", "known", "due", "learning", "changed", "new", "answers", "missed", "time"];
    table(out, heading, &headings)?;
    for (name, part) in parts {
        let knows = part.knowledge();
        let share = percent(knows);
        write!(out, "<tr><th scope=row>{}<td><meter value={knows:.3}></meter> {share}", Markup(name))?;
        for number in [part.known, part.due, part.learning, part.changed, part.new, part.answers] {
            write!(out, "<td>{number}")?;
        }
        let (missed, time) = (percent(part.missed_share()), length(part.spent));
        writeln!(out, "<td>{missed}<td>{time}")?;
    }
    end(out)
}

fn table(out: &mut impl Write, heading: &str, columns: &[&str]) -> io::Result<()> {
    write!(out, "<h2>{heading}</h2>\n<div class=scroll><table class=knowledge>\n<thead><tr>")?;
    columns.iter().try_for_each(|column| write!(out, "<th scope=col>{column}"))?;
    writeln!(out, "\n<tbody>")
}

/// A row, the last cell of which is a text of any length.
fn row(out: &mut impl Write, cells: &[&str]) -> io::Result<()> {
    write!(out, "<tr>")?;
    let Some((text, cells)) = cells.split_last() else { return Ok(()) };
    cells.iter().try_for_each(|cell| write!(out, "<td>{}", Markup(cell)))?;
    writeln!(out, "<td class=text>{}", Markup(text))
}

fn end(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</table></div>")
}
