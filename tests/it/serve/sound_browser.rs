//! Prompts as sound, as a real browser plays them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::live::Served;
use super::sound::wav;
use crate::helpers::browser::Browser;
use crate::helpers::folder::files;
use crate::oracles::garage::garage;

/// The menu takes nine seconds to say by its words, and two as it is recorded.
const MENU: &str = "[menus.welcome]\nsay = \"Welcome to the garage, where we mend whatever has wheels and an engine. For the \
    desk, press 1. For everything else, please stay on the line.\"\n\
    [menus.welcome.keys]\n1 = \"hold\"\n\
    [messages.hold]\nsay = \"Please hold the line.\"\nthen = \"desk\"\n\
    [destinations.desk]\nname = \"Front Desk\"\n";

/// Keeps when a sound begins and is stopped, and how long it would take.
const LISTEN: &str = "(() => {
    window.heard = [];
    const { start, stop } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (at) {
        this.told = { at: performance.now(), seconds: this.buffer.duration, isStopped: false };
        window.heard.push(this.told);
        start.call(this, at);
    };
    AudioBufferSourceNode.prototype.stop = function () { if (this.told) this.told.isStopped = performance.now(); stop.call(this); };
})()";

/// So many seconds of a tone.
fn tone(seconds: usize) -> Vec<u8> {
    let samples = (-10..10_i16).cycle().take(seconds * 8_000);
    wav(&samples.flat_map(|sample| (sample * 400).to_le_bytes()).collect::<Vec<u8>>())
}

/// A phone of a garage with sound on; None where no browser is named.
fn phone(folder: &Path) -> Option<(Served, Browser)> {
    let served = Served::with(folder, &["--plan", "menus"], &[("PATH", "/nowhere")]);
    let home = format!("http://{}/", served.host);
    let mut browser = Browser::visits(&home, &home, "typeof window.ask === 'function'")?;
    browser.run(LISTEN);
    // Browsers play nothing before somebody has done something.
    browser.run("document.getElementById('sound').focus()");
    browser.types(" ");
    assert_eq!(browser.run("window.phone.sound.on && window.phone.sound.context.state"), json!("running"));
    Some((served, browser))
}

fn captions(browser: &mut Browser) -> Vec<String> {
    let told = browser.run("[...document.querySelectorAll('#captions li')].map((item) => item.textContent)");
    told.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn heard(browser: &mut Browser) -> Vec<Value> {
    browser.run("window.heard").as_array().unwrap().clone()
}

#[test]
fn captions_keep_pace_with_what_is_heard_and_a_key_interrupts_it() {
    let folder = files(&[("menus/plan.toml", &garage("welcome", MENU))]);
    let sounds = folder.path().join("menus/sounds");
    fs::create_dir(&sounds).unwrap();
    fs::write(sounds.join("welcome.wav"), tone(2)).unwrap();
    fs::write(sounds.join("hold.wav"), tone(60)).unwrap();
    let Some((_served, mut browser)) = phone(folder.path()) else { return };
    let spoken = "document.querySelector('#captions .system:not(:has(.ahead))') !== null";
    browser.run("window.phone.dial('1-800-555-0100'); window.dialed = performance.now()");
    browser.wait_for(spoken);
    // All of it is read when all of it is heard, behind the ring: long before its words would take.
    let took = browser.run("performance.now() - window.dialed").as_f64().unwrap();
    let all = heard(&mut browser);
    let seconds: f64 = all.iter().map(|one| one["seconds"].as_f64().unwrap()).sum();
    assert!((seconds - 2.0).abs() < 0.01, "{all:?}");
    assert!((2_500.0..7_000.0).contains(&took), "{took} ms");
    // The menu waits, and a key is answered at once, by what is to be heard then.
    browser.run("window.phone.press('1')");
    browser.wait_for("window.heard.some(({ seconds, isStopped }) => seconds > 1 && !isStopped)");
    assert_eq!(captions(&mut browser)[1..2], ["Key 1".to_owned()]);
    // What takes no key goes on.
    browser.run("window.phone.press('2')");
    assert_eq!(heard(&mut browser).last().unwrap()["isStopped"], json!(false));
    browser.run("document.getElementById('hang-up').click()");
    assert_ne!(
        heard(&mut browser).last().unwrap()["isStopped"],
        json!(false),
        "whoever hangs up hears no more"
    );
    // In the middle of the menu, a key interrupts what is heard.
    browser.run("window.heard.length = 0; window.phone.dial('1-800-555-0100')");
    browser.wait_for("window.heard.length > 0 && document.querySelector('#captions .ahead') !== null");
    browser.run("window.menu = window.heard.at(-1); window.phone.press('1')");
    browser.wait_for("window.menu.isStopped !== false && window.heard.at(-1) !== window.menu");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_pause_holds_the_sound_and_off_is_off() {
    let folder = files(&[("menus/plan.toml", &garage("hold", MENU))]);
    let sounds = folder.path().join("menus/sounds");
    fs::create_dir(&sounds).unwrap();
    fs::write(sounds.join("hold.wav"), tone(60)).unwrap();
    let Some((_served, mut browser)) = phone(folder.path()) else { return };
    browser.run("window.phone.dial('1-800-555-0100')");
    browser.wait_for("window.heard.length > 0");
    browser.run("document.getElementById('pause').click()");
    browser.wait_for("window.phone.sound.context.state === 'suspended'");
    browser.run("document.getElementById('pause').click()");
    browser.wait_for("window.phone.sound.context.state === 'running'");
    assert_eq!(
        browser.run("window.heard.some(({ isStopped }) => isStopped)"),
        json!(false),
        "it goes on where it was"
    );
    // Faster is fetched anew, and takes less time.
    browser.run("document.getElementById('speed').value = '4'; document.getElementById('speed').dispatchEvent(new Event('change'))");
    browser.wait_for("window.heard.some(({ seconds }) => seconds > 5 && seconds < 20)");
    browser.run("document.getElementById('speed').value = '1'; document.getElementById('sound').click()");
    browser.wait_for("window.heard.every(({ isStopped }) => isStopped)");
    // Captions go by the clock then.
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn what_cannot_be_heard_is_read() {
    let folder = files(&[("menus/plan.toml", &garage("hold", MENU))]);
    let sounds = folder.path().join("menus/sounds");
    fs::create_dir(&sounds).unwrap();
    // It says to be a sound of floating numbers, and is cut off.
    let mut damaged = tone(1);
    damaged[20] = 3;
    damaged[34] = 32;
    damaged.truncate(47);
    fs::write(sounds.join("hold.wav"), damaged).unwrap();
    let Some((_served, mut browser)) = phone(folder.path()) else { return };
    browser.run("window.phone.dial('1-800-555-0100')");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    assert_eq!(captions(&mut browser), ["Please hold the line.", "You are put through to Front Desk."]);
    fs::remove_dir_all(&sounds).unwrap();
    browser.run("window.phone.dial('1-800-555-0100')");
    browser.wait_for("document.querySelector('#captions .outcome') !== null");
    assert_eq!(heard(&mut browser).len(), 0);
    assert_eq!(browser.trouble(), Vec::<String>::new());
}
