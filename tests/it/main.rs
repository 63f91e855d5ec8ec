//! One integration binary: it links once, and every test of the house is in one list.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at the files of this repository and at folders of their own"
)]

mod ally;
mod anything;
mod architecture;
mod browser;
mod call;
mod cards;
mod check;
mod clocks;
mod companies;
mod coverage;
mod diff;
mod diff_command;
mod diff_report;
mod diff_sound;
mod drawn;
mod drill;
mod entries;
mod explore;
mod find;
mod find_cases;
mod generate;
mod generated;
mod guide;
mod hostile;
mod hours;
mod incomplete;
mod learners;
mod lesson;
mod meanwhile;
mod misdiagnosed;
mod mutated;
mod mutation;
mod number;
mod outputs;
mod page;
mod paths;
mod phone;
mod picture;
mod places;
#[path = "../oracles/mod.rs"]
#[expect(unreachable_pub, reason = "the fuzz targets share it")]
mod oracles;
mod plan;
mod program;
mod pupil;
mod reach;
mod readme;
mod refusals;
mod repository;
mod runner;
mod scenario;
mod sizes;
mod start;
mod tending;
mod tidy;
mod trails;
mod unread;
mod unseen;
mod which_plan;
