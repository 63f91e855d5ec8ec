//! Sixty virtual days of learners who are good, forgetful, or only guess.

use std::collections::BTreeMap;
use std::time::Duration;

use ivrsim::training::learning::{
    AnswerJudgment, AnswerRecord, CardProgress, CardStanding, SessionGoal, SessionStep, StudyCard,
    StudySession,
};
use jiff::{SignedDuration, Timestamp};

use super::{days, deck, start, zone};

const DAYS: i64 = 60;
const CARDS: usize = 60;

/// How somebody learns. What they really know is not what is measured of them.
#[derive(Clone, Copy)]
enum Kind {
    /// Remembers for long, and longer each time.
    Good,
    /// Remembers for a day or so at first, and not much longer later.
    Forgetful,
    /// Knows nothing, and is right one time in four.
    Guessing,
}

struct Person {
    kind: Kind,
    chance: u64,
    /// Of each card, how many days it is remembered and since when.
    mind: BTreeMap<String, (f64, Timestamp)>,
    known: BTreeMap<String, CardProgress>,
}

/// What a day came to.
#[derive(Clone, Copy, Default)]
struct Day {
    asked: usize,
    right: usize,
}

impl Person {
    fn new(kind: Kind, seed: u64) -> Self {
        Self { kind, chance: seed, mind: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// A number from 0 to 1, by the shuffle of Marsaglia's xorshift.
    fn throw(&mut self) -> f64 {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        f64::from((self.chance >> 40) as u32) / f64::from(1_u32 << 24)
    }

    fn answers(&mut self, card: &StudyCard, now: Timestamp) -> AnswerJudgment {
        let luck = self.throw();
        let key = format!("{} {}", card.id, card.fact);
        let (first, more) = match self.kind {
            Kind::Good => (4.0, 2.5),
            Kind::Forgetful => (1.0, 1.4),
            Kind::Guessing => return if luck < 0.25 { AnswerJudgment::Right } else { AnswerJudgment::Wrong },
        };
        let Some((strength, since)) = self.mind.get(&key).copied() else {
            // Never heard: a guess. The right answer is shown, and heard.
            self.mind.insert(key, (first, now));
            return if luck < 0.25 { AnswerJudgment::Right } else { AnswerJudgment::Wrong };
        };
        let passed = now.duration_since(since).as_secs_f64() / 86_400.0;
        let remembers = luck < (-passed / strength / 4.0).exp();
        // What is recalled after a while holds longer; what is recalled at once has not been tried.
        let strength = if !remembers {
            first
        } else if passed > strength / 4.0 {
            strength * more
        } else {
            strength
        };
        self.mind.insert(key, (strength, now));
        if remembers { AnswerJudgment::Right } else { AnswerJudgment::Wrong }
    }

    /// A session of one day: fifteen minutes, eight new cards, ten seconds an answer.
    fn day(&mut self, deck: &[StudyCard], mut now: Timestamp) -> Day {
        let goal = SessionGoal { minutes: Some(15), new_a_day: 8, ..SessionGoal::default() };
        let mut session = StudySession::new(deck, |id| self.known.get(id), goal, zone(), now);
        let mut day = Day::default();
        while let Some(SessionStep::Ask(index)) = session.next(now) {
            let card = &deck[index];
            let judged = self.answers(card, now);
            let took = Duration::from_secs(10);
            let answer = AnswerRecord { judged, hints: 0, took, quick: Duration::from_secs(3) };
            let progress = CardProgress::after(self.known.get(&card.id), card, &answer, now);
            session.answered(index, progress.memory.due);
            self.known.insert(card.id.clone(), progress);
            day.asked += 1;
            day.right += usize::from(judged == AnswerJudgment::Right);
            now = now.checked_add(SignedDuration::from_secs(10)).unwrap();
        }
        day
    }

    /// The share of the deck that is expected to be answered right.
    fn knowledge(&self, now: Timestamp) -> f64 {
        let recall = |progress: &CardProgress| match progress.learned {
            Some(_) => progress.memory.recall(now),
            None => 0.0,
        };
        self.known.values().map(recall).sum::<f64>() / number(CARDS)
    }

    /// The share of the deck that they really know, by a test that teaches nothing.
    fn really_knows(&self, deck: &[StudyCard], now: Timestamp) -> f64 {
        let knows = |card: &&StudyCard| {
            let Some((strength, since)) = self.mind.get(&format!("{} {}", card.id, card.fact)) else {
                return 0.0;
            };
            (-now.duration_since(*since).as_secs_f64() / 86_400.0 / strength / 4.0).exp()
        };
        deck.iter().map(|card| knows(&card)).sum::<f64>() / number(deck.len())
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

fn at(day: i64) -> Timestamp {
    start().checked_add(days(day)).unwrap()
}

/// Twenty people of a kind, sixty days: what each day came to, and the people.
fn weeks(kind: Kind, deck: &[StudyCard]) -> (Vec<Day>, Vec<Person>) {
    let mut people: Vec<Person> = (1..=20).map(|seed| Person::new(kind, seed * 0x9E37_79B9)).collect();
    let mut told = Vec::new();
    for day in 0..DAYS {
        let mut sum = Day::default();
        for person in &mut people {
            let one = person.day(deck, at(day));
            sum.asked += one.asked;
            sum.right += one.right;
        }
        told.push(sum);
    }
    (told, people)
}

fn average(people: &[Person], of: impl Fn(&Person) -> f64) -> f64 {
    people.iter().map(of).sum::<f64>() / number(people.len())
}

#[test]
fn those_who_learn_come_to_know_everything_and_are_asked_little_then() {
    let deck = deck(CARDS);
    let (told, people) = weeks(Kind::Good, &deck);
    assert!(average(&people, |person| person.really_knows(&deck, at(DAYS))) > 0.9);
    assert!(average(&people, |person| person.knowledge(at(DAYS))) > 0.9);
    let asked = |days: std::ops::Range<usize>| -> usize {
        let length = days.len() * people.len();
        told[days].iter().map(|day| day.asked).sum::<usize>() / length
    };
    assert!(asked(0..7) >= 16, "eight new cards, twice each: {}", asked(0..7));
    assert!(asked(45..60) <= CARDS / 10, "{} a day at the end", asked(45..60));
}

#[test]
fn the_forgetful_learn_too_with_more_work() {
    let deck = deck(CARDS);
    let (good, _) = weeks(Kind::Good, &deck);
    let (told, people) = weeks(Kind::Forgetful, &deck);
    let knows = average(&people, |person| person.really_knows(&deck, at(DAYS)));
    assert!(knows > 0.7, "{knows}");
    let total = |told: &[Day]| told[10..].iter().map(|day| day.asked).sum::<usize>();
    assert!(total(&told) > total(&good));
    let right = |days: &[Day]| {
        let (right, asked) = days.iter().fold((0, 0), |sum, day| (sum.0 + day.right, sum.1 + day.asked));
        number(right) / number(asked)
    };
    assert!(right(&told[45..]) > right(&told[..5]), "knowledge rises");
}

#[test]
fn guessing_shows() {
    let deck = deck(CARDS);
    let (good, good_people) = weeks(Kind::Good, &deck);
    let (told, people) = weeks(Kind::Guessing, &deck);
    let (learners, guessers) = (
        average(&good_people, |person| person.knowledge(at(DAYS))),
        average(&people, |person| person.knowledge(at(DAYS))),
    );
    assert!(guessers < learners * 0.6, "luck passes for knowledge only for days: {guessers} of {learners}");
    let missed = |person: &Person| {
        let sum = |of: fn(&CardProgress) -> u32| f64::from(person.known.values().map(of).sum::<u32>());
        sum(|progress| progress.missed) / sum(|progress| progress.memory.reps)
    };
    assert!(average(&people, missed) > 0.7 && average(&good_people, missed) < 0.3);
    let asked = |told: &[Day]| told[45..].iter().map(|day| day.asked).sum::<usize>();
    assert!(asked(&told) > 5 * asked(&good), "and the questions do not become fewer");
}

#[test]
fn a_changed_fact_brings_back_exactly_its_cards() {
    let old = deck(CARDS);
    let changed = [3, 17, 40];
    let mut new = old.clone();
    for index in changed {
        new[index].fact = "two".to_owned();
    }
    // A card that is gone, too.
    let gone = new.remove(59).id;
    let (_, people) = weeks(Kind::Good, &old);
    let (_, twins) = weeks(Kind::Good, &old);
    for (mut person, mut twin) in people.into_iter().zip(twins) {
        let before = person.known.clone();
        for (index, card) in new.iter().enumerate() {
            let standing = |card| CardStanding::of(card, before.get(&card.id), at(DAYS));
            let expected =
                if changed.contains(&index) { CardStanding::Changed } else { standing(&old[index]) };
            assert_eq!(standing(card), expected, "{}", card.id);
        }
        // The same day twice: once with the plan as it was, once as it is now.
        twin.day(&old, at(DAYS));
        person.day(&new, at(DAYS));
        let asked = |person: &Person, card: &StudyCard| {
            person.known[&card.id].memory.reps > before[&card.id].memory.reps
        };
        for (index, card) in new.iter().enumerate() {
            let expected = changed.contains(&index) || asked(&twin, card);
            assert_eq!(asked(&person, card), expected, "{}", card.id);
        }
        assert_eq!(person.known[&gone], before[&gone], "what vanished keeps its memory");
    }
}
