//! The tables of a report, whatever shows them.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;

use super::of_survey::{HARDEST, LAST_DAYS, TrainingReport};
use crate::base::text::{Cell, Column, Percent, Table, Tone};
use crate::time::Zone;
use crate::time::moment::rfc3339;
use crate::training::drill::CardKind;
use crate::training::learning::{
    AssignmentStanding, CardStanding, DayRow, Deadline, FactRow, KnowledgeArea, LearnerRow, TakenExam,
};

/// A day, as tables tell it.
pub(super) fn day(at: Timestamp, zone: Zone) -> Date {
    zone.wall_clock(at).date()
}

/// The kind of question that a word of ours stands for.
fn kind(word: &str) -> Cell {
    Cell::told(CardKind::of_word(word).map_or_else(|| word.to_owned(), |kind| kind.label().to_owned()), word)
}

/// A share of the answers that were not right; programs are told how many.
fn missed(part: &KnowledgeArea) -> Cell {
    match part.answers {
        // What was never asked was never missed, either.
        0 => Cell::nothing(),
        _ => Cell::told(Percent::of_share(part.missed_share()).whole(), part.missed.to_string()),
    }
}

impl<'a> TrainingReport<'a> {
    /// The learners, those who need their trainer most first.
    pub(super) fn by_need(self) -> Vec<&'a LearnerRow> {
        let behind = |row: &LearnerRow| count(row, |standing| standing == AssignmentStanding::PastDue);
        let mut rows: Vec<&LearnerRow> = self.survey.learners.iter().collect();
        rows.sort_by(|one, other| {
            let ready = one.all.knowledge().total_cmp(&other.all.knowledge());
            Reverse(behind(one)).cmp(&Reverse(behind(other))).then(ready)
        });
        rows
    }

    /// Who is ready, and who is behind.
    pub(super) fn readiness(self) -> Table {
        let mut table = Table::new(readiness_columns());
        self.by_need().into_iter().for_each(|row| table.row(self.readiness_cells(row)));
        table
    }

    pub(super) fn readiness_cells(self, row: &LearnerRow) -> Vec<Cell> {
        let past_due = count(row, |standing| standing == AssignmentStanding::PastDue);
        let open = count(row, |standing| standing == AssignmentStanding::Open);
        let done = |standing| matches!(standing, AssignmentStanding::Done | AssignmentStanding::DoneLate);
        let exam = row.exams.last().map(|exam| {
            let (word, tone) = verdict(exam);
            Cell::text(format!("{word} {}", Percent(exam.result.percent().into()).whole())).toned(tone)
        });
        let last = row.last.map(|last| Cell::text(day(last, self.survey.zone).to_string()));
        vec![
            Cell::text(row.all.name.as_str()),
            Cell::share(row.all.knowledge()),
            Cell::count(past_due).toned(if past_due > 0 { Tone::Bad } else { Tone::Plain }),
            Cell::count(open),
            Cell::count(count(row, done)),
            exam.unwrap_or(Cell::nothing()),
            last.unwrap_or(Cell::nothing()),
        ]
    }

    /// All assignments, the most urgent first. Of one learner, nobody has to be told whose they are.
    pub(super) fn assignments(self, with_learner: bool) -> Table {
        let columns = [
            Column::text("line"),
            Column::text("due"),
            Column::text("state"),
            Column::number("learned"),
            Column::number("cards"),
        ];
        let mut table = Table::new(learner_column(with_learner).into_iter().chain(columns));
        let all = self.survey.learners.iter();
        let each = all.flat_map(|row| row.deadlines.iter().map(move |deadline| (row, deadline)));
        let mut each: Vec<(&LearnerRow, &Deadline)> = each.collect();
        each.sort_by_key(|(_, deadline)| (deadline.standing(), deadline.assignment.by));
        for (row, deadline) in each {
            let (word, tone) = match deadline.standing() {
                AssignmentStanding::PastDue => ("past due", Tone::Bad),
                AssignmentStanding::Open => ("open", Tone::Note),
                AssignmentStanding::DoneLate => ("done late", Tone::Good),
                AssignmentStanding::Done => ("done", Tone::Good),
                AssignmentStanding::NoCards => ("no cards", Tone::Plain),
            };
            let cells = [
                Cell::text(self.line_name(&deadline.assignment.line)),
                Cell::text(deadline.assignment.by.to_string()),
                Cell::text(word).toned(tone),
                Cell::count(deadline.learned + deadline.learned_late),
                Cell::count(deadline.cards),
            ];
            table.row(learner_cell(row, with_learner).into_iter().chain(cells));
        }
        table
    }

    /// The exams that were taken.
    pub(super) fn exams(self, with_learner: bool) -> Table {
        let columns = [
            Column::text("day"),
            Column::text("result"),
            Column::number("score").in_data("percent"),
            Column::number("to pass"),
            Column::number("time").in_data("seconds"),
            Column::number("paper"),
        ];
        let mut table = Table::new(learner_column(with_learner).into_iter().chain(columns));
        for row in &self.survey.learners {
            for exam in &row.exams {
                let ((word, tone), result) = (verdict(exam), exam.result);
                let percent = |share: u8| Cell::told(Percent(share.into()).whole(), share.to_string());
                let cells = [
                    Cell::text(day(exam.at, self.survey.zone).to_string()),
                    Cell::text(word).toned(tone),
                    percent(result.percent()),
                    percent(result.pass_mark),
                    Cell::length(result.took),
                    Cell::text(result.seed.to_string()),
                ];
                table.row(learner_cell(row, with_learner).into_iter().chain(cells));
            }
        }
        table
    }

    /// What each learner knows.
    pub(super) fn learners(self) -> Table {
        let mut table = Table::new(knowledge_columns("learner").into_iter().chain([median_column()]));
        for row in &self.survey.learners {
            let name = Cell::text(row.all.name.as_str());
            table.row(knowledge_cells(name, &row.all).into_iter().chain([median_cell(row)]));
        }
        table
    }

    /// What is known of each line.
    pub(super) fn lines(self) -> Table {
        let mut table = Table::new(knowledge_columns("line"));
        for part in self.survey.lines() {
            table.row(knowledge_cells(Cell::text(self.line_name(&part.name)), &part));
        }
        table
    }

    /// What is known of each kind of question.
    pub(super) fn kinds(self) -> Table {
        let mut table = Table::new(knowledge_columns("kind"));
        self.survey.kinds().iter().for_each(|part| table.row(knowledge_cells(kind(&part.name), part)));
        table
    }

    /// The last days on which anybody answered.
    pub(super) fn days(self) -> Table {
        let mut table = Table::new(day_columns());
        let days = self.survey.days();
        days.iter().skip(days.len().saturating_sub(LAST_DAYS)).for_each(|day| table.row(day_cells(day)));
        table
    }

    /// What was missed most often.
    pub(super) fn hardest(self) -> Table {
        let mut table =
            Table::new([Column::text("card"), Column::number("missed"), Column::number("answers")]);
        for (_, part) in self.survey.hardest(HARDEST) {
            table.row([Cell::text(part.name.as_str()), missed(&part), Cell::count(part.answers)]);
        }
        table
    }

    /// Every card of one learner.
    pub(super) fn cards(self) -> Table {
        let mut table = Table::new(card_columns());
        let mut facts = self.survey.facts.iter().peekable();
        for index in 0..self.survey.deck.len() {
            let fact = facts.next_if(|fact| fact.card == index);
            table.row(self.card_cells(index, fact));
        }
        table
    }

    /// A card, and what is known of it if it was asked.
    pub(super) fn card_cells(self, card: usize, fact: Option<&FactRow>) -> [Cell; 7] {
        let (survey, card) = (self.survey, &self.survey.deck[card]);
        let standing = fact.map_or(CardStanding::New, |fact| fact.standing);
        let (word, tone) = match standing {
            CardStanding::Known => ("known", Tone::Good),
            CardStanding::Due => ("to review", Tone::Plain),
            CardStanding::Learning => ("learning", Tone::Plain),
            CardStanding::Changed => ("changed", Tone::Note),
            CardStanding::New => ("new", Tone::Plain),
        };
        let next = |fact: &FactRow| {
            let is_now = fact.standing == CardStanding::Changed || fact.due <= survey.now;
            let told = if is_now { "now".to_owned() } else { day(fact.due, survey.zone).to_string() };
            Cell::told(told, rfc3339(fact.due, survey.zone).to_string())
        };
        let asked = |cell: &dyn Fn(&FactRow) -> Cell| fact.map_or(Cell::nothing(), cell);
        [
            Cell::text(card.name.as_str()),
            kind(&card.kind),
            Cell::text(word).toned(tone),
            asked(&|fact| Cell::share(fact.recall)),
            asked(&next),
            asked(&|fact| Cell::count(fact.answers)),
            asked(&|fact| Cell::count(fact.missed)),
        ]
    }
}

fn count(row: &LearnerRow, is_one: impl Fn(AssignmentStanding) -> bool) -> u64 {
    row.deadlines.iter().filter(|deadline| is_one(deadline.standing())).count() as u64
}

fn verdict(exam: &TakenExam) -> (&'static str, Tone) {
    if exam.result.is_passed() { ("passed", Tone::Good) } else { ("failed", Tone::Bad) }
}

fn learner_column(is_wanted: bool) -> Option<Column> {
    is_wanted.then(|| Column::text("learner"))
}

fn learner_cell(row: &LearnerRow, is_wanted: bool) -> Option<Cell> {
    is_wanted.then(|| Cell::text(row.all.name.as_str()))
}

pub(super) fn readiness_columns() -> [Column; 7] {
    [
        Column::text("learner"),
        Column::number("ready"),
        Column::number("past due"),
        Column::number("open"),
        Column::number("done"),
        Column::text("last exam"),
        Column::text("last answer"),
    ]
}

pub(super) fn knowledge_columns(name: &'static str) -> [Column; 10] {
    [
        Column::text(name),
        Column::number("ready"),
        Column::number("known"),
        Column::number("to review"),
        Column::number("learning"),
        Column::number("changed"),
        Column::number("new"),
        Column::number("missed"),
        Column::number("answers").minor(),
        Column::number("time").in_data("seconds").minor(),
    ]
}

pub(super) fn knowledge_cells(name: Cell, part: &KnowledgeArea) -> [Cell; 10] {
    [
        name,
        Cell::share(part.knowledge()),
        Cell::count(part.known),
        Cell::count(part.due),
        Cell::count(part.learning),
        Cell::count(part.changed),
        Cell::count(part.new),
        missed(part),
        Cell::count(part.answers),
        Cell::length(part.spent),
    ]
}

pub(super) fn median_column() -> Column {
    Column::number("median").in_data("median_seconds").minor()
}

pub(super) fn median_cell(row: &LearnerRow) -> Cell {
    row.median().map_or(Cell::nothing(), Cell::length)
}

pub(super) fn day_columns() -> [Column; 3] {
    [Column::text("day"), Column::number("answers"), Column::number("time").in_data("seconds")]
}

pub(super) fn day_cells(day: &DayRow) -> [Cell; 3] {
    [Cell::text(day.date.to_string()), Cell::count(day.answers), Cell::length(day.spent)]
}

pub(super) fn card_columns() -> [Column; 7] {
    [
        Column::text("card"),
        Column::text("kind"),
        Column::text("state"),
        Column::number("ready"),
        Column::text("next review"),
        Column::number("answers"),
        Column::number("missed"),
    ]
}
