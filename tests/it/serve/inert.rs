//! A plan and people with names that would be programs, in every view of a real browser.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::live::Served;
use crate::helpers::browser::Browser;
use crate::helpers::folder::files;
use crate::oracles::plan::NUMBER;

/// What would run, or be something else than text, wherever it were taken for markup.
const EVIL: &str =
    "</script></title></textarea></svg><img src=x class=evil onerror=\"window.evil=1\"><b class=evil>&quot;'";

/// The plan and its scenarios, all of whose texts are that.
fn case(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/serve/inert").join(name))
        .unwrap()
}

/// Holds that it is shown, and that it is text.
fn is_text(browser: &mut Browser, view: &str) {
    assert_eq!(browser.run("document.querySelectorAll('.evil').length"), 0, "{view}");
    assert_eq!(browser.run("typeof window.evil"), "undefined", "{view}");
    assert_eq!(browser.run("document.body.textContent.includes('<img src=x class=evil')"), true, "{view}");
    // A name that nobody has is asked about, and browsers draw controls with pictures of their own.
    let usual = |told: &String| told.contains("409") || told.starts_with("data:image/");
    let trouble: Vec<String> = browser.trouble().into_iter().filter(|told| !usual(told)).collect();
    assert_eq!(trouble, Vec::<String>::new(), "{view}");
}

#[test]
fn names_and_texts_are_text_in_every_view() {
    let plan = case("menus/plan.toml");
    assert!(plan.matches(&json!(EVIL).to_string()).count() > 10, "it is what is meant here");
    let folder = files(&[("menus/plan.toml", &plan), ("scenarios/all.toml", &case("scenarios/all.toml"))]);
    let served = Served::started(folder.path(), &[]);
    let home = format!("http://{}/", served.host);
    let ready = "typeof window.served === 'object'";
    let Some(mut browser) = Browser::visits(&home, &home, ready) else { return };
    is_text(&mut browser, "the phone");
    browser.dials("2026-02-02 10:00", NUMBER, 2);
    browser.run("document.getElementById('words').value = 'img src'; document.getElementById('find-form').requestSubmit()");
    is_text(&mut browser, "a call");
    browser.run("phone.press('1'); document.getElementById('skip').click()");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    is_text(&mut browser, "the end of a call");
    // Somebody with such a name learns.
    browser.run("document.getElementById('view-lessons').click()");
    browser.run(&format!(
        "document.getElementById('learner').value = {}; document.getElementById('learner-form').requestSubmit()",
        json!(EVIL)
    ));
    browser.wait_for("document.querySelector('#learner-trouble button') !== null");
    is_text(&mut browser, "a name that is new");
    browser.run("document.querySelector('#learner-trouble button').click()");
    browser.wait_for("!document.getElementById('lesson-learner').hidden");
    is_text(&mut browser, "a learner");
    browser.run("document.getElementById('lesson-form').requestSubmit()");
    let steps = "(() => {
        const named = (name) => [...document.querySelectorAll('#lesson-step button')].find((button) => button.textContent === name);
        window.verdicts ??= new Set();
        const verdict = document.getElementById('lesson-verdict');
        if (verdict) { window.verdicts.add(verdict); named('Why')?.click(); named('Source')?.click(); }
        if (document.querySelector('.evil')) return true;
        (named('Continue') ?? named('Show the answer'))?.click();
        return window.verdicts.size > 3;
    })()";
    browser.wait_for(steps);
    is_text(&mut browser, "a lesson");
    for (path, ready) in [
        ("trainer", "document.documentElement?.dataset.ready === 'yes' && location.pathname === '/trainer'"),
        (
            "trainer/learner/1",
            "document.documentElement?.dataset.ready === 'yes' && location.pathname !== '/trainer'",
        ),
        ("cards", "location.pathname === '/cards' && document.readyState === 'complete'"),
        ("studio", "document.body?.dataset.done === 'true'"),
    ] {
        browser.run(&format!("window.onbeforeunload = null; location.href = '/{path}'"));
        browser.wait_for(ready);
        is_text(&mut browser, path);
    }
    // What differs, what fails, and what is wrong.
    let path = folder.path().join("menus/plan.toml");
    fs::write(&path, plan.replace("1 = { to = \"desk\"", "1 = { to = \"other\"")).unwrap();
    browser.wait_for("document.querySelector('#differences-part a.play') !== null");
    browser.wait_for("document.body.dataset.done === 'true'");
    is_text(&mut browser, "a studio with differences");
    browser.run("document.querySelector('[name=show][value=checked]').click()");
    browser.wait_for("document.getElementById('map-part').textContent.includes('Of what callers can meet')");
    is_text(&mut browser, "a studio that shows what is checked");
    let unknown = format!("then = {}", json!(EVIL));
    fs::write(&path, plan.replace("then = \"hang-up\"", &unknown)).unwrap();
    browser.wait_for("!document.getElementById('behind').hidden");
    is_text(&mut browser, "a studio with mistakes");
}
