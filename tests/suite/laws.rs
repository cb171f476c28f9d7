//! How laws are tried: on cases that are the same in every run.

use proptest::test_runner::{Config, RngSeed};

/// This many cases of a law, from one seed, so that a run tells about the code and not about its luck.
///
/// `PROPTEST_RNG_SEED=N` tries other cases; `PROPTEST_CASES=N` another number of them.
pub fn cases(count: u32) -> Config {
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    Config {
        cases: asked("PROPTEST_CASES")
            .and_then(|cases: u64| u32::try_from(cases).ok())
            .unwrap_or(count),
        rng_seed: RngSeed::Fixed(asked("PROPTEST_RNG_SEED").unwrap_or(1)),
        failure_persistence: None,
        ..Config::default()
    }
}
