//! Somebody edits a menu in a real browser.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;

use super::{ally, edit};
use crate::helpers::browser::Browser;
use crate::helpers::folder;
use crate::oracles::garage::garage;
use crate::serve::live::Served;

const DONE: &str = "document.body?.dataset.done === 'true'";

/// A studio that is open in a browser.
struct OpenStudio {
    browser: Browser,
    plan: PathBuf,
    /// They end in this order.
    _served: Served,
    _folder: TempDir,
}

impl OpenStudio {
    fn of(folder: TempDir, plan: &str) -> Option<Self> {
        std::env::var_os("IVRSIM_BROWSER").filter(|name| !name.is_empty())?;
        let served = Served::started(folder.path(), &["--plan", plan]);
        let home = format!("http://{}/", served.host);
        let browser = Browser::visits(&format!("{home}studio"), &home, DONE)?;
        Some(Self { browser, plan: folder.path().join(plan), _served: served, _folder: folder })
    }

    fn of_ally() -> Option<Self> {
        let (folder, _) = ally(&[]);
        Self::of(folder, "menus/ally")
    }

    /// The editor of a file, in script.
    fn area(name: &str) -> String {
        format!("document.querySelector('[data-file$=\"{name}\"] textarea')")
    }

    /// Puts the cursor behind a text and types.
    fn types_behind(&mut self, name: &str, text: &str, typed: &str) {
        let area = Self::area(name);
        self.browser.run(&format!(
            "(() => {{ const area = {area}; area.focus(); const at = area.value.indexOf({0}) + {0}.length; \
             area.setSelectionRange(at, at); }})()",
            json!(text)
        ));
        self.browser.types(typed);
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.plan.join(name)).unwrap()
    }

    fn shows(&mut self, id: &str, text: &str) {
        self.browser
            .wait_for(&format!("document.getElementById('{id}').textContent.includes({})", json!(text)));
    }

    fn saves(&mut self) {
        let key = json!({ "type": "keyDown", "key": "s", "code": "KeyS", "modifiers": 2, "windowsVirtualKeyCode": 83 });
        self.browser.send("Input.dispatchKeyEvent", &key);
    }
}

const CPC: &str = "1-contract-processing.toml";

#[test]
fn somebody_types_sees_the_mistake_mends_it_saves_and_sees_who_is_routed_elsewhere() {
    let Some(mut studio) = OpenStudio::of_ally() else { return };
    let before = studio.read(CPC);
    studio.types_behind(CPC, "6 = \"commercial-transactions", "x");
    // It is told while nothing is saved, where it is and what was probably meant.
    studio.shows("findings-part", "there is no step named commercial-transactionsx");
    let marked =
        "document.querySelector('[data-file$=\"1-contract-processing.toml\"] mark.error').textContent";
    assert_eq!(studio.browser.run(marked), "\"commercial-transactionsx\"");
    assert_eq!(studio.read(CPC), before);
    assert_eq!(studio.browser.run("document.getElementById('draft').hidden"), false);
    studio.browser.send(
        "Input.dispatchKeyEvent",
        &json!({ "type": "keyDown", "key": "Backspace", "windowsVirtualKeyCode": 8 }),
    );
    studio.shows("findings-part", "Nothing is wrong in the text.");
    // The team stays an hour longer.
    let area = OpenStudio::area(CPC);
    let hours = "Mo-Fr 08:00-1";
    studio.browser.run(&format!(
        "(() => {{ const area = {area}; const at = area.value.indexOf('{hours}') + {}; area.setSelectionRange(at, at + 1); }})()",
        hours.len()
    ));
    studio.browser.types("9");
    studio.saves();
    studio.shows("differences-part", "was");
    studio.shows("differences-part", "closed, opens tomorrow at 8 AM Eastern");
    assert_eq!(studio.read(CPC), before.replace("Mo-Fr 08:00-18:00", "Mo-Fr 08:00-19:00"));
    studio.shows("scenarios-part", "failed because of this");
    studio.browser.wait_for("document.querySelector('#map-part .destination.changed') !== null");
    studio.browser.wait_for(DONE);
    studio.shows("told", "1 difference");
    // A way to hear the call.
    let link = studio
        .browser
        .run("document.querySelector('#differences-part a.play[target=phone]').getAttribute('href')");
    assert!(link.as_str().unwrap().starts_with("/#call=%2B18557202559&at="), "{link}");
    // Back in the text, by the line that is told.
    studio.browser.run("document.querySelector('#differences-part .place').click()");
    let row = format!("(({area}).value.slice(0, ({area}).selectionStart).split('\\n').length)");
    assert_eq!(studio.browser.run(&row), 9);
    assert_eq!(studio.browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_difference_is_heard_at_a_click_as_it_was_and_as_it_becomes() {
    for (side, told) in [
        ("phone", "You are put through to Ally Plus."),
        ("phone-before", "The call ends: Commercial Transactions is closed."),
    ] {
        let Some(mut studio) = OpenStudio::of_ally() else { return };
        edit(&studio.plan, &[("6 = \"commercial-transactions\"", "6 = \"ally-plus\"")]);
        let play = format!("document.querySelector('#differences-part a.play[target={side}]')");
        studio.browser.wait_for(&format!("{play} !== null"));
        studio.browser.run(&format!("location.href = {play}.href"));
        studio.browser.wait_for("document.getElementById('skip') !== null && document.getElementById('captions')?.children.length > 0");
        for _ in 0..3 {
            studio.browser.run("document.getElementById('skip').click()");
        }
        studio.browser.wait_for("document.querySelector('#captions .outcome') !== null");
        let said = studio.browser.text("captions");
        assert!(said.ends_with(told), "{side}: {said}");
        let note = studio.browser.text("plan-note");
        assert_eq!(note.starts_with("Calls here go by an older plan: "), side == "phone-before", "{note}");
        assert_eq!(studio.browser.trouble(), Vec::<String>::new());
    }
}

#[test]
fn what_somebody_is_typing_is_never_overwritten() {
    let Some(mut studio) = OpenStudio::of_ally() else { return };
    studio.types_behind(CPC, "Thank you for calling", " today");
    // Another editor saves the same file, and another one.
    edit(
        &studio.plan,
        &[("# Faxes and e-mail.", "# Faxes."), ("Thank you for your business! Goodbye.", "Goodbye, then.")],
    );
    let conflict = "document.querySelector('[data-file$=\"1-contract-processing.toml\"] .conflict')";
    studio.browser.wait_for(&format!("!{conflict}.hidden"));
    let told = studio.browser.run(&format!("{conflict}.textContent"));
    assert!(told.as_str().unwrap().contains("changed on disk while you were typing"), "{told}");
    assert!(
        told.as_str().unwrap().contains("# Faxes.") && told.as_str().unwrap().contains("# Faxes and e-mail."),
        "{told}"
    );
    let own = format!("{}.value.includes('calling today')", OpenStudio::area(CPC));
    assert_eq!(studio.browser.run(&own), true);
    let other = format!("{}.value.includes('Goodbye, then.')", OpenStudio::area("plan.toml"));
    studio.browser.wait_for(&other);
    // A save that knows nothing of the other text is refused.
    studio.saves();
    let state = "document.querySelector('[data-file$=\"1-contract-processing.toml\"] .state').textContent";
    studio.browser.wait_for(&format!("{state} === 'Not saved.'"));
    assert!(studio.read(CPC).contains("# Faxes.\n") && !studio.read(CPC).contains("calling today"));
    // Whoever goes on with their own text says so.
    studio.browser.run(&format!("{conflict}.querySelector('button').click()"));
    studio.saves();
    studio.browser.wait_for(&format!("{state} === 'Saved.'"));
    assert!(studio.read(CPC).contains("calling today") && studio.read(CPC).contains("# Faxes and e-mail."));
    let refused = studio.browser.trouble();
    assert!(refused.iter().all(|trouble| trouble.contains("409")), "{refused:?}");
}

#[test]
fn a_save_elsewhere_keeps_the_cursor_and_is_shown() {
    let Some(mut studio) = OpenStudio::of_ally() else { return };
    studio.types_behind(CPC, "[menus.cpc-main.keys]", "");
    edit(
        &studio.plan,
        &[(
            "# Page 1: the Contract Processing Center (CPC)",
            "# Page 1: all of the Contract Processing Center (CPC)",
        )],
    );
    let area = OpenStudio::area(CPC);
    studio.browser.wait_for(&format!("{area}.value.includes('all of the Contract')"));
    let before = format!("{area}.value.slice(0, {area}.selectionStart).endsWith('[menus.cpc-main.keys]')");
    assert_eq!(studio.browser.run(&before), true);
    assert_eq!(studio.browser.run(&format!("document.activeElement === {area}")), true);
    assert_eq!(studio.browser.trouble(), Vec::<String>::new());
}

#[test]
fn files_come_and_go_and_what_was_typed_into_one_stays() {
    let Some(mut studio) = OpenStudio::of_ally() else { return };
    let new = studio.plan.join("2b-more.toml");
    fs::write(&new, "# New here.\n").unwrap();
    let names = "[...document.querySelectorAll('#files h3')].map((name) => name.textContent).join(' ')";
    studio.browser.wait_for(&format!("{names}.includes('2-contract-proceeds.toml 2b-more.toml 3-business')"));
    studio.types_behind("2b-more.toml", "New", "er");
    fs::remove_file(&new).unwrap();
    studio.browser.wait_for(
        "document.querySelector('[data-file$=\"2b-more.toml\"] .conflict').textContent.includes('is gone')",
    );
    let typed = studio.browser.run(&format!("{}.value", OpenStudio::area("2b-more.toml")));
    assert_eq!(typed, "# Newer here.\n");
    studio.saves();
    let state = "document.querySelector('[data-file$=\"2b-more.toml\"] .state').textContent";
    studio.browser.wait_for(&format!("{state}.includes('is no file of this plan')"));
    assert!(!new.exists(), "no file is made anew");
}

#[test]
fn a_file_that_was_just_saved_can_be_typed_on_at_once() {
    let Some(mut studio) = OpenStudio::of_ally() else { return };
    studio.types_behind(CPC, "# Faxes", " 1");
    studio.saves();
    studio.browser.types("2");
    studio.saves();
    studio.browser.types("3");
    studio.saves();
    let panel = "document.querySelector('[data-file$=\"1-contract-processing.toml\"]')";
    studio.browser.wait_for(&format!("!{panel}.classList.contains('changed')"));
    assert!(studio.read(CPC).contains("# Faxes 123 and e-mail."));
    studio.browser.wait_for(DONE);
    let conflict = studio.browser.run(&format!("{panel}.querySelector('.conflict').hidden"));
    assert_eq!(conflict, true, "nobody else has saved");
    assert_eq!(studio.browser.trouble(), Vec::<String>::new());
}

/// A plan with a finding that has a repair.
fn with_repair() -> (TempDir, String) {
    let rest = "[destinations.desk]\nname = \"Desk\"\nallow.long-prompt = \"it is short\"\n";
    let text = garage("desk", rest);
    (folder::files(&[("menus/plan.toml", &text)]), text)
}

#[test]
fn a_repair_is_one_click_and_waits_where_somebody_has_changes_of_their_own() {
    let (folder, text) = with_repair();
    let Some(mut studio) = OpenStudio::of(folder, "menus") else { return };
    studio.types_behind("plan.toml", "name = \"Garage\"", "\n# mine");
    studio.shows("findings-part", "Repair");
    studio.browser.wait_for("!document.getElementById('draft').hidden");
    studio.browser.run("document.querySelector('button.repair').click()");
    studio.shows("findings-part", "Nothing is wrong");
    let mended = text.replace("allow.long-prompt = \"it is short\"\n", "");
    let area = OpenStudio::area("plan.toml");
    assert_eq!(
        studio.browser.run(&format!("{area}.value")),
        mended.replacen("name = \"Garage\"", "name = \"Garage\"\n# mine", 1)
    );
    assert_eq!(studio.read("plan.toml"), text, "nothing is saved");
    studio.browser.run("document.querySelector('.undo').click()");
    studio.browser.wait_for("document.getElementById('draft').hidden");
    studio.shows("findings-part", "Repair");
    studio.browser.run("document.querySelector('button.repair').click()");
    studio.shows("findings-part", "Nothing is wrong");
    assert_eq!(studio.read("plan.toml"), mended);
    assert_eq!(studio.browser.trouble(), Vec::<String>::new());
}

#[test]
fn however_much_is_wrong_the_page_is_laid_out_a_few_times() {
    const FINDINGS: usize = 300;
    let desk = |desk: usize| {
        format!("[destinations.desk{desk}]\nname = \"Desk {desk}\"\nallow.long-prompt = \"it is short\"\n")
    };
    let text = garage("desk0", &(0..FINDINGS).map(desk).collect::<String>());
    let Some(mut studio) = OpenStudio::of(folder::files(&[("menus/plan.toml", &text)]), "menus") else {
        return;
    };
    studio.browser.send("Performance.enable", &json!({}));
    let layouts = |browser: &mut Browser| {
        let told = browser.send("Performance.getMetrics", &json!({}));
        let count = told["metrics"].as_array().unwrap().iter().find(|metric| metric["name"] == "LayoutCount");
        count.unwrap()["value"].as_f64().unwrap()
    };
    let asides = studio.browser.run("document.querySelectorAll('.aside').length");
    assert!(asides.as_u64().unwrap() as usize >= FINDINGS, "{asides}");
    let before = layouts(&mut studio.browser);
    edit(&studio.plan, &[("name = \"Desk 7\"", "name = \"Bench 7\"")]);
    studio.browser.wait_for(&format!("{}.value.includes('Bench 7')", OpenStudio::area("plan.toml")));
    studio.browser.wait_for(DONE);
    let count = layouts(&mut studio.browser) - before;
    assert!(count < 100.0, "{count} layouts for {FINDINGS} findings");
}

#[test]
fn findings_are_gone_to_by_keyboard_and_said() {
    let (folder, text) = with_repair();
    let Some(mut studio) = OpenStudio::of(folder, "menus") else { return };
    let key = json!({ "type": "keyDown", "key": "F8", "windowsVirtualKeyCode": 119 });
    studio.browser.send("Input.dispatchKeyEvent", &key);
    let area = OpenStudio::area("plan.toml");
    let at = studio.browser.run(&format!("{area}.value.slice({area}.selectionStart).split('\\n')[0]"));
    assert_eq!(at, "long-prompt = \"it is short\"", "{text}");
    assert_eq!(studio.browser.run(&format!("document.activeElement === {area}")), true);
    assert!(studio.browser.text("told").contains("long-prompt finds nothing to allow here"));
    assert_eq!(studio.browser.run("document.querySelectorAll('.finding[aria-current]').length"), 1);
}

#[test]
fn nothing_is_cut_off_and_every_control_has_a_name() {
    let (folder, plan) = ally(&[
        ("5 = \"lease-held-offerings\"", "5 = \"retail-held-offerings\""),
        ("Thank you for calling the {name}. {options}", "Thank you. {options} For billing, press 9."),
    ]);
    assert!(Path::new(&plan).is_dir());
    let Some(mut studio) = OpenStudio::of(folder, "menus/ally") else { return };
    studio.types_behind("plan.toml", "Goodbye.", " Now");
    studio.browser.wait_for("!document.getElementById('draft').hidden");
    studio.browser.send("Accessibility.enable", &json!({}));
    for width in [320, 640, 1280] {
        studio.browser.shows(width, "light");
        let over =
            studio.browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(over, 0, "{width} pixels");
        // What is underlined lies under the words that it is about: both texts break their lines alike, and all is seen.
        let apart = studio.browser.run(
            "[...document.querySelectorAll('.editor')].map((editor) => [editor.querySelector('textarea'), \
             editor.querySelector('.under')]).filter(([area, under]) => area.scrollHeight !== area.clientHeight || \
             Math.abs(area.clientHeight - under.scrollHeight) > 1 || area.clientWidth !== under.clientWidth)\
             .map(([area]) => area.getAttribute('aria-label'))",
        );
        assert_eq!(apart, json!([]), "{width} pixels");
        let tree = studio.browser.send("Accessibility.getFullAXTree", &json!({}));
        let mut count = 0;
        for node in tree["nodes"].as_array().unwrap() {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            let roles = ["button", "textbox", "radio", "combobox", "link", "DisclosureTriangle", "region"];
            if node["ignored"] != true && roles.contains(&role) {
                let name = node["name"]["value"].as_str().unwrap_or_default().trim();
                assert_ne!(name, "", "a {role} without a name");
                count += 1;
            }
        }
        assert!(count > 30, "{count}");
        let small = studio.browser.run(
            "[...document.querySelectorAll('button, select, summary, label:has(input), a')]\
             .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])\
             .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([name]) => name)",
        );
        assert_eq!(small, json!([]), "{width} pixels");
    }
    assert_eq!(studio.browser.trouble(), Vec::<String>::new());
}
