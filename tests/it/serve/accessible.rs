//! What axe-core finds on the pages of a server.

use std::fs;

use ivrsim::training::store::{KnownLearners, Store};

use super::DESK;
use super::live::Served;
use super::studio::{ally, edit};
use crate::helpers::browser::Browser;
use crate::helpers::folder::files;
use crate::oracles::garage::garage;

const READY: &str = "document.documentElement?.dataset.ready === 'yes'";

#[cfg(unix)]
#[test]
fn axe_finds_nothing_where_people_sign_in() {
    use std::os::unix::fs::PermissionsExt as _;

    let words = "learners = \"open sesame\"\ntrainer = \"correct horse\"\n";
    let folder = files(&[("menus/plan.toml", &garage("desk", DESK)), ("class.toml", words)]);
    fs::set_permissions(folder.path().join("class.toml"), fs::Permissions::from_mode(0o600)).unwrap();
    let served = Served::started(folder.path(), &["--password-file", "class.toml"]);
    let home = format!("http://{}/", served.host);
    let Some(mut browser) =
        Browser::visits(&home, &home, "document.querySelector('[type=password]') !== null")
    else {
        return;
    };
    browser.is_accessible("signing in");
    browser.run("document.querySelector('[type=password]').value = 'x'; document.querySelector('form').requestSubmit()");
    browser.wait_for("(document.getElementById('trouble')?.textContent ?? '').includes('not the password')");
    browser.is_accessible("after a wrong password");
    browser.run("document.querySelector('[type=password]').value = 'open sesame'; document.querySelector('form').requestSubmit()");
    browser.wait_for("typeof window.served === 'object'");
    browser.is_accessible("the phone of a learner");
    browser.run("document.querySelector('#served-links form').requestSubmit()");
    browser.wait_for("document.querySelector('[type=password]') !== null");
    browser.run("document.querySelector('[type=password]').value = 'correct horse'; document.querySelector('form').requestSubmit()");
    browser.wait_for("typeof window.served === 'object'");
    // The files have mistakes, and those who have the page are told.
    fs::write(folder.path().join("menus/plan.toml"), "[plan").unwrap();
    browser.wait_for("document.getElementById('news-text').textContent.includes('mistakes')");
    browser.is_accessible("the phone of a trainer, of a plan with mistakes");
}

#[test]
fn axe_finds_nothing_on_the_pages_of_a_class() {
    let (folder, _) = ally(&[]);
    let served = Served::started(folder.path(), &["--plan", "menus/ally"]);
    let home = format!("http://{}/", served.host);
    let Some(mut browser) = Browser::visits(&format!("{home}trainer"), &home, READY) else { return };
    browser.is_accessible("a class of nobody");
    let exported = "{\"version\":1}\n{\"learner\":{\"name\":\"Ann <b>Q</b>\"}}\n{\"learner\":{\"name\":\"Ben\"}}\n\
        {\"assignment\":{\"learner\":\"Ben\",\"line\":\"cpc\",\"by\":\"2023-09-01\"}}\n\
        {\"exam\":{\"learner\":\"Ben\",\"at\":\"2023-09-01T14:00:00Z\",\"seed\":7,\"questions\":20,\"points\":33,\"pass_mark\":80,\"milliseconds\":600000}}\n";
    let store = folder.path().join("learners.db");
    Store::import_into(&store, exported.as_bytes(), KnownLearners::Stay).unwrap();
    learns(&mut browser, &home);
    let visit = |browser: &mut Browser, path: &str, ready: &str| {
        browser.run(&format!("location.href = '/{path}'"));
        browser.wait_for(ready);
    };
    let class = format!("{READY} && document.querySelectorAll('table').length > 3");
    visit(&mut browser, "trainer", &class);
    browser.run("document.querySelector('details.assign').open = true; document.querySelector('[name=learner]').value = 'Bem'; \
         document.querySelector('[name=lines]').click(); document.querySelector('form[data-post]').requestSubmit()");
    browser.wait_for("document.activeElement?.textContent === 'Add as a new learner'");
    browser.is_accessible("a class, asked whether a name is new");
    browser.run("document.activeElement.click()");
    browser.wait_for("(document.getElementById('said')?.textContent ?? '').includes('Bem')");
    browser.is_accessible("a class after something was assigned");
    let person = format!("{READY} && document.querySelector('h1').textContent.startsWith('Ann')");
    visit(&mut browser, "trainer/learner/1", &person);
    browser.is_accessible("a learner");
    for dialog in ["reset", "forget"] {
        browser.run(&format!("document.querySelector('[data-dialog={dialog}]').click()"));
        browser.is_accessible(&format!("asked whether to {dialog} a learner"));
        browser.run(&format!("document.querySelector('#{dialog} [data-close]').click()"));
    }
    visit(&mut browser, "cards", "document.title.length > 0 && location.pathname === '/cards'");
    browser.is_accessible("cards and quick reference");
    visit(&mut browser, "studio/recordings", "document.querySelector('.recordings') !== null");
    browser.is_accessible("what there is to record");
}

/// Learns a little, so that there is something to tell.
fn learns(browser: &mut Browser, home: &str) {
    browser.run(&format!("location.href = '{home}#lessons'"));
    browser.wait_for(
        "typeof window.served === 'object' && document.querySelectorAll('#learners button').length === 2",
    );
    browser.is_accessible("the learners of a server");
    browser.run("document.querySelector('#learners button').click()");
    browser.wait_for("document.getElementById('learner-name').textContent.startsWith('Ann')");
    browser.is_accessible("a learner of a server");
    browser.run("document.getElementById('lesson-form').requestSubmit()");
    let answers = "(() => {
        const named = (name) => [...document.querySelectorAll('#lesson-step button')].find((button) => button.textContent === name);
        window.verdicts ??= new Set();
        const verdict = document.getElementById('lesson-verdict');
        if (verdict) window.verdicts.add(verdict);
        (named('Continue') ?? named('Show the answer'))?.click();
        return window.verdicts.size > 5;
    })()";
    browser.wait_for(answers);
}

#[test]
fn axe_finds_nothing_in_the_studio() {
    let (folder, plan) = ally(&[]);
    let served = Served::started(folder.path(), &["--plan", "menus/ally"]);
    let home = format!("http://{}/", served.host);
    let done = "document.body?.dataset.done === 'true'";
    let Some(mut studio) = Browser::visits(&format!("{home}studio"), &home, done) else { return };
    studio.is_accessible("a plan that is right");
    // Warnings, differences, scenarios that fail.
    edit(
        &plan,
        &[
            ("5 = \"lease-held-offerings\"", "5 = \"retail-held-offerings\""),
            ("Thank you for calling the {name}. {options}", "Thank you. {options} For billing, press 9."),
            ("Mo-Fr 08:00-18:00\"\nsource  = \"*CSG", "Mo-Fr 08:00-19:00\"\nsource  = \"*CSG"),
        ],
    );
    studio
        .wait_for("document.getElementById('scenarios-part').textContent.includes('failed because of this')");
    studio.wait_for(done);
    studio.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
    studio.is_accessible("a plan with findings, differences and failing cases");
    studio.run("document.querySelector('[name=show][value=checked]').click()");
    studio.wait_for("document.getElementById('map-part').textContent.includes('checked')");
    studio.is_accessible("what scenarios check");
    // Somebody types while the file changes.
    let area = "document.querySelector('[data-file$=\"1-contract-processing.toml\"] textarea')";
    studio.run(&format!("{area}.focus(); {area}.setSelectionRange(0, 0)"));
    studio.types("[");
    studio.wait_for("!document.getElementById('draft').hidden");
    edit(&plan, &[("# Faxes and e-mail.", "# Faxes.")]);
    studio.wait_for("document.querySelector('.conflict:not([hidden])') !== null");
    studio.run("document.querySelector('.conflict details').open = true");
    studio.is_accessible("a file that changed while somebody typed");
    // A plan that cannot be read.
    edit(&plan, &[("6 = \"commercial-transactions\"", "6 = \"comercial-transactions\"")]);
    studio.wait_for("!document.getElementById('behind').hidden");
    studio.is_accessible("a plan that cannot be read");
    assert_eq!(studio.trouble(), Vec::<String>::new());
}
