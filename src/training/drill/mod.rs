//! Drills: questions made from any plan, and answers judged by calls and by meaning.
//!
//! A [`Card`] is one fact of a plan: that option 6 of a number is Commercial Transactions, that the Dealer Service Center
//! opens at 9:30. A [`Deck`] has all of them. A card [asks](Card::ask) in more than one way; which one, and about which
//! moment, a seed decides, so that the same seed gives the same [`Question`].
//!
//! # What a card is
//!
//! Its `id` is made of what people know: the kind of question and the name of a team, a line or a contact. A renaming in
//! the plan's files leaves it as it is. Its `fact` is what is right, found by making calls on the engine: when it differs,
//! the learner has something to learn anew. A fact that is gone has no card. Hours are compared over a fixed year without
//! holidays, so that a fact does not change with the calendar; a holiday is a card of its own.
//!
//! # On paper
//!
//! A question about a moment lives as long as the moment. Most facts can be asked without one: [`Card::sides`] gives a
//! question and its answer that stay as they are, for cards that are printed, and [`Directory`](crate::directory::Directory) lists who is reached where.
//!
//! ```
//! # use ivrsim::training::drill::Deck;
//! let plan = ivrsim::plan::builtin();
//! let deck = Deck::of(plan, "2023-08-28T12:00:00Z".parse()?);
//! let sides = deck.card("option/customer interview").and_then(|card| card.sides(plan)).expect("it holds at any time");
//! assert_eq!(sides.front, "You have dialed 1-855-720-2559 (Contract Processing Center). Which option is Customer Interview?");
//! assert_eq!(sides.answers[0].what, "option 3");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is right
//!
//! Whatever can be dialed is judged by making the call: any number and any keys that reach the people are right. Other
//! answers are judged by what they mean: a number in any spelling, a time in any usual form, a name with a slip of the
//! finger. There are no trick questions. What the plan leaves open is not asked; moments are not close to a change of
//! hours; of the choices, exactly one is right, and the others are a neighbor's.
//!
//! ```
//! use ivrsim::training::drill::{Deck, CardKind, AnswerScore};
//!
//! let plan = ivrsim::plan::builtin();
//! let now = "2023-08-28T12:00:00Z".parse()?;
//! let deck = Deck::of(plan, now);
//! let card = deck.card("number/sales support").expect("Sales Support has a number");
//! assert_eq!(card.kind, CardKind::Number);
//!
//! let question = card.ask(plan, 1, now).expect("it can be asked");
//! assert_eq!(question.judge("877.357.8477 option 6").score, AnswerScore::Right);
//! assert_eq!(question.judge("1 (877) 357-8477").score, AnswerScore::Partly, "the option is missing");
//! assert_eq!(question.judge("888.919.2559").score, AnswerScore::Wrong);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod about;
mod answer;
mod apart;
mod ask;
mod card;
mod chance;
mod changes;
mod deck;
mod expected;
mod holidays;
mod introduction;
mod meaning;
mod moments;
mod own;
mod question;
mod ringing;
mod route;
mod sides;
mod told_change;
mod verdict;

pub use card::{Card, CardKind};
pub use deck::Deck;
pub use introduction::CardIntroduction;
pub use moments::Situation;
pub use own::{own_questions, questions_schema};
pub use question::{AnswerForm, Evidence, Judgement, Question, QuestionSource};
pub use sides::{CardSides, CorrectAnswer};
pub use told_change::ToldChange;
pub use verdict::AnswerScore;
