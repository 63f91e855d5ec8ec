use super::event::Totals;
use super::queued::QueuedCase;
use super::runnable::Runnable;
use super::select::Selection;
use crate::base::hash::Hash;
use crate::base::source::Sources;
use crate::suite::scenario::Scenario;

/// Which cases are played, in which order. Cases of one file always stand together.
#[derive(Clone, Debug)]
pub struct Queue<'a> {
    planned: Vec<QueuedScenario<'a>>,
    /// Positions among all cases of those that are played. None: all of them, as they stand.
    chosen: Option<Vec<usize>>,
    totals: Totals,
}

/// A scenario and where its cases begin among all cases.
#[derive(Clone, Copy, Debug)]
struct QueuedScenario<'a> {
    first: usize,
    suite: Runnable<'a>,
    scenario: &'a Scenario,
}

impl<'a> Queue<'a> {
    /// Every case, in the order of the files.
    #[must_use]
    pub fn all(suites: &[Runnable<'a>]) -> Self {
        let mut planned: Vec<QueuedScenario<'a>> = Vec::new();
        let mut cases = 0;
        for &suite in suites {
            for scenario in &suite.suite.scenarios {
                planned.push(QueuedScenario { first: cases, suite, scenario });
                cases += scenario.count();
            }
        }
        let totals = Totals { cases, scenarios: planned.len(), of: cases, shard: None };
        Self { planned, chosen: None, totals }
    }

    /// The cases that are wanted. `sources` holds the suites' files.
    #[must_use]
    pub fn new(suites: &[Runnable<'a>], sources: &Sources, selection: &Selection) -> Self {
        let Some(seed) = selection.shuffle else {
            return Self::all(suites).chosen(sources, selection);
        };
        let file = |suite: &Runnable<'_>| sources.file(suite.suite.file).name();
        let mut suites = suites.to_vec();
        suites.sort_by_cached_key(|suite| Hash::seeded(seed).with(file(suite)).value());
        let mut queue = Self::all(&suites).chosen(sources, selection);
        let mut chosen = queue.chosen.take().unwrap_or_else(|| (0..queue.totals.of).collect());
        let place = |position: usize| {
            let case = queue.queued(position);
            Hash::seeded(seed).with(file(&case.suite)).with(case.name()).value()
        };
        let mut start = 0;
        while start < chosen.len() {
            let file = queue.queued(chosen[start]).suite.suite.file;
            let length =
                chosen[start..].partition_point(|&position| queue.queued(position).suite.suite.file == file);
            chosen[start..start + length].sort_by_cached_key(|&position| place(position));
            start += length;
        }
        queue.chosen = Some(chosen);
        queue
    }

    fn chosen(mut self, sources: &Sources, selection: &Selection) -> Self {
        self.totals.shard = selection.shard;
        if selection.is_everything() {
            return self;
        }
        let mut chosen = Vec::new();
        self.totals.scenarios = 0;
        for &QueuedScenario { first, suite, scenario } in &self.planned {
            let before = chosen.len();
            chosen.extend((0..scenario.count()).filter_map(|position| {
                let case = QueuedCase { suite, scenario, case: scenario.case(position) };
                selection.wants(&case, sources).then_some(first + position)
            }));
            self.totals.scenarios += usize::from(chosen.len() > before);
        }
        self.totals.cases = chosen.len();
        self.chosen = Some(chosen);
        self
    }

    /// How many cases there are.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// The cases, in the order in which they are told.
    pub fn cases(&self) -> impl Iterator<Item = QueuedCase<'a>> {
        (0..self.totals.cases).map(|index| self.case(index))
    }

    /// The case that is told after so many others.
    pub(in crate::suite) fn case(&self, index: usize) -> QueuedCase<'a> {
        self.queued(self.chosen.as_ref().map_or(index, |chosen| chosen[index]))
    }

    /// The case at a position among all. Every scenario has at least one case.
    fn queued(&self, position: usize) -> QueuedCase<'a> {
        let next = self.planned.partition_point(|planned| planned.first <= position);
        let QueuedScenario { first, suite, scenario } = self.planned[next - 1];
        QueuedCase { suite, scenario, case: scenario.case(position - first) }
    }
}
