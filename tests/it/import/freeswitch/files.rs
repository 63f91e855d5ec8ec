//! Files as they lie on disks: includes, fragments, comments in odd places; and what is no phone system.

use std::fmt::Write as _;
use std::fs;

use proptest::prelude::*;

use super::{fates, text};
use crate::helpers::folder;
use crate::helpers::program::ivrsim;
use ivrsim::base::source::Sources;
use ivrsim::import::{ImportRequest, Platform, import};

const WHOLE: &str = "<?xml version=\"1.0\"?>\n<document type=\"freeswitch/xml\">\n  <X-PRE-PROCESS cmd=\"include\" data=\"vars.xml\"/>\n  <section name=\"dialplan\"><X-PRE-PROCESS cmd=\"include\" data=\"dialplan/*.xml\"/></section>\n  <section name=\"configuration\"><X-PRE-PROCESS cmd=\"include\" data=\"ivr.xml\"/></section>\n  <section name=\"directory\"><domain name=\"x\"><user id=\"1\"><params><param name=\"password\" value=\"hunter2\"/></params></user></domain></section>\n</document>\n";
const VARS: &str = "<include>\n  <X-PRE-PROCESS cmd=\"set\" data=\"desk=user/1000\"/>\n  <X-PRE-PROCESS cmd=\"set\" data=\"default_password=hunter2\"/>\n</include>\n";
const PUBLIC: &str = "<include>\n  <!-- calls from outside -- all of them -->\n  <context name=\"public\">\n    <X-PRE-PROCESS cmd=\"include\" data=\"public/*.xml\"/>\n  </context>\n</include>\n";
const MAIN: &str = "<extension name=\"main\">\n  <condition field=\"destination_number\" expression=\"^5551000$\" <!-- the number --> >\n    <action application=\"ivr\" data=\"welcome\"/>\n  </condition>\n</extension>\n<extension name=\"other\"><condition field=\"destination_number\" expression=\"^5552000$\"><action application=\"bridge\" data=\"$${desk}\"/></condition></extension>\n";
const IVR: &str = "<configuration name=\"ivr.conf\"><menus>\n<menu name=\"welcome\" greet-long=\"phrase:welcome\" timeout=\"4000\"><entry action=\"menu-exec-app\" digits=\"1\" param=\"bridge $${desk}\"/> <!-- Front desk -->\n</menu></menus>\n<macros><macro name=\"welcome\"><input pattern=\"(.*)\"><match><action function=\"play-file\" data=\"ivr/welcome.wav\"/><action function=\"speak-text\" data=\"Press 1.\"/></match></input></macro></macros></configuration>\n";

const FILES: [(&str, &str); 5] = [
    ("conf/freeswitch.xml", WHOLE),
    ("conf/vars.xml", VARS),
    ("conf/dialplan/public.xml", PUBLIC),
    ("conf/dialplan/public/00_main.xml", MAIN),
    ("conf/ivr.xml", IVR),
];

#[test]
fn one_file_or_the_folder_brings_all_that_is_included() {
    let folder = folder::files(&FILES);
    for (path, out) in [("conf/freeswitch.xml", "one"), ("conf", "two")] {
        let (code, told, errors) =
            ivrsim(folder.path(), &["import", path, "--out", out, "--timezone", "America/Chicago"]);
        assert_eq!(code, 0, "{errors}");
        assert!(told.contains("steps of freeswitch"), "{told}");
        let plan = fs::read_to_string(folder.path().join(out).join("plan.toml")).unwrap();
        assert!(plan.contains("Front desk") && plan.contains("5551000"), "{plan}");
        assert!(!plan.contains("hunter2"), "{plan}");
        let (code, told, _) = ivrsim(
            folder.path(),
            &["--plan", out, "call", "5551000", "--press", "1", "--at", "2026-03-02 10:00"],
        );
        assert_eq!(code, 0);
        assert!(told.contains("transferred: Front desk"), "{told}");
    }
}

#[test]
fn what_is_no_phone_system_is_told_with_its_place_and_nothing_is_written() {
    let deep = format!("<context name=\"public\">{}", "<extension>".repeat(5_000));
    let mut bomb = "<!DOCTYPE a [<!ENTITY e0 \"xxxxxxxxxx\">".to_owned();
    for at in 1..12 {
        write!(bomb, "<!ENTITY e{at} \"{}\">", format!("&e{};", at - 1).repeat(10)).unwrap();
    }
    bomb.push_str("]><context name=\"public\">&e11;</context>");
    let folder = folder::files(&[
        ("cut.xml", &MAIN[..MAIN.len() / 2]),
        ("page.xml", "<html><body>no</body></html>"),
        ("deep.xml", &deep),
        ("bomb.xml", &bomb),
        (
            "loop.xml",
            "<include><context name=\"a\"/><X-PRE-PROCESS cmd=\"include\" data=\"again.xml\"/></include>",
        ),
        ("again.xml", "<include><X-PRE-PROCESS cmd=\"include\" data=\"loop.xml\"/></include>"),
        ("empty.xml", "<include><context name=\"public\"></context></include>"),
    ]);
    for (file, said) in [
        ("cut.xml", "this is not valid XML"),
        ("page.xml", "this is no file of a phone system"),
        ("deep.xml", "it has too many levels"),
        ("bomb.xml", "this is not valid XML"),
        ("loop.xml", "includes itself"),
        ("empty.xml", "nothing in these files is where calls come in"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}: {errors}");
        assert!(errors.contains(said), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists(), "{file}");
    }
}

#[test]
fn an_instruction_in_a_comment_of_one_line_is_obeyed_as_freeswitch_obeys_it() {
    let import = super::files(&[
        (
            "public.xml",
            "<include><context name=\"public\">\n<!-- <X-PRE-PROCESS cmd=\"include\" data=\"more.xml\"/> -->\n</context></include>",
        ),
        ("more.xml", MAIN),
        ("ivr.xml", IVR),
    ]);
    assert!(text(&import).contains("5551000"), "{}", text(&import));
}

proptest! {
    #![proptest_config(crate::helpers::drawn::cases(60))]

    #[test]
    fn whatever_is_changed_in_a_file_is_taken_over_or_refused(at in 0_usize..900, gone in 0_usize..40, put in "[<>/\"'=$&{}()a1 ]{0,6}") {
        let whole = format!("<include><context name=\"public\">{MAIN}</context>{IVR}</include>");
        let floor = |at: usize| (0..=at.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap();
        let (at, end) = (floor(at), floor(at + gone));
        let changed = format!("{}{put}{}", &whole[..at], &whole[end..]);
        let request = ImportRequest { platform: Some(Platform::FreeSwitch), ..super::super::request() };
        let mut sources = Sources::default();
        let file = sources.add("public.xml", changed);
        match import(&sources, &[file], &request) {
            Err(mistakes) => prop_assert!(!mistakes.is_empty()),
            Ok(import) => { fates(&import); }
        }
    }
}
