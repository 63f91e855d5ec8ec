//! What holds for every call, however wildly it is driven.

use ivrsim::call::{
    Call, CallEvent, CallSpec, Caller, CompletedCall, EventKind, KeySequence, OutsideAnswers, Press,
    run::{self, Run},
};
use ivrsim::number::{Country, Dialed, PhoneNumber};
use ivrsim::plan::{Key, Plan};
use ivrsim::time::Zone;
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;

/// More steps than any call can take: circles are ended by the engine, and whoever is asked without end by the limit of some
/// hours, after a second each time.
const MAX_STEPS: usize = 200_000;

/// Something that is done to a call.
#[derive(Clone, Copy, Debug)]
enum Move {
    Press(Key),
    HangUp,
    /// Time passes; what falls due happens on time.
    Wait(SignedDuration),
    /// A timeout that is handled too soon.
    Early,
    /// The next timeout, handled so much too late.
    Late(SignedDuration),
}

/// Somebody who calls, from somewhere, or from nowhere known.
pub fn caller(dice: &mut Dice<'_>) -> Caller {
    let numbers = ["213-555-0177", "615-555-0100", "850-555-0100", "888-555-0100", "+442079460958"];
    let number = dice.one_in(2).then(|| {
        PhoneNumber::parse(dice.one_of::<&str>(&numbers), Country::UnitedStates)
            .expect("these are numbers")
            .number
    });
    let zones = ["America/Denver", "America/St_Johns", "Pacific/Apia", "UTC"];
    let zone = dice.one_in(3).then(|| Zone::named(dice.one_of::<&str>(&zones)).expect("these are zones"));
    Caller { number, zone }
}

/// A moment at which hours are likely to change, or any other, the ends of time included.
pub fn moment(dice: &mut Dice<'_>) -> Timestamp {
    // 2023-08-28 16:00 UTC, a Monday.
    const MONDAY: i64 = 1_693_238_400;
    let second = match dice.below(4) {
        0 => MONDAY + dice.whole(60_000) * 10,
        1 => MONDAY + dice.whole(168) * 3_600 - dice.whole(60),
        2 => dice.number() % 8_000_000_000,
        _ => *dice.one_of(&[
            Timestamp::MIN.as_second(),
            Timestamp::MAX.as_second(),
            Timestamp::MAX.as_second() - 90,
            // The clocks change in New York.
            1_699_163_999,
        ]),
    };
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}

/// What the outside answers: as usual, or something else, also one thing after the other.
pub fn answers(plan: &Plan, dice: &mut Dice<'_>) -> OutsideAnswers {
    let mut answers = OutsideAnswers::default();
    for (id, answer) in plan.answers() {
        for _ in 0..dice.below(3) {
            let words: Vec<&str> = plan.possible_values(id).map(|(_, word)| word).collect();
            answers.give(&answer.key, dice.one_of::<&str>(&words));
        }
    }
    answers
}

/// Keys and pauses.
pub fn keys(dice: &mut Dice<'_>) -> KeySequence {
    let press = |dice: &mut Dice<'_>| match dice.below(Key::COUNT + 3) {
        key if key < Key::COUNT => Press::Key(Key::ALL[key]),
        _ => Press::Pause,
    };
    KeySequence::from((0..dice.below(12)).map(|_| press(dice)).collect::<Vec<_>>())
}

fn moves(dice: &mut Dice<'_>) -> Vec<Move> {
    let mut moves = Vec::new();
    while !dice.are_used_up() && moves.len() < 200 {
        moves.push(match dice.below(24) {
            key @ 0..12 => Move::Press(Key::ALL[key]),
            12..16 => Move::Wait(SignedDuration::from_millis(dice.whole(20_000))),
            16..20 => Move::Wait(SignedDuration::from_secs(dice.whole(400))),
            20 | 21 => Move::Early,
            22 => Move::Late(SignedDuration::from_secs(dice.whole(3_600))),
            _ => Move::HangUp,
        });
    }
    moves
}

/// A call in the making, watched.
#[derive(Clone)]
struct Watched<'p> {
    call: Call<&'p Plan>,
    events: Vec<CallEvent>,
    now: Timestamp,
}

impl<'p> Watched<'p> {
    fn dial(plan: &'p Plan, dialled: impl Into<Dialed>, caller: Caller, at: Timestamp) -> Self {
        let mut watched = Self { call: Call::dial(plan, dialled, caller, at), events: Vec::new(), now: at };
        watched.look();
        watched
    }

    fn look(&mut self) {
        while let Some(event) = self.call.poll_event() {
            assert!(event.at == self.now, "an event of {} comes at {}", event.at, self.now);
            self.events.push(event);
        }
        assert_eq!(self.call.poll_timeout().is_none(), self.call.outcome().is_some(), "an open call waits");
        if let Some(outcome) = self.call.outcome() {
            assert_eq!(self.call.settled(), Some(outcome));
            assert!(!self.call.listens());
        }
    }

    /// Lets the next timeout happen, on time, if it is due by `until`.
    fn pass_time(&mut self, until: Timestamp) -> bool {
        match self.call.poll_timeout().filter(|&at| at <= until) {
            Some(at) => {
                self.now = self.now.max(at);
                self.call.handle_timeout(self.now);
                self.look();
                true
            }
            None => false,
        }
    }

    fn take(&mut self, what: Move) {
        let ended = self.call.outcome().map(|_| *self.call.state());
        match what {
            Move::Press(key) => self.call.handle_key(self.now, key),
            Move::HangUp => self.call.handle_hang_up(self.now),
            Move::Wait(time) => {
                let until = self.now.checked_add(time).unwrap_or(Timestamp::MAX);
                let mut steps = 0;
                while self.pass_time(until) {
                    steps += 1;
                    assert!(steps < MAX_STEPS, "it goes on at {}", self.now);
                }
                self.now = until;
            }
            Move::Early => {
                let state = *self.call.state();
                if self.call.poll_timeout().is_none_or(|at| at > self.now) {
                    self.call.handle_timeout(self.now);
                    assert_eq!((*self.call.state(), self.call.poll_event()), (state, None));
                }
            }
            Move::Late(time) => {
                if let Some(at) = self.call.poll_timeout() {
                    self.now = self.now.max(at.checked_add(time).unwrap_or(Timestamp::MAX));
                    self.call.handle_timeout(self.now);
                }
            }
        }
        self.look();
        if let Some(ended) = ended {
            assert_eq!(*self.call.state(), ended, "nothing changes after the end");
        }
    }

    fn finish(&mut self) {
        let mut steps = 0;
        while self.pass_time(Timestamp::MAX) {
            steps += 1;
            assert!(steps < MAX_STEPS, "it does not end");
        }
    }

    /// What can be said of it once it is over.
    fn check(&self, plan: &Plan) {
        assert!(self.events.is_sorted_by_key(|event| event.at), "time goes back");
        let ends = self.events.iter().filter(|event| matches!(event.what, EventKind::Ended(_))).count();
        assert_eq!(ends, 1, "a call ends once");
        for event in &self.events {
            assert!(!self.call.told(event).to_string().is_empty());
            if let EventKind::Decided(decision) = event.what
                && let Some(span) = decision.span(plan)
            {
                let text = plan.sources.file(span.file).text();
                assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{decision:?}");
            }
        }
    }
}

/// Drives a call as the dice say, with a twin that splits off on the way and must fare alike, and again from the
/// beginning.
///
/// # Panics
///
/// If something does not hold.
pub fn check_drive(plan: &Plan, dialled: impl Into<Dialed>, dice: &mut Dice<'_>) {
    let dialled = dialled.into();
    let (caller, at) = (caller(dice), moment(dice));
    let split = dice.below(16);
    let moves = moves(dice);
    let mut call = Watched::dial(plan, dialled, caller, at);
    let mut again = call.clone();
    let mut twin = None;
    for (index, &what) in moves.iter().enumerate() {
        if index == split {
            twin = Some(call.clone());
        }
        call.take(what);
        if let Some(twin) = &mut twin {
            twin.take(what);
        }
    }
    call.finish();
    call.check(plan);
    for &what in &moves {
        again.take(what);
    }
    for mut other in twin.into_iter().chain([again]) {
        other.finish();
        assert_eq!((other.events, *other.call.state()), (call.events.clone(), *call.call.state()));
    }
}

/// Makes one call from keys by every way that there is, and holds the results together.
///
/// # Panics
///
/// If something does not hold.
pub fn check_run(plan: &Plan, dialled: impl Into<Dialed>, dice: &mut Dice<'_>) {
    let dialled = dialled.into();
    let (caller, at, keys) = (caller(dice), moment(dice), keys(dice));
    let answers = answers(plan, dice);
    let spec = CallSpec::new(dialled, at).with_caller(caller).with_keys(keys.clone());
    let spec = spec.with_answers(answers.clone());
    let CompletedCall { outcome, ended, pressed, record } = plan.call(&spec);
    let told = Run { outcome, ended, pressed };
    let again = plan.call(&spec).record;
    assert_eq!(record.events, again.events);
    assert_eq!(record.transcript(plan), again.transcript(plan));
    assert_eq!(record.trace(plan), again.trace(plan));
    assert_eq!(record.outcome(), Some(told.outcome));
    assert!(record.reason(plan).is_some_and(|reason| !reason.is_empty()));
    assert!(told.pressed <= keys.presses().len());
    assert_eq!(told.ended, record.events.last().map_or(at, |last| last.at));

    let mut call = Call::dial_with(plan, dialled, caller, &answers, at);
    assert_eq!(run::to_the_end(&mut call, &keys), told);
    call.redial(dialled, caller, at);
    assert_eq!(run::decide(&mut call, &keys), told.outcome, "{keys} at {at}");
    assert_eq!(keys.to_string().parse().as_ref(), Ok(&keys));

    // Whoever gives what was answered makes the same call.
    let spec =
        CallSpec::new(dialled, at).with_caller(caller).with_keys(keys).with_answers(record.answers(plan));
    let call = plan.call(&spec);
    assert_eq!(call.record.events, record.events);
    assert_eq!((call.outcome, call.ended, call.pressed), (told.outcome, told.ended, told.pressed));
    assert_eq!(plan.decide(&spec), told.outcome, "{spec:?}");
}
