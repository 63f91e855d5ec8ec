//! A class in a real browser: a trainer who assigns, a learner who learns, and a plan that changes under them.

use std::fs;

use ivrsim::training::store::Store;
use serde_json::json;

use super::DESK;
use super::live::Served;
use crate::helpers::browser::Browser;
use crate::helpers::folder::files;
use crate::oracles::garage::garage;

const NAME: &str = "Ann <b>Q</b>";

/// Does what is next in a lesson: whatever is asked is given up, whatever is new is read, and after a few questions it is
/// left. Gives whether it has come to its end.
const LESSON: &str = "(() => {
    const named = (name) => [...document.querySelectorAll('#lesson-step button')].find((button) => button.textContent === name);
    window.verdicts ??= new Set();
    const verdict = document.getElementById('lesson-verdict');
    if (verdict) window.verdicts.add(verdict);
    const next = window.verdicts.size >= 5 ? named('Stop') : null;
    (next ?? named('Continue') ?? named('Show the answer'))?.click();
    return document.getElementById('lesson-step').textContent.includes('Save progress');
})()";

#[test]
fn a_trainer_assigns_and_a_learner_learns() {
    let folder = files(&[("menus/plan.toml", &garage("desk", DESK))]);
    let served = Served::started(folder.path(), &[]);
    let home = format!("http://{}/", served.host);
    let Some(mut trainer) = Browser::visits(
        &format!("{home}trainer"),
        &home,
        "document.documentElement?.dataset.ready === 'yes'",
    ) else {
        return;
    };
    let assign = format!(
        "document.querySelector('details.assign').open = true; document.querySelector('[name=learner]').value = {}; \
         document.querySelector('[name=lines]').click(); document.querySelector('form[data-post]').requestSubmit()",
        json!(NAME)
    );
    trainer.run(&assign);
    // Nobody of this name is there yet: it may be a slip.
    trainer.wait_for("document.activeElement?.textContent === 'Add as a new learner'");
    trainer.run("document.activeElement.click()");
    trainer.wait_for("(document.getElementById('said')?.textContent ?? '').includes('Garage by')");
    assert!(trainer.text("said").starts_with(NAME), "{}", trainer.text("said"));

    let mut learner =
        Browser::visits(&format!("{home}#lessons"), &home, "typeof window.lessons === 'object'").unwrap();
    learner.wait_for("document.querySelectorAll('#learners button').length === 1");
    learner.run("document.querySelector('#learners button').click()");
    learner.wait_for("document.getElementById('learner-name').textContent.startsWith('Ann')");
    assert!(learner.text("learner-greeting").contains("Garage"), "what is assigned is said");
    learner.run("document.getElementById('lesson-form').requestSubmit()");
    learner.wait_for(LESSON);
    assert_eq!(learner.text("lessons-trouble"), "");
    let store = Store::open(&folder.path().join("learners.db")).unwrap();
    let answers = store.answers(&store.learner(NAME).unwrap()).unwrap().len();
    assert_eq!(answers, 5, "each was kept before the next");

    // The plan changes while somebody has the page.
    fs::write(
        folder.path().join("menus/plan.toml"),
        garage("desk", &DESK.replace("Front Desk", "Back Desk")),
    )
    .unwrap();
    learner.run("document.getElementById('view-phone').click()");
    learner.wait_for("document.getElementById('lines').textContent.includes('Back Desk') || document.getElementById('news-text').textContent.includes('new plan')");
    learner.run("window.phone.dial('1-800-555-0100')");
    learner.wait_for("document.getElementById('captions').textContent.includes('Back Desk')");
    trainer.run("location.href = '/trainer/learner/1'");
    trainer.wait_for("document.documentElement?.dataset.ready === 'yes' && document.querySelector('h1').textContent.startsWith('Ann')");
    trainer.run("document.querySelector('[data-dialog=reset]').click()");
    assert_eq!(
        trainer.run("document.querySelector('#reset').open && document.activeElement.textContent"),
        json!("Keep everything")
    );
    assert!(trainer.text("reset").contains(&format!("{answers} answers")), "{}", trainer.text("reset"));
    trainer.run("document.querySelector('#reset form').requestSubmit()");
    trainer.wait_for("(document.getElementById('said')?.textContent ?? '').includes('was reset')");
    assert_eq!(store.answers(&store.learner(NAME).unwrap()).unwrap().len(), 0);
    let refused: Vec<String> = trainer
        .trouble()
        .into_iter()
        .filter(|told| !told.contains("409") && !told.starts_with("data:image/"))
        .collect();
    assert_eq!((refused, learner.trouble()), (Vec::new(), Vec::new()));
}
