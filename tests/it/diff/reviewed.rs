//! Lists of differences that somebody has looked at and expects.

use ivrsim::base::source::Sources;
use ivrsim::base::text::Paint;
use ivrsim::diff::report::ReviewedList;

use super::compared::named;

#[test]
fn expected_differences_are_left_out_and_others_are_not() {
    let compared = named("options-and-lines");
    let written = compared.report(false).reviewed(&ReviewedList::default());
    let text = written.text();
    let read = |text: &str| {
        let mut sources = Sources::default();
        let file = sources.add("expected.toml", text);
        ReviewedList::read(&sources, file)
    };
    assert_eq!(read(&text).unwrap(), written, "{text}");
    let mut report = compared.report(false);
    report.review(&written);
    assert!(report.is_empty() && !report.is_unsure());
    let told = report.human(Paint::new(false)).to_string();
    assert!(told.starts_with("Nothing differs except what is expected: "), "{told}");
    assert!(told.contains("4 differences are expected and not listed."), "{told}");

    // One fewer is agreed to: it is left over. One more is: it is told.
    let (before, after) = text.split_once("[[expected]]").unwrap();
    let (_, rest) = after.split_once("[[expected]]").unwrap();
    let gone = "[[expected]]\nkind = \"hours\"\nnumber = \"1-800-555-0100\"\nfrom = \"a\"\nto = \"b\"\n";
    let fewer = read(&format!("{before}{gone}[[expected]]{rest}")).unwrap();
    let mut report = compared.report(false);
    report.review(&fewer);
    assert_eq!(report.json().summary.differences, 1);
    assert_eq!(report.json().gone, ["hours: 1-800-555-0100: a → b"]);
    assert!(!report.is_empty());
}

#[test]
fn reasons_are_kept_and_mistakes_in_a_list_are_told() {
    let compared = named("retarget");
    let text = compared.report(false).reviewed(&ReviewedList::default()).text();
    let with_reason = text.replacen("kind ", "reason = \"agreed with sales\"\nkind ", 1);
    let read = |text: &str| {
        let mut sources = Sources::default();
        let file = sources.add("expected.toml", text);
        ReviewedList::read(&sources, file)
    };
    let older = read(&with_reason).unwrap();
    let again = compared.report(false).reviewed(&older).text();
    assert!(again.contains("agreed with sales"), "{again}");
    for (mistaken, told) in [
        ("[[expected]]\nkind = \"our\"\nfrom = \"\"\nto = \"\"\n", "`our` is not a kind of difference"),
        ("[[expected]]\nkind = \"hours\"\n", "this difference has no `from`"),
        ("[[expected]]\nkind = \"hours\"\n", "this difference has no `to`"),
        ("[[expected]]\nkind = 3\nfrom = \"\"\nto = \"\"\n", "`kind` must be text in quotes"),
        ("[[expected]]\nkind = \"hours\"\nform = \"\"\nto = \"\"\n", "has no setting `form`"),
        ("[expected]\n", "`expected` must be a list of tables"),
        ("[[expectd]]\n", "has no `expectd`"),
    ] {
        let mistakes = read(mistaken).unwrap_err();
        let mistake = mistakes.iter().find(|mistake| mistake.message.contains(told));
        let mistake = mistake.unwrap_or_else(|| panic!("{told}: {mistakes:?}"));
        assert!(!mistake.help.is_empty());
    }
}
