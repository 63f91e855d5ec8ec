//! The clock of a live front, and the call that it drives.
//!
//! A front that a person holds (a terminal, a web page) lets real time pass, or lets it pass in steps. Both are a
//! [`LiveClock`]. A [`LiveCall`] keeps the driving contract of [`crate::call`]: timeouts happen at their own instants, however
//! late the front comes round to them, so that a slow machine hears the same call as a quick one.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::Instant;

use crate::call::{Call, CallDriver, CallEvent, CallRecord, CallWatcher, Caller, OutsideAnswers};
use crate::number::Dialed;
use crate::plan::{Key, Plan, StepKind, Target};

/// What time it is for a front.
#[derive(Clone, Copy, Debug)]
pub enum LiveClock {
    /// Runs on by itself.
    Running {
        /// What it showed when it was set.
        set_to: Timestamp,
        /// When that was, on the clock of the machine that never goes back.
        since: Instant,
    },
    /// Moves only when somebody moves it.
    Stepped(Timestamp),
}

impl LiveClock {
    /// A clock that shows `now` and runs on.
    #[must_use]
    pub fn running(now: Timestamp) -> Self {
        Self::Running { set_to: now, since: Instant::now() }
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match *self {
            Self::Running { set_to, since } => {
                let passed = SignedDuration::try_from(since.elapsed()).unwrap_or(SignedDuration::MAX);
                set_to.checked_add(passed).unwrap_or(Timestamp::MAX)
            }
            Self::Stepped(now) => now,
        }
    }

    /// Puts it forward or back. A running clock runs on from there.
    pub fn set(&mut self, now: Timestamp) {
        *self = match self {
            Self::Running { .. } => Self::running(now),
            Self::Stepped(_) => Self::Stepped(now),
        };
    }

    /// Whether it runs by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running { .. })
    }

    /// Waits until it shows `at`. A clock that does not run never does.
    async fn reach(&self, at: Timestamp) {
        match *self {
            Self::Running { set_to, since } => {
                let after = at.duration_since(set_to).unsigned_abs();
                let due = if at > set_to { since.checked_add(after) } else { Some(since) };
                match due {
                    Some(due) => tokio::time::sleep_until(due).await,
                    None => std::future::pending().await,
                }
            }
            Self::Stepped(_) => std::future::pending().await,
        }
    }
}

/// Why a front that waited goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallWake<T> {
    /// The instant has come.
    Due,
    /// The person did something.
    Said(T),
    /// There is nobody left who could do anything.
    Gone,
}

/// Waits until `due`, or until the person does something, whichever is first.
pub async fn next<T>(
    clock: &LiveClock,
    due: Option<Timestamp>,
    said: &mut UnboundedReceiver<T>,
) -> CallWake<T> {
    let reached = async {
        match due {
            Some(due) => clock.reach(due).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        // What was pressed before the deadline counts, even where both are found at once.
        biased;
        said = said.recv() => said.map_or(CallWake::Gone, CallWake::Said),
        () = reached => CallWake::Due,
    }
}

/// A call that a person makes, with everything that has happened in it.
#[derive(Debug)]
pub struct LiveCall {
    driver: CallDriver<Box<Call<Arc<Plan>>>, Chapters>,
}

/// What happened under one plan. A plan that is edited during a call begins another chapter, since events mean nothing
/// without the plan that they happened under.
#[derive(Clone, Debug)]
pub struct PlanChapter {
    /// The plan.
    pub plan: Arc<Plan>,
    /// What happened. All chapters of a call say the same of who called when.
    pub record: CallRecord,
}

/// Notes in the last chapter what happens.
#[derive(Debug)]
struct Chapters(Vec<PlanChapter>);

impl CallWatcher<Arc<Plan>> for Chapters {
    fn happened(&mut self, _: &Call<Arc<Plan>>, event: CallEvent) {
        if let Some(chapter) = self.0.last_mut() {
            chapter.record.events.push(event);
        }
    }
}

impl LiveCall {
    /// Dials.
    #[must_use]
    pub fn dial(
        plan: Arc<Plan>,
        dialled: Dialed,
        caller: Caller,
        answers: &OutsideAnswers,
        now: Timestamp,
    ) -> Self {
        let call = Box::new(Call::dial_with(Arc::clone(&plan), dialled, caller, answers, now));
        let record = CallRecord::of(&call);
        Self { driver: CallDriver::new(call, Chapters(vec![PlanChapter { plan, record }])) }
    }

    /// The call.
    #[must_use]
    pub fn call(&self) -> &Call<Arc<Plan>> {
        self.driver.call()
    }

    /// Everything that has happened, at least one chapter.
    #[must_use]
    pub fn chapters(&self) -> &[PlanChapter] {
        &self.driver.watcher().0
    }

    /// Whether the call has ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.driver.is_over()
    }

    /// Whether it takes a key, now or later. A call that only says good-bye takes none.
    #[must_use]
    pub fn takes_keys(&self) -> bool {
        let call = self.call();
        let Some(here) = call.state().step() else { return false };
        let plan = call.plan();
        let mut seen = HashSet::new();
        // What stands before the step that a call is at, as its hours, is past.
        let mut ways: Vec<Target> = match &plan.step(here).kind {
            StepKind::Message(message) => vec![message.then.target],
            StepKind::Destination(destination) if destination.keys().next().is_some() => return true,
            StepKind::Destination(destination) => destination.ways_on().map(|link| link.target).collect(),
            StepKind::Voicemail(_) => Vec::new(),
            StepKind::Menu(_) | StepKind::Input(_) | StepKind::Switch(_) => return true,
        };
        while let Some(target) = ways.pop() {
            match target {
                Target::Repeat | Target::Back => return true,
                Target::Step(step) if plan.step(step).kind.waits() => return true,
                Target::Step(step) if seen.insert(step) => {
                    ways.extend(plan.step(step).links().iter().map(|link| link.target));
                }
                Target::Step(_) | Target::HangUp | Target::Dropped => {}
            }
        }
        false
    }

    /// From now on the outside answers so, if the plan of the call knows the answer and the value.
    pub fn set_answer(&mut self, answer: &str, value: &str) {
        let plan = self.call().plan();
        let known = plan.answer_named(answer).and_then(|id| Some((id, plan.answer(id).value(value)?)));
        if let Some((id, value)) = known {
            self.driver.set_answer(id, value);
        }
    }

    /// The next instant at which something happens by itself.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        self.call().poll_timeout()
    }

    /// Lets everything happen that is due by `now`, each at its own instant.
    pub fn catch_up(&mut self, now: Timestamp) {
        self.driver.wait_until(now);
    }

    /// Lets time pass until the call takes a key or has ended, and gives the time then.
    pub fn until_it_listens(&mut self) -> Timestamp {
        self.driver.wait_to_be_heard();
        self.driver.now()
    }

    /// The caller presses a key.
    pub fn press(&mut self, now: Timestamp, key: Key) {
        self.catch_up(now);
        self.driver.press_now(key);
    }

    /// The caller hangs up.
    pub fn hang_up(&mut self, now: Timestamp) {
        self.catch_up(now);
        self.driver.hang_up();
    }

    /// Goes on under an edited plan. False, and nothing has changed: the step that the call is at is not there any more.
    pub fn go_on_under(&mut self, plan: Arc<Plan>) -> bool {
        let goes_on = self.driver.go_on_under(Arc::clone(&plan));
        if goes_on {
            let record = CallRecord::of(self.driver.call());
            self.driver.watcher_mut().0.push(PlanChapter { plan, record });
        }
        goes_on
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::mpsc;

    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_693_238_400, 0);

    fn after(seconds: i64) -> Timestamp {
        NOON + SignedDuration::from_secs(seconds)
    }

    #[tokio::test(start_paused = true)]
    async fn a_running_clock_runs_and_runs_on_from_where_it_is_put() {
        let mut clock = LiveClock::running(NOON);
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(clock.now(), after(3));
        clock.set(after(600));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(clock.now(), after(601));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_due_wakes_a_front_by_itself_at_its_time() {
        let clock = LiveClock::running(NOON);
        let (_keep, mut said) = mpsc::unbounded_channel::<()>();
        assert_eq!(next(&clock, Some(after(5)), &mut said).await, CallWake::Due);
        assert_eq!(clock.now(), after(5));
        assert_eq!(
            next(&clock, Some(after(-5)), &mut said).await,
            CallWake::Due,
            "what was missed is due at once"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_stepped_clock_wakes_nobody_but_a_person_does() {
        let clock = LiveClock::Stepped(NOON);
        let (say, mut said) = mpsc::unbounded_channel();
        say.send("6").unwrap();
        assert_eq!(next(&clock, Some(NOON), &mut said).await, CallWake::Said("6"));
        drop(say);
        assert_eq!(next(&clock, Some(NOON), &mut said).await, CallWake::Gone);
    }
}
