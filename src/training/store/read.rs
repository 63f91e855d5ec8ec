use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Type;

use super::error::StoreError;
use super::file::Store;
use super::record::QUARTER;
use super::row::{self, PROGRESS, bad, instant, judged, length};
use crate::time::Zone;
use crate::training::learning::{
    AnswerJudgment, Assignment, CardProgress, ExamResult, Learner, StudyCard, Survey, TakenExam,
};

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// When.
    pub at: Timestamp,
    /// To which card, by [`StudyCard::id`].
    pub card: String,
    /// How it was judged.
    pub judged: AnswerJudgment,
    /// How many hints were asked for.
    pub hints: u32,
    /// How long it took.
    pub took: Duration,
}

/// Whose rows are read: from one id to another, so that one question serves one learner and all of them.
type Ids = (i64, i64);
const EVERYBODY: Ids = (i64::MIN, i64::MAX);

impl Store {
    /// Everybody, by name.
    pub fn learners(&self) -> Result<Vec<Learner>, StoreError> {
        let mut learners = Vec::new();
        self.rows("SELECT id, name FROM learner ORDER BY name", (), |row| {
            learners.push(Learner { id: row.get(0)?, name: row.get(1)? });
            Ok(())
        })?;
        Ok(learners)
    }

    /// What is known of a learner, by [`Card::id`].
    pub fn progress(&self, learner: &Learner) -> Result<HashMap<String, CardProgress>, StoreError> {
        let mut known = HashMap::new();
        self.each_progress((learner.id, learner.id), |_, card, _, progress| {
            known.insert(card.to_owned(), progress);
        })?;
        Ok(known)
    }

    /// Every card that anybody was ever asked, as it was when it was last asked, in the order in which they were first
    /// asked.
    pub fn cards(&self) -> Result<Vec<StudyCard>, StoreError> {
        let mut cards = Vec::new();
        self.rows("SELECT key, kind, line, fact, name FROM card ORDER BY id", (), |row| {
            let (id, kind, line) = (row.get(0)?, row.get(1)?, row.get(2)?);
            cards.push(StudyCard { id, kind, line, fact: row.get(3)?, name: row.get(4)? });
            Ok(())
        })?;
        Ok(cards)
    }

    /// The answers of a learner, oldest first.
    pub fn answers(&self, learner: &Learner) -> Result<Vec<StoredAnswer>, StoreError> {
        let mut answers = Vec::new();
        let sql = "SELECT answer.at, card.key, answer.judged, answer.hints, answer.took
            FROM answer JOIN card ON card.id = answer.card
            WHERE answer.learner = ?1 ORDER BY answer.at, answer.id";
        self.rows(sql, [learner.id], |row| {
            let (card, judged) = (row.get(1)?, judged(row, 2)?);
            let (hints, took) = (row.get(3)?, length(row, 4)?);
            answers.push(StoredAnswer { at: instant(row, 0)?, card, judged, hints, took });
            Ok(())
        })?;
        Ok(answers)
    }

    /// The exams that a learner took, oldest first.
    pub fn exams(&self, learner: &Learner) -> Result<Vec<TakenExam>, StoreError> {
        Ok(self.exams_of((learner.id, learner.id))?.remove(&learner.id).unwrap_or_default())
    }

    /// What a learner was assigned, the nearest day first.
    pub fn assignments(&self, learner: &Learner) -> Result<Vec<Assignment>, StoreError> {
        Ok(self.assignments_of((learner.id, learner.id))?.remove(&learner.id).unwrap_or_default())
    }

    /// Who knows what of this deck, for one learner or everybody. The number of questions to the file is always the
    /// same, and answers are not read: their sums are kept with the memories.
    pub fn survey(
        &self,
        deck: Vec<StudyCard>,
        learner: Option<&Learner>,
        zone: Zone,
        now: Timestamp,
    ) -> Result<Survey, StoreError> {
        // One transaction, so that all of it is of one moment.
        let snapshot = self.connection.unchecked_transaction().map_err(|error| self.fail(&error))?;
        let ids = learner.map_or(EVERYBODY, |learner| (learner.id, learner.id));
        let mut survey = Survey::new(deck, zone, now);
        let (mut exams, mut assignments) = (self.exams_of(ids)?, self.assignments_of(ids)?);
        let mut places = HashMap::new();
        for one in self.learners()?.into_iter().filter(|one| learner.is_none_or(|learner| one == learner)) {
            let exams = exams.remove(&one.id).unwrap_or_default();
            let assigned = assignments.remove(&one.id).unwrap_or_default();
            places.insert(one.id, survey.learner(&one.name, exams, assigned));
        }
        self.each_progress(ids, |learner, card, kind, progress| {
            if let Some(place) = places.get(&learner) {
                survey.progress(*place, card, kind, &progress);
            }
        })?;
        let spells = "SELECT learner, quarter, answers, spent FROM spell WHERE learner BETWEEN ?1 AND ?2";
        self.rows(spells, [ids.0, ids.1], |row| {
            if let Some(place) = places.get(&row.get(0)?) {
                let at = Timestamp::from_millisecond(row.get::<_, i64>(1)?.saturating_mul(QUARTER));
                let at = at.map_err(|error| bad(1, Type::Integer, error))?;
                survey.add_study_time(*place, at, row.get(2)?, length(row, 3)?);
            }
            Ok(())
        })?;
        let lengths = "SELECT learner, seconds, answers FROM pace WHERE learner BETWEEN ?1 AND ?2
            ORDER BY learner, seconds";
        self.rows(lengths, [ids.0, ids.1], |row| {
            if let Some(place) = places.get(&row.get(0)?) {
                survey.add_response_times(*place, row.get(1)?, row.get(2)?);
            }
            Ok(())
        })?;
        drop(snapshot);
        Ok(survey.finish())
    }

    /// Calls with the learner, the id and kind of a card, and what is known of it.
    pub(super) fn each_progress(
        &self,
        (from, to): Ids,
        mut each: impl FnMut(i64, &str, &str, CardProgress),
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT memory.learner, card.key, card.kind, {PROGRESS} FROM memory JOIN card ON card.id = memory.card
            WHERE memory.learner BETWEEN ?1 AND ?2"
        );
        self.rows(&sql, [from, to], |row| {
            let (card, kind) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            each(row.get(0)?, card, kind, row::progress(row, 3)?);
            Ok(())
        })
    }

    fn exams_of(&self, (from, to): Ids) -> Result<BTreeMap<i64, Vec<TakenExam>>, StoreError> {
        let mut exams: BTreeMap<i64, Vec<TakenExam>> = BTreeMap::new();
        let sql = "SELECT learner, at, seed, questions, points, pass_mark, took FROM exam
            WHERE learner BETWEEN ?1 AND ?2 ORDER BY learner, at, id";
        self.rows(sql, [from, to], |row| {
            let result = ExamResult {
                seed: row.get::<_, i64>(2)?.cast_unsigned(),
                questions: row.get(3)?,
                points: row.get(4)?,
                pass_mark: row.get(5)?,
                took: length(row, 6)?,
            };
            exams.entry(row.get(0)?).or_default().push(TakenExam { at: instant(row, 1)?, result });
            Ok(())
        })?;
        Ok(exams)
    }

    fn assignments_of(&self, (from, to): Ids) -> Result<BTreeMap<i64, Vec<Assignment>>, StoreError> {
        let mut assignments: BTreeMap<i64, Vec<Assignment>> = BTreeMap::new();
        let sql = "SELECT learner, line, last_day FROM assignment
            WHERE learner BETWEEN ?1 AND ?2 ORDER BY learner, last_day, line";
        self.rows(sql, [from, to], |row| {
            let by: Result<Date, _> = row.get_ref(2)?.as_str()?.parse();
            let by = by.map_err(|error| bad(2, Type::Text, error))?;
            assignments.entry(row.get(0)?).or_default().push(Assignment { line: row.get(1)?, by });
            Ok(())
        })?;
        Ok(assignments)
    }
}
