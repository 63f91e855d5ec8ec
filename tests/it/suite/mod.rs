//! Scenarios: as files, in runs, made of plans, and whether they notice mistakes.

mod coverage;
mod generate;
mod mutation;
mod runner;
mod scenario;
