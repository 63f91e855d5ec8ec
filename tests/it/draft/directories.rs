//! Directories in the shapes that real ones have: the same facts from each format, none wrong.

use std::fmt::Write as _;
use std::fs;

use ivrsim::draft::{draft, read};

use super::case::Case;
use super::outline::{outline, plan_of, request};
use super::writers::Setting;

/// Where a format does not tell what others do: CSV and columns of blanks know no levels of headings and no merged cells, so a name
/// lacks the heading above it, or has one that ruled the part before.
const FORMAT_LIMITS: [(&str, Setting); 4] = [
    ("agency", Setting::Csv),
    ("university", Setting::Columns),
    ("university", Setting::Csv),
    ("utility", Setting::Csv),
];

/// All cases, by name.
fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = fs::read_dir("tests/cases/draft")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "case"))
        .map(|path| {
            Case::parse(path.file_stem().unwrap().to_str().unwrap(), &fs::read_to_string(&path).unwrap())
        })
        .collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

#[test]
fn each_format_of_a_directory_has_its_facts() {
    let mut told = String::from("right, wrong, missing, asked: by directory and format\n");
    let mut amiss = String::new();
    let mut count = 0;
    for case in cases() {
        for setting in Setting::ALL {
            let bytes = setting.bytes(&case.blocks);
            let document = read(&format!("{}.txt", case.name), 0, setting.format(), &bytes).unwrap();
            let made = draft(&[document], &request());
            let found = outline(&plan_of(&made));
            let right = found.iter().filter(|fact| case.facts.contains(fact)).count();
            let wrong: Vec<&String> = found.iter().filter(|fact| !case.facts.contains(fact)).collect();
            let missing: Vec<&String> = case.facts.iter().filter(|fact| !found.contains(fact)).collect();
            let asked: Vec<&str> = made.open().map(|question| question.id.as_str()).collect();
            writeln!(
                told,
                "{:<20} {setting:<10?} {right:>3} {:>3} {:>3} {:>3}",
                case.name,
                wrong.len(),
                missing.len(),
                asked.len()
            )
            .unwrap();
            let is_limited = FORMAT_LIMITS.contains(&(case.name.as_str(), setting));
            let is_amiss = !wrong.is_empty() || !missing.is_empty();
            // A format that has learned to tell it leaves the list.
            if is_amiss != is_limited {
                writeln!(
                    amiss,
                    "{} {setting:?}: wrong {wrong:#?}, missing {missing:#?}, asked {asked:#?}",
                    case.name
                )
                .unwrap();
            }
            count += right;
        }
    }
    assert!(amiss.is_empty(), "{amiss}\n{told}");
    assert!(count > 400, "{count}");
}
