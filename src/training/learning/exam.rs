use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use super::answer::AnswerJudgment;
use super::card::StudyCard;
use crate::base::hash::fingerprint;

/// An exam: no hints, a pass mark, and one paper for everybody who takes it under the same seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exam {
    /// Decides the paper, together with the cards of the plan.
    pub seed: u64,
    /// How many questions are asked; fewer if the plan has fewer cards.
    pub cards: usize,
    /// From so many percent of the points on it is passed.
    pub pass_mark: u8,
}

/// What came of an exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExamResult {
    /// The seed of the paper.
    pub seed: u64,
    /// How many questions were asked.
    pub questions: u32,
    /// Two points for what is right, one for what is partly right.
    pub points: u32,
    /// From so many percent of the points on it is passed.
    pub pass_mark: u8,
    /// How long it took, all in all.
    pub took: Duration,
}

/// An exam that somebody took to its end, with every question and answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamSitting {
    /// What came of it.
    pub result: ExamResult,
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// Question by question.
    pub answers: Vec<PaperAnswer>,
}

/// A question of a paper, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperAnswer {
    /// The card that asked it.
    pub card: StudyCard,
    /// The question in words.
    pub question: String,
    /// What there was to choose from, if anything.
    pub choices: Vec<String>,
    /// What was answered, as it was typed; the words of a choice. None: it was skipped.
    pub said: Option<String>,
    /// How that was judged.
    pub judged: AnswerJudgment,
    /// What would have been right.
    pub right: Vec<String>,
    /// Why, in sentences.
    pub reason: String,
    /// How long it took.
    pub took: Duration,
}

impl Exam {
    /// The questions, as indices in the deck, in the order in which they are asked.
    ///
    /// The kinds take turns, so that a short paper has something of everything. The paper does not depend on the order of
    /// the deck, so it is the same for a class whatever machine it sits at.
    #[must_use]
    pub fn paper(&self, deck: &[StudyCard]) -> Vec<usize> {
        let mut kinds: BTreeMap<&str, Vec<(u64, &str, usize)>> = BTreeMap::new();
        for (index, card) in deck.iter().enumerate() {
            let drawn = draw(self.seed, &card.id);
            kinds.entry(&card.kind).or_default().push((drawn, &card.id, index));
        }
        let mut turns: Vec<_> = kinds
            .into_values()
            .flat_map(|mut cards| {
                cards.sort_unstable();
                cards.into_iter().enumerate().map(|(turn, (drawn, id, index))| (turn, drawn, id, index))
            })
            .collect();
        turns.sort_unstable();
        turns.into_iter().take(self.cards).map(|(_, _, _, index)| index).collect()
    }

    /// The exam, once every question was asked.
    #[must_use]
    pub fn sitting(&self, answers: Vec<PaperAnswer>, began: Timestamp, ended: Timestamp) -> ExamSitting {
        let judged: Vec<AnswerJudgment> = answers.iter().map(|answer| answer.judged).collect();
        let took = Duration::try_from(ended.duration_since(began)).unwrap_or_default();
        ExamSitting { result: self.result(&judged, took), began, ended, answers }
    }

    /// Adds up the answers to a paper.
    #[must_use]
    pub fn result(&self, answers: &[AnswerJudgment], took: Duration) -> ExamResult {
        ExamResult {
            seed: self.seed,
            questions: answers.len() as u32,
            points: answers.iter().map(|judged| judged.points()).sum(),
            pass_mark: self.pass_mark,
            took,
        }
    }
}

impl ExamResult {
    /// The share of the points, in percent, rounded down: nobody passes by rounding.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let all = u64::from(self.most_points());
        let percent = (u64::from(self.points) * 100).checked_div(all).unwrap_or(0);
        percent.min(100) as u8
    }

    /// How many points there were to have.
    #[must_use]
    pub fn most_points(&self) -> u32 {
        self.questions.saturating_mul(AnswerJudgment::Right.points())
    }

    /// Whether it is passed. An exam without questions is not.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.questions > 0 && self.percent() >= self.pass_mark
    }
}

/// Where a card lies in the shuffle of a seed: FNV-1a over both, finished as `SplitMix64` does so that near seeds give
/// papers that have nothing in common. It is ours because it must never change.
fn draw(seed: u64, id: &str) -> u64 {
    let hash = fingerprint(seed.to_le_bytes().into_iter().chain(id.bytes()));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deck() -> Vec<StudyCard> {
        let card = |index: usize| StudyCard {
            id: format!("card {index}"),
            kind: ["number", "number", "number", "hours"][index % 4].to_owned(),
            line: None,
            fact: String::new(),
            name: String::new(),
        };
        (0..40).map(card).collect()
    }

    fn ids(deck: &[StudyCard], seed: u64) -> Vec<String> {
        let exam = Exam { seed, cards: 10, pass_mark: 80 };
        exam.paper(deck).into_iter().map(|index| deck[index].id.clone()).collect()
    }

    #[test]
    fn one_seed_is_one_paper_for_the_class() {
        let (deck, mut other) = (deck(), deck());
        other.reverse();
        assert_eq!(ids(&deck, 7), ids(&other, 7));
        assert_ne!(ids(&deck, 7), ids(&deck, 8));
        assert_eq!(
            ids(&deck, 7)[..3].join(", "),
            "card 13, card 23, card 30",
            "a paper must stay what it is across versions, or a class is examined by two"
        );
    }

    #[test]
    fn kinds_take_turns() {
        let deck = deck();
        let paper = Exam { seed: 1, cards: 10, pass_mark: 80 }.paper(&deck);
        assert_eq!(paper.iter().filter(|index| deck[**index].kind == "hours").count(), 5);
        assert_eq!(Exam { seed: 1, cards: 100, pass_mark: 80 }.paper(&deck).len(), 40);
    }

    #[test]
    fn nobody_passes_by_rounding() {
        let exam = Exam { seed: 1, cards: 3, pass_mark: 67 };
        let result = exam.result(
            &[AnswerJudgment::Right, AnswerJudgment::Right, AnswerJudgment::Wrong],
            Duration::from_mins(1),
        );
        assert_eq!((result.percent(), result.is_passed()), (66, false));
        let result = exam.result(
            &[AnswerJudgment::Right, AnswerJudgment::Right, AnswerJudgment::Partly],
            Duration::from_mins(1),
        );
        assert_eq!((result.percent(), result.is_passed()), (83, true));
        assert!(!Exam { pass_mark: 0, ..exam }.result(&[], Duration::ZERO).is_passed());
    }
}
