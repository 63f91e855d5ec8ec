use std::io::{self, Write};

use super::of_survey::{HARDEST, LAST_DAYS, TrainingReport};
use super::report_text::day;
use super::text::deadlines;
use crate::base::text::{Markup, PAGE_STYLE, PageHead, Percent, counted, short_length};
use crate::training::learning::{CardStanding, KnowledgeArea};

const OWN_STYLE: &str = include_str!("../../base/text/page/training.css");

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
        let clock = survey.zone.name();
        write!(
            out,
            "{}<h1>{}</h1>\n\
             <p class=dim>{at} ({clock})</p>\n<ul class=sum>\n\
             <li><b>{}</b> known today\n<li><b>{}</b> cards\n<li><b>{}</b> answers\n<li><b>{}</b> spent\n</ul>\n",
            PageHead { title: &format!("Training: {title}"), styles: &[PAGE_STYLE, OWN_STYLE] },
            Markup(&title),
            Percent::of_share(all.knowledge()).whole(),
            survey.deck.len(),
            all.answers,
            short_length(all.spent),
        )?;
        let note = self.not_counted();
        if !note.is_empty() {
            writeln!(out, "<p class=note>{}", Markup(&note))?;
        }
        if self.one().is_none() {
            let rows = survey.learners.iter().map(|row| (row.all.name.as_str(), &row.all));
            parts(&mut out, ("Learners", "learner"), rows)?;
        }
        let (lines, kinds) = (survey.lines(), survey.kinds());
        parts(&mut out, ("By line", "line"), lines.iter().map(|part| (self.line_name(&part.name), part)))?;
        parts(
            &mut out,
            ("By kind of question", "kind"),
            kinds.iter().map(|part| (part.name.as_str(), part)),
        )?;
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
        table(out, "By day", &["day", "answers", "time"])?;
        for one in days.iter().rev().take(LAST_DAYS).rev() {
            row(out, &[&one.date.to_string(), &one.answers.to_string(), &short_length(one.spent)])?;
        }
        end(out)?;
        table(out, "Time for an answer", &["learner", "median", "answers"])?;
        for learner in &survey.learners {
            let median = learner.median().map_or(String::new(), short_length);
            row(out, &[&learner.all.name, &median, &learner.all.answers.to_string()])?;
        }
        end(out)
    }

    fn hardest(self, out: &mut impl Write) -> io::Result<()> {
        let hardest = self.survey.hardest(HARDEST);
        if hardest.is_empty() {
            return Ok(());
        }
        table(out, "Hardest facts", &["card", "missed", "answers"])?;
        for (_, part) in hardest {
            let missed = Percent::of_share(part.missed_share()).whole();
            row(out, &[&part.name, &missed, &part.answers.to_string()])?;
        }
        end(out)
    }

    fn exams(self, out: &mut impl Write) -> io::Result<()> {
        let survey = self.survey;
        if survey.learners.iter().all(|row| row.exams.is_empty()) {
            return Ok(());
        }
        table(out, "Exams", &["learner", "day", "result", "points", "to pass", "time", "paper"])?;
        for learner in &survey.learners {
            for exam in &learner.exams {
                let result = exam.result;
                row(
                    out,
                    &[
                        &learner.all.name,
                        &day(exam.at, survey.zone).to_string(),
                        if result.is_passed() { "passed" } else { "failed" },
                        &Percent(result.percent().into()).whole(),
                        &Percent(result.pass_mark.into()).whole(),
                        &short_length(result.took),
                        &result.seed.to_string(),
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
        table(out, "Assignments", &["learner", "line", "by", "state", "learned"])?;
        for (learner, deadline) in all {
            let learned = format!("{} of {}", deadline.learned, deadline.cards);
            let (by, line) = (deadline.assignment.by.to_string(), self.line_name(&deadline.assignment.line));
            row(out, &[&learner.all.name, line, &by, deadline.word(), &learned])?;
        }
        end(out)
    }

    fn facts(self, out: &mut impl Write) -> io::Result<()> {
        let survey = self.survey;
        if self.one().is_none() {
            return Ok(());
        }
        table(out, "Cards", &["card", "kind", "state", "knows", "next", "answers", "missed"])?;
        let mut facts = survey.facts.iter().peekable();
        for (index, card) in survey.deck.iter().enumerate() {
            let Some(fact) = facts.next_if(|fact| fact.card == index) else {
                row(out, &[&card.name, &card.kind, CardStanding::New.word(), "", "", "", ""])?;
                continue;
            };
            let next = day(fact.due.max(survey.now), survey.zone).to_string();
            let (answers, missed) = (fact.answers.to_string(), fact.missed.to_string());
            let (state, knows) = (fact.standing.word(), Percent::of_share(fact.recall).whole());
            row(out, &[&card.name, &card.kind, state, &knows, &next, &answers, &missed])?;
        }
        end(out)
    }
}

fn parts<'p>(
    out: &mut impl Write,
    (heading, column): (&str, &str),
    parts: impl Iterator<Item = (&'p str, &'p KnowledgeArea)>,
) -> io::Result<()> {
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return Ok(());
    }
    let headings =
        [column, "knows", "known", "due", "missed", "learning", "changed", "new", "answers", "time"];
    table(out, heading, &headings)?;
    for (name, part) in parts {
        let knows = part.knowledge();
        let share = Percent::of_share(knows).whole();
        write!(out, "<tr><th scope=row>{}<td><meter value={knows:.3}></meter> {share}", Markup(name))?;
        // What was never asked was never missed, either.
        let (missed, time) = match part.answers {
            0 => ("<td class=dim>\u{2013}".to_owned(), "<td class=dim>\u{2013}".to_owned()),
            _ => (
                format!("<td>{:.0}", Percent::of_share(part.missed_share())),
                format!("<td>{}", short_length(part.spent)),
            ),
        };
        let KnowledgeArea { known, due, learning, changed, new, answers, .. } = part;
        write!(out, "<td>{known}<td>{due}{missed}<td>{learning}<td>{changed}<td>{new}<td>{answers}")?;
        writeln!(out, "{time}")?;
    }
    end(out)
}

fn table(out: &mut impl Write, heading: &str, columns: &[&str]) -> io::Result<()> {
    write!(out, "<h2>{heading}</h2>\n<div class=scroll><table class=knowledge>\n<thead><tr>")?;
    columns.iter().try_for_each(|column| write!(out, "<th scope=col>{column}"))?;
    writeln!(out, "\n<tbody>")
}

/// A row, the first cell of which is what it is about: a text of any length. What is empty cannot be told yet.
fn row(out: &mut impl Write, cells: &[&str]) -> io::Result<()> {
    write!(out, "<tr>")?;
    let Some((about, cells)) = cells.split_first() else { return Ok(()) };
    write!(out, "<th scope=row>{}", Markup(about))?;
    cells.iter().try_for_each(|cell| match *cell {
        "" => write!(out, "<td class=dim>\u{2013}"),
        cell => write!(out, "<td>{}", Markup(cell)),
    })?;
    writeln!(out)
}

fn end(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</table></div>")
}
