//! The plan that comes with the library, so that there is something to call in any directory.

use std::sync::OnceLock;

use super::limits::PlanLimits;
use super::lower::read;
use super::model::Plan;

/// The plan that comes with the library, read once: a directory of a dozen lines in three time zones, most of them with
/// menus and hours of their own. For examples, and for trying things out.
///
/// # Panics
///
/// Never in a program that was tested: the plan is read by the tests.
#[must_use]
pub fn builtin() -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| read(builtin_files(), &PlanLimits::STANDARD).plan.expect("the plan is valid"))
}

/// The files of [`builtin`], each with its name and its text. A test holds the list against the folder.
pub(crate) fn builtin_files() -> impl Iterator<Item = (String, &'static str)> {
    FILES.iter().map(|&(name, text)| (format!("menus/ally/{name}"), text))
}

const FILES: &[(&str, &str)] = &[
    ("1-contract-processing.toml", include_str!("../../menus/ally/1-contract-processing.toml")),
    ("2-contract-proceeds.toml", include_str!("../../menus/ally/2-contract-proceeds.toml")),
    ("3-business-centers.toml", include_str!("../../menus/ally/3-business-centers.toml")),
    ("4-dealer-support.toml", include_str!("../../menus/ally/4-dealer-support.toml")),
    ("5-consumer-accounts.toml", include_str!("../../menus/ally/5-consumer-accounts.toml")),
    ("6-auction-and-insurance.toml", include_str!("../../menus/ally/6-auction-and-insurance.toml")),
    ("plan.toml", include_str!("../../menus/ally/plan.toml")),
];

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test looks at the folder that is carried")]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_carried_and_no_other() {
        let folder = std::fs::read_dir("menus/ally").unwrap();
        let mut there: Vec<_> =
            folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        there.sort();
        let carried: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(carried, there);
    }
}
