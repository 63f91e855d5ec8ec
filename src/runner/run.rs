use std::num::NonZeroUsize;
use std::ops::Range;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator as _, IntoParallelIterator as _, ParallelIterator as _};

use super::{Event, Tally};
use crate::plan::Plan;
use crate::scenario::{Player, Scenario, Suite, Verdict};

/// A suite and the plan that it calls.
#[derive(Clone, Copy, Debug)]
pub struct Runnable<'a> {
    /// The scenarios.
    pub suite: &'a Suite,
    /// The plan that they were lowered against.
    pub plan: &'a Plan,
}

/// How many cases are played side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Jobs {
    /// As many as there are processors.
    #[default]
    Processors,
    /// So many.
    Fixed(NonZeroUsize),
}

/// So many verdicts are held at once.
const CHUNK: usize = 16 * 1024;

/// Fewer cases than these are played before a thread has started.
const WORTH_A_THREAD: usize = 256;

/// A scenario and where its cases begin among all cases.
struct Planned<'a> {
    first: usize,
    suite: Runnable<'a>,
    scenario: &'a Scenario,
}

/// Plays every case of the suites and tells what came of each, in order, then the tally. Stops at the first error of
/// `tell`, which is whoever writes the report.
pub fn run<'a, E>(
    suites: &[Runnable<'a>],
    jobs: Jobs,
    mut tell: impl FnMut(Event<'_>) -> Result<(), E>,
) -> Result<Tally, E> {
    let mut planned: Vec<Planned<'a>> = Vec::new();
    let mut total = 0;
    for &suite in suites {
        for scenario in &suite.suite.scenarios {
            planned.push(Planned { first: total, suite, scenario });
            total += scenario.count();
        }
    }
    // Without a pool the calling thread plays alone. Where no thread can be started, that still works.
    let threads = match jobs {
        Jobs::Processors => 0,
        Jobs::Fixed(threads) => threads.get(),
    };
    let alone = threads == 1 || total < WORTH_A_THREAD;
    let pool = if alone { None } else { ThreadPoolBuilder::new().num_threads(threads).build().ok() };
    let mut tally = Tally { scenarios: planned.len(), ..Tally::default() };
    let mut verdicts: Vec<Verdict> = Vec::new();
    let mut player = Player::default();
    for start in (0..total).step_by(CHUNK) {
        let chunk = start..total.min(start + CHUNK);
        if let Some(pool) = &pool {
            pool.install(|| {
                let play = |player: &mut Player, position| play(player, &planned, position);
                let cases = chunk.clone().into_par_iter().with_min_len(WORTH_A_THREAD / 4);
                cases.map_init(Player::default, play).collect_into_vec(&mut verdicts);
            });
        } else {
            verdicts.clear();
            verdicts.extend(chunk.clone().map(|position| play(&mut player, &planned, position)));
        }
        told(&planned, chunk, &verdicts, &mut tally, &mut tell)?;
    }
    tell(Event::Ended(tally))?;
    Ok(tally)
}

fn play(player: &mut Player, planned: &[Planned<'_>], position: usize) -> Verdict {
    let Planned { first, suite, scenario } = locate(planned, position);
    player.play(suite.plan, scenario, scenario.case(position - first))
}

fn told<E>(
    planned: &[Planned<'_>],
    chunk: Range<usize>,
    verdicts: &[Verdict],
    tally: &mut Tally,
    tell: &mut impl FnMut(Event<'_>) -> Result<(), E>,
) -> Result<(), E> {
    for (position, verdict) in chunk.zip(verdicts) {
        let &Planned { first, suite, scenario } = locate(planned, position);
        tally.add(verdict.kind());
        tell(Event::Played { suite, scenario, case: scenario.case(position - first), verdict })?;
    }
    Ok(())
}

/// The scenario that the case at this position belongs to. Every scenario has at least one case.
fn locate<'p, 'a>(planned: &'p [Planned<'a>], position: usize) -> &'p Planned<'a> {
    &planned[planned.partition_point(|planned| planned.first <= position) - 1]
}
