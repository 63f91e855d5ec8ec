//! The pages of the rules, `docs/rules/`, are made from the catalog.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ivrsim::check::{catalogue, index, page};

use crate::helpers::generated::assert_generated;

#[test]
fn every_rule_has_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for rule in catalogue() {
        assert_generated(&folder.join(format!("{}.md", rule.code)), &page(rule));
    }
    assert_generated(&folder.join("README.md"), &index());
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let known = catalogue().iter().map(|rule| rule.code.to_owned()).chain(["README".to_owned()]).collect();
    assert_eq!(there, known);
}
