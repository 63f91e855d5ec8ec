//! What a report says, in the order in which a trainer asks: who is ready and who is behind, then what is known.

use super::of_survey::TrainingReport;
use crate::base::text::Table;

/// A word of a report, and what it means.
pub(super) type LegendEntry = (&'static str, &'static str);

/// A table with the words that it uses.
pub(super) type Section = (Table, &'static [LegendEntry]);

const READY: LegendEntry = (
    "ready",
    "share of the cards that the learner would get right today: those learned, weighted by how likely they are still remembered",
);

const READINESS: &[LegendEntry] = &[
    READY,
    ("past due", "assignments whose due date has passed, with cards still to learn"),
    ("open", "assignments that are not due yet"),
    ("done", "assignments with every card learned; `done late` means after the due date"),
    ("last exam", "result and score of the latest exam"),
    ("last answer", "day of the learner's latest answer"),
];

const ASSIGNMENTS: &[LegendEntry] = &[
    READINESS[1],
    READINESS[2],
    READINESS[3],
    ("learned", "cards of the line that the learner has learned so far"),
    ("no cards", "the plan has nothing to ask about this line"),
];

const EXAMS: &[LegendEntry] = &[
    ("score", "share of all points; an answer that is partly right earns half of them"),
    ("to pass", "score needed to pass"),
    ("paper", "number of the exam paper; the same number has the same questions"),
];

const KNOWLEDGE: &[LegendEntry] = &[
    READY,
    KNOWN,
    TO_REVIEW,
    LEARNING,
    CHANGED,
    NEW,
    MISSED,
    TIME,
    ("median", "half of the answers took no longer than this"),
];

const KNOWN: LegendEntry = ("known", "cards learned, with no review due");
const TO_REVIEW: LegendEntry = ("to review", "cards learned before, but due for a review");
const LEARNING: LegendEntry = ("learning", "cards asked, but not learned yet");
const CHANGED: LegendEntry = ("changed", "cards whose right answer has changed since they were last asked");
const NEW: LegendEntry = ("new", "cards never asked");

const MISSED: LegendEntry =
    ("missed", "share of the answers that were not right; of a single card, how many");
const TIME: LegendEntry = ("time", "time spent on answers");

const HARDEST: &[LegendEntry] = &[MISSED];

const DAYS: &[LegendEntry] = &[TIME];

const CARDS: &[LegendEntry] = &[
    KNOWN,
    TO_REVIEW,
    LEARNING,
    CHANGED,
    NEW,
    ("next review", "day on which the card is asked again"),
    MISSED,
];

impl TrainingReport<'_> {
    /// The tables that have anything to tell.
    pub(super) fn sections(self) -> Vec<Section> {
        let is_class = self.one().is_none();
        let mut all: Vec<Section> = Vec::new();
        if is_class {
            all.push((self.readiness().captioned("Readiness"), READINESS));
        }
        all.push((self.assignments(is_class).captioned("Assignments"), ASSIGNMENTS));
        all.push((self.exams(is_class).captioned("Exams"), EXAMS));
        if is_class {
            all.push((self.learners().captioned("Knowledge by learner"), KNOWLEDGE));
        }
        all.push((self.lines().captioned("Knowledge by line"), KNOWLEDGE));
        all.push((self.kinds().captioned("Knowledge by kind of question"), KNOWLEDGE));
        all.push((self.hardest().captioned("Hardest cards"), HARDEST));
        all.push((self.days().captioned("Answers by day"), DAYS));
        if !is_class {
            all.push((self.cards().captioned("Cards"), CARDS));
        }
        all.retain(|(table, _)| !table.is_empty());
        all
    }
}

/// The words of some tables, each once.
pub(super) fn legend(sections: &[Section]) -> Vec<LegendEntry> {
    let mut all: Vec<LegendEntry> = Vec::new();
    for entry in sections.iter().flat_map(|(_, words)| *words) {
        if !all.contains(entry) {
            all.push(*entry);
        }
    }
    all
}
