//! The plan in `menus/ally` against the document that it was made from, a handout for car dealers.
//!
//! [`document`] reads the handout mechanically. [`directory`] holds a second reading of it, made by hand, and the plan
//! against that: who answers which number and option, and when. [`contacts`] does the same for faxes, e-mail and post.
//! [`quotes`] holds every word that the plan calls the document's.

mod contacts;
mod directory;
mod document;
mod drill;
mod quotes;

use ivrsim::plan::{Plan, PlanLimits};

/// The files of the plan with their names.
#[allow(
    clippy::disallowed_methods,
    reason = "a test of the files that are there, not of those that the plan lists"
)]
fn files() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/menus/ally");
    let entries = std::fs::read_dir(folder).expect("the folder of the plan");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file of the plan").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("a file of text"))
    };
    paths.iter().map(read).collect()
}

fn plan() -> Plan {
    let reading = ivrsim::plan::read(files(), &PlanLimits::STANDARD);
    assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
    reading.plan.expect("a plan without mistakes")
}
