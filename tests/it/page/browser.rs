//! The page in a real browser. Runs where `IVRSIM_BROWSER` names a Chromium, as `.ci/run` does; elsewhere there is none to be
//! tried.

use std::path::Path;

use ivrsim::page::{PageEngine, PageFile};
use ivrsim::plan::{self, Plan};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::answers::HELPLINE;
use crate::helpers::browser::Browser;
use crate::oracles;

/// The page of the plan that comes along.
fn page() -> (tempfile::TempDir, std::path::PathBuf) {
    page_of(plan::builtin())
}

/// A company with all that a menu can be made of: digits to enter, ways by hours, mailboxes.
pub(super) fn hospital() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("menus/hospital/plan.toml");
    let text = std::fs::read_to_string(path).unwrap();
    oracles::plan::plan(&text)
}

pub(super) fn page_of(plan: &Plan) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.html");
    let made = Timestamp::from_second(1_767_700_800).unwrap();
    let mut file = std::fs::File::create(&path).unwrap();
    PageFile { plan, title: None, at: None, line: None, lessons: false, questions: &[], made, served: None }
        .write(&mut file)
        .unwrap();
    (folder, path)
}

/// Questions about calls, drawn from all lines, keys, moments of two years and some callers.
fn questions(count: u64) -> Vec<Value> {
    let lines: Vec<String> = plan::builtin().lines().map(|(_, line)| line.number.value.to_string()).collect();
    let callers = [Value::Null, json!("303-555-0100"), json!("America/Los_Angeles"), json!("212-555-0100")];
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut below = move |most: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % most
    };
    let question = |_| {
        let keys = (0..below(5)).map(|_| b"0123456789*#,"[below(13) as usize] as char).collect::<String>();
        json!({
            "ask": "call",
            "number": lines[below(lines.len() as u64) as usize],
            "from": callers[below(4) as usize],
            "at": 1_767_700_800_000_u64 + below(1_000_000) * 60_000,
            "acts": [],
            "press": keys,
        })
    };
    (0..count).map(question).collect()
}

#[test]
fn ten_thousand_calls_in_the_page_are_those_of_the_program() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "") else { return };
    let files =
        plan::builtin().sources.iter().map(|(_, file)| (file.name().to_owned(), file.text().to_owned()));
    let engine = PageEngine::read(files).unwrap();
    for some in questions(10_000).chunks(500) {
        let told =
            browser.run(&format!("JSON.stringify({}.map((question) => window.ask(question)))", json!(some)));
        let told: Vec<Value> = serde_json::from_str(told.as_str().unwrap()).unwrap();
        for (question, told) in some.iter().zip(told) {
            let wanted: Value = serde_json::from_str(&engine.answer(&question.to_string())).unwrap();
            assert_eq!(told, wanted, "{question}: was the engine of the page made from these sources?");
        }
    }
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_whole_call_is_made_by_keyboard_alone() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "") else { return };
    browser.run("document.getElementById('moment').focus()");
    browser.types("2026-01-16 12:00\n");
    browser.run("document.getElementById('number').focus()");
    browser.types("8773578477\n");
    browser.wait_for("document.getElementById('captions').children.length > 0");
    browser.run("document.getElementById('phone').focus()");
    browser.types("6");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    let outcome = browser.run("document.querySelector('#captions .outcome').textContent");
    assert_eq!(outcome, "You are put through to Sales Support.");
    assert_eq!(
        browser.run("document.getElementById('live').lastChild.textContent"),
        outcome,
        "it is told to those who listen"
    );
    assert_eq!(browser.run("document.querySelectorAll('#recent li').length"), 1);
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_link_opens_a_call_at_its_moment() {
    let (_folder, path) = page();
    let link = "#call=18773578477&at=2026-01-16T23:30:00Z&keys=6";
    let Some(mut browser) = Browser::open(&path, link) else { return };
    browser
        .wait_for("document.getElementById('reasons').textContent.includes('Sales Support closed at 5 PM')");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_link_tells_that_its_caller_hung_up() {
    let (_folder, path) = page();
    let hung_up = "#call=18773578477&at=2026-01-16T15:00:00Z&keys=hangup@1.5";
    let Some(mut browser) = Browser::open(&path, hung_up) else { return };
    browser.run("for (let step = 0; step < 10; step += 1) document.getElementById('skip').click()");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    assert_eq!(
        browser.run("document.querySelector('#captions .outcome').textContent.includes('hung up')"),
        true,
        "{}",
        browser.run("document.querySelector('#captions .outcome').textContent")
    );
    // What is copied leads there again.
    browser.run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })");
    browser.run("document.getElementById('copy-link').click()");
    browser.wait_for("window.copied !== undefined");
    assert_eq!(browser.run("new URL(window.copied).hash"), hung_up);
}

/// Brings the page of the hospital into the states that people see it in, one after the other.
pub(super) fn in_each_state(browser: &mut Browser, mut look: impl FnMut(&mut Browser, &str)) {
    look(browser, "fresh");
    browser.dials("2026-03-02 10:00", "716-555-0110", 2);
    browser.wait_for("document.querySelectorAll('#week button').length > 0");
    look(browser, "at a menu");
    browser.run("phone.press('2')");
    look(browser, "where digits are asked for");
    let words = "document.getElementById('words').value = 'record room'; document.getElementById('find-form').requestSubmit()";
    browser.run(words);
    look(browser, "with answers");
    browser.run("for (let step = 0; step < 40; step += 1) document.getElementById('skip').click()");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    browser.run("document.getElementById('from').value = 'nobody'; document.getElementById('caller-form').requestSubmit()");
    browser.run("document.getElementById('moment').value = 'soonish'; document.getElementById('clock-form').requestSubmit()");
    look(browser, "after the call, with mistakes in fields");
}

#[test]
fn nothing_is_cut_off_on_a_narrow_screen_or_at_twice_the_size() {
    let (_folder, path) = page_of(&hospital());
    let Some(mut browser) = Browser::open(&path, "") else { return };
    in_each_state(&mut browser, |browser, state| {
        for width in [320, 390, 640, 900, 1280] {
            browser.shows(width, "light");
            let over =
                browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(over, 0, "{state}, {width} pixels");
        }
    });
}

#[test]
fn every_control_has_a_name_of_its_own_and_is_large_enough_to_be_hit() {
    let (_folder, path) = page_of(&hospital());
    let Some(mut browser) = Browser::open(&path, "") else { return };
    browser.send("Accessibility.enable", &json!({}));
    browser.shows(390, "light");
    in_each_state(&mut browser, |browser, state| {
        let tree = browser.send("Accessibility.getFullAXTree", &json!({}));
        let mut names = Vec::new();
        for node in tree["nodes"].as_array().unwrap() {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            let roles =
                ["button", "textbox", "searchbox", "checkbox", "combobox", "link", "DisclosureTriangle"];
            if node["ignored"] != true && roles.contains(&role) {
                let name = node["name"]["value"].as_str().unwrap_or_default().trim().to_owned();
                assert_ne!(name, "", "{state}: a {role} without a name");
                names.push(format!("{role} {name}"));
            }
        }
        assert!(names.len() > 30, "{state}: {names:?}");
        names.sort();
        let twice: Vec<&[String]> = names.windows(2).filter(|two| two[0] == two[1]).collect();
        // Two recent calls, or two moments, may well be called the same; here none are.
        assert!(twice.is_empty(), "{state}: {twice:?}");
        let small = browser.run(
            "[...document.querySelectorAll('button, input:not([type=checkbox]), select, summary, label:has(input)')]\
             .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])\
             .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([name]) => name)",
        );
        assert_eq!(small, json!([]), "{state}");
    });
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn focus_is_never_lost() {
    let (_folder, path) = page_of(&hospital());
    let Some(mut browser) = Browser::open(&path, "") else { return };
    let at = "document.activeElement.id";
    browser.run("document.getElementById('number').focus()");
    browser.dials("2026-03-02 10:00", "716-555-0110", 1);
    assert_eq!(browser.run(at), "hang-up", "digits are keys of the call now");
    browser.types("0");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    assert_eq!(browser.run(at), "dial", "the call is over");
    browser.wait_for("document.querySelectorAll('#jumps button').length > 3");
    for holder in ["jumps", "week", "recent"] {
        browser.run(&format!("document.querySelector('#{holder} button').focus()"));
        browser.types("\n");
        // The time passes to the next minute, and the caller becomes another one: all is drawn anew.
        browser.run("document.getElementById('from').value = '303-555-0100'; document.getElementById('caller-form').requestSubmit()");
        browser.wait_for("document.getElementById('from-there').textContent !== ''");
        let is_there = browser.run(&format!("document.activeElement.closest('#{holder}') !== null"));
        assert_eq!(is_there, true, "{holder}");
    }
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn each_caption_is_told_once_and_again_only_to_those_who_go_back() {
    let (_folder, path) = page_of(&hospital());
    let Some(mut browser) = Browser::open(&path, "") else { return };
    browser.run(
        "window.heard = []; new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(\
         (node) => window.heard.push(node.textContent)))).observe(document.getElementById('live'), { childList: true })",
    );
    browser.dials("2026-03-02 10:00", "716-555-0110", 1);
    browser.run("phone.press('3'); phone.press('1')");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    // Some ticks later nothing is told twice.
    browser.run("new Promise((resolve) => setTimeout(resolve, 300))");
    let captions = "[...document.querySelectorAll('#captions li')].map((item) => item.textContent.trim())";
    let said = browser.run(captions);
    assert_eq!(browser.run("window.heard"), said);
    browser.run("window.heard.length = 0; document.getElementById('back').click()");
    let again = browser.run("window.heard");
    let again = again.as_array().unwrap();
    assert!(!again.is_empty() && again.len() < said.as_array().unwrap().len(), "{again:?}");
}

#[test]
fn whoever_goes_back_and_presses_another_key_makes_another_call_from_there_on() {
    let (_folder, path) = page_of(&hospital());
    let Some(mut browser) = Browser::open(&path, "") else { return };
    browser.dials("2026-03-02 10:00", "716-555-0110", 1);
    browser.run("phone.press('0')");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    assert_eq!(browser.text("captions").matches("the operator.").count(), 1);
    browser.run("document.getElementById('back').click()");
    assert_eq!(browser.text("pause"), "Go on");
    browser.run("phone.press('3'); phone.press('2')");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    let said = browser.text("captions");
    assert!(said.ends_with("You are put through to Maternity."), "{said}");
    assert!(!said.contains("put through to the operator"), "{said}");
    assert_eq!(browser.run("document.querySelectorAll('#recent li').length"), 2, "both calls are kept");
    // A key behind the end begins another number.
    browser.run("phone.press('1')");
    assert_eq!(browser.run("document.getElementById('number').value"), "1");
}

#[test]
fn a_call_is_copied_as_the_scenario_that_the_program_would_record() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "") else { return };
    browser.run(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })",
    );
    browser.dials("2026-01-16 12:00", "877-357-8477", 1);
    browser.run("document.getElementById('copy-scenario').click()");
    browser.wait_for("document.getElementById('copied').textContent.includes('still on')");
    browser.run("phone.press('6')");
    browser.run("document.getElementById('copy-scenario').click()");
    browser.wait_for("document.getElementById('copied').textContent === 'The scenario is copied.'");
    let text = browser.run("window.copied");
    assert_eq!(
        text,
        "[[scenario]]\n\
         name   = \"1-877-357-8477, then 6 on Friday 2026-01-16 12:00: transferred\"\n\
         call   = \"1-877-357-8477\"\n\
         at     = \"2026-01-16T12:00:00-05:00\"\n\
         press  = \"6\"\n\
         expect = { outcome = \"transferred\", line = \"dealer-products\", step = \"sales-support\" }\n"
    );
    // Its link makes the same call again.
    browser.run("document.getElementById('copy-link').click()");
    browser.wait_for("document.getElementById('copied').textContent === 'The link is copied.'");
    let link = browser.run("window.copied");
    let (_, fragment) = link.as_str().unwrap().split_once('#').unwrap();
    let Some(mut other) = Browser::open(&path, &format!("#{fragment}")) else { return };
    for _ in 0..3 {
        other.run("document.getElementById('skip').click()");
    }
    other.wait_for("document.querySelector('#captions .outcome') !== null");
    assert!(other.text("captions").ends_with("You are put through to Sales Support."));
    assert_eq!(other.trouble(), Vec::<String>::new());
}

#[test]
fn a_link_that_means_no_call_says_so_and_the_phone_works_on() {
    let (_folder, path) = page();
    for (fragment, told) in [
        ("#call=18773578477&at=soonish", "The link cannot be followed: \"soonish\" is not a time"),
        ("#call=nobody", "nobody"),
        ("#call=18773578477&keys=A", "The link cannot be followed"),
    ] {
        let Some(mut browser) = Browser::open(&path, fragment) else { return };
        let said = browser.text("number-trouble");
        assert!(said.contains(told), "{fragment}: {said}");
        browser.dials("2026-01-16 12:00", "877-357-8477", 1);
        assert_eq!(browser.text("number-trouble"), "");
        assert_eq!(browser.trouble(), Vec::<String>::new());
    }
}

#[test]
fn what_others_decide_is_chosen_from_lists_and_kept_in_links() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(HELPLINE));
    let (_folder, path) = page_of(&oracles::plan::plan(&text.unwrap()));
    let Some(mut browser) =
        Browser::open(&path, "#call=18005550140&at=2026-03-02T16:00:00Z&keys=1&answers=staffed%3Dno")
    else {
        return;
    };
    browser.wait_for("document.querySelectorAll('#captions li').length > 1");
    assert_eq!(browser.run("document.querySelector('#answers select').value"), json!("no"));
    for _ in 0..6 {
        browser.run("document.getElementById('skip').click()");
    }
    let said = browser.run("document.getElementById('captions').textContent");
    assert!(said.as_str().unwrap().contains("No counselor is on duty"), "{said}");
    let choose = "(() => { const list = document.querySelectorAll('#answers select');\
                  list[0].value = 'yes'; list[0].dispatchEvent(new Event('change'));\
                  list[2].value = 'unanswered'; list[2].dispatchEvent(new Event('change'));\
                  document.getElementById('hang-up').click(); document.getElementById('again').click();\
                  document.querySelector('[data-key=\"1\"]').click(); })()";
    browser.run(choose);
    browser.wait_for("document.getElementById('silence').textContent.startsWith('It rings.')");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}
