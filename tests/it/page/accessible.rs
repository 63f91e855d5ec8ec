//! What axe-core finds in the phone and in its lessons.

use std::collections::BTreeSet;

use serde_json::json;

use super::browser::{hospital, in_each_state, page_of};
use super::lesson_browser;
use crate::helpers::axe;
use crate::helpers::browser::Browser;

#[test]
fn what_axe_looks_for_is_found() {
    let (_folder, path) = page_of(&hospital());
    let Some(mut browser) = Browser::open(&path, "") else { return };
    browser.run(
        "document.getElementById('main').insertAdjacentHTML('beforeend', '<button id=unnamed></button>'); \
         document.getElementById('phone-title').setAttribute('id', 'gone'); \
         document.documentElement.style.setProperty('--dim', 'lightgray')",
    );
    let Some(found) = axe::finds(&mut browser) else { return };
    let found = found.to_string();
    for rule in ["button-name: #unnamed", "color-contrast: "] {
        assert!(found.contains(rule), "{rule}: {found}");
    }
}

#[test]
fn axe_finds_nothing_in_the_phone() {
    let (_folder, path) = page_of(&hospital());
    let Some(mut browser) = Browser::open(&path, "") else { return };
    in_each_state(&mut browser, |browser, state| {
        browser.is_accessible(state);
        if state == "with answers" {
            // All that can be opened, and all that is said of it.
            browser
                .run("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
            browser.run("document.getElementById('show-source').click(); document.getElementById('copy-scenario').click(); document.getElementById('pause').click()");
            browser.wait_for("document.getElementById('copied').textContent.includes('still on')");
            browser.is_accessible("with everything opened, paused");
        }
    });
    browser.run("document.getElementById('number').value = 'nobody'; document.getElementById('dial-form').requestSubmit()");
    browser.is_accessible("after a number that is none");
    browser.run("document.getElementById('words').value = 'qqqq'; document.getElementById('find-form').requestSubmit()");
    browser.run("document.getElementById('again').click()");
    browser.run("document.getElementById('hang-up').click()");
    browser.is_accessible("after hanging up, with a search that finds nobody");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

/// Presses the button of the lessons that begins with these words; gives whether there is one.
fn presses(browser: &mut Browser, words: &str) -> bool {
    let pressed = browser.run(&format!(
        "(() => {{ const button = [...document.querySelectorAll('#lessons button')].find((one) => \
         one.checkVisibility() && !one.disabled && one.textContent.startsWith({})); button?.click(); return Boolean(button); }})()",
        json!(words)
    ));
    pressed == true
}

/// What somebody is asked; None: nothing.
fn question(browser: &mut Browser) -> Option<String> {
    let form = browser.run(lesson_browser::FORM);
    let form = form.as_str().filter(|form| ["choice", "text", "key", "listen"].contains(form))?;
    let has_phone = browser.run("!document.getElementById('phone').hidden") == true;
    Some(format!("{form}{}", if has_phone { ", with the phone beside it" } else { "" }))
}

#[test]
fn axe_finds_nothing_in_a_lesson() {
    let (_folder, path) = lesson_browser::page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    browser.is_accessible("who learns");
    browser.run("document.getElementById('learner-form').requestSubmit()");
    browser.is_accessible("a name that is none");
    browser.run("document.getElementById('learner').value = 'Ann'; document.getElementById('learner-form').requestSubmit()");
    browser.run("document.getElementById('learner-forget').click()");
    browser.is_accessible("how a learner stands, asked whether all is to be deleted");
    browser.run("document.getElementById('lesson-minutes').value = '20'; document.getElementById('lesson-begin').click()");
    browser.is_accessible("a tour");
    presses(&mut browser, "Skip the tour");
    browser.is_accessible("something new");
    let (mut seen, mut said) = (BTreeSet::new(), false);
    for _ in 0..200 {
        if let Some(state) = question(&mut browser)
            && seen.insert(state.clone())
        {
            said |= presses(&mut browser, "Hint");
            browser.is_accessible(&state);
            assert!(presses(&mut browser, "Show the answer"), "{state}");
            presses(&mut browser, "Why");
            said &= presses(&mut browser, "Source");
            browser.is_accessible(&format!("the verdict on {state}"));
        }
        let on = ["I know this", "Continue", "Another question"];
        if !on.iter().any(|words| presses(&mut browser, words)) {
            break;
        }
    }
    assert!(seen.len() == 3 && said, "{seen:?}");
    presses(&mut browser, "Stop");
    browser.is_accessible("the end of a lesson");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn axe_finds_nothing_in_an_exam() {
    let (folder, path) = lesson_browser::page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    browser.run("document.getElementById('learner').value = 'Ben'; document.getElementById('learner-form').requestSubmit()");
    browser.run(
        "document.getElementById('paper').value = 'x'; document.getElementById('exam-form').requestSubmit()",
    );
    browser.is_accessible("a number of an exam that is none");
    browser.run(
        "document.getElementById('paper').value = '1'; document.getElementById('exam-form').requestSubmit()",
    );
    browser.is_accessible("the first question of an exam");
    presses(&mut browser, "Stop");
    browser.is_accessible("asked whether to leave it");
    presses(&mut browser, "Stay");
    let mut seen = BTreeSet::new();
    for _ in 0..20 {
        let state = question(&mut browser).unwrap();
        if seen.insert(state.clone()) {
            browser.is_accessible(&format!("{state}, in an exam"));
        }
        presses(&mut browser, "Skip, which counts as wrong");
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
    browser.is_accessible("the end of an exam, with mistakes");
    presses(&mut browser, "Back");
    presses(&mut browser, "Somebody else");
    // A file of somebody who learns here already.
    let file = folder.path().join("exported.jsonl");
    std::fs::write(&file, "{\"version\":1}\n{\"learner\":{\"name\":\"Ben\"}}\n").unwrap();
    browser.takes_file("load", &file);
    browser.wait_for("document.getElementById('load-answer').textContent.includes('learns here already')");
    browser.is_accessible("asked whether to replace a learner");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}
