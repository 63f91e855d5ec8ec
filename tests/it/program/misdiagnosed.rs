//! What is told of mistakes that look like others: what is wrong, and not what it looks like.

use std::fs;

use crate::helpers::program::ivrsim;

/// A plan in which one line is replaced.
fn told_of_plan(line: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "[plan]\nname = \"Bluebird\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
         [lines.main]\nname = \"Bluebird\"\nanswer = \"hello\"\n{line}\n"
    );
    fs::write(folder.path().join("plan.toml"), text).unwrap();
    let (code, _, error) = ivrsim(folder.path(), &["--plan", "plan.toml", "lines"]);
    assert_eq!(code, 2, "{line}: {error}");
    error
}

#[test]
fn a_number_from_which_a_digit_is_missing_is_told_so() {
    for number in
        ["1-716-555-011", "1 716 555 011", "+1 716 555 011", "1716555011", "1 (716) 555-011", "1.71.555.0110"]
    {
        let told = told_of_plan(&format!("number = {number:?}"));
        assert!(told.contains("9 digits after the 1 in front"), "{told}");
    }
    for number in ["155-720-2559", "(155) 720-2559"] {
        let told = told_of_plan(&format!("number = {number:?}"));
        assert!(told.contains("an area code cannot start with 1"), "{told}");
    }
}

#[test]
fn text_without_quotes_is_told_so_also_where_it_begins_with_a_placeholder() {
    for (value, help) in [
        ("{options}", "write `\"{options}\"`"),
        ("{options} are there # what is offered", "write `\"{options} are there\"`"),
        ("{ hours", "is not closed"),
        ("Hello {name}", "write `\"Hello {name}\"`"),
    ] {
        let told = told_of_plan(&format!("[messages.hello]\nsay = {value}"));
        assert!(told.contains(help), "{value}: {told}");
    }
    for header in ["[menus.My Menu]", "[menus.my menu]", "[messages.My Menu]"] {
        let told = told_of_plan(header);
        assert!(told.contains("a name cannot have spaces") && told.contains("`my-menu`"), "{told}");
    }
    assert!(told_of_plan("[menus.my").contains("the header is not closed"));
}

#[test]
fn tables_of_a_list_in_single_brackets_are_one_mistake() {
    let folder = tempfile::tempdir().unwrap();
    for (text, mistakes) in [
        ("[scenario]\nname = \"a\"\ncall = \"cpc\"\n", 1),
        ("[scenario]\nname = \"a\"\ncall = \"cpc\"\n[scenario]\nname = \"b\"\ncall = \"cpc\"\n", 1),
        (
            "[scenario]\nname = \"a\"\n[scenario.expect]\noutcome = \"hang-up\"\n[scenario]\nname = \"b\"\n\
             [scenario.expect]\noutcome = \"hang-up\"\n[scenario]\nname = \"c\"\n",
            1,
        ),
        (
            "[[scenario]]\nname = \"a\"\ncall = \"cpc\"\n[scenario]\nname = \"b\"\n[scenario]\nname = \"c\"\n",
            1,
        ),
    ] {
        fs::write(folder.path().join("a.toml"), text).unwrap();
        let (code, _, error) = ivrsim(folder.path(), &["test", "a.toml"]);
        assert_eq!(code, 2);
        assert_eq!(error.matches("error[").count(), mistakes, "{error}");
        assert!(error.contains("write `[[scenario]]`, with double brackets"), "{error}");
    }
    let twice = told_of_plan(
        "[hours.a]\nopen = \"Mo\"\n[hours.a]\nopen = \"Tu\"\n[hours.b]\nopen = \"Mo\"\nopen = \"Tu\"",
    );
    assert_eq!(twice.matches("is written twice").count(), 2, "{twice}");
}

#[test]
fn words_of_the_command_line_are_told_for_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    for (args, part) in [
        (&["paths", "cpc", "--caller", "nobody/nope"][..], "--caller: there is no time zone"),
        (&["call", "cpc", "--from", "nobody/nope"], "--from: there is no time zone"),
        (&["paths", "cpc", "--from", "2026-02-30"], "February 2026 has 28 days"),
        (&["call", "cpc", "--at", "2026-02-30 10:00"], "February 2026 has 28 days"),
        (&["call", "cpc", "--at", "25:00"], "there is no hour 25"),
        (&["call", "cpc", "--at", "12/25/2026 10:00"], "write `2026-12-25 10:00`"),
        (&["check", "--deny", "warn"], "did you mean `warning`?"),
        (&["check", "--deny", "Errors"], "did you mean `error`?"),
        (&["check", "--deny", "old-plam"], "did you mean `old-plan`?"),
        (&["explain", "unknown-nmae"], "did you mean `unknown-name`?"),
        (&["check", "--deny", "unknown-name"], "it is a mistake that keeps a file from being used"),
        (&["call", "cpc", "--from", "Springfield"], "no city or time zone \"Springfield\""),
        (&["cpc"], "`ivrsim dial cpc`"),
        (&["555"], "`ivrsim dial 555`"),
        (&["lnies"], "'lines'"),
        (&["train", "exam"], "unrecognized subcommand 'exam'"),
        (&["1-855-720-2559", "--press", "6"], "--press belongs to `ivrsim call 1-855-720-2559`"),
        (&["--color", "never", "1-855-720-2559", "--why"], "--why belongs to `ivrsim call 1-855-720-2559`"),
        (&["test", "--shuffle", "--seed", "-1"], "expected a whole number from 0"),
        (&["mutate", "--min-score", "-5"], "invalid value '-5'"),
        (&["paths", "cpc", "--years", "-2"], "expected a whole number from 1 to 50"),
    ] {
        let (code, out, error) = ivrsim(folder.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(error.contains(part), "{args:?}: {error}");
        assert!(args[0] != "train" || !error.contains("ivrsim dial"), "{error}");
        assert!(args[0] != "call" || !error.contains("phone number ("), "{error}");
    }
}

#[test]
fn what_can_be_tried_after_a_beginning_stands_in_a_column_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (code, told, _) = ivrsim(folder.path(), &["init", "--yes", "mine"]);
    assert_eq!(code, 0);
    let tried: Vec<&str> = told.lines().skip_while(|line| *line != "Try it:").skip(1).take(5).collect();
    assert_eq!(tried[0], "  cd mine");
    for line in &tried[1..] {
        assert!(
            line.starts_with("  ivrsim ") && !line.contains("--plan") && line.as_bytes()[15] == b' ',
            "{told}"
        );
        assert_ne!(line.as_bytes()[16], b' ', "{told}");
    }
}
