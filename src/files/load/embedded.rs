//! The Ally plan, carried in the program so that it works in any directory.

/// The files of `menus/ally`, each with its name and its text. A test holds the list against the folder.
pub(super) fn files() -> impl Iterator<Item = (String, String)> {
    FILES.iter().map(|&(name, text)| (format!("menus/ally/{name}"), text.to_owned()))
}

const FILES: &[(&str, &str)] = &[
    ("1-contract-processing.toml", include_str!("../../../menus/ally/1-contract-processing.toml")),
    ("2-contract-proceeds.toml", include_str!("../../../menus/ally/2-contract-proceeds.toml")),
    ("3-business-centers.toml", include_str!("../../../menus/ally/3-business-centers.toml")),
    ("4-dealer-support.toml", include_str!("../../../menus/ally/4-dealer-support.toml")),
    ("5-consumer-accounts.toml", include_str!("../../../menus/ally/5-consumer-accounts.toml")),
    ("6-auction-and-insurance.toml", include_str!("../../../menus/ally/6-auction-and-insurance.toml")),
    ("plan.toml", include_str!("../../../menus/ally/plan.toml")),
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
