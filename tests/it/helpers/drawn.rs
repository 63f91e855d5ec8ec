//! How much the property tests draw, and from where.

use proptest::test_runner::{Config, RngSeed};

/// Where the draws start when nobody hunts. Any number would do.
const START: u64 = 20_230_904;

/// Settings of a property test that draws a number of cases.
///
/// The draws are the same in every run: what passes before a change ships fails after it only because of the change.
/// New draws are the work of a hunt: with `HUNT=20` in the environment every test draws twenty times as many cases,
/// and others each time.
pub(crate) fn cases(count: u32) -> Config {
    let usual = Config { cases: count, ..Config::default() };
    match std::env::var("HUNT") {
        Ok(times) => {
            let times: u32 = times.parse().expect("HUNT is how many times as many cases are drawn");
            Config { cases: count * times, ..usual }
        }
        Err(_) => Config { rng_seed: RngSeed::Fixed(START), ..usual },
    }
}
