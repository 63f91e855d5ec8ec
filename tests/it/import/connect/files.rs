//! Files that are not a contact center, or not a whole one.

use ivrsim::base::source::Sources;
use ivrsim::import::{ImportRequest, Platform, import};
use proptest::prelude::*;
use serde_json::json;

use super::{action, files, flow};
use crate::helpers::folder;
use crate::helpers::program::ivrsim;

fn main() -> String {
    flow(&[
        action("hello", "MessageParticipant", json!({ "Text": "Hello." }), "next"),
        action(
            "next",
            "TransferToFlow",
            json!({ "ContactFlowId": "arn:aws:connect:us-east-1:1:instance/i/contact-flow/billing" }),
            "",
        ),
    ])
    .to_string()
}

#[test]
fn what_is_no_flow_that_is_called_is_told_with_its_place() {
    let whole = main();
    let chat = flow(&[
        action("view", "ShowView", json!({}), "bye"),
        action("bye", "DisconnectParticipant", json!({}), ""),
    ])
    .to_string();
    let whisper = json!({ "Name": "w", "Type": "AGENT_WHISPER", "Content": whole }).to_string();
    let deep = format!("{{\"StartAction\": {}", "[".repeat(4_000));
    let folder = folder::files(&[
        ("cut.json", &whole[..whole.len() / 2 + 20]),
        ("chat.json", &chat),
        ("whisper.json", &whisper),
        ("package.json", "{ \"name\": \"x\", \"version\": \"1.0.0\" }"),
        ("deep.json", &deep),
    ]);
    for (file, said) in [
        ("cut.json", "this is not valid JSON"),
        ("chat.json", "this flow is for chats"),
        ("whisper.json", "nothing in these files is a flow that calls come in to"),
        ("package.json", "this is no file of a phone system"),
        ("deep.json", "it has too many levels"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}: {errors}");
        assert!(errors.contains(said) && errors.contains(file), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists(), "{file}");
    }
}

#[test]
fn a_broken_file_beside_others_is_refused_and_a_flow_that_is_missing_is_an_end_with_its_name() {
    let cut = flow(&[action("x", "DisconnectParticipant", json!({}), "")]).to_string();
    let import = files(&[("main.json", main()), ("billing.json", cut[..cut.len() - 5].to_owned())]);
    let json = serde_json::to_value(&import.summary.json).unwrap();
    assert_eq!((&json["refused"], &json["opaque"]), (&json!(1), &json!(1)), "{json:#}");
    assert!(import.files[0].text.contains("\"billing\""), "{}", import.files[0].text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_in_a_file_is_taken_over_or_refused(at in 0_usize..400, gone in 0_usize..40, put in "[\\[\\]{}\",:$.a0\\\\]{0,6}", is_terraform in any::<bool>()) {
        let whole = main();
        let text = if is_terraform {
            format!("resource \"aws_connect_contact_flow\" \"main\" {{\n  name = \"Main\"\n  content = <<EOF\n{whole}\nEOF\n}}\n")
        } else {
            whole
        };
        let (at, end) = (at.min(text.len()), (at + gone).min(text.len()));
        let text = format!("{}{put}{}", &text[..at], &text[end..]);
        let request = ImportRequest { platform: Some(Platform::Connect), ..super::super::request() };
        let mut sources = Sources::default();
        let file = sources.add(if is_terraform { "main.tf" } else { "main.json" }, text);
        match import(&sources, &[file], &request) {
            Err(mistakes) => prop_assert!(!mistakes.is_empty()),
            Ok(import) => prop_assert!(!import.files.is_empty()),
        }
    }
}
