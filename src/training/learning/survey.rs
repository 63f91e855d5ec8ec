//! Who knows what: the progress of a class, or of one of it, added up once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::card::StudyCard;
use super::exam::ExamResult;
use super::part::{FactRow, KnowledgeArea};
use super::progress::{CardProgress, CardStanding};
use crate::time::Zone;

/// A learner. The name is theirs and only data: it is compared as it is and means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// What the store knows them by.
    pub id: i64,
    /// The name.
    pub name: String,
}

/// A line that a learner must know by the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The line, by its name in the plan's files.
    pub line: String,
    /// The last day, in the plan's zone.
    pub by: Date,
}

/// An exam that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenExam {
    /// When it ended.
    pub at: Timestamp,
    /// What came of it.
    pub result: ExamResult,
}

/// A learner in a survey.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnerRow {
    /// All that there is to know; its name is the learner's.
    pub all: KnowledgeArea,
    /// When they last answered.
    pub last: Option<Timestamp>,
    /// The days on which they answered, oldest first.
    pub days: Vec<DayRow>,
    /// The answers that took so many whole seconds, the quickest first.
    paces: Vec<(u32, u32)>,
    /// The exams that they took, oldest first.
    pub exams: Vec<TakenExam>,
    /// What they were assigned, the nearest day first.
    pub deadlines: Vec<Deadline>,
    /// How many answers they gave to cards that the deck does not have.
    pub not_counted: u32,
}

/// A day of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// The day, in the survey's zone.
    pub date: Date,
    /// How many answers were given.
    pub answers: u32,
    /// The time that they took.
    pub spent: Duration,
}

impl LearnerRow {
    /// How long half of the answers took at most, in whole seconds. None without answers.
    #[must_use]
    pub fn median(&self) -> Option<Duration> {
        let all: u64 = self.paces.iter().map(|(_, answers)| u64::from(*answers)).sum();
        let mut before = 0;
        let half = self.paces.iter().find(|(_, answers)| {
            before += u64::from(*answers);
            2 * before >= all
        });
        half.map(|(seconds, _)| Duration::from_secs(u64::from(*seconds)))
    }
}

/// How an assignment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What was assigned.
    pub assignment: Assignment,
    /// How many cards the line has now.
    pub cards: u32,
    /// How many of them had been learned by the end of the day.
    pub learned: u32,
    /// How many were learned after it.
    pub learned_late: u32,
    /// Whether the day is over.
    pub is_over: bool,
}

impl Deadline {
    /// Whether everything was learned in time. Of a line without cards nothing can be said.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.cards > 0 && self.learned >= self.cards
    }

    /// Where the learner is with it.
    #[must_use]
    pub fn standing(&self) -> AssignmentStanding {
        match (self.is_kept(), self.is_over) {
            _ if self.cards == 0 => AssignmentStanding::NoCards,
            (true, _) => AssignmentStanding::Done,
            (false, false) => AssignmentStanding::Open,
            (false, true) if self.learned + self.learned_late >= self.cards => AssignmentStanding::DoneLate,
            (false, true) => AssignmentStanding::PastDue,
        }
    }

    /// The word for programs, to which late is missed.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.standing() {
            AssignmentStanding::NoCards => "no cards",
            AssignmentStanding::Done => "kept",
            AssignmentStanding::Open => "open",
            AssignmentStanding::DoneLate | AssignmentStanding::PastDue => "missed",
        }
    }
}

/// Where a learner is with an assignment, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssignmentStanding {
    /// The day is over, and something is still to be learned.
    PastDue,
    /// There is time left.
    Open,
    /// Everything is learned, but was not by the end of the day.
    DoneLate,
    /// Everything was learned in time.
    Done,
    /// The line has no cards, so nothing can be said.
    NoCards,
}

/// Who knows what, at one moment.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The cards of the plan.
    pub deck: Vec<StudyCard>,
    /// The moment.
    pub now: Timestamp,
    /// The zone in which days are counted and told.
    pub zone: Zone,
    /// The learners, in the order in which they were added.
    pub learners: Vec<LearnerRow>,
    /// Every card that was asked, by learner and then by card, once [`Survey::finish`] was called.
    pub facts: Vec<FactRow>,
    /// What was asked but is not in the deck, by kind: each card once, and the answers to it. Facts that are gone from the
    /// plan, changes of an older one, and own questions whose file is not here. Days and paces have these answers.
    pub not_counted: Vec<KnowledgeArea>,
    elsewhere: HashSet<String>,
    index: HashMap<String, usize>,
    per_line: BTreeMap<String, u32>,
}

impl Survey {
    /// A survey of nobody yet.
    #[must_use]
    pub fn new(deck: Vec<StudyCard>, zone: Zone, now: Timestamp) -> Self {
        let index = deck.iter().enumerate().map(|(index, card)| (card.id.clone(), index)).collect();
        let mut per_line = BTreeMap::new();
        for line in deck.iter().filter_map(|card| card.line.clone()) {
            *per_line.entry(line).or_default() += 1;
        }
        let (learners, facts, not_counted, elsewhere) = Default::default();
        Self { deck, now, zone, learners, facts, not_counted, elsewhere, index, per_line }
    }

    /// Adds a learner, and tells their index.
    pub fn learner(&mut self, name: &str, exams: Vec<TakenExam>, mut assigned: Vec<Assignment>) -> usize {
        assigned.sort_by(|one, other| (one.by, &one.line).cmp(&(other.by, &other.line)));
        let today = self.zone.wall_clock(self.now).date();
        let deadline = |assignment: Assignment| Deadline {
            cards: self.per_line.get(&assignment.line).copied().unwrap_or(0),
            learned: 0,
            learned_late: 0,
            is_over: assignment.by < today,
            assignment,
        };
        let mut all = KnowledgeArea::named(name);
        (all.cards, all.new) = (self.deck.len() as u32, self.deck.len() as u32);
        let deadlines = assigned.into_iter().map(deadline).collect();
        self.learners.push(LearnerRow {
            all,
            last: None,
            days: Vec::new(),
            paces: Vec::new(),
            exams,
            deadlines,
            not_counted: 0,
        });
        self.learners.len() - 1
    }

    /// Adds what a learner knows of a card of a kind. A card that the deck does not have is only told to be
    /// [not counted](Self::not_counted).
    pub fn progress(&mut self, learner: usize, card: &str, kind: &str, progress: &CardProgress) {
        let Some(row) = self.learners.get_mut(learner) else { return };
        let Some(&card) = self.index.get(card) else {
            row.not_counted = row.not_counted.saturating_add(progress.memory.reps);
            self.leave_out(card, kind, progress);
            return;
        };
        let fact = self.deck.get(card);
        let standing =
            fact.map_or(CardStanding::New, |card| CardStanding::of(card, Some(progress), self.now));
        let is_learned = matches!(standing, CardStanding::Known | CardStanding::Due);
        let fact_row = FactRow {
            learner,
            card,
            standing,
            recall: if is_learned { progress.memory.recall(self.now) } else { 0.0 },
            due: progress.memory.due,
            answers: progress.memory.reps,
            missed: progress.missed,
            spent: progress.spent,
        };
        row.all.add(&fact_row);
        row.last = row.last.max(Some(progress.memory.last));
        if let (Some(learned), Some(line)) = (progress.learned, fact.and_then(|card| card.line.as_ref())) {
            let day = self.zone.wall_clock(learned).date();
            for deadline in &mut row.deadlines {
                let Assignment { line: assigned, by } = &deadline.assignment;
                let count = if day <= *by { &mut deadline.learned } else { &mut deadline.learned_late };
                *count += u32::from(assigned == line);
            }
        }
        self.facts.push(fact_row);
    }

    fn leave_out(&mut self, card: &str, kind: &str, progress: &CardProgress) {
        let place = self.not_counted.partition_point(|part| part.name.as_str() < kind);
        if self.not_counted.get(place).is_none_or(|part| part.name != kind) {
            self.not_counted.insert(place, KnowledgeArea::named(kind));
        }
        let is_new = self.elsewhere.insert(card.to_owned());
        self.not_counted[place].add_answers(is_new, progress);
    }

    /// Adds answers of a learner that were given in the quarter of an hour from `at` on. In any order.
    pub fn add_study_time(&mut self, learner: usize, at: Timestamp, answers: u32, spent: Duration) {
        let Some(row) = self.learners.get_mut(learner) else { return };
        let date = self.zone.wall_clock(at).date();
        let place = row.days.partition_point(|day| day.date < date);
        match row.days.get_mut(place).filter(|day| day.date == date) {
            Some(day) => {
                day.answers = day.answers.saturating_add(answers);
                day.spent = day.spent.saturating_add(spent);
            }
            None => row.days.insert(place, DayRow { date, answers, spent }),
        }
    }

    /// Adds answers of a learner that took so many whole seconds; the quickest are added first.
    pub fn add_response_times(&mut self, learner: usize, seconds: u32, answers: u32) {
        if let Some(row) = self.learners.get_mut(learner) {
            row.paces.push((seconds, answers));
        }
    }

    /// The days on which anybody answered, oldest first.
    #[must_use]
    pub fn days(&self) -> Vec<DayRow> {
        let mut days: BTreeMap<Date, DayRow> = BTreeMap::new();
        for one in self.learners.iter().flat_map(|row| &row.days) {
            let day = days.entry(one.date).or_insert(DayRow { answers: 0, spent: Duration::ZERO, ..*one });
            day.answers = day.answers.saturating_add(one.answers);
            day.spent = day.spent.saturating_add(one.spent);
        }
        days.into_values().collect()
    }

    /// Puts learners and facts in the order in which they are told: by name, and by the order of the deck.
    #[must_use]
    pub fn finish(mut self) -> Self {
        let mut order: Vec<usize> = (0..self.learners.len()).collect();
        order.sort_by(|one, other| self.learners[*one].all.name.cmp(&self.learners[*other].all.name));
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let mut learners: Vec<(usize, LearnerRow)> =
            self.learners.into_iter().enumerate().map(|(old, row)| (place[old], row)).collect();
        learners.sort_by_key(|(place, _)| *place);
        self.learners = learners.into_iter().map(|(_, row)| row).collect();
        for fact in &mut self.facts {
            fact.learner = place[fact.learner];
        }
        self.facts.sort_by_key(|fact| (fact.learner, fact.card));
        self
    }

    /// Everything that there is to know, for the whole class.
    #[must_use]
    pub fn all(&self) -> KnowledgeArea {
        let name = |_: &StudyCard| Some(String::new());
        self.parts(name).into_iter().next().unwrap_or_default()
    }

    /// By line, in the order of the deck. Cards that are about no line are left out.
    #[must_use]
    pub fn lines(&self) -> Vec<KnowledgeArea> {
        self.parts(|card| card.line.clone())
    }

    /// By kind of question, in the order of the deck.
    #[must_use]
    pub fn kinds(&self) -> Vec<KnowledgeArea> {
        self.parts(|card| Some(card.kind.clone()))
    }

    /// By card, as indices of the deck with how they stand.
    #[must_use]
    pub fn cards(&self) -> Vec<(usize, KnowledgeArea)> {
        let mut parts: Vec<(usize, KnowledgeArea)> =
            self.deck.iter().enumerate().map(|(index, card)| (index, self.empty(&card.name))).collect();
        for fact in &self.facts {
            parts[fact.card].1.add(fact);
        }
        parts
    }

    /// The cards that were missed most often, the hardest first: those that were missed at all, and asked three times or
    /// more, so that one slip makes no fact hard.
    #[must_use]
    pub fn hardest(&self, count: usize) -> Vec<(usize, KnowledgeArea)> {
        let mut hard = self.cards();
        hard.retain(|(_, part)| part.missed > 0 && part.answers >= 3);
        // Shares compared as fractions, so that no rounding decides.
        hard.sort_by(|(_, one), (_, other)| {
            (other.missed * one.answers)
                .cmp(&(one.missed * other.answers))
                .then(other.missed.cmp(&one.missed))
        });
        hard.truncate(count);
        hard
    }

    fn empty(&self, name: &str) -> KnowledgeArea {
        let cards = self.learners.len() as u32;
        KnowledgeArea { cards, new: cards, ..KnowledgeArea::named(name) }
    }

    fn parts(&self, name: impl Fn(&StudyCard) -> Option<String>) -> Vec<KnowledgeArea> {
        let (mut places, mut parts) = (HashMap::new(), Vec::<KnowledgeArea>::new());
        let mut part_of_card = Vec::with_capacity(self.deck.len());
        for card in &self.deck {
            part_of_card.push(name(card).map(|name| {
                let place = *places.entry(name.clone()).or_insert_with(|| {
                    parts.push(KnowledgeArea::named(&name));
                    parts.len() - 1
                });
                parts[place].cards += self.learners.len() as u32;
                parts[place].new += self.learners.len() as u32;
                place
            }));
        }
        for fact in &self.facts {
            if let Some(place) = part_of_card[fact.card] {
                parts[place].add(fact);
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::learning::{AnswerJudgment, AnswerRecord};
    use AssignmentStanding::{Done, DoneLate, Open, PastDue};

    fn deck() -> Vec<StudyCard> {
        let card = |(id, kind, line): (&str, &str, Option<&str>)| StudyCard {
            id: id.to_owned(),
            kind: kind.to_owned(),
            line: line.map(str::to_owned),
            fact: "one".to_owned(),
            name: id.to_uppercase(),
        };
        let cards = [("a", "number", Some("csg")), ("b", "hours", Some("csg")), ("c", "hours", None)];
        cards.map(card).into()
    }

    fn progress(card: &StudyCard, judged: &[AnswerJudgment], start: &str) -> CardProgress {
        let (mut now, mut progress) = (start.parse::<Timestamp>().unwrap(), None);
        for judged in judged {
            let (took, quick) = (Duration::from_secs(10), Duration::from_secs(1));
            let answer = AnswerRecord { judged: *judged, hints: 0, took, quick };
            let next = CardProgress::after(progress.as_ref(), card, &answer, now);
            now = next.memory.due;
            progress = Some(next);
        }
        progress.unwrap()
    }

    fn survey() -> Survey {
        use AnswerJudgment::{Right, Wrong};
        let now = "2023-09-02T14:00:00Z".parse().unwrap();
        let by = |line: &str, by: &str| Assignment { line: line.to_owned(), by: by.parse().unwrap() };
        let mut survey = Survey::new(deck(), Zone::named("America/New_York").unwrap(), now);
        let (cards, day) = (deck(), "2023-09-01T14:00:00Z");
        let bob = survey.learner("Bob", Vec::new(), vec![by("csg", "2023-09-05"), by("csg", "2023-09-01")]);
        survey.progress(bob, "a", "number", &progress(&cards[0], &[Wrong, Wrong, Right], day));
        let ann = survey.learner("Ann", Vec::new(), vec![by("csg", "2023-09-01"), by("csg", "2023-08-31")]);
        survey.progress(ann, "b", "hours", &progress(&cards[1], &[Right, Right], day));
        survey.progress(ann, "a", "number", &progress(&cards[0], &[Right, Right], day));
        survey.progress(ann, "gone", "own", &progress(&cards[0], &[Right, Right], day));
        survey.progress(bob, "gone", "own", &progress(&cards[0], &[Wrong], day));
        survey.progress(bob, "away", "number", &progress(&cards[0], &[Right], day));
        survey.finish()
    }

    #[test]
    fn learners_lines_kinds_and_facts_add_up_to_the_same() {
        let survey = survey();
        let names: Vec<_> = survey.learners.iter().map(|row| row.all.name.as_str()).collect();
        assert_eq!(names, ["Ann", "Bob"]);
        let places: Vec<_> = survey.facts.iter().map(|fact| (fact.learner, fact.card)).collect();
        assert_eq!(places, [(0, 0), (0, 1), (1, 0)], "what vanished from the plan counts for nothing");
        let all = survey.all();
        assert_eq!((all.cards, all.known, all.new, all.answers, all.missed), (6, 3, 3, 7, 2));
        let sum = |parts: &[KnowledgeArea], of: fn(&KnowledgeArea) -> u32| parts.iter().map(of).sum::<u32>();
        let learners: Vec<KnowledgeArea> = survey.learners.iter().map(|row| row.all.clone()).collect();
        let cards: Vec<KnowledgeArea> = survey.cards().into_iter().map(|(_, part)| part).collect();
        for parts in [&learners, &cards, &survey.kinds()] {
            for of in [
                |part: &KnowledgeArea| part.cards,
                |part: &KnowledgeArea| part.known,
                |part: &KnowledgeArea| part.answers,
            ] {
                assert_eq!(sum(parts, of), of(&all));
            }
            let expected: f64 = parts.iter().map(|part| part.expected).sum();
            assert!((expected - all.expected).abs() < 1e-9);
        }
        assert_eq!(survey.lines().len(), 1, "what is about no line is on no line");
        assert!(all.knowledge() > 0.4 && all.knowledge() < 0.5, "{}", all.knowledge());
    }

    #[test]
    fn what_the_deck_does_not_have_is_told_and_not_counted() {
        let survey = survey();
        let told: Vec<_> = survey
            .not_counted
            .iter()
            .map(|part| (part.name.as_str(), part.cards, part.answers, part.missed))
            .collect();
        assert_eq!(told, [("number", 1, 1, 0), ("own", 1, 3, 1)]);
        assert_eq!(survey.learners.iter().map(|row| row.not_counted).collect::<Vec<_>>(), [2, 2]);
    }

    #[test]
    fn the_hardest_facts_are_those_missed_most_often() {
        let hardest = survey().hardest(5);
        assert_eq!(hardest.len(), 1, "a fact that nobody missed is not hard");
        assert_eq!((hardest[0].0, hardest[0].1.name.as_str(), hardest[0].1.missed), (0, "A", 2));
    }

    #[test]
    fn an_assignment_is_kept_by_what_was_learned_by_the_end_of_its_day() {
        let told = |row: &LearnerRow| {
            row.deadlines
                .iter()
                .map(|deadline| (deadline.word(), deadline.learned, deadline.cards))
                .collect::<Vec<_>>()
        };
        let survey = survey();
        assert_eq!(told(&survey.learners[0]), [("missed", 0, 2), ("kept", 2, 2)]);
        assert_eq!(told(&survey.learners[1]), [("missed", 1, 2), ("open", 1, 2)]);
        let standings = survey.learners.iter().flat_map(|row| row.deadlines.iter().map(Deadline::standing));
        assert_eq!(standings.collect::<Vec<_>>(), [DoneLate, Done, PastDue, Open], "late is not behind");
    }
}
