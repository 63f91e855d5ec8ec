use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::card::StudyCard;
use super::memory::LearningStage;
use super::progress::CardProgress;
use crate::time::Zone;

/// How long a session is, and how much of it may be new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionGoal {
    /// At most so many questions.
    pub cards: Option<usize>,
    /// At most so many minutes: a question that is asked in time is answered in peace.
    pub minutes: Option<u32>,
    /// At most so many cards a day that were never asked before.
    pub new_a_day: usize,
    /// Lines whose new cards come first: those that the learner was assigned, the most urgent first.
    pub lines_first: Vec<String>,
    /// Kinds of cards that come before everything else as long as they were never asked, however many a day may be new.
    pub kinds_first: Vec<String>,
}

impl Default for SessionGoal {
    /// Ten minutes, twenty new cards a day.
    fn default() -> Self {
        Self {
            cards: None,
            minutes: Some(10),
            new_a_day: 20,
            lines_first: Vec::new(),
            kinds_first: Vec::new(),
        }
    }
}

/// So far ahead a card is asked that is being learned, when nothing else is left: nobody waits for the last minute of a
/// step at the end of a session.
const AHEAD: SignedDuration = SignedDuration::from_mins(20);

/// So many facts are shown at once.
const AT_ONCE: usize = 3;

/// As long as so many facts have been shown and not been asked, nothing more is shown.
const ENOUGH: usize = 4;

/// What was shown longer ago, and never asked, is shown again.
const SHOWN_ANEW: SignedDuration = SignedDuration::from_mins(30);

/// What an answer takes until some have been given.
const USUAL_PACE: SignedDuration = SignedDuration::from_secs(12);

/// What comes next in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStep {
    /// To show these cards of the deck, which are new.
    Show(Vec<usize>),
    /// To ask this one.
    Ask(usize),
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionOutlook {
    /// How many questions were answered.
    pub answered: usize,
    /// About how many there will have been.
    pub about: usize,
    /// How many of those to come were asked before, in this session or an earlier one.
    pub again: usize,
}

/// Which card comes next.
///
/// First the kinds that come first, then what is due, the longest overdue first, then what is due tomorrow, then new cards in the
/// order of the deck, then what is being learned and is due in some minutes. New cards that can be shown are shown first, a few at once, and are
/// asked before many more are shown. Cards of the plan that the learner has met are taken up with their memory; memories of cards
/// that the plan does not have (any more) rest, and are there again if the card returns.
#[derive(Clone, Debug)]
pub struct StudySession {
    /// Cards of the deck that were asked before or come first, with the instant from which they are due.
    waiting: BTreeSet<(Timestamp, usize)>,
    /// Cards of the deck that were never asked, the next one last.
    new: Vec<usize>,
    /// Of those, which are shown before they are asked, and which of them together.
    groups: HashMap<usize, usize>,
    /// Cards that were shown and not asked yet.
    shown: BTreeSet<usize>,
    started: Timestamp,
    goal: SessionGoal,
    asked: usize,
    /// Cards that are due on the next day: whoever learns every day is asked them before anything new.
    early: BTreeSet<(Timestamp, usize)>,
    /// Whether anything was shown in this session.
    has_shown: bool,
}

impl StudySession {
    /// Plans a session that starts now.
    ///
    /// `progress` tells what is known of a card's id. The day of `goal.new_a_day` is a calendar day in `zone`.
    #[must_use]
    pub fn new<'p>(
        deck: &[StudyCard],
        progress: impl Fn(&str) -> Option<&'p CardProgress>,
        goal: SessionGoal,
        zone: Zone,
        now: Timestamp,
    ) -> Self {
        let day = |at: Timestamp| -> Date { zone.wall_clock(at).date() };
        let (mut waiting, mut new, mut met_today) = (BTreeSet::new(), Vec::new(), 0);
        let (mut shown, mut early) = (BTreeSet::new(), BTreeSet::new());
        let tomorrow = day(now).tomorrow().unwrap_or(Date::MAX);
        let mut seen = HashSet::new();
        for (index, card) in deck.iter().enumerate().filter(|(_, card)| seen.insert(card.id.as_str())) {
            match progress(&card.id) {
                None if goal.kinds_first.contains(&card.kind) => {
                    waiting.insert((Timestamp::MIN, index));
                }
                None => new.push(index),
                Some(progress)
                    if progress.is_only_shown()
                        && (!card.is_still(&progress.fact)
                            || now.duration_since(progress.memory.last) > SHOWN_ANEW) =>
                {
                    new.push(index);
                }
                Some(progress) => {
                    met_today += usize::from(day(progress.first) == day(now));
                    // What has changed is due since the change, of which nobody knows when it was: before all else.
                    let since = match &progress.memory {
                        _ if !card.is_still(&progress.fact) => Timestamp::MIN,
                        // Days are days: who comes an hour earlier than yesterday is asked all the same.
                        memory if memory.state == LearningStage::Review && day(memory.due) <= day(now) => {
                            memory.due.min(now)
                        }
                        memory => memory.due,
                    };
                    if progress.is_only_shown() {
                        shown.insert(index);
                    }
                    let memory = &progress.memory;
                    let is_of_today = day(memory.last) == day(now);
                    if memory.state == LearningStage::Review && day(memory.due) == tomorrow && !is_of_today {
                        early.insert((memory.due, index));
                    }
                    waiting.insert((since, index));
                }
            }
        }
        let urgency = |index: &usize| {
            let line = deck[*index].line.as_ref();
            goal.lines_first.iter().position(|first| Some(first) == line).unwrap_or(usize::MAX)
        };
        new.sort_by_key(urgency);
        new.truncate(goal.new_a_day.saturating_sub(met_today));
        new.reverse();
        Self {
            waiting,
            new,
            groups: HashMap::new(),
            shown,
            started: now,
            goal,
            asked: 0,
            early,
            has_shown: false,
        }
    }

    /// The same, with the cards of the deck that are shown before they are asked; those of one group are shown together.
    #[must_use]
    pub fn showing(mut self, groups: impl IntoIterator<Item = (usize, usize)>) -> Self {
        self.groups = groups.into_iter().collect();
        self
    }

    /// What to show or to ask now; none when the session is over.
    #[must_use]
    pub fn next(&self, now: Timestamp) -> Option<SessionStep> {
        if self.goal.cards.is_some_and(|cards| self.asked >= cards) || self.minutes_are_over(now) {
            return None;
        }
        let first = self.waiting.first().copied();
        let due_by = |limit: Timestamp| first.filter(|(due, _)| *due <= limit).map(|(_, index)| index);
        let ahead = now.checked_add(AHEAD).unwrap_or(Timestamp::MAX);
        let shown = self.waiting.iter().find(|(_, index)| self.shown.contains(index));
        // What was just shown is asked soon, whatever else is due.
        if let Some((_, index)) = shown.filter(|(due, _)| *due <= now) {
            return Some(SessionStep::Ask(*index));
        }
        let page = self.new.last().filter(|next| self.groups.contains_key(next));
        let page = page.filter(|_| self.is_ready_for_more() && self.has_room_to_show(now));
        // Every session brings something new; beyond that, what is known must not be forgotten.
        let first_page = page.filter(|_| !self.has_shown);
        let is_late = self.share_gone(now, 1, 2);
        if let Some(&next) = first_page.filter(|_| is_late) {
            return Some(SessionStep::Show(self.page(next)));
        }
        if let Some(due) = due_by(now) {
            return Some(SessionStep::Ask(due));
        }
        if let Some(&next) = first_page {
            return Some(SessionStep::Show(self.page(next)));
        }
        if let Some((_, index)) = self.early.first() {
            return Some(SessionStep::Ask(*index));
        }
        match self.new.last() {
            Some(&next) if !self.groups.contains_key(&next) => Some(SessionStep::Ask(next)),
            Some(&next) if page.is_some() => Some(SessionStep::Show(self.page(next))),
            _ => shown.map(|(_, index)| *index).or_else(|| due_by(ahead)).map(SessionStep::Ask),
        }
    }

    /// The new cards that are shown together with one of them: those of its group, and of the next ones as long as there is
    /// room for a whole group.
    fn page(&self, next: usize) -> Vec<usize> {
        let mut page: Vec<usize> = Vec::new();
        let mut seen = HashSet::new();
        for group in
            self.new.iter().rev().skip_while(|index| **index != next).map(|index| self.groups.get(index))
        {
            if group.is_none() || !seen.insert(group) {
                continue;
            }
            let of_group: Vec<usize> =
                self.new.iter().rev().copied().filter(|index| self.groups.get(index) == group).collect();
            // Of many, each page has about as many.
            let pages = of_group.len().div_ceil(AT_ONCE).max(1);
            let count = of_group.len().div_ceil(pages);
            if page.len() + count > AT_ONCE {
                break;
            }
            page.extend(of_group.into_iter().take(count));
        }
        page
    }

    /// Whether enough of what was shown has been asked. The first facts of a session are asked before any others are shown.
    fn is_ready_for_more(&self) -> bool {
        self.shown.is_empty() || self.asked > 0 && self.shown.len() < ENOUGH
    }

    /// Whether what is shown now can still be asked in this session.
    fn has_room_to_show(&self, now: Timestamp) -> bool {
        !self.share_gone(now, 5, 6)
            && self.goal.cards.is_none_or(|cards| self.asked + self.shown.len() < cards)
    }

    /// Notes that cards of the deck were shown, and when to ask them.
    pub fn introduced(&mut self, cards: &[usize], due: Timestamp) {
        self.new.retain(|new| !cards.contains(new));
        self.waiting.extend(cards.iter().map(|&index| (due, index)));
        self.shown.extend(cards);
        self.has_shown = true;
    }

    /// Notes that these new cards are asked without being shown.
    pub fn ask_unseen(&mut self, cards: &[usize]) {
        self.groups.retain(|index, _| !cards.contains(index));
    }

    /// Notes that a card of the deck was answered, and when it is due again.
    pub fn answered(&mut self, index: usize, due: Timestamp) {
        self.asked += 1;
        self.leave_out(index);
        self.waiting.insert((due, index));
    }

    /// Leaves a card of the deck out of this session.
    pub fn leave_out(&mut self, index: usize) {
        self.new.retain(|new| *new != index);
        self.waiting.retain(|(_, waiting)| *waiting != index);
        self.early.retain(|(_, early)| *early != index);
        self.shown.remove(&index);
    }

    /// How many questions were answered.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// How many cards are due now or new: what is left for today, for this session or another one.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> usize {
        self.new.len() + self.waiting.iter().take_while(|(due, _)| *due <= now).count()
    }

    /// How far the session has come.
    #[must_use]
    pub fn outlook(&self, now: Timestamp) -> SessionOutlook {
        let ahead = now.checked_add(AHEAD).unwrap_or(Timestamp::MAX);
        let soon = self.waiting.iter().take_while(|(due, _)| *due <= ahead);
        let (shown, again): (Vec<usize>, Vec<usize>) =
            soon.map(|(_, index)| *index).partition(|index| self.shown.contains(index));
        let mut to_come = shown.len() + again.len() + self.new.len();
        if let Some(cards) = self.goal.cards {
            to_come = to_come.min(cards.saturating_sub(self.asked));
        }
        if let Some(minutes) = self.goal.minutes {
            let gone = now.duration_since(self.started);
            let left = SignedDuration::from_mins(i64::from(minutes)).as_secs() - gone.as_secs();
            let pace = match self.asked {
                0..3 => USUAL_PACE.as_secs(),
                asked => gone.as_secs() / i64::try_from(asked).unwrap_or(i64::MAX),
            };
            to_come = to_come.min(usize::try_from(left / pace.max(1)).unwrap_or(0));
        }
        // What is asked now is there in any case.
        let to_come = to_come.max(1);
        SessionOutlook { answered: self.asked, about: self.asked + to_come, again: again.len().min(to_come) }
    }

    fn minutes_are_over(&self, now: Timestamp) -> bool {
        self.share_gone(now, 1, 1)
    }

    /// Whether so much of the minutes is gone, in parts of them.
    fn share_gone(&self, now: Timestamp, count: i32, parts: i32) -> bool {
        let length = |minutes: u32| SignedDuration::from_mins(i64::from(minutes)) * count / parts;
        self.goal.minutes.is_some_and(|minutes| now.duration_since(self.started) >= length(minutes))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use super::*;
    use crate::training::learning::{AnswerJudgment, AnswerRecord};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn zone() -> Zone {
        Zone::named("America/New_York").unwrap()
    }

    fn deck(count: usize) -> Vec<StudyCard> {
        let card = |index: usize| StudyCard {
            id: format!("card {index}"),
            kind: "number".to_owned(),
            line: Some(format!("line {}", index % 2)),
            fact: "one".to_owned(),
            name: String::new(),
        };
        (0..count).map(card).collect()
    }

    fn answered(card: &StudyCard, before: Option<&CardProgress>, now: Timestamp) -> CardProgress {
        let (took, quick) = (Duration::from_secs(9), Duration::from_secs(1));
        CardProgress::after(
            before,
            card,
            &AnswerRecord { judged: AnswerJudgment::Right, hints: 0, took, quick },
            now,
        )
    }

    /// Plays a session in which every answer is right and takes a minute; tells which cards were asked.
    fn play(
        deck: &[StudyCard],
        known: &mut BTreeMap<String, CardProgress>,
        goal: SessionGoal,
        mut now: Timestamp,
    ) -> Vec<usize> {
        let mut session = StudySession::new(deck, |id| known.get(id), goal, zone(), now);
        let mut asked = Vec::new();
        while let Some(SessionStep::Ask(index)) = session.next(now) {
            let card = &deck[index];
            let progress = answered(card, known.get(&card.id), now);
            session.answered(index, progress.memory.due);
            known.insert(card.id.clone(), progress);
            asked.push(index);
            now = now.checked_add(SignedDuration::from_mins(1)).unwrap();
        }
        asked
    }

    #[test]
    fn a_kind_that_comes_first_comes_before_what_is_due() {
        let (mut deck, mut known) = (deck(4), BTreeMap::new());
        let goal = SessionGoal { minutes: None, cards: Some(2), new_a_day: 2, ..SessionGoal::default() };
        play(&deck, &mut known, goal.clone(), at("2023-08-28T12:00:00Z"));
        deck[3].kind = "changed".to_owned();
        let later = at("2023-09-20T12:00:00Z");
        assert!(!play(&deck, &mut known.clone(), goal.clone(), later).contains(&3));
        let goal = SessionGoal { kinds_first: vec!["changed".to_owned()], ..goal };
        assert_eq!(play(&deck, &mut known, goal, later)[0], 3);
    }

    #[test]
    fn new_cards_come_up_to_the_number_for_a_day_and_return_within_the_session() {
        let (deck, mut known) = (deck(8), BTreeMap::new());
        let goal = SessionGoal { minutes: None, new_a_day: 3, ..SessionGoal::default() };
        let evening = at("2023-08-29T02:00:00Z");
        assert_eq!(play(&deck, &mut known, goal.clone(), evening), [0, 1, 2, 0, 1, 2]);
        let later = at("2023-08-29T03:30:00Z");
        assert!(play(&deck, &mut known, goal.clone(), later).is_empty(), "the day in New York is not over");
        let tomorrow = at("2023-08-29T14:00:00Z");
        assert_eq!(play(&deck, &mut known, goal, tomorrow)[..3], [3, 4, 5]);
    }

    #[test]
    fn what_is_due_comes_before_what_is_new_and_changes_come_first() {
        let (mut deck, mut known) = (deck(5), BTreeMap::new());
        let goal = SessionGoal { minutes: None, new_a_day: 3, ..SessionGoal::default() };
        play(&deck, &mut known, goal.clone(), at("2023-08-28T14:00:00Z"));
        deck[2].fact = "two".to_owned();
        let asked = play(&deck, &mut known, goal.clone(), at("2023-09-28T14:00:00Z"));
        assert_eq!(asked[..5], [2, 0, 1, 3, 4]);
    }

    #[test]
    fn who_comes_earlier_in_the_day_is_asked_all_the_same() {
        let (deck, mut known) = (deck(2), BTreeMap::new());
        let goal = SessionGoal { minutes: None, ..SessionGoal::default() };
        play(&deck, &mut known, goal.clone(), at("2023-08-28T14:00:00Z"));
        let due = known["card 0"].memory.due;
        let earlier = due.checked_sub(SignedDuration::from_hours(3)).unwrap();
        assert_eq!(play(&deck, &mut known, goal, earlier), [0, 1]);
    }

    #[test]
    fn a_card_that_vanishes_rests_and_returns_with_its_memory() {
        let (deck, mut known) = (deck(2), BTreeMap::new());
        let goal = SessionGoal { minutes: None, ..SessionGoal::default() };
        play(&deck, &mut known, goal.clone(), at("2023-08-28T14:00:00Z"));
        let before = known["card 1"].clone();
        assert_eq!(play(&deck[..1], &mut known, goal.clone(), at("2023-09-28T14:00:00Z")), [0]);
        assert_eq!(known["card 1"], before);
        assert_eq!(play(&deck, &mut known, goal, at("2023-09-28T15:00:00Z")), [1]);
        assert!(known["card 1"].memory.stability > before.memory.stability);
    }

    #[test]
    fn a_session_ends_after_its_cards_or_its_minutes() {
        let now = at("2023-08-28T14:00:00Z");
        let cards = SessionGoal { cards: Some(4), minutes: None, ..SessionGoal::default() };
        assert_eq!(play(&deck(9), &mut BTreeMap::new(), cards.clone(), now).len(), 4);
        let minutes = SessionGoal { minutes: Some(5), ..SessionGoal::default() };
        assert_eq!(play(&deck(9), &mut BTreeMap::new(), minutes, now).len(), 5);
        let session = StudySession::new(&deck(9), |_| None, cards, zone(), now);
        assert_eq!((session.left(now), session.asked()), (9, 0), "left for today, not for this session");
    }

    #[test]
    fn new_cards_of_assigned_lines_come_first() {
        let now = at("2023-08-28T14:00:00Z");
        let lines_first = vec!["line 1".to_owned()];
        let goal = SessionGoal { minutes: None, new_a_day: 3, lines_first, ..SessionGoal::default() };
        assert_eq!(play(&deck(4), &mut BTreeMap::new(), goal, now)[..3], [1, 3, 0]);
    }
}
