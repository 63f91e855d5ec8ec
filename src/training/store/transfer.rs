//! Everything in a file of lines, each a JSON object, for backups and for moving to another machine.

use std::collections::HashMap;
use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::error::StoreError;
use super::file::{Store, StoreRefusal};
use super::line::{ExamLine, ExportRecord, MemoryLine};
use super::record::{enroll, keep_answer, keep_assignment, keep_exam, keep_progress, take_card};
use super::steps::HOURS_WITHOUT_WORDS;
use crate::training::learning::{
    AnswerJudgment, AnswerRecord, Assignment, CardMemory, CardProgress, ExamResult, LearningStage, StudyCard,
};

/// The version of the lines that are written. It changes when an older ivrsim would misread them.
pub const EXPORT_VERSION: u32 = 1;

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

impl Store {
    /// Writes everything, learner by learner.
    pub fn export(&self, mut out: impl Write) -> Result<io::Result<()>, StoreError> {
        let snapshot = self.connection.unchecked_transaction().map_err(|error| self.fail(&error))?;
        let mut write = |line: &ExportRecord| {
            serde_json::to_writer(&mut out, line).map_err(io::Error::from)?;
            writeln!(out)
        };
        let mut lines = vec![ExportRecord::Version(EXPORT_VERSION)];
        lines.extend(self.cards()?.into_iter().map(|StudyCard { id, kind, line, fact, name }| {
            ExportRecord::Card { id, kind, line, fact, name }
        }));
        if let Err(error) = lines.iter().try_for_each(&mut write) {
            return Ok(Err(error));
        }
        for learner in self.learners()? {
            let name = || learner.name.clone();
            let mut lines = vec![ExportRecord::Learner { name: name() }];
            self.each_progress((learner.id, learner.id), |_, card, _, progress| {
                lines.push(ExportRecord::Memory(MemoryLine::new(&learner.name, card, progress)));
            })?;
            lines.extend(self.answers(&learner)?.into_iter().map(|answered| ExportRecord::Answer {
                learner: name(),
                card: answered.card,
                at: answered.at.to_string(),
                judged: answered.judged.word().to_owned(),
                hints: answered.hints,
                milliseconds: milliseconds(answered.took),
            }));
            lines.extend(self.exams(&learner)?.into_iter().map(|exam| {
                let ExamResult { seed, questions, points, pass_mark, took } = exam.result;
                let (at, milliseconds) = (exam.at.to_string(), milliseconds(took));
                ExportRecord::Exam(ExamLine {
                    learner: name(),
                    at,
                    seed,
                    questions,
                    points,
                    pass_mark,
                    milliseconds,
                })
            }));
            lines.extend(self.assignments(&learner)?.into_iter().map(|Assignment { line, by }| {
                ExportRecord::Assignment { learner: name(), line, by: by.to_string() }
            }));
            if let Err(error) = lines.iter().try_for_each(&mut write) {
                return Ok(Err(error));
            }
        }
        drop(snapshot);
        Ok(out.flush())
    }

    /// Takes everything that was exported into a file, which is made if there is none, or nothing: then there is no file that
    /// was not there before.
    pub fn import_into(path: &Path, lines: impl BufRead) -> Result<ImportSummary, StoreError> {
        if path.symlink_metadata().is_ok() {
            return Self::open(path)?.import(lines);
        }
        let imported = Self::create(path, |store| store.import(lines))?;
        imported.ok_or_else(|| StoreError::Busy(path.to_owned()))
    }

    /// Takes in everything that was exported, or nothing. Learners of a name that is known already are refused: two
    /// histories of one person cannot be told apart afterwards.
    pub fn import(&mut self, lines: impl BufRead) -> Result<ImportSummary, StoreError> {
        self.write(|transaction| {
            let mut import = Import {
                transaction,
                learners: HashMap::new(),
                cards: HashMap::new(),
                told: ImportSummary::default(),
            };
            let (mut lines, mut bytes) = (lines, Vec::new());
            let mut count = 0;
            let mut is_begun = false;
            loop {
                count += 1;
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
                // Some editors put it before everything.
                let text = text.strip_prefix('\u{feff}').filter(|_| count == 1).unwrap_or(text);
                // Whoever looks into a file leaves lines behind.
                if text.trim().is_empty() {
                    continue;
                }
                let is_first = !std::mem::replace(&mut is_begun, true);
                let no_export = "this is not an ivrsim export, which begins with {\"version\":1}";
                let line = ExportRecord::read(text)
                    .map_err(|why| refuse(if is_first { format!("{no_export}; {why}") } else { why }))?;
                match (is_first, &line) {
                    (true, ExportRecord::Version(EXPORT_VERSION)) => continue,
                    (true, ExportRecord::Version(version)) => {
                        let known = format!("this ivrsim reads only version {EXPORT_VERSION}");
                        return Err(refuse(format!("this is an export of version {version}, but {known}")));
                    }
                    (true, _) => return Err(refuse(no_export.to_owned())),
                    _ => {}
                }
                import.take(line).map_err(|trouble| match trouble {
                    Trouble::Sqlite(error) => StoreRefusal::Sqlite(error),
                    Trouble::Line(why) => refuse(why),
                })?;
            }
            if !is_begun {
                let empty = "this is not an ivrsim export: it is empty".to_owned();
                return Err(StoreRefusal::Store(StoreError::BadImport(1, empty)));
            }
            transaction.execute_batch(HOURS_WITHOUT_WORDS)?;
            Ok(import.told)
        })
    }
}

impl MemoryLine {
    fn new(learner: &str, card: &str, progress: CardProgress) -> Self {
        let CardProgress { memory, fact, first, learned, missed, spent } = progress;
        Self {
            learner: learner.to_owned(),
            card: card.to_owned(),
            state: memory.state.word().to_owned(),
            stability: memory.stability,
            difficulty: memory.difficulty,
            due: memory.due.to_string(),
            last: memory.last.to_string(),
            reps: memory.reps,
            lapses: memory.lapses,
            fact,
            first: first.to_string(),
            learned: learned.map(|at| at.to_string()),
            missed,
            milliseconds: milliseconds(spent),
        }
    }

    fn progress(&self) -> Result<CardProgress, String> {
        let is_memory = self.stability.is_finite() && self.stability > 0.0 && self.difficulty.is_finite();
        if !is_memory {
            return Err(format!(
                "a memory cannot have stability {} and difficulty {}",
                self.stability, self.difficulty
            ));
        }
        Ok(CardProgress {
            memory: CardMemory {
                state: word(&self.state, &LearningStage::ALL, LearningStage::word)?,
                stability: self.stability,
                difficulty: self.difficulty,
                due: instant(&self.due)?,
                last: instant(&self.last)?,
                reps: self.reps,
                lapses: self.lapses,
            },
            fact: self.fact.clone(),
            first: instant(&self.first)?,
            learned: self.learned.as_deref().map(instant).transpose()?,
            missed: self.missed,
            spent: Duration::from_millis(self.milliseconds),
        })
    }
}

/// An import on its way: whom and what its lines have named so far, with their ids in the file.
struct Import<'t> {
    transaction: &'t rusqlite::Transaction<'t>,
    learners: HashMap<String, i64>,
    cards: HashMap<String, i64>,
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
    fn take(&mut self, line: ExportRecord) -> Result<(), Trouble> {
        match line {
            ExportRecord::Version(_) => Err("the version is given a second time".to_owned())?,
            ExportRecord::Card { id, kind, line, fact, name } => {
                let card = StudyCard { id, kind, line, fact, name };
                let id = take_card(self.transaction, &card)?;
                self.cards.insert(card.id, id);
            }
            ExportRecord::Learner { name } => self.learner(&name)?,
            ExportRecord::Memory(line) => {
                let (learner, card) = (self.named(&line.learner)?, self.card(&line.card)?);
                keep_progress(self.transaction, learner, card, &line.progress()?)?;
            }
            ExportRecord::Answer { learner, card, at, judged, hints, milliseconds } => {
                let (learner, card) = (self.named(&learner)?, self.card(&card)?);
                let judged = word(&judged, &AnswerJudgment::ALL, AnswerJudgment::word)?;
                let took = Duration::from_millis(milliseconds);
                let answer = AnswerRecord { judged, hints, took, quick: Duration::ZERO };
                keep_answer(self.transaction, learner, card, &answer, instant(&at)?)?;
                self.told.answers += 1;
            }
            ExportRecord::Exam(ExamLine {
                learner,
                at,
                seed,
                questions,
                points,
                pass_mark,
                milliseconds,
            }) => {
                let took = Duration::from_millis(milliseconds);
                let result = ExamResult { seed, questions, points, pass_mark, took };
                keep_exam(self.transaction, self.named(&learner)?, &result, instant(&at)?)?;
            }
            ExportRecord::Assignment { learner, line, by } => {
                let assignment = Assignment { line, by: day(&by)? };
                keep_assignment(self.transaction, self.named(&learner)?, &assignment)?;
            }
        }
        Ok(())
    }

    fn learner(&mut self, name: &str) -> Result<(), Trouble> {
        if super::record::valid(name).ok() != Some(name) {
            return Err(format!("{name:?} cannot be the name of a learner").into());
        }
        let sql = "SELECT count(*) FROM learner WHERE name = ?1";
        if self.transaction.query_row(sql, [name], |row| row.get::<_, i64>(0))? > 0 {
            return Err(format!(
                "there is already a learner {name:?}; delete that one first with `ivrsim train forget`"
            )
            .into());
        }
        self.learners.insert(name.to_owned(), enroll(self.transaction, name)?);
        self.told.learners += 1;
        Ok(())
    }

    fn named(&self, name: &str) -> Result<i64, String> {
        self.learners
            .get(name)
            .copied()
            .ok_or_else(|| format!("no earlier line introduces the learner {name:?}"))
    }

    fn card(&self, id: &str) -> Result<i64, String> {
        self.cards.get(id).copied().ok_or_else(|| format!("no earlier line describes the card {id:?}"))
    }
}

fn milliseconds(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

fn instant(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| format!("{text:?} is not a time; expected one such as 2026-03-02T15:00:00Z"))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("{text:?} is not a day; expected one such as 2026-03-02"))
}

fn word<T: Copy>(text: &str, all: &[T], word: fn(T) -> &'static str) -> Result<T, String> {
    let known = all.iter().copied().find(|one| word(*one) == text);
    known.ok_or_else(|| {
        format!(
            "unknown value {text:?}; expected {}",
            crate::base::diagnostic::list(all.iter().map(|one| word(*one)))
        )
    })
}
