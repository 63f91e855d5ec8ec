//! States, provinces and territories as people write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::number::{AreaCode, Region};

/// Regions by their names and their postal abbreviations, in lower case.
static REGIONS: LazyLock<HashMap<String, &'static Region>> = LazyLock::new(|| {
    let spellings = all().flat_map(|region| [(region.name, region), (region.abbreviation, region)]);
    spellings
        .filter(|(word, _)| !word.is_empty())
        .map(|(word, region)| (word.to_lowercase(), region))
        .collect()
});

/// What people write for regions beside their names, where neither their letters nor a rule tells which is meant.
const NICKNAMES: [(&str, &[&str]); 12] = [
    ("Alabama", &["ala"]),
    (
        "District of Columbia",
        &["washington dc", "washington d c", "wash dc", "wash d c", "dist of columbia", "the district"],
    ),
    ("Mississippi", &["miss"]),
    ("Montana", &["mont"]),
    ("Nevada", &["nev"]),
    ("Pennsylvania", &["pennsy"]),
    ("Prince Edward Island", &["pei", "p e i"]),
    ("Northwest Territories", &["nwt", "n w t"]),
    ("Quebec", &["qu\u{e9}bec", "qu\u{e9}", "pq", "p q"]),
    ("Puerto Rico", &["porto rico"]),
    ("U.S. Virgin Islands", &["usvi", "u s v i", "us virgin islands", "united states virgin islands"]),
    ("British Virgin Islands", &["bvi", "b v i", "uk virgin islands"]),
];

/// What a word means that is not the name of a region.
pub(super) enum Meant {
    /// This region, under another name.
    Region(&'static Region),
    /// A part of this region: provinces may share their area codes.
    PartOf(&'static Region),
    /// Each of these could be meant.
    OneOf(Vec<&'static Region>),
}

/// More than these are no help.
const MAX_OFFERED: usize = 3;

/// The region of this name or postal abbreviation.
pub(super) fn named(word: &str) -> Option<&'static Region> {
    REGIONS.get(&word.trim().to_lowercase()).copied()
}

/// The names of all regions, in order.
pub(super) fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = REGIONS.values().map(|region| region.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What a word means that is not a region's name: a nickname, the name of a part, or letters of one in the order in which
/// people leave some out, as in `N.Y.`, `Calif.`, `W. Va.`.
pub(super) fn meant(word: &str) -> Option<Meant> {
    let word = bare(word);
    let nickname = NICKNAMES.iter().find(|(_, words)| words.contains(&word.as_str()));
    let word = nickname.map_or(word, |(name, _)| bare(name));
    // `N.Y.` is `NY` with its dots.
    let letters: String = if word.split(' ').all(|word| word.chars().count() == 1) {
        word.replace(' ', "")
    } else {
        word.clone()
    };
    let exact = all().find_map(|region| {
        if bare(region.name) == word {
            return Some(Meant::Region(region));
        }
        let mut abbreviations = region.abbreviation.split('/').map(bare);
        if !region.abbreviation.contains('/') && abbreviations.clone().any(|short| short == letters) {
            return Some(Meant::Region(region));
        }
        let is_part =
            parts(region.name).any(|part| part == word) || abbreviations.any(|short| short == letters);
        is_part.then_some(Meant::PartOf(region))
    });
    exact.or_else(|| abbreviated(&word))
}

/// The regions whose names are abbreviated so; those that fit best.
fn abbreviated(word: &str) -> Option<Meant> {
    let said: Vec<&str> = word.split(' ').filter(|word| !NO_NAME.contains(word)).collect();
    let mut fitting: Vec<(Fit, bool, &'static Region)> = Vec::new();
    for region in all() {
        let whole = std::iter::once((bare(region.name), false));
        let names = whole.chain(parts(region.name).map(|part| (part, true)));
        let best = names.filter_map(|(name, is_part)| Some((fit(&said, &name)?, is_part))).min();
        if let Some((fit, is_part)) = best
            && fitting.iter().all(|(.., known)| known.name != region.name)
        {
            fitting.push((fit, is_part, region));
        }
    }
    let best = fitting.iter().map(|(fit, ..)| *fit).min()?;
    fitting.retain(|(fit, ..)| *fit == best);
    match fitting[..] {
        [(_, false, only)] => Some(Meant::Region(only)),
        [(_, true, only)] => Some(Meant::PartOf(only)),
        _ if fitting.len() <= MAX_OFFERED => {
            Some(Meant::OneOf(fitting.into_iter().map(|(.., region)| region).collect()))
        }
        _ => None,
    }
}

/// Words that tell no region from another.
const NO_NAME: [&str; 7] = ["of", "the", "and", "state", "province", "territory", "commonwealth"];

/// How well words abbreviate a name: what is left of each of them, and whether whole words are left out. The best is the
/// least.
type Fit = (Letters, bool);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Letters {
    All,
    First,
    Some,
}

fn fit(said: &[&str], name: &str) -> Option<Fit> {
    let words: Vec<&str> = name.split(' ').filter(|word| !NO_NAME.contains(word)).collect();
    let left_out = words.len().checked_sub(said.len()).filter(|_| !said.is_empty())?;
    let of_run = |run: &[&str]| {
        run.iter()
            .zip(said)
            .map(|(word, said)| letters(said, word))
            .try_fold(Letters::All, |worst, one| Some(worst.max(one?)))
    };
    words.windows(said.len()).filter_map(of_run).min().map(|letters| (letters, left_out > 0))
}

/// How a word is abbreviated, if it is.
fn letters(said: &str, word: &str) -> Option<Letters> {
    if said == word {
        return Some(Letters::All);
    }
    if word.starts_with(said) {
        return Some(Letters::First);
    }
    let mut rest = word.chars();
    let is_in_order = said.chars().all(|letter| rest.any(|other| other == letter));
    (is_in_order && said.chars().next() == word.chars().next()).then_some(Letters::Some)
}

/// In the table's order, so that the same mistake is always answered alike.
fn all() -> impl Iterator<Item = &'static Region> {
    AreaCode::assigned().filter_map(|code| code.locality().region())
}

/// The regions that one is made of.
fn parts(name: &str) -> impl Iterator<Item = String> {
    name.split(", ").flat_map(|part| part.split(" and ")).filter(move |part| *part != name).map(bare)
}

/// In lower case, without dots and apostrophes.
fn bare(text: &str) -> String {
    let parted = text.to_lowercase().replace(['.', ',', '-', '(', ')'], " ").replace('&', " and ");
    let parted = parted.replace(['\'', '\u{2019}', '\u{2bb}', '`'], "");
    parted.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(word: &str) -> String {
        match meant(word) {
            Some(Meant::Region(region)) => region.name.to_owned(),
            Some(Meant::PartOf(region)) => format!("in {}", region.name),
            Some(Meant::OneOf(regions)) => {
                regions.iter().map(|region| region.name).collect::<Vec<_>>().join(" | ")
            }
            None => "?".to_owned(),
        }
    }

    /// As newspapers and letters have them.
    const WRITTEN: &str = "Ala. Alabama; Alas. Alaska; Ariz. Arizona; Ark. Arkansas; Calif. California; Cal. California; \
        Colo. Colorado; Conn. Connecticut; Del. Delaware; D.C. District of Columbia; Fla. Florida; Ga. Georgia; \
        Ida. Idaho; Ill. Illinois; Ind. Indiana; Kan. Kansas; Kans. Kansas; Ken. Kentucky; La. Louisiana; Md. Maryland; \
        Mass. Massachusetts; Mich. Michigan; Minn. Minnesota; Miss. Mississippi; Mo. Missouri; Mont. Montana; \
        Neb. Nebraska; Nebr. Nebraska; Nev. Nevada; N.H. New Hampshire; N.J. New Jersey; N.M. New Mexico; \
        N.Mex. New Mexico; N.Y. New York; N.C. North Carolina; N.Dak. North Dakota; Okla. Oklahoma; Ore. Oregon; \
        Oreg. Oregon; Penn. Pennsylvania; Penna. Pennsylvania; R.I. Rhode Island; S.C. South Carolina; \
        S.Dak. South Dakota; Tenn. Tennessee; Tex. Texas; Vt. Vermont; Va. Virginia; Wash. Washington; \
        W.Va. West Virginia; Wis. Wisconsin; Wisc. Wisconsin; Wyo. Wyoming; P.R. Puerto Rico; V.I. U.S. Virgin Islands; \
        Alta. Alberta; B.C. British Columbia; Man. Manitoba; N.B. New Brunswick; Ont. Ontario; Que. Quebec; \
        P.Q. Quebec; Sask. Saskatchewan; Mtl.-Que. ?";

    #[test]
    fn every_abbreviation_that_people_write_is_understood() {
        for pair in WRITTEN.split("; ") {
            let (short, name) = pair.trim().split_once(' ').unwrap();
            assert_eq!(told(short), name, "{short}");
            assert_eq!(told(&short.replace('.', ". ")), name, "{short} with spaces");
        }
        for (words, name) in [
            ("N. Carolina", "North Carolina"),
            ("So. Dakota", "South Dakota"),
            ("W. Virginia", "West Virginia"),
            ("State of New York", "New York"),
            ("New York State", "New York"),
            ("Hawai\u{2bb}i", "Hawaii"),
            ("Newf.", "in Newfoundland and Labrador"),
            ("Nfld.", "in Newfoundland and Labrador"),
            ("N.S.", "in Nova Scotia and Prince Edward Island"),
            ("P.E.I.", "in Nova Scotia and Prince Edward Island"),
            ("N.W.T.", "in Yukon, Northwest Territories and Nunavut"),
            ("St. Lucia", "Saint Lucia"),
            ("Turks & Caicos Is.", "Turks and Caicos Islands"),
            ("Dominican Rep.", "Dominican Republic"),
            ("U.S.V.I.", "U.S. Virgin Islands"),
        ] {
            assert_eq!(told(words), name, "{words}");
        }
    }

    #[test]
    fn where_several_are_called_so_each_is_offered_and_where_many_are_none() {
        assert_eq!(told("Virgin Islands"), "British Virgin Islands | U.S. Virgin Islands");
        assert_eq!(told("Carolina"), "North Carolina | South Carolina");
        assert_eq!(told("Columbia"), "District of Columbia | British Columbia");
        for nothing in ["", ".", "N", "Islands", "New", "Bavaria", "the", "xx"] {
            assert_eq!(told(nothing), "?", "{nothing:?}");
        }
    }

    #[test]
    fn every_region_is_meant_by_its_own_name_and_abbreviation() {
        for region in all() {
            for word in [region.name.to_owned(), region.name.to_uppercase(), region.abbreviation.to_owned()] {
                assert!(named(&word).is_some(), "{word}");
            }
            assert!(matches!(meant(region.name), Some(Meant::Region(found)) if found.name == region.name));
        }
    }
}
