//! How often callers may press nothing or the wrong thing, held against a second, simple model: menus that lead to each other,
//! with silence and other keys as ways or as missteps, counted in every manner.

use std::collections::HashMap;
use std::fmt::Write as _;

use ivrsim::call::{Call, Caller, Phase};
use ivrsim::plan::{Key, Plan};
use ivrsim::time::moment;
use jiff::Timestamp;
use proptest::prelude::*;

use super::{NOON, number, plan};
use crate::helpers::drawn;
use crate::oracles::dice::Dice;

/// Where something leads: a menu by its number, the same prompt again, or an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    Menu(usize),
    Repeat,
    Desk,
}

/// What comes of silence, or of a wrong key.
#[derive(Clone, Copy, Debug)]
enum Lapse {
    Way(Goal),
    /// After so many tries, or never.
    Misstep(Option<u8>, Goal),
}

/// A menu whose key 1 leads somewhere.
#[derive(Clone, Debug)]
struct ModelMenu {
    one: Goal,
    /// Of silence, and of other keys.
    lapses: [Lapse; 2],
    counter: &'static str,
    again: Option<&'static str>,
    say: &'static str,
    barge_in: bool,
}

/// What a caller does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Nothing,
    Wrong,
    One,
}

const MENUS: usize = 3;

fn goal(dice: &mut Dice<'_>) -> Goal {
    match dice.below(MENUS + 2) {
        menu if menu < MENUS => Goal::Menu(menu),
        MENUS => Goal::Repeat,
        _ => Goal::Desk,
    }
}

fn menu(dice: &mut Dice<'_>) -> ModelMenu {
    let mut lapse = || match dice.below(4) {
        0 => Lapse::Way(goal(dice)),
        1 => Lapse::Misstep(None, Goal::Repeat),
        tries => Lapse::Misstep(Some(tries as u8), goal(dice)),
    };
    let lapses = [lapse(), lapse()];
    ModelMenu {
        one: goal(dice),
        lapses,
        counter: dice.one_of::<&str>(&["apart", "together", "slips", "others"]),
        again: *dice.one_of(&[None, Some(""), Some("Once more.")]),
        say: dice.one_of::<&str>(&["", "Sorry."]),
        barge_in: !dice.one_in(3),
    }
}

fn text(menus: &[ModelMenu]) -> String {
    let target = |goal: Goal| match goal {
        Goal::Menu(0) => "start".to_owned(),
        Goal::Menu(menu) => format!("m{menu}"),
        Goal::Repeat => "repeat".to_owned(),
        Goal::Desk => "desk".to_owned(),
    };
    let mut text = "[destinations.desk]\nname = \"Desk\"\n".to_owned();
    for (index, menu) in menus.iter().enumerate() {
        let ModelMenu { one, lapses, counter, again, say, barge_in } = menu;
        let name = target(Goal::Menu(index));
        let _ = writeln!(text, "[menus.{name}]\nsay = \"Hello.\"\ncounter = \"{counter}\"");
        let _ = again.map(|again| writeln!(text, "again = \"{again}\""));
        let mut keys = format!("1 = \"{}\", 5 = \"desk\"", target(*one));
        for (lapse, table, way) in [(lapses[0], "no_input", "silence"), (lapses[1], "no_match", "other")] {
            let _ = match lapse {
                Lapse::Way(goal) => write!(keys, ", {way} = \"{}\"", target(goal)),
                Lapse::Misstep(None, _) => {
                    writeln!(text, "{table} = {{ say = \"{say}\", unlimited = true, barge_in = {barge_in} }}")
                }
                Lapse::Misstep(Some(tries), then) => writeln!(
                    text,
                    "{table} = {{ say = \"{say}\", tries = {tries}, then = \"{}\", barge_in = {barge_in} }}",
                    target(then)
                ),
            };
        }
        let _ = writeln!(text, "keys = {{ {keys} }}");
    }
    text
}

/// Where the caller is, as the model has it. None: at the desk.
struct ModelCall<'m> {
    menus: &'m [ModelMenu],
    at: Option<usize>,
    counts: HashMap<String, u32>,
}

impl ModelCall<'_> {
    /// Forgets what is counted at a menu alone.
    fn forget(&mut self) {
        self.counts.retain(|counter, _| !counter.starts_with('_'));
    }

    fn go(&mut self, goal: Goal) {
        match goal {
            Goal::Menu(menu) => {
                self.forget();
                self.at = Some(menu);
            }
            Goal::Repeat => {}
            Goal::Desk => self.at = None,
        }
    }

    fn does(&mut self, deed: Deed) {
        let Some(at) = self.at else { return };
        let menu = &self.menus[at];
        let lapse = match deed {
            Deed::One => {
                self.forget();
                return self.go(menu.one);
            }
            Deed::Nothing => menu.lapses[0],
            Deed::Wrong => menu.lapses[1],
        };
        match lapse {
            Lapse::Way(goal) => {
                self.forget();
                self.go(goal);
            }
            Lapse::Misstep(None, _) => {}
            Lapse::Misstep(Some(tries), then) => {
                let counter = match menu.counter {
                    "apart" => format!("_{deed:?}"),
                    "together" => "_both".to_owned(),
                    shared => shared.to_owned(),
                };
                let count = self.counts.entry(counter).or_default();
                *count += 1;
                if *count >= u32::from(tries) {
                    self.go(then);
                }
            }
        }
    }
}

/// Lets everything be said, until the call listens or is over.
fn listen(call: &mut Call<&Plan>, at: Timestamp) {
    while !matches!(call.state().phase, Phase::Listening { .. } | Phase::Ended(_)) {
        call.expire(at);
    }
}

proptest! {
    #![proptest_config(drawn::cases(2_000))]

    #[test]
    fn missteps_are_counted_as_a_simple_model_counts_them(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut dice = Dice::new(&bytes);
        let menus: Vec<ModelMenu> = (0..MENUS).map(|_| menu(&mut dice)).collect();
        let text = text(&menus);
        let plan = plan(&text);
        let at = moment::parse(NOON, plan.zone).unwrap();
        let mut call = Call::dial(&*plan, number("1-800-555-0100"), Caller::default(), at);
        let mut model = ModelCall { menus: &menus, at: Some(0), counts: HashMap::new() };
        let mut deeds = Vec::new();
        for _ in 0..24 {
            listen(&mut call, at);
            let is = call.state().step().map(|step| plan.step(step).key.as_str());
            let expected = model.at.map(|menu| if menu == 0 { "start".to_owned() } else { format!("m{menu}") });
            prop_assert_eq!(is, expected.as_deref(), "{:?} in\n{}", deeds, text);
            let deed = *dice.one_of(&[Deed::Nothing, Deed::Wrong, Deed::Nothing, Deed::Wrong, Deed::One]);
            deeds.push(deed);
            model.does(deed);
            match deed {
                Deed::Nothing => call.expire(at),
                Deed::Wrong => call.handle_key(at, Key::new('9').unwrap()),
                Deed::One => call.handle_key(at, Key::new('1').unwrap()),
            }
        }
    }
}

const ASKS: &str = r#"
[menus.start]
say = "Press one."
say_seconds = 10
again = "One, please."
again_seconds = 3
wait = "4s"
no_input = { say = "Hello?", unlimited = true, barge_in = false }
no_match = { say = "", tries = 2, then = "desk" }
keys = { 1 = "desk" }
[destinations.desk]
name = "Desk"
"#;

#[test]
fn a_step_asks_again_in_other_words_and_its_own_are_heard_by_those_who_come_anew() {
    let mut phone = super::Phone::dial(&plan(ASKS));
    phone.wait(14.0).wait(2.0);
    let said: Vec<String> =
        phone.record.transcript(phone.call.plan()).into_iter().map(|entry| entry.text).collect();
    assert_eq!(said, ["Press one.", "Hello?", "One, please."]);
    // A wrong key is not spoken of.
    phone.press("7");
    let said = phone.record.transcript(phone.call.plan()).pop().unwrap().text;
    assert_eq!(said, "One, please.");
    phone.press("7");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn words_that_cannot_be_interrupted_are_heard_to_their_end() {
    let mut phone = super::Phone::dial(&plan(ASKS));
    phone.wait(14.1).press("1");
    let told = "key 1 changes nothing: the prompt of `start` must be heard first";
    assert_eq!(phone.trace().pop().unwrap(), told);
    phone.wait(2.0).press("1");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn who_is_asked_without_end_is_asked_until_the_call_is_too_long() {
    let mut phone = super::Phone::dial(&plan(ASKS));
    phone.wait(1_799.0);
    assert_eq!(phone.at(), "start");
    assert_eq!(phone.call.state().no_inputs, 0, "nothing is counted");
    assert!(phone.trace().contains(&"no-input at `start`".to_owned()));
    phone.wait(2.0);
    assert_eq!(phone.ended(), "disconnected at start");
}

#[test]
fn a_second_try_can_be_silent() {
    let silent = ASKS.replace("again = \"One, please.\"\nagain_seconds = 3", "again = \"\"");
    let silent = silent.replace("\"Hello?\", unlimited = true", "\"\", tries = 2, then = \"desk\"");
    let mut phone = super::Phone::dial(&plan(&silent));
    phone.wait(14.5);
    assert_eq!(phone.record.transcript(phone.call.plan()).len(), 1, "nothing more is said");
    phone.wait(3.6);
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn a_counter_that_menus_share_is_kept_from_one_to_the_other() {
    let shared = "[defaults]\ncounter = \"slips\"\nno_input = { tries = 3 }\nno_match = { tries = 3 }\n\
                  [menus.start]\nsay = \"One.\"\nkeys = { 1 = \"second\" }\n\
                  [menus.second]\nsay = \"One again.\"\nkeys = { 1 = \"desk\" }\n[destinations.desk]\nname = \"Desk\"\n";
    let mut phone = super::Phone::dial(&plan(shared));
    phone.press("9").press("8").press("1");
    assert_eq!(phone.at(), "second");
    phone.press("7");
    assert_eq!(phone.ended(), "disconnected at second");
    let trace = phone.trace();
    assert!(trace.contains(&"no-match 3 of 3: `second` does not offer key 7".to_owned()), "{trace:?}");
    assert!(
        trace.iter().any(|told| told.starts_with("`second` gives up after too many missteps")),
        "{trace:?}"
    );
}
