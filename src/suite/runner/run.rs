use std::num::NonZeroUsize;

use jiff::SignedDuration;

use super::event::{RunEvent, RunTally};
use super::played::PlayedCase;
use super::queue::Queue;
use super::queued::QueuedCase;
use crate::base::threads::Pool;
use crate::suite::scenario::{Player, Verdict};

/// How many cases are played side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobCount {
    /// As many as there are processors.
    #[default]
    Processors,
    /// So many.
    Fixed(NonZeroUsize),
}

/// When a case has failed, and when a run is given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunLimits {
    /// How long a call may last, in virtual time.
    pub call: Option<SignedDuration>,
    /// After how many failures no further case is told.
    pub failures: Option<NonZeroUsize>,
}

/// So many verdicts are held at once.
const CHUNK: usize = 16 * 1024;

/// Fewer cases than these are played before a thread has started.
const WORTH_A_THREAD: usize = 256;

/// Plays the cases and tells what came of each, in order, between the totals and the tally. Stops at the first error of
/// `tell`, which is whoever writes the reports.
pub fn run<'q, E>(
    queue: &Queue<'q>,
    jobs: JobCount,
    limits: RunLimits,
    mut tell: impl FnMut(RunEvent<'_>) -> Result<(), E>,
) -> Result<RunTally, E> {
    let totals = queue.totals();
    let total = totals.cases;
    // Without a pool the calling thread plays alone. Where no thread can be started, that still works.
    let threads = match jobs {
        JobCount::Processors => 0,
        JobCount::Fixed(threads) => threads.get(),
    };
    let is_alone = threads == 1 || total < WORTH_A_THREAD;
    let pool = if is_alone { None } else { Pool::of(threads) };
    let mut tally = RunTally { scenarios: totals.scenarios, ..RunTally::default() };
    let mut verdicts: Vec<Verdict> = Vec::new();
    // Only a limit needs to know how long each call lasts.
    let player = || if limits.call.is_some() { Player::to_the_end() } else { Player::default() };
    let mut alone = player();
    tell(RunEvent::Began(totals))?;
    'chunks: for start in (0..total).step_by(CHUNK) {
        let chunk = start..total.min(start + CHUNK);
        if let Some(pool) = &pool {
            let play = |player: &mut Player<'q>, index| play(player, queue.case(index));
            pool.map_into(&mut verdicts, chunk.clone(), WORTH_A_THREAD / 4, player, play);
        } else {
            verdicts.clear();
            verdicts.extend(chunk.clone().map(|index| play(&mut alone, queue.case(index))));
        }
        for (index, verdict) in chunk.zip(&verdicts) {
            let told = PlayedCase { case: queue.case(index), index, verdict, time_limit: limits.call };
            tally.count(told.status());
            tally.weigh(told.case.scenario.stands_for.unwrap_or(0), told.status());
            tell(RunEvent::Played(told))?;
            if limits.failures.is_some_and(|most| tally.failures() >= most.get()) {
                break 'chunks;
            }
        }
    }
    tally.not_played = total - tally.told();
    tell(RunEvent::Ended(tally))?;
    Ok(tally)
}

fn play<'q>(player: &mut Player<'q>, QueuedCase { suite, scenario, case }: QueuedCase<'q>) -> Verdict {
    player.play(suite.plan, scenario, case)
}
