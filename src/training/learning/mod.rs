//! What a learner knows, and what to ask next.
//!
//! A [`StudyCard`] is one fact to know; this room sees only its identity, its words for people, and a fingerprint of what is
//! right. Each [`AnswerRecord`] is [graded](Grade) and moves a [`CardMemory`], which says how long the fact will be remembered and
//! when to ask again. A [`StudySession`] chooses the next card, an [`Exam`] the same paper for a whole class, and a
//! [`Survey`] adds up who knows what. The clock is always an argument.

mod answer;
mod card;
mod exam;
mod memory;
mod name;
mod part;
mod progress;
mod session;
mod survey;

pub use answer::{AnswerJudgment, AnswerRecord, Grade};
pub use card::StudyCard;
pub use exam::{Exam, ExamResult, ExamSitting, PaperAnswer};
pub use memory::{CardMemory, LONGEST, LearningStage, WANTED_RECALL};
pub use name::{MAX_LEARNER_NAME, learner_name};
pub use part::{FactRow, KnowledgeArea};
pub use progress::{CardProgress, CardStanding};
pub use session::{SessionGoal, SessionOutlook, SessionStep, StudySession};
pub use survey::{Assignment, AssignmentStanding, DayRow, Deadline, Learner, LearnerRow, Survey, TakenExam};
