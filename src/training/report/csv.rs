use std::io::{self, Write};

use super::of_survey::TrainingReport;
use super::tables::{
    card_columns, day_cells, day_columns, knowledge_cells, knowledge_columns, median_cell, median_column,
    readiness_columns,
};
use crate::base::text::sheet::write_csv;
use crate::base::text::{Cell, Column};
use crate::training::learning::FactRow;

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
    /// A learner and a line that they were assigned.
    Assignments,
    /// A learner and an exam that they took.
    Exams,
}

impl TrainingReport<'_> {
    /// Rows for spreadsheets to count in their own ways. `ready` is a share of one, and `missed` a number of answers.
    pub fn csv(self, rows: CsvRows, out: impl Write) -> io::Result<()> {
        match rows {
            CsvRows::Cards => self.card_rows(out),
            CsvRows::Days => self.day_rows(out),
            CsvRows::Learners => self.learner_rows(out),
            CsvRows::Assignments => self.assignments(true).csv(out),
            CsvRows::Exams => self.exams(true).csv(out),
        }
    }

    fn card_rows(self, out: impl Write) -> io::Result<()> {
        let survey = self.survey;
        let [card, kind, state, ready, next, answers, missed] = card_columns();
        let [learner, line, id] = ["learner", "line", "id"].map(Column::text);
        let spent = Column::number("seconds");
        let columns = [learner, line, kind, card, id, state, ready, next, answers, missed, spent];
        let cells = |fact: &FactRow| {
            let studied = &survey.deck[fact.card];
            let line = studied.line.as_deref().map_or("", |line| self.line_name(line));
            let name = survey.learners[fact.learner].all.name.as_str();
            let [learner, line, id] = [name, line, &studied.id].map(Cell::text);
            let [card, kind, state, ready, next, answers, missed] = self.card_cells(fact.card, Some(fact));
            let spent = Cell::length(fact.spent);
            [learner, line, kind, card, id, state, ready, next, answers, missed, spent]
        };
        write_csv(&columns, survey.facts.iter().map(cells), out)
    }

    fn day_rows(self, out: impl Write) -> io::Result<()> {
        let columns: Vec<Column> = [Column::text("learner")].into_iter().chain(day_columns()).collect();
        let rows = self.survey.learners.iter().flat_map(|row| {
            let name = row.all.name.as_str();
            row.days.iter().map(move |day| [Cell::text(name)].into_iter().chain(day_cells(day)))
        });
        write_csv(&columns, rows, out)
    }

    fn learner_rows(self, out: impl Write) -> io::Result<()> {
        // The name and the share are in both.
        let columns = readiness_columns()
            .into_iter()
            .chain(knowledge_columns("learner").into_iter().skip(2))
            .chain([median_column(), Column::number("not counted")]);
        let rows = self.by_need().into_iter().map(|row| {
            let knowledge = knowledge_cells(Cell::nothing(), &row.all).into_iter().skip(2);
            let more = [median_cell(row), Cell::count(row.not_counted)];
            self.readiness_cells(row).into_iter().chain(knowledge).chain(more)
        });
        write_csv(&columns.collect::<Vec<_>>(), rows, out)
    }
}
