//! What the parts of the studio say.

use ivrsim::serve::studio::StudioPart;

use super::{ally, desk, edit, made};
use crate::helpers::folder;
use crate::oracles::garage::garage;

#[test]
fn a_plan_that_is_right_says_so_in_every_part() {
    let (folder, plan) = ally(&[]);
    let board = made(&desk(folder.path(), &plan));
    assert!(board.part(StudioPart::Findings).contains("Nothing is wrong in the text."));
    assert_eq!(board.part(StudioPart::Files).matches("<section class=\"file\"").count(), 7);
    assert_eq!(board.part(StudioPart::Files).matches("<textarea").count(), 7);
    assert!(board.part(StudioPart::Differences).contains("Nothing differs"));
    assert!(
        board.part(StudioPart::Scenarios).contains("class=\"good\""),
        "{}",
        board.part(StudioPart::Scenarios)
    );
    let told = board.sentence();
    assert!(told.starts_with("Nothing wrong, no differences, ") && told.contains(" cases pass, "), "{told}");
    assert!(!board.is_behind() && board.is_done);
}

#[test]
fn hours_that_change_are_told_with_both_calls_where_they_are_and_on_the_map() {
    let (folder, plan) = ally(&[]);
    let desk = desk(folder.path(), &plan);
    edit(&plan, &[("Mo-Fr 08:00-18:00\"\nsource  = \"*CSG", "Mo-Fr 08:00-19:00\"\nsource  = \"*CSG")]);
    let board = made(&desk);
    let differences = board.part(StudioPart::Differences);
    assert!(differences.contains("the plan as it was when ivrsim was started"), "{differences}");
    assert!(
        differences.contains("Mo-Fr 08:00-19:00") && differences.contains("<h3>Was</h3>"),
        "{differences}"
    );
    assert!(differences.contains("href=\"/#call=%2B18557202559&amp;at="), "a way to hear it: {differences}");
    let place = "data-line=\"9\">";
    assert!(differences.contains(place), "a way to the line: {differences}");
    let map = board.map(None, false);
    assert!(map.contains("destination changed\"") && map.contains("With changes"), "{map}");
    // What the scenarios promise is not kept any more, and one line of the plan explains it.
    let scenarios = board.part(StudioPart::Scenarios);
    assert!(
        scenarios.contains("failed because of this") && scenarios.contains("class=\"bad\""),
        "{scenarios}"
    );
    let told = board.sentence();
    assert!(told.contains("1 difference") && told.contains(" fail"), "{told}");
}

#[test]
fn coverage_is_on_the_map_in_words_and_in_colors() {
    let (folder, plan) = ally(&[]);
    let board = made(&desk(folder.path(), &plan));
    assert!(board.part(StudioPart::Coverage).contains("are checked by a scenario"));
    let map = board.map(Some("cpc"), true);
    assert!(map.contains("● all ") && map.contains(" checked\" data-file="), "{map}");
    assert_eq!(map.matches("<svg").count(), 1, "one line was chosen");
    assert!(!map.contains("<style"), "the page has the style");
}

#[test]
fn a_plan_that_cannot_be_read_leaves_the_map_of_the_last_one_and_says_so() {
    let (folder, plan) = ally(&[]);
    let desk = desk(folder.path(), &plan);
    let before = made(&desk).map(None, false);
    edit(&plan, &[("6 = \"commercial-transactions\"", "6 = \"comercial-transactions\"")]);
    let board = made(&desk);
    assert!(board.is_behind());
    assert_eq!(board.map(None, false), before);
    let findings = board.part(StudioPart::Findings);
    assert!(findings.contains("class=\"finding error\"") && findings.contains("did you mean"), "{findings}");
    let files = board.part(StudioPart::Files);
    assert!(files.contains("<mark class=\"error\">&quot;comercial-transactions&quot;</mark>"), "{files}");
    assert!(
        board.sentence().ends_with("all but the mistakes is of the last one that could."),
        "{}",
        board.sentence()
    );
}

#[test]
fn files_that_are_gone_are_told_and_what_was_there_stays() {
    let (folder, plan) = ally(&[]);
    let desk = desk(folder.path(), &plan);
    let files = made(&desk).part(StudioPart::Files).to_owned();
    std::fs::remove_dir_all(&plan).unwrap();
    let board = made(&desk);
    assert!(board.part(StudioPart::Findings).contains("there is no file or folder"));
    assert_eq!(board.part(StudioPart::Files), files);
}

#[test]
fn a_finding_is_explained_and_its_repair_shown_before_it_is_made() {
    let text = garage(
        "menu",
        r#"
[menus.menu]
say = "Press 1 for Service."

[menus.menu.keys]
1 = "service"

[destinations.service]
name = "Service"
allow.long-prompt = "it is short"
"#,
    );
    let folder = folder::files(&[("plan.toml", &text)]);
    let board = made(&desk(folder.path(), &folder.path().join("plan.toml")));
    let findings = board.part(StudioPart::Findings);
    assert!(findings.contains("Why this matters") && findings.contains("For sales, press 1."), "{findings}");
    assert!(findings.contains("Repair: remove the allowance"), "{findings}");
    assert!(findings.contains("<del>− <b>allow.long-prompt") && !findings.contains("<ins>"), "{findings}");
}

#[test]
fn no_text_of_a_file_is_more_than_text() {
    let evil = "</textarea></pre><script>alert(1)</script><img src=x onerror=alert(1)>";
    let text = garage(
        "desk",
        &format!("[destinations.desk]\nname = '{evil}'\n# {evil}\n[destinations.{evil:?}]\nname = \"x\"\n"),
    );
    let folder = folder::files(&[("plan.toml", &text), ("<b>'\".toml", "[hours.x]\nopen = \"<i>\"\n")]);
    let desk = desk(folder.path(), folder.path());
    for broken in [false, true] {
        if !broken {
            std::fs::remove_file(folder.path().join("<b>'\".toml")).unwrap();
        }
        let board = made(&desk);
        let mut parts: Vec<String> =
            StudioPart::ALL.iter().map(|part| board.part(*part).to_owned()).collect();
        parts.extend([board.map(None, false), board.map(None, true), board.map(Some(evil), false)]);
        for part in parts {
            for tag in ["<script", "<img", "<b>'", "<i>"] {
                assert!(!part.contains(tag), "{part}");
            }
            assert_eq!(part.matches("<textarea").count(), part.matches("</textarea>").count());
        }
        if !broken {
            std::fs::write(folder.path().join("<b>'\".toml"), "[hours.x]\nopen = \"<i>\"\n").unwrap();
        }
    }
}

#[test]
fn what_a_browser_would_not_give_back_as_it_was_is_not_edited_there() {
    let text = garage("desk", "[destinations.desk]\nname = \"Desk\"\n# \u{202e}\n");
    let tabs = garage("desk", "[destinations.desk]\n\tname\t= \"Desk\"\n# ##[error]\n");
    for (text, is_edited) in [(text, false), (tabs, true)] {
        let folder = folder::files(&[("plan.toml", &text)]);
        let board = made(&desk(folder.path(), folder.path()));
        let files = board.part(StudioPart::Files);
        assert_eq!(files.contains("<textarea"), is_edited, "{files}");
        assert_eq!(files.contains("edit it in an editor of your own"), !is_edited, "{files}");
        assert!(!files.contains('\u{202e}'));
        if is_edited {
            let typed = files.split_once("<textarea").unwrap().1.split_once(">\n").unwrap().1;
            let typed = typed.split_once("</textarea>").unwrap().0.replace("&quot;", "\"");
            assert_eq!(typed, text, "sign by sign");
        }
    }
}
