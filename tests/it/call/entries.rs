//! Inputs: entries of several digits.

use super::{NOON, Phone, outcome, plan};

const FIXED: &str = r#"
[inputs.start]
say = "Enter four digits."
say_seconds = 5
digits = 4
between_digits = "3s"
wait = "6s"
routes = { 9999 = "desk", 4xxx = "four", 40xx = "never" }
then = "taken"
[messages.taken]
say = "You entered {entered}."
then = "other"
[destinations.desk]
name = "Desk"
[destinations.four]
name = "Four"
[destinations.never]
name = "Never"
[destinations.other]
name = "Other"
"#;

const BOUNDED: &str = r##"
[inputs.start]
say = "Enter your number, then pound."
say_seconds = 5
min_digits = 2
max_digits = 6
terminator = "#"
between_digits = "3s"
wait = "6s"
no_match = { say = "Not a number.", tries = 2, then = "desk" }
then = "taken"
routes = { "*12" = "star" }
[messages.taken]
say = "You entered {entered}."
then = "hang-up"
[destinations.desk]
name = "Desk"
[destinations.star]
name = "Star"
"##;

#[test]
fn an_entry_of_fixed_length_is_complete_with_its_last_digit() {
    let mut phone = Phone::dial(&plan(FIXED));
    phone.wait(1.0).press("123");
    assert_eq!(phone.at(), "start");
    phone.press("4");
    assert_eq!((phone.at(), phone.heard().as_str()), ("taken", "You entered 1234."));
}

#[test]
fn the_first_route_that_matches_is_taken() {
    let plan = plan(FIXED);
    assert_eq!(outcome(&plan, NOON, "", "9999"), "transferred at desk");
    assert_eq!(outcome(&plan, NOON, "", "4012"), "transferred at four");
    assert_eq!(outcome(&plan, NOON, "", "1234"), "transferred at other");
}

#[test]
fn digits_that_do_not_come_in_time_leave_the_entry_short() {
    let mut phone = Phone::dial(&plan(FIXED));
    phone.press("12").wait(2.999);
    assert_eq!(phone.call.state().no_matches, 0);
    phone.wait(0.001);
    assert_eq!((phone.call.state().no_matches, phone.at()), (1, "start"));
    assert!(phone.trace().contains(&"no-match 1 of 3: `start` does not accept 12".to_owned()));
}

#[test]
fn each_digit_gives_time_for_the_next() {
    let mut phone = Phone::dial(&plan(FIXED));
    phone.press("1").wait(2.9).press("2").wait(2.9).press("3").wait(2.9).press("4");
    assert_eq!(phone.at(), "taken");
}

#[test]
fn an_entry_between_its_bounds_is_complete_after_a_pause() {
    let mut phone = Phone::dial(&plan(BOUNDED));
    phone.press("12").wait(3.0);
    assert_eq!(phone.heard(), "You entered 12.");
}

#[test]
fn an_entry_between_its_bounds_is_complete_with_its_terminator() {
    let mut phone = Phone::dial(&plan(BOUNDED));
    phone.press("123#");
    assert_eq!(phone.heard(), "You entered 123.");
}

#[test]
fn the_longest_entry_needs_no_terminator() {
    let mut phone = Phone::dial(&plan(BOUNDED));
    phone.press("123456");
    assert_eq!(phone.heard(), "You entered 123456.");
}

#[test]
fn a_terminator_alone_is_an_empty_entry_and_a_no_match() {
    let mut phone = Phone::dial(&plan(BOUNDED));
    phone.press("#");
    assert_eq!(phone.heard(), "Not a number.");
    assert!(phone.trace().contains(&"no-match 1 of 2: `start` takes no empty entry".to_owned()));
    phone.press("#");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn too_few_digits_are_a_no_match_and_the_next_digit_starts_anew() {
    let mut phone = Phone::dial(&plan(BOUNDED));
    phone.press("1#");
    assert_eq!(phone.heard(), "Not a number.");
    phone.press("34#");
    assert_eq!(phone.heard(), "You entered 34.");
}

#[test]
fn a_star_is_part_of_an_entry_and_only_routes_take_it() {
    let plan = plan(BOUNDED);
    assert_eq!(outcome(&plan, NOON, "", "*12#"), "transferred at star");
    let mut phone = Phone::dial(&plan);
    phone.press("1*2#");
    assert_eq!(phone.heard(), "Not a number.");
}

#[test]
fn silence_at_an_input_is_a_no_input() {
    let mut phone = Phone::dial(&plan(BOUNDED));
    phone.wait(11.0);
    assert_eq!(phone.heard(), "We did not hear an entry.");
    assert!(phone.trace().contains(&"no-input 1 of 3 at `start`".to_owned()));
}

#[test]
fn without_barge_in_digits_wait_for_the_end_of_the_prompt() {
    let mut phone = Phone::dial(&plan(&FIXED.replace("digits = 4", "digits = 4\nbarge_in = false")));
    phone.press("9999");
    assert!(phone.call.state().entered.is_empty());
    phone.wait(5.0).press("9999");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn coming_to_an_input_again_forgets_the_entry() {
    let steps = FIXED.replace("then = \"other\"", "then = \"start\"");
    let mut phone = Phone::dial(&plan(&steps));
    phone.press("1234").wait(10.0);
    assert_eq!(phone.at(), "start");
    assert!(phone.call.state().entered.is_empty());
}

const EXTENSIONS: &str = r#"
[menus.start]
say = "Dial an extension at any time, or press 1 or 2."
say_seconds = 5
keys = { 1 = "desk", 2 = "other" }
no_match = { say = "No such extension.", tries = 2, then = "desk" }
[menus.start.entries]
2101 = "four"
"2[2-4]xx" = "star"
"[5-7]xx" = "star"
[destinations.desk]
name = "Desk"
[destinations.other]
name = "Other"
[destinations.four]
name = "Four"
[destinations.star]
name = "Star"
"#;

fn extensions(complete: &str) -> std::sync::Arc<ivrsim::plan::Plan> {
    plan(
        &EXTENSIONS
            .replace("[menus.start.entries]", &format!("complete = \"{complete}\"\n[menus.start.entries]")),
    )
}

#[test]
fn a_menu_takes_extensions_beside_its_keys() {
    let plan = plan(EXTENSIONS);
    for (keys, end) in [("1", "desk"), ("2101", "four"), ("2299", "star"), ("512", "star")] {
        let mut phone = Phone::dial(&plan);
        phone.press(keys);
        assert_eq!(phone.ended(), format!("transferred at {end}"), "{keys}: at once");
    }
}

#[test]
fn a_key_with_which_an_extension_begins_waits_for_more() {
    let mut phone = Phone::dial(&plan(EXTENSIONS));
    phone.press("2").wait(2.999);
    assert_eq!(phone.at(), "start");
    phone.wait(0.001);
    assert_eq!(phone.ended(), "transferred at other");
    let mut phone = Phone::dial(&plan(EXTENSIONS));
    phone.press("2").wait(2.9).press("1").wait(2.9).press("0").wait(2.9).press("1");
    assert_eq!(phone.ended(), "transferred at four");
}

#[test]
fn what_no_extension_begins_with_is_refused_when_the_plan_says_so() {
    let refused = |complete: &str, keys: &str| {
        let mut phone = Phone::dial(&extensions(complete));
        phone.press(keys);
        phone.call.state().no_matches
    };
    assert_eq!((refused("clear", "9"), refused("clear", "29"), refused("clear", "21")), (1, 1, 0));
    assert_eq!((refused("match", "9"), refused("match", "299"), refused("match", "2999")), (0, 0, 1));
    let mut phone = Phone::dial(&extensions("match"));
    phone.press("1");
    assert_eq!(phone.ended(), "transferred at desk", "nothing longer begins with 1");
    let mut phone = Phone::dial(&extensions("pause"));
    phone.press("1").wait(2.999);
    assert_eq!(phone.at(), "start", "nothing but a pause completes it");
    phone.wait(0.001);
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn an_entry_with_a_route_that_nothing_longer_begins_with_waits_for_nothing() {
    let text = BOUNDED.replace("terminator = \"#\"\n", "").replace("then = \"taken\"\n", "");
    let routes = r#"routes = { "0x" = "desk", "[1-9]xxx" = "star" }"#;
    let text = text.replace(r#"routes = { "*12" = "star" }"#, routes);
    let mut phone = Phone::dial(&plan(&text));
    phone.press("07");
    assert_eq!(phone.ended(), "transferred at desk");
    let mut phone = Phone::dial(&plan(&text.replace("min_digits", "complete = \"pause\"\nmin_digits")));
    phone.press("07").wait(2.999);
    assert_eq!(phone.at(), "start");
}

#[test]
fn a_terminator_alone_can_be_an_entry() {
    let text = BOUNDED.replace(r#""*12" = "star""#, r##""*12" = "star", "#" = "desk""##);
    let mut phone = Phone::dial(&plan(&text));
    phone.press("#");
    assert_eq!(phone.ended(), "transferred at desk");
    let mut phone = Phone::dial(&plan(&text));
    phone.press("12#");
    assert_eq!(phone.heard(), "You entered 12.", "behind an entry it ends it");
}

#[test]
fn an_entry_can_set_the_language() {
    let text = EXTENSIONS.replace("2101 = \"four\"", "2101 = { to = \"thanks\", language = \"es\" }");
    let text = format!(
        "{text}[messages.thanks]\nsay = {{ en = \"Thanks.\", es = \"Gracias.\" }}\nthen = \"hang-up\"\n"
    );
    let mut phone = Phone::dial(&plan(&text));
    phone.press("2101");
    assert_eq!(phone.heard(), "Gracias.");
}
