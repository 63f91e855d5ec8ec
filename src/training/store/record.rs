use std::path::Path;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::error::StoreError;
use super::file::{Store, StoreRefusal};
use super::row::{self, PROGRESS, milliseconds};
use crate::base::diagnostic::did_you_mean;
use crate::training::learning::{
    AnswerRecord, Assignment, CardProgress, ExamResult, Learner, StudyCard, learner_name,
};

impl Store {
    /// The learner of this name. White space around it does not count.
    pub fn learner(&self, name: &str) -> Result<Learner, StoreError> {
        let name = valid(name)?;
        let mut learners = self.learners()?;
        if let Some(place) = learners.iter().position(|learner| learner.name == name) {
            return Ok(learners.swap_remove(place));
        }
        let known = learners.iter().map(|learner| learner.name.as_str());
        let meant = did_you_mean(name, known).map(str::to_owned);
        Err(StoreError::NoLearner(name.to_owned(), meant))
    }

    /// Opens a file for the learner of this name; it and they are made and taken in if need be. With a name that is none,
    /// nothing is made.
    pub fn open_for(path: &Path, name: &str) -> Result<(Self, Learner), StoreError> {
        valid(name)?;
        let mut store = Self::open_or_create(path)?;
        let learner = store.enroll(name)?;
        Ok((store, learner))
    }

    /// Holds that a name can be that of a learner.
    pub fn check_name(name: &str) -> Result<(), StoreError> {
        valid(name).map(drop)
    }

    /// The learner of this name, who is taken in if there is none yet.
    pub fn enroll(&mut self, name: &str) -> Result<Learner, StoreError> {
        let name = valid(name)?;
        let id = self.write(|transaction| Ok(enroll(transaction, name)?))?;
        Ok(Learner { id, name: name.to_owned() })
    }

    /// The same for many in one go: all of them or, where one of the names is none, nobody.
    pub fn enroll_all(&mut self, names: &[String]) -> Result<Vec<Learner>, StoreError> {
        self.write(|transaction| {
            let one = |name: &String| {
                let name = valid(name)?;
                Ok(Learner { id: enroll(transaction, name)?, name: name.to_owned() })
            };
            names.iter().map(one).collect()
        })
    }

    /// Whether a learner was shown around.
    pub fn has_toured(&self, learner: &Learner) -> Result<bool, StoreError> {
        let mut toured = false;
        self.rows("SELECT toured FROM learner WHERE id = ?1", [learner.id], |row| {
            toured = row.get(0)?;
            Ok(())
        })?;
        Ok(toured)
    }

    /// Keeps that a learner was shown around.
    pub fn note_tour(&mut self, learner: &Learner) -> Result<(), StoreError> {
        self.write(|transaction| {
            present(transaction, learner)?;
            transaction
                .prepare_cached("UPDATE learner SET toured = TRUE WHERE id = ?1")?
                .execute([learner.id])?;
            Ok(())
        })
    }

    /// Keeps that cards were shown that the learner had not met: all of them or none. What another program has asked since stays as it is.
    pub fn introduce(
        &mut self,
        learner: &Learner,
        cards: &[&StudyCard],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            present(transaction, learner)?;
            cards.iter().try_for_each(|card| Ok(keep_shown(transaction, learner, card, now)?))
        })
    }

    /// Keeps an answer and what is remembered after it, both or neither; tells what is known of the card from now on.
    ///
    /// What was known is read in the same breath, so that two programs in which one learner answers at once lose nothing.
    pub fn record(
        &mut self,
        learner: &Learner,
        card: &StudyCard,
        answer: &AnswerRecord,
        now: Timestamp,
    ) -> Result<CardProgress, StoreError> {
        self.write(|transaction| {
            present(transaction, learner)?;
            Ok(keep_answered(transaction, learner, card, answer, now)?)
        })
    }

    /// Keeps what came of an exam that ended now.
    pub fn record_exam(
        &mut self,
        learner: &Learner,
        result: &ExamResult,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            present(transaction, learner)?;
            Ok(keep_exam(transaction, learner.id, result, now)?)
        })
    }

    /// Keeps what a learner must know by when: all of it or nothing. For a line that was assigned before, the new day
    /// holds.
    pub fn assign(&mut self, learner: &Learner, assignments: &[Assignment]) -> Result<(), StoreError> {
        self.write(|transaction| {
            present(transaction, learner)?;
            for assignment in assignments {
                keep_assignment(transaction, learner.id, assignment)?;
            }
            Ok(())
        })
    }
}

fn valid(name: &str) -> Result<&str, StoreError> {
    learner_name(name).ok_or_else(|| StoreError::BadName(name.to_owned()))
}

/// Another program may have made us forget the learner since.
pub(super) fn present(transaction: &Transaction<'_>, learner: &Learner) -> Result<(), StoreRefusal> {
    let sql = "SELECT 1 FROM learner WHERE id = ?1 AND name = ?2";
    let found = transaction
        .prepare_cached(sql)?
        .query_row(params![learner.id, learner.name], |_| Ok(()))
        .optional()?;
    found.ok_or_else(|| StoreRefusal::Store(StoreError::NoLearner(learner.name.clone(), None)))
}

/// Keeps that a card was shown, unless it was asked.
pub(super) fn keep_shown(
    transaction: &Transaction<'_>,
    learner: &Learner,
    card: &StudyCard,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let card_id = keep_card(transaction, card)?;
    let sql = "SELECT reps FROM memory WHERE learner = ?1 AND card = ?2";
    let asked = transaction
        .prepare_cached(sql)?
        .query_row(params![learner.id, card_id], |row| row.get::<_, u32>(0))
        .optional()?;
    if asked.is_none_or(|asked| asked == 0) {
        keep_progress(transaction, learner.id, card_id, &CardProgress::shown(card, now))?;
    }
    Ok(())
}

/// Keeps an answer, and what is remembered after it.
pub(super) fn keep_answered(
    transaction: &Transaction<'_>,
    learner: &Learner,
    card: &StudyCard,
    answer: &AnswerRecord,
    now: Timestamp,
) -> rusqlite::Result<CardProgress> {
    let card_id = keep_card(transaction, card)?;
    let sql = format!("SELECT {PROGRESS} FROM memory WHERE learner = ?1 AND card = ?2");
    let before = transaction
        .prepare_cached(&sql)?
        .query_row(params![learner.id, card_id], |row| row::progress(row, 0))
        .optional()?;
    let after = CardProgress::after(before.as_ref(), card, answer, now);
    keep_progress(transaction, learner.id, card_id, &after)?;
    keep_answer(transaction, learner.id, card_id, answer, now)?;
    Ok(after)
}

pub(super) fn enroll(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<i64> {
    transaction
        .prepare_cached("INSERT INTO learner (name) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([name])?;
    transaction.prepare_cached("SELECT id FROM learner WHERE name = ?1")?.query_row([name], |row| row.get(0))
}

/// The card as it is now, for everybody.
pub(super) fn keep_card(transaction: &Transaction<'_>, card: &StudyCard) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO card (key, kind, line, fact, name) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (key) DO UPDATE SET kind = ?2, line = ?3, fact = ?4, name = ?5 RETURNING id";
    let StudyCard { id, kind, line, fact, name } = card;
    transaction.prepare_cached(sql)?.query_row(params![id, kind, line, fact, name], |row| row.get(0))
}

/// The card as it was once; what is known of it already is newer.
pub(super) fn take_card(transaction: &Transaction<'_>, card: &StudyCard) -> rusqlite::Result<i64> {
    let sql =
        "INSERT INTO card (key, kind, line, fact, name) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let StudyCard { id, kind, line, fact, name } = card;
    transaction.prepare_cached(sql)?.execute(params![id, kind, line, fact, name])?;
    transaction.prepare_cached("SELECT id FROM card WHERE key = ?1")?.query_row([id], |row| row.get(0))
}

pub(super) fn keep_progress(
    transaction: &Transaction<'_>,
    learner: i64,
    card: i64,
    progress: &CardProgress,
) -> rusqlite::Result<()> {
    let CardProgress { memory, fact, first, learned, missed, spent } = progress;
    let values = params![
        learner,
        card,
        memory.state.word(),
        memory.stability,
        memory.difficulty,
        memory.due.as_millisecond(),
        memory.last.as_millisecond(),
        memory.reps,
        memory.lapses,
        fact,
        first.as_millisecond(),
        learned.map(Timestamp::as_millisecond),
        missed,
        milliseconds(*spent),
    ];
    let sql = "INSERT OR REPLACE INTO memory (learner, card, state, stability, difficulty, due, last, reps, lapses,
        fact, first, learned, missed, spent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    transaction.prepare_cached(sql)?.execute(values).map(drop)
}

pub(super) fn keep_answer(
    transaction: &Transaction<'_>,
    learner: i64,
    card: i64,
    answer: &AnswerRecord,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO answer (learner, card, at, judged, hints, took) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = params![
        learner,
        card,
        at.as_millisecond(),
        answer.judged.word(),
        answer.hints,
        milliseconds(answer.took)
    ];
    transaction.prepare_cached(sql)?.execute(values)?;
    let sql = "INSERT INTO spell (learner, quarter, answers, spent) VALUES (?1, ?2, 1, ?3)
        ON CONFLICT DO UPDATE SET answers = answers + 1, spent = spent + ?3";
    transaction.prepare_cached(sql)?.execute(params![
        learner,
        at.as_millisecond() / QUARTER,
        milliseconds(answer.took)
    ])?;
    let sql = "INSERT INTO pace (learner, seconds, answers) VALUES (?1, ?2, 1)
        ON CONFLICT DO UPDATE SET answers = answers + 1";
    transaction.prepare_cached(sql)?.execute(params![learner, milliseconds(answer.took) / 1000]).map(drop)
}

/// A quarter of an hour in milliseconds: the step in which time spent is kept.
pub(super) const QUARTER: i64 = 900_000;

pub(super) fn keep_exam(
    transaction: &Transaction<'_>,
    learner: i64,
    result: &ExamResult,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO exam (learner, at, seed, questions, points, pass_mark, took)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let ExamResult { seed, questions, points, pass_mark, took } = *result;
    let values = params![
        learner,
        at.as_millisecond(),
        seed.cast_signed(),
        questions,
        points,
        pass_mark,
        milliseconds(took)
    ];
    transaction.prepare_cached(sql)?.execute(values).map(drop)
}

pub(super) fn keep_assignment(
    transaction: &Transaction<'_>,
    learner: i64,
    assignment: &Assignment,
) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO assignment (learner, line, last_day) VALUES (?1, ?2, ?3)";
    transaction
        .prepare_cached(sql)?
        .execute(params![learner, assignment.line, assignment.by.to_string()])
        .map(drop)
}
