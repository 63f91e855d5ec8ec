use serde::Serialize;

use crate::plan::Plan;
use crate::training::drill::{Card, CardIntroduction};
use crate::training::phrases::LessonPhrases;

/// New facts, shown before they are asked: those of a heading together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntroductionPage {
    /// Heading by heading.
    pub groups: Vec<IntroductionGroup>,
}

/// The facts of a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntroductionGroup {
    /// What they stand under: `Dealer Service Center, 1-888-919-2559`.
    pub heading: String,
    /// Fact by fact; none where the heading says it all.
    pub facts: Vec<IntroductionFact>,
    /// When these people are there, said once where it is the same for all: "Open Monday to Friday, 8 AM to 5 PM."
    pub hours: Option<String>,
}

/// A fact below a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntroductionFact {
    /// What stands before it: `option 6`; may be empty.
    pub lead: String,
    /// The fact.
    pub told: String,
}

impl IntroductionPage {
    /// What is shown of some cards.
    #[must_use]
    pub fn of(plan: &Plan, cards: &[&Card]) -> Self {
        let shown: Vec<CardIntroduction> = cards.iter().filter_map(|card| card.introduction(plan)).collect();
        let groups = shown.chunk_by(|one, other| one.heading == other.heading);
        Self { groups: groups.filter_map(|shown| IntroductionGroup::of(plan, shown)).collect() }
    }
}

impl IntroductionGroup {
    fn of(plan: &Plan, shown: &[CardIntroduction]) -> Option<Self> {
        let words = LessonPhrases::of_plan(plan);
        let first = shown.first()?;
        // Said once where they are the same for all.
        let are_same = shown.iter().all(|one| one.hours == first.hours);
        let fact = |one: &CardIntroduction| {
            let hours = one.hours.as_ref().filter(|_| !are_same);
            let hours = hours.map(|hours| format!(", {hours}")).unwrap_or_default();
            IntroductionFact { lead: one.lead.clone(), told: format!("{}{hours}", one.told) }
        };
        Some(Self {
            heading: first.heading.clone(),
            facts: shown.iter().filter(|one| !one.told.is_empty()).map(fact).collect(),
            hours: first
                .hours
                .as_ref()
                .filter(|_| are_same)
                .map(|hours| words.fill(words.study.open_hours, &[("hours", hours)])),
        })
    }
}
