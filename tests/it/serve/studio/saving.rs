//! Files of a plan, saved and repaired from the studio.

use std::fs;
use std::path::Path;

use ivrsim::serve::studio::{FileDraft, RepairRefusal, SaveRefusal, finding_key, repaired, save, text_hash};

use super::{ally, desk, reading, today};
use crate::helpers::folder;
use crate::oracles::garage::garage;

fn draft(path: &Path, read: &str, text: &str) -> FileDraft {
    FileDraft { name: path.to_string_lossy().into_owned(), hash: text_hash(read), text: text.to_owned() }
}

#[test]
fn a_file_is_saved_if_it_is_still_the_one_that_was_loaded() {
    let folder = folder::files(&[("plan.toml", "a = 1\n")]);
    let path = folder.path().join("plan.toml");
    let hashes = save(folder.path(), &[draft(&path, "a = 1\n", "a = 2\n")]).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "a = 2\n");
    assert_eq!(hashes, [text_hash("a = 2\n")]);
    // The same again is of another file by now, and both texts are told.
    let refused = save(folder.path(), &[draft(&path, "a = 1\n", "a = 3\n")]).unwrap_err();
    let (text, hash) = (Some("a = 2\n".to_owned()), Some(text_hash("a = 2\n")));
    assert_eq!(refused, SaveRefusal::Changed { name: path.to_string_lossy().into_owned(), text, hash });
    assert!(refused.told().ends_with("has changed on disk since it was loaded, so nothing was saved"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "a = 2\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn of_several_files_all_are_saved_or_none() {
    let folder = folder::files(&[("a.toml", "a"), ("b.toml", "b")]);
    let (a, b) = (folder.path().join("a.toml"), folder.path().join("b.toml"));
    let refused = save(folder.path(), &[draft(&a, "a", "A"), draft(&b, "other", "B")]);
    assert!(matches!(refused, Err(SaveRefusal::Changed { .. })));
    assert_eq!(fs::read_to_string(&a).unwrap(), "a");
    assert!(save(folder.path(), &[draft(&a, "a", "A"), draft(&b, "b", "B")]).is_ok());
    assert_eq!((fs::read_to_string(&a).unwrap(), fs::read_to_string(&b).unwrap()), ("A".into(), "B".into()));
}

#[test]
fn no_name_leads_out_of_the_plan() {
    let folder = folder::files(&[
        ("plan/plan.toml", "a"),
        ("other.toml", "a"),
        ("plan/.hidden.toml", "a"),
        ("plan/x.txt", "a"),
    ]);
    let plan = folder.path().join("plan");
    for name in [
        "../other.toml",
        "plan/../../other.toml",
        "other.toml",
        "x.txt",
        ".hidden.toml",
        "",
        "/etc/passwd",
        "plan.toml\0",
    ] {
        for path in [Path::new(name).to_owned(), plan.join(name)] {
            let refused = save(&plan, &[draft(&path, "a", "b")]);
            assert!(matches!(refused, Err(SaveRefusal::NotOfThePlan(_))), "{path:?}: {refused:?}");
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("other.toml")).unwrap(), "a");
}

#[test]
fn a_file_that_is_gone_is_not_written_anew() {
    let folder = folder::files(&[("plan.toml", "a"), ("b.toml", "b")]);
    let path = folder.path().join("b.toml");
    fs::write(&path, [0xff]).unwrap();
    let refused = save(folder.path(), &[draft(&path, "b", "B")]).unwrap_err();
    assert!(matches!(refused, SaveRefusal::Changed { text: None, .. }), "{refused:?}");
    fs::remove_file(&path).unwrap();
    assert!(matches!(save(folder.path(), &[draft(&path, "b", "B")]), Err(SaveRefusal::NotOfThePlan(_))));
    assert!(!path.exists());
}

#[test]
fn lines_end_as_they_did() {
    let folder = folder::files(&[("plan.toml", "a\r\nb\r\n")]);
    let path = folder.path().join("plan.toml");
    let hashes = save(folder.path(), &[draft(&path, "a\r\nb\r\n", "a\nc\n")]).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "a\r\nc\r\n");
    assert_eq!(hashes, [text_hash("a\r\nc\r\n")]);
}

const UNUSED: &str = "[destinations.desk]\nname = \"Desk\"\nallow.long-prompt = \"it is short\"\n";

#[test]
fn a_repair_changes_its_place_and_nothing_else() {
    let text = garage("desk", UNUSED);
    let folder = folder::files(&[("plan.toml", &text)]);
    let desk = desk(folder.path(), folder.path());
    let reading = reading(&desk);
    let finding = reading.findings.iter().find(|finding| finding.code == "unused-allowance").unwrap();
    let key = finding_key(finding, &reading.sources);
    let files = repaired(&reading, &key, today()).unwrap();
    let name = folder.path().join("plan.toml").to_string_lossy().into_owned();
    assert_eq!(files, [(name, text.replace("allow.long-prompt = \"it is short\"\n", ""))]);
    assert_eq!(repaired(&reading, "0", today()), Err(RepairRefusal::Gone));
    // What somebody is just writing is repaired as they have it.
    let name = &files[0].0;
    let typed = format!("# new\n{text}");
    let drafted = reading.with_drafts(&[(name.clone(), typed.clone())], None, today());
    let finding = drafted.findings.iter().find(|finding| finding.code == "unused-allowance").unwrap();
    let files = repaired(&drafted, &finding_key(finding, &drafted.sources), today()).unwrap();
    assert_eq!(files[0].1, typed.replace("allow.long-prompt = \"it is short\"\n", ""));
}

#[test]
fn a_finding_without_a_repair_has_none() {
    let (folder, plan) = ally(&[("6 = \"commercial-transactions\"", "6 = \"customer-interview\"")]);
    let desk = desk(folder.path(), &plan);
    let reading = reading(&desk);
    let finding = reading.findings.iter().find(|finding| finding.fix.is_none()).unwrap();
    let key = finding_key(finding, &reading.sources);
    assert_eq!(repaired(&reading, &key, today()), Err(RepairRefusal::None));
}
