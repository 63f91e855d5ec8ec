//! Calls that are played under a plan, so that it is known what became of them.

use ivrsim::call::{CallSpec, Caller, OutcomeKind};
use ivrsim::directory;
use ivrsim::plan::Plan;
use jiff::{SignedDuration, Timestamp};

/// A call with all that is true of it.
#[derive(Clone, Debug)]
pub(crate) struct PlayedCall {
    pub(crate) at: Timestamp,
    /// The caller's number, in digits without the country code. None: withheld.
    pub(crate) caller: Option<u64>,
    /// What was dialed, in digits with the country code.
    pub(crate) dialed: u64,
    /// The name of whom it reached.
    pub(crate) reached: Option<String>,
    /// In seconds.
    pub(crate) lasted: i64,
    pub(crate) kind: OutcomeKind,
    /// The hours that closed the door.
    pub(crate) closed_by: Option<String>,
}

/// Numbers that follow each other without any order that matters.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Less than this.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        // Knuth's generator for 64 bits; its high bits are the better ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Area codes of callers: Eastern, Central, Mountain, Pacific, Arizona.
const AREA_CODES: [u64; 5] = [212, 615, 303, 213, 602];

/// The lines of the plan.
const LINES: [u64; 2] = [18_555_550_100, 18_555_550_101];

/// So many calls between two instants, each with keys that its caller may press.
pub(crate) fn play(plan: &Plan, from: &str, days: u64, count: usize, seed: u64) -> Vec<PlayedCall> {
    let from: Timestamp = from.parse().expect("an instant");
    let mut dice = Dice::new(seed);
    (0..count)
        .map(|_| {
            let at = from + SignedDuration::from_secs(dice.below(days * 86_400).cast_signed());
            let code = AREA_CODES[dice.below(AREA_CODES.len() as u64) as usize];
            let caller = (dice.below(10) > 0).then(|| code * 10_000_000 + 5_550_000 + dice.below(10_000));
            let dialed = LINES[usize::from(dice.below(4) == 0)];
            let keys = ["", "1", "2", "3", "9, 1"][dice.below(5) as usize];
            one(plan, at, caller, dialed, keys, dice.below(300).cast_signed())
        })
        .collect()
}

/// One call; whoever is put through talks for so many seconds.
pub(crate) fn one(
    plan: &Plan,
    at: Timestamp,
    caller: Option<u64>,
    dialed: u64,
    keys: &str,
    talks: i64,
) -> PlayedCall {
    let number = directory::number(plan, &dialed.to_string()).expect("a line");
    let from = match caller {
        Some(caller) => Caller::parse(&caller.to_string(), plan.country).expect("a number"),
        None => Caller::default(),
    };
    let spec = CallSpec::new(number, at).with_caller(from).with_keys(keys.parse().expect("keys"));
    let made = plan.call(&spec);
    let kind = made.outcome.kind();
    let is_through = kind == OutcomeKind::Transferred;
    PlayedCall {
        at,
        caller,
        dialed,
        reached: is_through.then(|| made.outcome.place_name(plan).expect("a name").to_owned()),
        lasted: made.ended.duration_since(at).as_secs() + if is_through { talks } else { 0 },
        kind,
        closed_by: made.outcome.closed_by(plan).map(|id| plan.schedule(id).key.clone()),
    }
}
