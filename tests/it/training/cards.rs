//! Cards and the quick reference: what is printed, what others import, and that both say what drills judge by.
//!
//! A case is a file of `tests/cases/cards/`. After a change, look at what `UPDATE_GENERATED=1 cargo test --test it cards`
//! has changed; print the page, on A4 and on Letter paper, and look at that, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ivrsim::base::source::Sources;
use ivrsim::plan::{Plan, builtin};
use ivrsim::training::cards::CardsReport;
use ivrsim::training::drill::{AnswerScore, Card, CardKind, Deck, own_questions};
use jiff::Timestamp;

use crate::helpers::ally::edited;
use crate::helpers::generated::assert_generated;
use crate::helpers::program::ivrsim;
use crate::oracles::garage::{UTC, garage_with};
use crate::oracles::plan::plan;

/// A Monday at 8 in New York.
fn now() -> Timestamp {
    "2023-09-04T12:00:00Z".parse().unwrap()
}

fn written(format: &str, report: &CardsReport<'_>) -> String {
    let mut out = Vec::new();
    match format {
        "md" => out = report.markdown().to_string().into_bytes(),
        "txt" => out = report.anki().to_string().into_bytes(),
        "html" => report.html(&mut out).unwrap(),
        "csv" => report.csv(&mut out).unwrap(),
        "json" => report.json(&mut out).unwrap(),
        other => panic!("{other}"),
    }
    String::from_utf8(out).unwrap()
}

const FORMATS: [&str; 5] = ["md", "html", "csv", "txt", "json"];

#[test]
fn the_cards_of_the_directory_are_as_they_were_looked_at() {
    let report = CardsReport::new(builtin(), &Deck::of(builtin(), now()));
    for format in ["md", "html", "csv", "txt"] {
        let file = format!("tests/cases/cards/ally.{format}");
        assert_generated(Path::new(&file), &written(format, &report).replace("\r\n", "\n"));
    }
}

/// Keys, the clock, silence and closed hours decide who is reached; there is a holiday, and a day of its own.
#[test]
fn a_quick_reference_tells_who_is_reached_by_which_key_and_when() {
    let garage = plan(&fs::read_to_string("tests/cases/cards/garage.toml").unwrap());
    let at = "2026-10-01T12:00:00Z".parse().unwrap();
    let report = CardsReport::new(&garage, &Deck::of(&garage, at));
    for format in ["md", "json"] {
        let file = format!("tests/cases/cards/garage.{format}");
        assert_generated(Path::new(&file), &written(format, &report));
    }
}

#[test]
fn every_fact_that_holds_at_any_time_is_on_a_card() {
    let deck = Deck::of(builtin(), now());
    for card in deck.cards() {
        let Some(sides) = card.sides(builtin()) else {
            // What is heard says the key; who is asked for by name is asked for by the card of the number.
            let of_number = || deck.card(&card.id.replace("route/", "number/"));
            assert!(
                card.kind == CardKind::Listen || card.kind == CardKind::Route && of_number().is_some(),
                "{card:?}"
            );
            continue;
        };
        assert!(!sides.sources.is_empty(), "{}", card.id);
        if card.kind == CardKind::Route {
            for answer in &sides.answers {
                assert!(card.fact.contains(&answer.what), "{}: {answer:?}", card.id);
            }
        }
    }
    let days = |deck: &Deck, plan: &Plan| -> Vec<String> {
        let sides = deck.cards().iter().filter(|card| card.id.starts_with("open/on "));
        sides.map(|card| card.sides(plan).expect("a day has sides").front).collect()
    };
    let garage = plan(&fs::read_to_string("tests/cases/cards/garage.toml").unwrap());
    let at = "2026-10-01T12:00:00Z".parse().unwrap();
    assert_eq!(days(&Deck::of(&garage, at), &garage).len(), 2);
}

#[test]
fn a_question_that_would_tell_its_answer_is_no_card() {
    let rest = "[destinations.desk]\nname = \"Desk (1-800-555-0100)\"\n\
                [contacts.mail]\nname = \"info@example.com\"\nemail = \"info@example.com\"\n";
    let plan = plan(&garage_with(UTC, "desk", rest));
    let deck = Deck::of(&plan, now());
    let (printed, hidden): (Vec<&Card>, Vec<&Card>) =
        deck.cards().iter().partition(|card| card.sides(&plan).is_some());
    let ids = |cards: Vec<&Card>| cards.iter().map(|card| card.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(printed), ["reverse/garage", "open/desk 1 800 555 0100"]);
    let hidden = ids(hidden);
    assert!(hidden.contains(&"channel/info example com/e-mail".to_owned()), "{hidden:?}");
    assert!(hidden.contains(&"number/desk 1 800 555 0100".to_owned()), "{hidden:?}");
}

/// Folding leaves nothing of these keys, and the question has the word “option”.
#[test]
fn the_keys_that_are_no_digits_have_a_card_as_others_have() {
    let rest = "[menus.top]\nsay = \"{options}\"\nno_input = { tries = 2, then = \"tires\" }\n\
                no_match = { tries = 2, then = \"tires\" }\n\
                [menus.top.keys]\n\"*\" = \"repairs\"\n\"#\" = \"parts\"\n1 = \"tires\"\n\
                [destinations.repairs]\nname = \"Repairs\"\n[destinations.parts]\nname = \"Parts\"\n\
                [destinations.tires]\nname = \"Tires\"\n";
    let plan = plan(&garage_with(UTC, "top", rest));
    let deck = Deck::of(&plan, now());
    let options = deck.cards().iter().filter(|card| card.kind == CardKind::Option);
    let told: Vec<(String, String)> = options
        .map(|card| {
            assert!(card.ask(&plan, 1, now()).is_some(), "{}", card.id);
            let sides = card.sides(&plan).unwrap_or_else(|| panic!("{}", card.id));
            (card.id.clone(), sides.answers[0].what.clone())
        })
        .collect();
    let what: BTreeSet<&str> = told.iter().map(|(_, what)| what.as_str()).collect();
    assert_eq!(what, BTreeSet::from(["option #", "option *", "option 1"]), "{told:?}");
}

/// Whoever has learned the back of a card is right when the drill asks its front, or where a caller wants it.
#[test]
fn what_a_card_says_is_what_the_drill_judges_to_be_right() {
    let mut never_asked = BTreeSet::new();
    for card in Deck::of(builtin(), now()).cards() {
        let Some(sides) = card.sides(builtin()) else { continue };
        let mut asked = 0;
        for seed in 0..60 {
            let question = card.ask(builtin(), seed, now()).expect("it can be asked");
            if question.text != sides.front && card.kind != CardKind::Route {
                continue;
            }
            asked += 1;
            let is_closed = question.judge("").right[0].starts_with("closed");
            let answers = sides.answers.iter();
            let best = answers.map(|answer| question.judge(&answer.what.replace('\n', ", ")).score).max();
            // With nobody there, the number is half of what a caller wants.
            let expected = if is_closed { AnswerScore::Partly } else { AnswerScore::Right };
            assert_eq!(best, Some(expected), "{}: {}", card.id, question.text);
        }
        if asked == 0 {
            never_asked.insert(card.kind.word());
        }
    }
    assert!(never_asked.is_empty(), "the drill asks it with other words: {never_asked:?}");
}

#[test]
fn cards_stay_as_they_are_as_time_passes() {
    let later = "2025-02-01T03:00:00Z".parse().unwrap();
    for format in FORMATS {
        let [before, after] = [now(), later]
            .map(|now| written(format, &CardsReport::new(builtin(), &Deck::of(builtin(), now))));
        assert_eq!(before, after, "{format}");
    }
}

#[test]
fn a_table_of_cards_is_read_back_as_it_was() {
    let deck = Deck::of(builtin(), now());
    let table = written("csv", &CardsReport::new(builtin(), &deck));
    assert!(table.lines().count() > 90 && table.starts_with("front,back,line,kind,tags,id\r\n"));
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let printed: Vec<(&Card, _)> =
        deck.cards().iter().filter_map(|card| Some((card, card.sides(builtin())?))).collect();
    assert_eq!(rows.len(), printed.len());
    let by_id: BTreeMap<&str, &csv::StringRecord> = rows.iter().map(|row| (&row[5], row)).collect();
    for (card, sides) in printed {
        let row = by_id[card.id.as_str()];
        assert_eq!((&row[0], &row[3]), (sides.front.as_str(), card.kind.word()));
        assert!(row[1].contains(&sides.answers[0].what.replace('\n', ", ")), "{row:?}");
        if let Some(line) = card.line {
            assert_eq!(row[2], builtin().line(line).name);
        }
    }
}

/// The notes of a text for Anki, as its importer reads them: guid, front, back, tags.
fn notes<'t>(text: &'t str) -> Vec<[&'t str; 4]> {
    let (head, notes): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
    for key in ["#separator:tab", "#html:true", "#notetype:Basic", "#guid column:1", "#tags column:4"] {
        assert!(head.contains(&key), "{head:?}");
    }
    assert!(text.lines().take(head.len()).all(|line| line.starts_with('#')), "keys stand above the notes");
    let fields = |line: &str| line.split('\t').count();
    assert!(notes.iter().all(|line| fields(line) == 4), "{text}");
    let note = |line: &'t str| line.split('\t').collect::<Vec<_>>().try_into().expect("four fields");
    notes.into_iter().map(note).collect()
}

#[test]
fn a_newer_deck_updates_the_notes_of_an_older_one_and_no_others() {
    let anki = |plan: &Plan| written("txt", &CardsReport::new(plan, &Deck::of(plan, now())));
    let text = anki(builtin());
    let old = notes(&text);
    let guids: BTreeSet<&str> = old.iter().map(|note| note[0]).collect();
    assert_eq!(guids.len(), old.len());
    // Names in the files are nothing that a learner knows.
    let renamed = anki(&edited(&[
        ("7 = \"ally-plus\"", "7 = \"plus\""),
        ("[destinations.ally-plus]", "[destinations.plus]"),
        ("[lines.insurance]", "[lines.policies]"),
        ("[contacts.held-documents]", "[contacts.held]"),
    ]));
    assert_eq!(notes(&renamed).iter().map(|note| note[0]).collect::<BTreeSet<_>>(), guids);
    let moved = anki(&edited(&[("7 = \"ally-plus\"", "8 = \"ally-plus\"")]));
    let moved = notes(&moved);
    let updated =
        moved.iter().filter(|note| guids.contains(note[0]) && !old.iter().any(|o| o[..3] == note[..3]));
    let updated: Vec<&str> = updated.map(|note| note[0]).collect();
    assert!(updated.contains(&"Ally-dealer-contacts/option/ally plus"), "{updated:?}");
    // The same fact of another company is another note.
    let other = anki(&edited(&[("= \"Ally dealer contacts\"", "= \"Another company\"")]));
    assert!(notes(&other).iter().all(|note| !guids.contains(note[0])));
}

#[test]
fn names_do_nothing_in_any_format() {
    let mut text = fs::read_to_string("tests/cases/picture/hostile.toml").unwrap();
    text.push_str(
        "[destinations.formula]\nname = \"=cmd|'/C calc'!A0\"\n[lines.formula]\nnumber = \"1-800-555-0101\"\n\
         name = \"=1+1 #x\"\nanswer = \"formula\"\ntopics = [\"+2\", \"[sound:a.mp3] \\\"q\\\"\"]\n\
         [contacts.one]\nname = \"@all | <img src=x onerror=alert(1)>\"\nfax = \"1-800-555-0102\"\n\
         note = \"# head [latex]x[/latex]\"\n",
    );
    let plan = plan(&text);
    let report = CardsReport::new(&plan, &Deck::of(&plan, now()));
    for format in FORMATS {
        let told = written(format, &report);
        assert!(
            !told.contains(['\u{1b}', '\u{202e}']) || format == "json",
            "{format}: what a terminal obeys"
        );
        assert!(told.contains("calc"), "{format}: the name is told");
        match format {
            "html" | "md" | "txt" => {
                for tag in ["<script", "<img", "</g>"] {
                    assert!(!told.contains(tag), "{format}: {tag}");
                }
            }
            "csv" => {
                let mut rows = csv::Reader::from_reader(told.as_bytes());
                let cells =
                    rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
                let begins = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                assert_eq!(cells.filter(begins).count(), 0);
            }
            _ => {}
        }
    }
    assert!(notes(&written("txt", &report)).len() > 5);
}

#[test]
fn the_page_needs_nothing_else() {
    let page = written("html", &CardsReport::new(builtin(), &Deck::of(builtin(), now())));
    for outside in ["http:", "https:", "src=", "href=", "url(", "@import", "<script"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && page.ends_with("</html>\n"));
    assert!(page.contains("<title>Ally dealer contacts: quick reference and cards</title>"));
    assert!(page.contains("@page") && page.contains("break-inside: avoid"));
}

#[test]
fn questions_of_a_company_lie_behind_the_others() {
    let own = "[[question]]\nname = \"FedEx\"\nask = \"Is FedEx 38153 or 38118?\"\naccept = [\"38153\"]\n\
               why = \"Only FedEx uses it.\"\n\
               [[question]]\nname = \"Saturday\"\nrequest = \"GAP\"\nat = \"2023-09-02 10:40\"\nright = \"dsc\"\n";
    let mut sources = Sources::default();
    let file = sources.add("own.toml", own.to_owned());
    let own = own_questions(builtin(), &sources, &[file], &mut Vec::new()).expect("the questions are right");
    let report = CardsReport::new(builtin(), &Deck::of(builtin(), now()).and(own));
    let told = written("md", &report);
    let (_, last) = told.rsplit_once("### ").unwrap();
    // One is about a moment, and is not printed.
    assert!(
        last.starts_with("Questions of our own\n\n94. **Is FedEx 38153 or 38118?**\n    - 38153\n"),
        "{last}"
    );
}

#[test]
fn a_plan_ten_times_as_large_makes_ten_times_as_much() {
    let sizes = [20, 200].map(|lines| {
        let mut text = "[plan]\nname = \"Many\"\neffective = 2026-01-01\ntimezone = \"UTC\"\n\
                        [hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\n[defaults]\nclosed = \"hang-up\"\n"
            .to_owned();
        for line in 0..lines {
            let _ = writeln!(
                text,
                "[lines.l{line}]\nnumber = \"1-800-555-{:04}\"\nname = \"Line {line:03}\"\nanswer = \"d{line}\"\n\
                 [destinations.d{line}]\nname = \"Team {line:03}\"\nhours = \"day\"\ntopics = [\"Matter {line:03}\"]",
                1000 + line
            );
        }
        let plan = plan(&text);
        let report = CardsReport::new(&plan, &Deck::of(&plan, now()));
        FORMATS.map(|format| written(format, &report).len())
    });
    for (small, large) in sizes[0].iter().zip(sizes[1]) {
        assert!(large < 11 * small, "{sizes:?}");
    }
}

#[test]
fn cards_go_to_standard_output_or_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let ivrsim = |args: &[&str]| ivrsim(folder.path(), &[&["cards"], args].concat());
    let (code, out, errors) = ivrsim(&[]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(out.starts_with("# Ally dealer contacts\n"));
    for (format, begins) in
        [("html", "<!DOCTYPE"), ("csv", "front,"), ("anki", "#separator"), ("json", "{\n"), ("md", "# Ally")]
    {
        let file = format!("deep/cards.{format}");
        let (code, out, errors) = ivrsim(&["--format", format, "--out", &file]);
        assert_eq!((code, out.replace('\\', "/"), errors.as_str()), (0, format!("wrote {file}\n"), ""));
        let kept = fs::read_to_string(folder.path().join(&file)).unwrap();
        assert!(kept.starts_with(begins));
        assert_eq!(kept, ivrsim(&["--format", format]).1);
    }
    for (args, told) in
        [(&["--out", "."][..], "cannot write ."), (&["--at", "soon"], "--at: \"soon\" is neither a day")]
    {
        let (code, out, errors) = ivrsim(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(errors.contains(told), "{args:?}: {errors}");
    }
}
