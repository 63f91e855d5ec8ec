//! What a learner knows, and what to ask next.
//!
//! A [`Card`] is one fact to know; this room sees only its identity, its words for people, and a fingerprint of what is
//! right. Each [`Answer`] is [graded](Grade) and moves a [`Memory`], which says how long the fact will be remembered and
//! when to ask again. A [`Session`] chooses the next card, an [`Exam`] the same paper for a whole class, and a
//! [`Survey`] adds up who knows what. The clock is always an argument.

mod answer;
mod card;
mod exam;
mod memory;
mod part;
mod progress;
mod session;
mod survey;

pub use answer::{Answer, Grade, Judged};
pub use card::Card;
pub use exam::{Exam, ExamResult, PaperAnswer, Sitting};
pub use memory::{LONGEST, Memory, State, WANTED_RECALL};
pub use part::{FactRow, Part};
pub use progress::{Progress, Standing};
pub use session::{Goal, Session};
pub use survey::{Assignment, DayRow, Deadline, Learner, LearnerRow, Survey, TakenExam};
