use super::reference::Reference;
use crate::plan::{LineId, Plan};
use crate::time::civil_phrases;
use crate::training::drill::{Card, CardKind, CardSides, CorrectAnswer, Deck, QuestionSource};
use crate::training::phrases::LessonPhrases;

/// Cards and a quick reference of one plan.
#[derive(Debug)]
pub struct CardsReport<'p> {
    pub(crate) plan: &'p Plan,
    /// What the plan's language says.
    pub(crate) words: &'static LessonPhrases,
    /// In groups, in the order of the deck within each.
    pub(crate) cards: Vec<PaperCard>,
    pub(crate) reference: Reference<'p>,
    /// Whether the deck has all that calls come to.
    pub(crate) complete: bool,
}

/// A card that can be printed.
#[derive(Clone, Debug)]
pub(crate) struct PaperCard {
    pub(crate) id: String,
    pub(crate) kind: CardKind,
    pub(crate) sides: CardSides,
    pub(crate) group: CardGroup,
}

/// Which cards lie together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CardGroup {
    Line(LineId),
    /// What several numbers answer for.
    Several,
    Contacts,
    Days,
    Own,
}

/// No more sources than these are told on a card.
const SOURCES: usize = 2;
/// Longer words of a document are cut there.
const MAX_WORDS: usize = 150;

impl<'p> CardsReport<'p> {
    /// The cards of a deck that was made from this plan, as far as they can be printed.
    #[must_use]
    pub fn new(plan: &'p Plan, deck: &Deck) -> Self {
        let paper = |card: &Card| {
            let sides = card.sides(plan)?;
            let group = CardGroup::of(card.kind, &sides);
            Some(PaperCard { id: card.id.clone(), kind: card.kind, sides, group })
        };
        let mut cards: Vec<PaperCard> = deck.cards().iter().filter_map(paper).collect();
        cards.sort_by_key(|card| card.group);
        let days = deck.cards().iter().filter_map(|card| {
            let sides =
                card.sides(plan).filter(|sides| CardGroup::of(card.kind, sides) == CardGroup::Days)?;
            Some((card.day_named(plan)?, sides.answers))
        });
        let reference = Reference::new(plan, &deck.directory(plan), days);
        let words = LessonPhrases::of_plan(plan);
        Self { plan, words, cards, reference, complete: deck.is_complete() }
    }

    /// The groups that have cards, each with the number of the first of them, from 1.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (CardGroup, usize, &[PaperCard])> {
        let mut next = 1;
        self.cards.chunk_by(|one, other| one.group == other.group).map(move |cards| {
            let first = next;
            next += cards.len();
            (cards[0].group, first, cards)
        })
    }

    /// The day from which the plan is in force, as people write it.
    pub(crate) fn effective(&self) -> String {
        civil_phrases(self.words.language()).long_date(self.plan.effective)
    }
}

impl CardGroup {
    fn of(kind: CardKind, sides: &CardSides) -> Self {
        match (kind, &sides.lines[..]) {
            (CardKind::Own, _) => Self::Own,
            (_, [line]) => Self::Line(*line),
            (CardKind::Open, []) => Self::Days,
            (_, []) => Self::Contacts,
            _ => Self::Several,
        }
    }

    /// The line that it is, if it is one.
    pub(crate) fn line(self) -> Option<LineId> {
        match self {
            Self::Line(line) => Some(line),
            Self::Several | Self::Contacts | Self::Days | Self::Own => None,
        }
    }

    pub(crate) fn title(self, plan: &Plan) -> &str {
        let words = &LessonPhrases::of_plan(plan).card;
        match self {
            Self::Line(line) => &plan.line(line).name,
            Self::Several => words.several,
            Self::Contacts => words.contacts,
            Self::Days => words.days,
            Self::Own => words.our_own,
        }
    }
}

impl PaperCard {
    /// The words that it is known from, as a card has room for them. In which file they are quoted is nothing for those whom
    /// cards are given to.
    pub(crate) fn sources(&self) -> impl Iterator<Item = String> {
        let told = self.sides.sources.iter().filter(|source| !source.words.is_empty());
        told.take(SOURCES).map(|QuestionSource { words, .. }| clipped(words))
    }
}

/// What is right, on one line: "Dealer Service Center: 1-888-919-2559".
pub(crate) fn told(words: &LessonPhrases, answer: &CorrectAnswer) -> String {
    let what = answer.what.replace('\n', ", ");
    match &answer.who {
        Some(who) => words.label(who, &what),
        None => what,
    }
}

fn clipped(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MAX_WORDS) {
        Some((end, _)) => {
            let end = words[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &words[..end])
        }
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_of_a_document_are_cut_between_words() {
        assert_eq!(clipped("Option 3\n Customer Interview"), "Option 3 Customer Interview");
        let cut = clipped(&"größer ".repeat(60));
        assert!(cut.ends_with("größer …") && cut.chars().count() <= MAX_WORDS + 2, "{cut}");
        assert_eq!(clipped(&"x".repeat(151)), format!("{} …", "x".repeat(150)));
    }
}
