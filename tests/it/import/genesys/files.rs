//! Files that are no flow, or not a whole one.

use std::fmt::Write as _;

use ivrsim::base::source::Sources;
use ivrsim::import::{ImportRequest, Platform, import};
use proptest::prelude::*;

use super::{files, flow, summary};
use crate::helpers::folder;
use crate::helpers::program::ivrsim;

const BODY: &str = "
  menus:
    - menu:
        name: Front
        refId: start_menu
        audio:
          tts: Press 1.
        choices:
          - menuDisconnect:
              name: Bye
              dtmf: digit_1
";

#[test]
fn what_is_no_flow_that_is_called_is_told_with_its_place() {
    let whole = flow(BODY);
    let deep = format!("inboundCall:\n  defaultLanguage: en-us\n  menus: {}", "[".repeat(40_000));
    let laughs = (1..60).fold("inboundCall: &a0\n  defaultLanguage: en-us\n".to_owned(), |text, at| {
        format!("{text}a{at}: &a{at} [*a{}, *a{}]\n", at - 1, at - 1)
    });
    let folder = folder::files(&[
        ("cut.yaml", &whole.replace("tts: Press 1.", "tts: \"Press 1.")),
        (
            "mail.yaml",
            "inboundEmail:\n  name: Mail\n  defaultLanguage: en-us\n  startUpRef: /inboundEmail/states/state[a]\n",
        ),
        ("chat.yaml", "inboundMessage:\n  name: Chat\n  startUpRef: a\n  defaultLanguage: en-us\n"),
        ("compose.yaml", "services:\n  web:\n    image: nginx\n"),
        ("deep.yaml", &deep),
        ("laughs.yaml", &laughs),
        ("empty.yaml", "inboundCall:\n"),
        ("terraform.tf", "resource \"genesyscloud_flow\" \"x\" {\n  filepath = \"gone.yaml\"\n}\n"),
    ]);
    for (file, said) in [
        ("cut.yaml", "this is not valid YAML"),
        ("mail.yaml", "this is a flow of the kind `inboundEmail`: nobody can call it"),
        ("chat.yaml", "this is a flow of the kind `inboundMessage`: nobody can call it"),
        ("compose.yaml", "this is no file of a phone system"),
        ("deep.yaml", "this is not valid YAML"),
        ("laughs.yaml", "this is not valid YAML: it has too many values"),
        ("empty.yaml", "this is no file of a phone system"),
        ("terraform.tf", "nothing in these files is a flow that calls come in to"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}: {errors}");
        assert!(errors.contains(said) && errors.contains(file), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists(), "{file}");
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let line = "    - menu: { name: x, choices: [] }\n";
    let large = format!("inboundCall:\n  menus:\n{}", line.repeat(17 * 1024 * 1024 / line.len()));
    let folder = folder::files(&[("large.yaml", &large)]);
    let (code, told, errors) = ivrsim(folder.path(), &["import", "large.yaml", "--out", "menus"]);
    assert_eq!((code, told.as_str()), (2, ""), "{errors}");
    assert!(errors.contains("large.yaml") && !folder.path().join("menus").exists(), "{errors}");
}

#[test]
fn flows_that_nobody_calls_are_counted_and_left_out() {
    let queue = "inqueueCall:\n  name: Waiting\n  defaultLanguage: en-us\n  startUpTaskActions:\n    - holdMusic:\n        name: Music\n";
    let import = files(&[("main.yaml", &flow(BODY)), ("waiting.yaml", queue)]);
    let json = summary(&import);
    assert_eq!((&json["not_reached"], &json["lines"]), (&1.into(), &serde_json::json!(["main"])), "{json:#}");
}

#[test]
fn an_entry_names_a_flow() {
    let other = flow(BODY).replace("name: Main", "name: Other Flow");
    let folder = folder::files(&[("main.yaml", &flow(BODY)), ("other.yaml", &other)]);
    let (code, _, errors) =
        ivrsim(folder.path(), &["import", ".", "--out", "menus", "--entry", "other-flow"]);
    assert_eq!(code, 0, "{errors}");
    let (code, _, errors) = ivrsim(folder.path(), &["import", ".", "--out", "more", "--entry", "othr-flow"]);
    assert_eq!(code, 2);
    assert!(errors.contains("did you mean `other-flow`?"), "{errors}");
}

#[test]
fn what_terraform_puts_in_is_put_in() {
    let text = flow(BODY).replace("tts: Press 1.", "tts: \"{{front_words}}\"");
    let terraform = "resource \"genesyscloud_flow\" \"main\" {\n  filepath = \"${path.module}/main.yaml\"\n  substitutions = {\n    front_words = \"Press one, please.\"\n  }\n}\n";
    let import = files(&[("main.tf", terraform), ("main.yaml", &text)]);
    assert!(import.files[0].text.contains("Press one, please."), "{}", import.files[0].text);
    let import = files(&[("main.yaml", &text)]);
    assert!(
        import.files[0].text.contains("front_words"),
        "it is a recording that nobody knows: {}",
        import.files[0].text
    );
}

#[test]
fn many_menus_are_taken_over_with_work_that_grows_as_they_do() {
    let mut menus = String::from("  menus:\n");
    for at in 0..300_usize {
        let name = if at == 0 { "start_menu".to_owned() } else { format!("m{at}") };
        let _ = write!(
            menus,
            "    - menu:\n        name: Menu {at}\n        refId: {name}\n        audio:\n          tts: Menu {at}.\n        choices:\n          - menuTask:\n              name: On {at}\n              dtmf: digit_1\n              task:\n                actions:\n                  - updateData:\n                      name: Set {at}\n                      statements:\n                        - string:\n                            variable: Flow.V{at}\n                            value:\n                              lit: yes\n                  - jumpToMenu:\n                      name: Next\n                      targetMenuRef: /inboundCall/menus/menu[m{}]\n          - menuJumpToMenu:\n              name: Over\n              dtmf: digit_2\n              targetMenuRef: /inboundCall/menus/menu[m{}]\n          - menuTask:\n              name: Asked {at}\n              dtmf: digit_3\n              task:\n                actions:\n                  - decision:\n                      name: Is\n                      condition:\n                        exp: Flow.V{} == \"yes\"\n                      outputs:\n                        yes:\n                          actions:\n                            - transferToAcd:\n                                name: Queue\n                                targetQueue:\n                                  lit:\n                                    name: Queue\n",
            at + 1,
            at + 1,
            at.saturating_sub(1),
        );
    }
    let menus = menus.replace("menu[m300]", "menu[m299]");
    let import = files(&[("main.yaml", &flow(&menus))]);
    assert_eq!(summary(&import)["refused"], 0);
}

#[test]
fn a_broken_file_beside_others_is_refused() {
    let whole = flow(BODY);
    let broken = whole.replace("tts: Press 1.", "tts: \"Press 1.");
    let import = files(&[("main.yaml", &whole), ("broken.yaml", &broken)]);
    assert_eq!(summary(&import)["refused"], 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_in_a_file_is_taken_over_or_refused(at in 0_usize..700, gone in 0_usize..40, put in "[\\[\\]{}\"':,$%|.a0&*\n -]{0,6}") {
        let whole = flow(BODY);
        let (at, end) = (at.min(whole.len()), (at + gone).min(whole.len()));
        let text = format!("{}{put}{}", &whole[..at], &whole[end..]);
        let request = ImportRequest { platform: Some(Platform::Genesys), ..super::super::request() };
        let mut sources = Sources::default();
        let file = sources.add("main.yaml", text);
        match import(&sources, &[file], &request) {
            Err(mistakes) => prop_assert!(!mistakes.is_empty()),
            Ok(import) => prop_assert!(!import.files.is_empty()),
        }
    }
}
