//! Lessons in a real browser, by keyboard alone, as they are told to those who listen.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ivrsim::page::PageFile;
use ivrsim::plan;
use ivrsim::training::store::{KnownLearners, Store};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::helpers::browser::Browser;

pub(super) fn page() -> (tempfile::TempDir, PathBuf) {
    page_with(true, &[])
}

fn page_with(lessons: bool, questions: &[String]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lessons.html");
    let made = Timestamp::from_second(1_767_700_800).unwrap();
    let mut file = std::fs::File::create(&path).unwrap();
    PageFile {
        plan: plan::builtin(),
        title: None,
        at: None,
        line: None,
        lessons,
        questions,
        made,
        served: None,
    }
    .write(&mut file)
    .unwrap();
    (folder, path)
}

/// What somebody hears of an element with this role: its name.
fn named(browser: &mut Browser, role: &str) -> Vec<String> {
    let tree = browser.send("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().unwrap();
    let of_role = nodes.iter().filter(|node| node["ignored"] != true && node["role"]["value"] == role);
    of_role.map(|node| node["name"]["value"].as_str().unwrap_or_default().to_owned()).collect()
}

/// What is focused, by its role and name.
fn focused(browser: &mut Browser) -> (String, String) {
    at(browser).expect("focus is never lost")
}

/// The same; None: behind the last control of the page, nothing is.
fn at(browser: &mut Browser) -> Option<(String, String)> {
    let tree = browser.send("Accessibility.getFullAXTree", &json!({}));
    let is_focused = |node: &&Value| {
        let properties = node["properties"].as_array();
        let of = |property: &Value| property["name"] == "focused" && property["value"]["value"] == true;
        node["role"]["value"] != "RootWebArea" && properties.is_some_and(|all| all.iter().any(of))
    };
    let node = tree["nodes"].as_array().unwrap().iter().find(is_focused)?;
    let text = |name: &str| node[name]["value"].as_str().unwrap_or_default().to_owned();
    Some((text("role"), text("name")))
}

/// Sits down by keyboard.
fn sits(browser: &mut Browser, name: &str) {
    browser.run("document.getElementById('learner').focus()");
    browser.types(&format!("{name}\n"));
    assert_eq!(focused(browser), ("heading".to_owned(), name.to_owned()));
}

/// Presses Tab until a control of this name is focused.
fn tabs_to(browser: &mut Browser, name: &str) {
    for _ in 0..40 {
        if at(browser).is_some_and(|(_, at)| at == name) {
            return;
        }
        let down = json!({ "type": "keyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
        browser.send("Input.dispatchKeyEvent", &down);
        browser.send("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": "Tab", "code": "Tab" }));
    }
    panic!("{name:?} cannot be reached, only {:?}", at(browser));
}

pub(super) const FORM: &str = "document.getElementById('lesson-verdict') ? 'verdict'
    : document.getElementById('lesson-step').hidden ? 'home'
    : document.querySelector('#lesson-step .choices') ? 'choice'
    : document.querySelector('#lesson-step .keypad') ? 'key'
    : document.getElementById('answer') ? 'text'
    : document.getElementById('phone').hidden === false ? 'listen'
    : document.getElementById('lesson-head').textContent";

#[test]
fn a_whole_lesson_is_learned_by_keyboard_alone_and_every_verdict_is_told() {
    let (folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    browser.send("Accessibility.enable", &json!({}));
    sits(&mut browser, "Ann");
    tabs_to(&mut browser, "Start the lesson");
    browser.types("\n");
    // Whoever is new is shown around, page by page.
    for (page, words) in [
        ("Ally dealer contacts", "facts to know."),
        ("The phone", "The call is made at the time given in the question"),
        ("The questions", "Learn a few minutes a day"),
    ] {
        assert_eq!(focused(&mut browser), ("heading".to_owned(), page.to_owned()));
        assert!(browser.text("lesson-step").contains(words), "{}", browser.text("lesson-step"));
        browser.types("\n");
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..60 {
        let form = browser.run(FORM).as_str().unwrap().to_owned();
        let head = browser.text("lesson-head");
        *seen.entry(form.clone()).or_default() += 1;
        match form.as_str() {
            "New to you" | "choice" | "key" | "listen" => {
                assert_eq!(focused(&mut browser), ("heading".to_owned(), head));
                if form == "listen" {
                    tabs_to(&mut browser, "Show the answer");
                }
                browser.types(match form.as_str() {
                    "choice" => "b",
                    "key" => "9",
                    _ => "\n",
                });
            }
            "text" => {
                assert_eq!(focused(&mut browser), ("textbox".to_owned(), "Your answer".to_owned()));
                browser.types("?\n");
                browser.types("no idea\n");
            }
            "verdict" => {
                assert_eq!(focused(&mut browser), ("button".to_owned(), "Continue".to_owned()));
                let told = browser.text("lesson-live");
                let verdict = browser.run("document.querySelector('#lesson-verdict strong').textContent");
                assert!(told.starts_with(verdict.as_str().unwrap()), "{told}");
                browser.types("w");
                let why = browser.text("lesson-why");
                assert_eq!(browser.text("lesson-live"), why, "it is told to those who listen");
                assert!(why.ends_with('.'), "{why}");
                if seen["verdict"] == 12 {
                    break;
                }
                browser.types("\n");
            }
            other => panic!("{other}"),
        }
    }
    assert!(seen["verdict"] == 12 && seen["New to you"] > 1 && seen["choice"] > 0, "{seen:?}");
    assert!(named(&mut browser, "status").contains(&"What is said of your answer".to_owned()));
    tabs_to(&mut browser, "Stop");
    browser.types("\n");
    let head = browser.text("lesson-head");
    assert!(head.contains(" of 12 right, in "), "{head}");
    assert_eq!(focused(&mut browser), ("heading".to_owned(), head));

    // What the browser has kept goes on in the terminal: the file is taken in, with every answer.
    let records = "Object.keys(localStorage).length > 0 && (async () => {
        const make = URL.createObjectURL; let file;
        URL.createObjectURL = (made) => { file = made; return make(made); };
        window.lessonRoom.save();
        return file.text();
    })()";
    let text = browser.run(records);
    let text = text.as_str().unwrap();
    let store = folder.path().join("learners.db");
    let imported = Store::import_into(&store, text.as_bytes(), KnownLearners::Stay).unwrap();
    assert_eq!((imported.learners, imported.answers), (1, 12));
    let store = Store::open(&store).unwrap();
    let learner = store.learner("Ann").unwrap();
    let known = store.progress(&learner).unwrap();
    let answered: u32 = known.values().map(|known| known.memory.reps).sum();
    assert_eq!(answered, 12);
    // Whoever opens the page again is known there.
    browser.reloads();
    assert_eq!(browser.text("learners"), "Ann");
    browser.run("document.querySelector('#learners button').click()");
    assert!(browser.text("learner-standing").ends_with(" of 117 facts learned."));
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn an_exam_is_taken_in_the_page_and_a_file_of_the_terminal_is_loaded() {
    let (folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    browser.send("Accessibility.enable", &json!({}));
    // A file of the terminal.
    let file = folder.path().join("exported.jsonl");
    std::fs::write(&file, "{\"version\":1}\n{\"learner\":{\"name\":\"Ben\"}}\n").unwrap();
    browser.takes_file("load", &file);
    browser
        .wait_for("document.getElementById('load-answer').textContent.includes('Ben: 0 facts, 0 answers.')");
    browser.takes_file("load", &file);
    browser
        .wait_for("document.getElementById('load-answer').textContent.includes('Ben learns here already.')");
    assert_eq!(focused(&mut browser).1, "Replace what is here of Ben");
    sits(&mut browser, "Ben");
    tabs_to(&mut browser, "Number of the exam, from your trainer");
    browser.types("\n");
    assert!(browser.text("lesson-step").contains("This exam has 20 questions; you need 80% to pass."));
    assert_eq!(browser.run("document.getElementById('views').hidden"), true, "nobody looks it up meanwhile");
    // Leaving is asked for twice.
    tabs_to(&mut browser, "Stop");
    browser.types("\n");
    assert_eq!(focused(&mut browser), ("button".to_owned(), "Stay".to_owned()));
    browser.types("\n");
    assert_eq!(focused(&mut browser), ("button".to_owned(), "Stop".to_owned()));
    for _ in 0..20 {
        tabs_to(&mut browser, "Skip, which counts as wrong");
        browser.types("\n");
    }
    assert!(browser.text("lesson-step").starts_with("Not passed: 0% (80% needed)."));
    assert_eq!(browser.run("document.querySelectorAll('.mistakes > li').length"), 20);
    assert_eq!(focused(&mut browser), ("heading".to_owned(), "What was not right".to_owned()));
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn keys_that_follow_an_answer_at_once_do_not_answer_the_next_question_of_an_exam() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    browser.send("Accessibility.enable", &json!({}));
    sits(&mut browser, "Ben");
    tabs_to(&mut browser, "Number of the exam, from your trainer");
    browser.types("\n");
    let mut number = 1;
    while browser.run("Boolean(document.querySelector('#lesson-step .choices, #lesson-step .keypad'))")
        != json!(true)
    {
        tabs_to(&mut browser, "Skip, which counts as wrong");
        browser.types("\n");
        number += 1;
    }
    let is_at = |browser: &mut Browser, number: usize| {
        let shown = browser.text("lesson-step");
        assert!(shown.starts_with(&format!("{number} of 20")), "{shown}");
    };
    is_at(&mut browser, number);
    // One of these answers, whatever the question is; and each is an answer to some question.
    browser.types("1a1a12ab1");
    is_at(&mut browser, number + 1);
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_question_about_a_call_is_answered_on_the_phone_beside_it() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    sits_without_looking(&mut browser);
    let skips = "for (let step = 0; step < 200 && document.getElementById('phone').hidden; step += 1) {
        const buttons = [...document.querySelectorAll('#lesson-step button')];
        buttons.find((one) => /^(I know this|Another question)/.test(one.textContent)).click();
    }";
    browser.run(skips);
    assert!(browser.text("loan").starts_with("Your call is made at the time of the question: "));
    assert_eq!(browser.run("document.getElementById('directory').hidden"), true);
    browser.run("document.getElementById('answer').focus()");
    browser.types("call 1-855-720-2559\n");
    browser.wait_for("document.getElementById('captions').children.length > 0");
    assert_eq!(browser.run("document.activeElement.id"), "hang-up", "digits are keys of the call now");
    // Whoever hangs up tries again.
    browser.types("\n");
    assert_eq!(browser.run("document.getElementById('lesson-verdict')"), Value::Null);
    browser.run("phone.dial('1-855-720-2559')");
    browser.run("for (let step = 0; step < 40; step += 1) document.getElementById('skip').click()");
    browser.wait_for("document.getElementById('lesson-verdict') !== null");
    assert_eq!(browser.run("document.activeElement.textContent"), "Continue");
    browser.types("\n");
    // The call of a lesson is nobody's recent call.
    assert_eq!(browser.run("document.querySelectorAll('#recent li').length"), 0);
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

/// Begins a lesson, and is not shown around.
fn sits_without_looking(browser: &mut Browser) {
    begins(browser);
    browser.run(SKIPS_TOUR);
}

const SKIPS_TOUR: &str = "[...document.querySelectorAll('#lesson-step button')]\
    .find((button) => button.textContent === 'Skip the tour').click()";

/// Begins the first lesson of somebody.
fn begins(browser: &mut Browser) {
    browser.run("document.getElementById('learner').value = 'Ann'; document.getElementById('learner-form').requestSubmit()");
    browser.run("document.getElementById('lesson-minutes').value = '20'; document.getElementById('lesson-begin').click()");
}

#[test]
fn lessons_fit_a_narrow_screen_and_their_controls_are_named_and_large_enough() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    browser.send("Accessibility.enable", &json!({}));
    let look = |browser: &mut Browser, state: &str| {
        for width in [320, 390, 640, 1280] {
            browser.shows(width, "dark");
            let over =
                browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(over, 0, "{state}, {width} pixels");
        }
        let mut names = named(browser, "button");
        names.extend(named(browser, "textbox"));
        names.sort();
        assert!(names.iter().all(|name| !name.trim().is_empty()), "{state}: {names:?}");
        let small = browser.run(
            "[...document.querySelectorAll('button, input:not([type=checkbox]), select')]\
             .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])\
             .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([name]) => name)",
        );
        assert_eq!(small, json!([]), "{state}");
    };
    look(&mut browser, "who learns");
    begins(&mut browser);
    look(&mut browser, "the tour");
    browser.run(SKIPS_TOUR);
    look(&mut browser, "something new");
    for step in 0..40 {
        let act = "const buttons = [...document.querySelectorAll('#lesson-step button')];
            buttons.find((one) => /^(I know this|Show the answer|Continue)/.test(one.textContent)).click()";
        browser.run(&format!("(() => {{ {act} }})()"));
        if step % 8 == 0 || browser.run("document.getElementById('phone').hidden") == false {
            look(&mut browser, &format!("step {step}"));
        }
    }
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_browser_that_keeps_nothing_says_so_and_the_lesson_goes_on() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "") else { return };
    let forbids = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })";
    browser.send("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": forbids }));
    browser.reloads();
    let told = "This browser keeps nothing for this page: save your progress as a file before you close it.";
    assert_eq!(browser.text("lessons-kept"), told);
    sits_without_looking(&mut browser);
    browser.run("document.querySelector('#lesson-step .good').click()");
    assert_eq!(browser.text("lessons-trouble"), told);
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn nobody_is_shown_around_twice_who_does_not_want_it() {
    let (_folder, path) = page();
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    begins(&mut browser);
    assert_eq!(browser.text("lesson-head"), "Ally dealer contacts");
    // Whoever leaves in the middle has seen enough.
    browser.run("document.querySelector('#lesson-tools button:last-child').click()");
    browser.reloads();
    begins(&mut browser);
    assert_eq!(browser.text("lesson-head"), "New to you");
    browser.run("document.querySelector('#lesson-tools button:last-child').click()");
    browser.run("document.querySelector('#lesson-tools button').click()");
    browser.run("document.getElementById('lesson-tour').click()");
    assert_eq!(browser.text("lesson-head"), "Ally dealer contacts");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_page_without_lessons_has_none() {
    let (_folder, path) = page_with(false, &[]);
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    assert_eq!(browser.run("typeof window.lessonRoom"), "undefined");
    assert_eq!(browser.run("document.getElementById('views').hidden"), true);
    assert_eq!(browser.run("document.getElementById('lessons').hidden"), true);
}

#[test]
fn a_companys_own_questions_are_shown_and_asked_in_the_page() {
    let own = "[[question]]\nname = \"Parking\"\nask = \"Where do dealers park?\"\naccept = [\"Lot B\"]\n";
    let (_folder, path) = page_with(true, &[own.to_owned()]);
    let Some(mut browser) = Browser::open(&path, "#lessons") else { return };
    sits_without_looking(&mut browser);
    assert!(browser.text("lesson-step").contains("Where do dealers park? Lot B"));
    browser.run("document.getElementById('lesson-head').focus()");
    browser.types("\n");
    assert_eq!(browser.text("lesson-head"), "Where do dealers park?");
    browser.types("lot b\n");
    assert!(browser.text("lesson-live").starts_with("Right."));
    assert_eq!(browser.trouble(), Vec::<String>::new());
}
