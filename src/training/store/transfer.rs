//! Everything in a file of lines, each a JSON object, for backups and for moving to another machine.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::OptionalExtension as _;

use super::error::StoreError;
use super::file::{Store, StoreRefusal};
use super::forget::clear;
use super::read::StoredAnswer;
use super::record::{enroll, keep_answer, keep_assignment, keep_exam, keep_progress, take_card};
use super::steps::HOURS_WITHOUT_WORDS;
use crate::training::learning::{AnswerRecord, Learner};
use crate::training::transfer::{EXPORT_VERSION, ExportReader, ExportRecord, ImportRecord};

/// In bytes: many times what a card with many ways has.
const LONGEST_LINE: u64 = 4 * 1024 * 1024;

/// What an import brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// How many learners.
    pub learners: usize,
    /// How many answers.
    pub answers: usize,
}

/// What becomes of learners who are there already, when one of their name is taken in. Two histories of one person cannot be told
/// apart afterwards, so they are never put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownLearners {
    /// They stay, and nothing is taken in.
    Stay,
    /// What is stored of them makes way for what is taken in, but for their assignments: those are somebody else's wish.
    MakeWay,
}

impl Store {
    /// Writes everything, learner by learner.
    pub fn export(&self, mut out: impl Write) -> Result<io::Result<()>, StoreError> {
        let snapshot = self.connection.unchecked_transaction().map_err(|error| self.fail(&error))?;
        let mut write = |line: &ExportRecord| {
            serde_json::to_writer(&mut out, line).map_err(io::Error::from)?;
            writeln!(out)
        };
        let mut lines = vec![ExportRecord::Version(EXPORT_VERSION)];
        lines.extend(self.cards()?.into_iter().map(ExportRecord::card));
        if let Err(error) = lines.iter().try_for_each(&mut write) {
            return Ok(Err(error));
        }
        for learner in self.learners()? {
            if let Err(error) = self.lines_of(&learner)?.iter().try_for_each(&mut write) {
                return Ok(Err(error));
            }
        }
        drop(snapshot);
        Ok(out.flush())
    }

    /// Writes everything about one learner, and nothing about anybody else.
    pub fn export_of(&self, learner: &Learner, mut out: impl Write) -> Result<io::Result<()>, StoreError> {
        let snapshot = self.connection.unchecked_transaction().map_err(|error| self.fail(&error))?;
        let own = self.lines_of(learner)?;
        let known: HashSet<&str> = own.iter().filter_map(ExportRecord::card_id).collect();
        let cards =
            self.cards()?.into_iter().filter(|card| known.contains(&*card.id)).map(ExportRecord::card);
        let mut lines =
            std::iter::once(ExportRecord::Version(EXPORT_VERSION)).chain(cards).collect::<Vec<_>>();
        drop(snapshot);
        lines.extend(own);
        Ok(lines.iter().try_for_each(|line| {
            serde_json::to_writer(&mut out, line).map_err(io::Error::from)?;
            writeln!(out)
        }))
    }

    fn lines_of(&self, learner: &Learner) -> Result<Vec<ExportRecord>, StoreError> {
        let name = &learner.name;
        let mut lines = vec![ExportRecord::Learner { name: name.clone() }];
        self.each_progress((learner.id, learner.id), |_, card, _, progress| {
            lines.push(ExportRecord::memory(name, card, progress));
        })?;
        let answered = |StoredAnswer { at, card, judged, hints, took }| {
            let answer = AnswerRecord { judged, hints, took, quick: Duration::ZERO };
            ExportRecord::answer(name, &card, at, &answer)
        };
        lines.extend(self.answers(learner)?.into_iter().map(answered));
        let exams = self.exams(learner)?;
        lines.extend(exams.iter().map(|exam| ExportRecord::exam(name, exam.at, &exam.result)));
        let assigned = self.assignments(learner)?;
        lines.extend(assigned.into_iter().map(|assigned| ExportRecord::assignment(name, assigned)));
        Ok(lines)
    }

    /// Takes everything that was exported into a file, which is made if there is none, or nothing: then there is no file that
    /// was not there before.
    pub fn import_into(
        path: &Path,
        lines: impl BufRead,
        known: KnownLearners,
    ) -> Result<ImportSummary, StoreError> {
        if path.symlink_metadata().is_ok() {
            return Self::open(path)?.import(lines, known);
        }
        let imported = Self::create(path, |store| store.import(lines, known))?;
        imported.ok_or_else(|| StoreError::Busy(path.to_owned()))
    }

    /// Takes in everything that was exported, or nothing.
    pub fn import(&mut self, lines: impl BufRead, known: KnownLearners) -> Result<ImportSummary, StoreError> {
        let told = self.write(|transaction| {
            let mut import = Import {
                transaction,
                known,
                learners: HashMap::new(),
                cards: HashMap::new(),
                staying: Vec::new(),
                has_deleted: false,
                told: ImportSummary::default(),
            };
            let (mut lines, mut bytes) = (lines, Vec::new());
            let mut reader = ExportReader::default();
            for count in 1.. {
                let refuse = |why: String| StoreRefusal::Store(StoreError::BadImport(count, why));
                bytes.clear();
                // What has no end is no file of ours, and is not read to it.
                let read = lines.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut bytes);
                match read.map_err(|error| refuse(format!("cannot read the line: {error}")))? as u64 {
                    0 => break,
                    length if length > LONGEST_LINE => {
                        return Err(refuse(format!(
                            "the line is longer than {LONGEST_LINE} bytes, and no line of an export is that long"
                        )));
                    }
                    _ => {}
                }
                let text = std::str::from_utf8(&bytes).map_err(|error| {
                    refuse(format!("the line is not valid UTF-8 from byte {} on", error.valid_up_to() + 1))
                })?;
                let Some(record) = reader.read(text).map_err(refuse)? else { continue };
                import.take(record, count).map_err(|trouble| match trouble {
                    Trouble::Sqlite(error) => StoreRefusal::Sqlite(error),
                    Trouble::Line(why) => refuse(why),
                })?;
            }
            reader.end().map_err(|why| StoreRefusal::Store(StoreError::BadImport(1, why)))?;
            if let Some((line, _)) = import.staying.first() {
                let names = import.staying.iter().map(|(_, name)| name.clone()).collect();
                return Err(StoreRefusal::Store(StoreError::KnownLearners(*line, names)));
            }
            transaction.execute_batch(HOURS_WITHOUT_WORDS)?;
            Ok((import.told, import.has_deleted))
        });
        let (told, has_deleted) = told?;
        if has_deleted {
            self.scrub()?;
        }
        Ok(told)
    }
}

/// An import on its way: whom and what its lines have named so far, with their ids in the file.
struct Import<'t> {
    transaction: &'t rusqlite::Transaction<'t>,
    known: KnownLearners,
    learners: HashMap<String, i64>,
    cards: HashMap<String, i64>,
    /// Who is there already and stays, with the lines that bring others of their names.
    staying: Vec<(u64, String)>,
    /// Whether something made way.
    has_deleted: bool,
    told: ImportSummary,
}

/// Why a line cannot be taken in.
enum Trouble {
    Sqlite(rusqlite::Error),
    Line(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<String> for Trouble {
    fn from(why: String) -> Self {
        Self::Line(why)
    }
}

impl Import<'_> {
    /// Takes in what a reader has held to be in order.
    fn take(&mut self, record: ImportRecord, line: u64) -> Result<(), Trouble> {
        let transaction = self.transaction;
        match record {
            ImportRecord::Card(card) => {
                let id = take_card(transaction, &card)?;
                self.cards.insert(card.id, id);
            }
            ImportRecord::Learner(name) => self.learner(&name, line)?,
            ImportRecord::Memory { learner, card, progress } => {
                keep_progress(transaction, self.learners[&learner], self.cards[&card], &progress)?;
            }
            ImportRecord::Answer { learner, card, at, answer } => {
                keep_answer(transaction, self.learners[&learner], self.cards[&card], &answer, at)?;
                self.told.answers += 1;
            }
            ImportRecord::Exam { learner, at, result } => {
                keep_exam(transaction, self.learners[&learner], &result, at)?;
            }
            ImportRecord::Assignment { learner, assignment } => {
                keep_assignment(transaction, self.learners[&learner], &assignment)?;
            }
        }
        Ok(())
    }

    fn learner(&mut self, name: &str, line: u64) -> Result<(), Trouble> {
        if self.learners.contains_key(name) {
            return Err(format!("there is already a learner {name:?} in an earlier line").into());
        }
        let sql = "SELECT id FROM learner WHERE name = ?1";
        let mut there = self.transaction.prepare_cached(sql)?;
        let there = there.query_row([name], |row| row.get::<_, i64>(0)).optional()?;
        let id = match (there, self.known) {
            (None, _) => enroll(self.transaction, name)?,
            (Some(id), KnownLearners::MakeWay) => {
                clear(self.transaction, id)?;
                self.has_deleted = true;
                id
            }
            (Some(id), KnownLearners::Stay) => {
                self.staying.push((line, name.to_owned()));
                id
            }
        };
        self.learners.insert(name.to_owned(), id);
        self.told.learners += 1;
        Ok(())
    }
}
