//! Files that are no flow, or not a whole one.

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
    let deep = format!("inboundCall:\n  defaultLanguage: en-us\n  menus: {}", "[".repeat(4_000));
    let folder = folder::files(&[
        ("cut.yaml", &whole.replace("tts: Press 1.", "tts: \"Press 1.")),
        (
            "mail.yaml",
            "inboundEmail:\n  name: Mail\n  defaultLanguage: en-us\n  startUpRef: /inboundEmail/states/state[a]\n",
        ),
        ("chat.yaml", "inboundMessage:\n  name: Chat\n  startUpRef: a\n  defaultLanguage: en-us\n"),
        ("compose.yaml", "services:\n  web:\n    image: nginx\n"),
        ("deep.yaml", &deep),
    ]);
    for (file, said) in [
        ("cut.yaml", "this is not valid YAML"),
        ("mail.yaml", "this is a flow of the kind `inboundEmail`: nobody can call it"),
        ("chat.yaml", "this is a flow of the kind `inboundMessage`: nobody can call it"),
        ("compose.yaml", "this is no file of a phone system"),
        ("deep.yaml", "is not valid YAML"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}: {errors}");
        assert!(errors.contains(said) && errors.contains(file), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists(), "{file}");
    }
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
