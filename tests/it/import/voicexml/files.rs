//! Documents as they lie on disks, and what is none.

use proptest::prelude::*;

use super::fates;
use crate::helpers::drawn;
use crate::helpers::folder;
use crate::helpers::program::ivrsim;
use ivrsim::base::source::Sources;
use ivrsim::import::{ImportRequest, Platform, import};

const START: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE vxml PUBLIC \"-//W3C//DTD VOICEXML 2.1//EN\" \"http://www.w3.org/TR/voicexml21/vxml.dtd\">\n<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" application=\"root.vxml\">\n  <menu id=\"start\"><prompt><audio src=\"hello.wav\">Hello. Press 1.</audio></prompt><choice dtmf=\"1\" next=\"en/desk.vxml\"/></menu>\n</vxml>\n";
const DESK: &str = "<vxml version=\"2.1\"><form><transfer name=\"desk\" dest=\"tel:+16085550100\" bridge=\"false\"/></form></vxml>\n";
const ROOT: &str = "<vxml version=\"2.1\"><var name=\"language\" expr=\"'en'\"/></vxml>\n";

#[test]
fn one_document_brings_those_that_it_leads_to() {
    let folder =
        folder::files(&[("www/start.vxml", START), ("www/root.vxml", ROOT), ("www/en/desk.vxml", DESK)]);
    for (path, out) in [("www/start.vxml", "one"), ("www", "two")] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", path, "--out", out]);
        assert_eq!(code, 0, "{errors}");
        assert!(told.contains("steps of voicexml"), "{told}");
        let (code, told, _) = ivrsim(
            folder.path(),
            &["--plan", out, "call", "start", "--press", "1", "--at", "2026-03-02 10:00"],
        );
        assert_eq!(code, 0);
        assert!(told.contains("Hello. Press 1.") && told.contains("transferred"), "{told}");
    }
}

#[test]
fn what_is_no_application_is_told_with_its_place() {
    let folder = folder::files(&[
        ("cut.vxml", &START[..START.len() - 20]),
        ("root.vxml", ROOT),
        ("deep.vxml", &format!("<vxml>{}", "<form>".repeat(5_000))),
    ]);
    for (file, said) in [
        ("cut.vxml", "this is not valid XML"),
        ("root.vxml", "nothing in these files is where calls come in"),
        ("deep.vxml", "it has too many levels"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}: {errors}");
        assert!(errors.contains(said), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists(), "{file}");
    }
}

proptest! {
    #![proptest_config(drawn::cases(60))]

    #[test]
    fn whatever_is_changed_in_a_document_is_taken_over_or_refused(at in 0_usize..700, gone in 0_usize..40, put in "[<>/\"'=#&{}()a1 ]{0,6}") {
        let whole = "<vxml version=\"2.1\"><form id=\"ask\"><field name=\"pin\" type=\"digits?length=2\"><prompt count=\"1\">Enter it.</prompt><noinput count=\"2\"><exit/></noinput><filled><if cond=\"pin == 12\"><goto next=\"#end\"/><else/><clear/></if></filled></field></form><menu id=\"end\"><choice dtmf=\"1\" next=\"#ask\"/></menu></vxml>";
        let floor = |at: usize| (0..=at.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap();
        let (at, end) = (floor(at), floor(at + gone));
        let changed = format!("{}{put}{}", &whole[..at], &whole[end..]);
        let request = ImportRequest { platform: Some(Platform::VoiceXml), ..super::super::request() };
        let mut sources = Sources::default();
        let file = sources.add("main.vxml", changed);
        match import(&sources, &[file], &request) {
            Err(mistakes) => prop_assert!(!mistakes.is_empty()),
            Ok(import) => { fates(&import); }
        }
    }
}
