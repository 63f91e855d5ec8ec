//! Files that are no flow, or not a whole one.

use ivrsim::base::source::Sources;
use ivrsim::import::{ImportRequest, Platform, import};
use proptest::prelude::*;
use serde_json::json;

use super::{counted, files, flex, flow, flow_by, gather, say, split, summary};
use crate::helpers::folder;
use crate::helpers::program::ivrsim;

fn main() -> String {
    flow(&[
        gather("menu", "choice", "count"),
        split("choice", "{{widgets.menu.Digits}}", &[("equal_to", "1", "care")], "count"),
        counted("count", "n", "limit"),
        split("limit", "{{flow.variables.n}}", &[("less_than", "3", "menu")], ""),
        flex("care"),
    ])
    .to_string()
}

#[test]
fn what_is_no_flow_that_is_called_is_told_with_its_place() {
    let whole = main();
    let chat = flow_by("incomingMessage", &[say("hello", "Hello.", "")]).to_string();
    let part = flow_by("incomingParent", &[say("hello", "Hello.", "")]).to_string();
    let deep = format!("{{\"initial_state\": \"Trigger\", \"states\": {}", "[".repeat(4_000));
    let template = format!("${{ jsonencode({whole}) }}");
    let folder = folder::files(&[
        ("cut.json", &whole[..whole.len() / 2]),
        ("chat.json", &chat),
        ("part.json", &part),
        ("package.json", "{ \"name\": \"x\", \"version\": \"1.0.0\", \"states\": [] }"),
        ("deep.json", &deep),
        ("empty.json", "{ \"initial_state\": \"Trigger\", \"states\": [] }"),
        ("cut.tftpl", &template[..template.len() / 2]),
        ("odd.tftpl", &template.replace("\"type\":\"split-based-on\"", "((type")),
        (
            "loop.json",
            &flow(&[super::widget(
                "ask",
                "run-subflow",
                json!({ "flow_sid": "loop" }),
                &[("completed", "")],
            )])
            .to_string(),
        ),
    ]);
    for (file, said) in [
        ("cut.json", "this is not valid JSON"),
        ("chat.json", "this flow is for messages: nobody can call it"),
        ("part.json", "nothing in these files is a flow that calls come in to"),
        ("package.json", "this is no file of a phone system"),
        ("deep.json", "it has too many levels"),
        ("empty.json", "nothing in these files is a flow that calls come in to"),
        ("cut.tftpl", "this template is not valid"),
        ("odd.tftpl", "this template is not valid"),
        ("loop.json", "this sub-flow runs the flow that runs it"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}: {errors}");
        assert!(errors.contains(said) && errors.contains(file), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists(), "{file}");
    }
}

#[test]
fn a_folder_with_chats_and_broken_files_is_taken_over_as_far_as_it_goes() {
    let chat = flow_by("incomingMessage", &[say("hello", "Hello.", "")]).to_string();
    let import = files(&[
        ("main.json", main()),
        ("chat.json", chat),
        ("broken.json", main()[..main().len() - 5].to_owned()),
    ]);
    let json = summary(&import);
    assert_eq!((&json["refused"], &json["not_reached"]), (&json!(1), &json!(2)), "{json:#}");
    assert_eq!(json["lines"], json!(["main"]));
}

#[test]
fn an_entry_names_a_flow_that_another_program_starts() {
    let survey = flow_by("incomingRequest", &[say("hello", "How did we do?", "")]).to_string();
    let folder = folder::files(&[("survey.json", &survey), ("main.json", &main())]);
    let (code, _, errors) = ivrsim(folder.path(), &["import", ".", "--out", "menus", "--entry", "survey"]);
    assert_eq!(code, 0, "{errors}");
    let (code, _, errors) = ivrsim(folder.path(), &["import", ".", "--out", "other", "--entry", "survye"]);
    assert_eq!(code, 2);
    assert!(errors.contains("did you mean `survey`?"), "{errors}");
}

#[test]
fn many_widgets_are_taken_over_with_work_that_grows_as_they_do() {
    let mut widgets = Vec::new();
    for at in 0..400 {
        let [menu, choice, count, limit] =
            ["menu", "choice", "count", "limit"].map(|part| format!("{part}_{at}"));
        let next = if at == 399 { "care".to_owned() } else { format!("menu_{}", at + 1) };
        widgets.push(gather(&menu, &choice, &count));
        widgets.push(split(
            &choice,
            &format!("{{{{widgets.{menu}.Digits}}}}"),
            &[("equal_to", "1", &next)],
            &count,
        ));
        widgets.push(counted(&count, &format!("n_{at}"), &limit));
        widgets.push(split(
            &limit,
            &format!("{{{{flow.variables.n_{at}}}}}"),
            &[("less_than", "3", &menu)],
            "care",
        ));
    }
    widgets.push(flex("care"));
    let import = files(&[("main.json", flow(&widgets).to_string())]);
    // Each menu is one step of the plan, and its counter three tries, whatever was counted before it.
    let text = &import.files[0].text;
    assert_eq!(text.matches("[menus.").count(), 800, "a menu and its keys");
    assert_eq!(text.matches("tries").count(), 800);
    assert_eq!(summary(&import)["steps"], 1_602);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_in_a_file_is_taken_over_or_refused(at in 0_usize..1_600, gone in 0_usize..40, put in "[\\[\\]{}\",:$%|.a0\\\\]{0,6}", form in 0_u8..3) {
        let whole = main();
        let (name, text) = match form {
            0 => ("main.json", whole),
            1 => ("main.tf", format!("resource \"twilio_studio_flow\" \"main\" {{\n  definition = jsonencode({whole})\n}}\n")),
            _ => ("main.tftpl", format!("${{ jsonencode({whole}) }}")),
        };
        let (at, end) = (at.min(text.len()), (at + gone).min(text.len()));
        let text = format!("{}{put}{}", &text[..at], &text[end..]);
        let request = ImportRequest { platform: Some(Platform::Twilio), ..super::super::request() };
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        match import(&sources, &[file], &request) {
            Err(mistakes) => prop_assert!(!mistakes.is_empty()),
            Ok(import) => prop_assert!(!import.files.is_empty()),
        }
    }
}
