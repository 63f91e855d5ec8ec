//! Values as the file has them.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;

use crate::training::learning::{AnswerJudgment, CardMemory, CardProgress, LearningStage};

/// The columns of a memory, in the order in which [`progress`] reads them.
pub(super) const PROGRESS: &str = "memory.state, memory.stability, memory.difficulty, memory.due, memory.last, \
     memory.reps, memory.lapses, memory.fact, memory.first, memory.learned, memory.missed, memory.spent";

/// Reads the columns of [`PROGRESS`], the first of which is this one.
pub(super) fn progress(row: &Row<'_>, first: usize) -> rusqlite::Result<CardProgress> {
    Ok(CardProgress {
        memory: CardMemory {
            state: word(row, first, &LearningStage::ALL, LearningStage::word)?,
            stability: row.get(first + 1)?,
            difficulty: row.get(first + 2)?,
            due: instant(row, first + 3)?,
            last: instant(row, first + 4)?,
            reps: row.get(first + 5)?,
            lapses: row.get(first + 6)?,
        },
        fact: row.get(first + 7)?,
        first: instant(row, first + 8)?,
        learned: match row.get::<_, Option<i64>>(first + 9)? {
            Some(_) => Some(instant(row, first + 9)?),
            None => None,
        },
        missed: row.get(first + 10)?,
        spent: length(row, first + 11)?,
    })
}

pub(super) fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(row.get(column)?).map_err(|error| bad(column, Type::Integer, error))
}

pub(super) fn length(row: &Row<'_>, column: usize) -> rusqlite::Result<Duration> {
    Ok(Duration::from_millis(u64::from_ne_bytes(row.get::<_, i64>(column)?.max(0).to_ne_bytes())))
}

pub(super) fn judged(row: &Row<'_>, column: usize) -> rusqlite::Result<AnswerJudgment> {
    word(row, column, &AnswerJudgment::ALL, AnswerJudgment::word)
}

fn word<T: Copy>(
    row: &Row<'_>,
    column: usize,
    all: &[T],
    word: fn(T) -> &'static str,
) -> rusqlite::Result<T> {
    let found = row.get_ref(column)?.as_str()?;
    let known = all.iter().copied().find(|one| word(*one) == found);
    known.ok_or_else(|| bad(column, Type::Text, format!("{found:?} is not a word of ivrsim")))
}

pub(super) fn bad(
    column: usize,
    kind: Type,
    why: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, why.into())
}

/// A length of time in whole milliseconds, as far as the file can tell it.
pub(super) fn milliseconds(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}
