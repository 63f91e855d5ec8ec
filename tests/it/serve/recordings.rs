//! What there is to record, as those are told who record it.

use std::fs;

use axum::http::StatusCode;

use super::TestSite;
use super::sound::wav;
use crate::oracles::garage::garage;

const MENU: &str = "[menus.welcome]\nsay = \"Welcome. {options}\"\n[menus.welcome.keys]\n1 = \"desk\"\n2 = \"late\"\n\
    [menus.second]\nsay = \"Second.\"\n[menus.second.keys]\n1 = \"desk\"\n\
    [messages.late]\nsay = \"We open {next_open:day}.\"\nthen = \"second\"\n\
    [hours.day]\nopen = \"Mo-Fr 08:00-17:00\"\n\
    [destinations.desk]\nname = \"Front Desk\"\n";

#[test]
fn every_prompt_has_a_name_its_words_and_what_there_is_of_it() {
    let site = TestSite::of_plan(&garage("welcome", MENU), |_| {});
    let folder = site.folder().join("menus/sounds");
    fs::create_dir(&folder).unwrap();
    for (name, file) in [
        ("welcome.wav", wav(&vec![0; 24_000])),
        ("second.wav", b"ID3".to_vec()),
        ("welcom.no-input.wav", wav(&[0; 2])),
        (".hidden.wav", wav(&[])),
    ] {
        fs::write(folder.join(name), file).unwrap();
    }
    let page = site.get("/studio/recordings");
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text;
    let row = |name: &str| {
        let at = text
            .find(&format!("<th scope=\"row\">{name}.wav</th>"))
            .unwrap_or_else(|| panic!("{name}: {text}"));
        text[at..].split("</tr>").next().unwrap().to_owned()
    };
    assert!(
        row("welcome").contains("Welcome. For Front Desk, press 1.")
            && row("welcome").contains("recorded</span>, 1.5 seconds")
    );
    assert!(row("second").contains("not played: it is not a WAV file"), "{}", row("second"));
    assert!(row("late").contains("change from call to call") && row("late").contains("captions only"));
    // What both menus say to whoever presses nothing is recorded once.
    assert!(
        row("welcome.no-input").contains("We did not hear a choice.") && !text.contains("second.no-input")
    );
    assert!(text.contains("<li>welcom.no-input.wav: did you mean welcome.no-input.wav?</li>"), "{text}");
    assert!(text.contains("1 of 5 prompts are recorded.") && !text.contains("hidden"), "{text}");
    let class = TestSite::of_class();
    let learner = class.signed_in("open sesame");
    let answer = class.asked(axum::http::Method::GET, "/studio/recordings", &[("cookie", &learner)], "");
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
