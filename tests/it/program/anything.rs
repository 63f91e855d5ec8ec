//! Any text and any bytes: what the fuzz targets do at length, done briefly with every run of the tests.

use ivrsim::plan::{PlanLimits, read};
use ivrsim::time::{Zone, moment};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::{hours, mutation, number, plan, scenario, tidy};

proptest! {
    #![proptest_config(drawn::cases(300))]

    #[test]
    fn a_text_is_a_number_that_reads_as_itself_or_is_refused(text in "[+(]{0,2}[0-9a-zA-Z .()x#;=:+-]{0,24}|\\PC{0,20}") {
        number::check(&text);
    }

    #[test]
    fn a_text_is_a_time_that_reads_as_itself_or_is_refused(
        text in concat!(
            "((-?[0-9]{1,4}-[0-9]{2}-[0-9]{2}|today|tomorrow|Sat|mo|noon|now|\\+|T|t| |America/New_York|UTC|Z",
            "|[+-][0-9]{2}:[0-9]{2}|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?|[0-9]{1,3}|am|PM|a\\.m\\.|[0-9]+[hms]|é)){0,6}",
        ),
        now in Timestamp::MIN.as_second()..=Timestamp::MAX.as_second(),
    ) {
        let now = Timestamp::from_second(now).unwrap();
        for zone in ["America/St_Johns", "Pacific/Apia"].map(|name| Zone::named(name).unwrap()) {
            for read in [moment::parse(&text, zone), moment::parse_from(&text, zone, now)] {
                match read {
                    Ok(at) => {
                        let shown = moment::rfc3339(at, zone).to_string();
                        prop_assert_eq!(moment::parse(&shown, zone), Ok(at), "{} shown as {}", text, shown);
                    }
                    Err(error) => prop_assert!(!error.to_string().is_empty()),
                }
            }
        }
    }

    #[test]
    fn a_plan_that_was_changed_is_a_plan_or_is_refused_with_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let mut dice = Dice::new(&bytes);
        let mut text = plan::text(&mut dice);
        for _ in 0..dice.below(6) {
            mutation::change(&mut text, &mut dice);
        }
        let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
        prop_assert!(reading.plan.is_some() || !reading.diagnostics.is_empty());
    }

    #[test]
    fn a_scenario_file_is_played_or_is_refused_with_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let mut dice = Dice::new(&bytes);
        let mut text = scenario::text(&mut dice);
        for _ in 0..dice.below(3) {
            mutation::change(&mut text, &mut dice);
        }
        scenario::check(&text);
    }

    #[test]
    fn a_file_that_was_changed_is_formatted_or_is_refused_with_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut dice = Dice::new(&bytes);
        let mut text = if dice.one_in(2) { plan::text(&mut dice) } else { scenario::text(&mut dice) };
        for _ in 0..dice.below(6) {
            mutation::change(&mut text, &mut dice);
        }
        tidy::check(&text);
    }

    #[test]
    fn a_text_is_a_plan_or_is_refused_with_a_reason(
        text in concat!(
            "((\\[(plan|defaults|hours\\.a|lines\\.b|menus\\.c|menus\\.c\\.keys|inputs\\.d|switches\\.e|messages\\.f)\\]\n",
            "|(say|open|then|number|keys|closed|hours|timezone|effective|1|name) = (\"\\PC{0,6}\"|\"\\{(name|hours):?a?\\}\"",
            "|\\{ to = \"c\" \\}|2023-01-01|-1|\\[\\]|\"[abcdef]\")\n)){0,12}",
        ),
    ) {
        let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
        prop_assert!(reading.plan.is_some() || !reading.diagnostics.is_empty());
    }
}

proptest! {
    // Each compiles timetables of a century.
    #![proptest_config(drawn::cases(40))]

    #[test]
    fn schedules_from_dice_are_open_when_the_naive_model_is(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        hours::check(&mut Dice::new(&bytes));
    }
}
