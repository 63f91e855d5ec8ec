//! Drawn dialplans do as plans what a second telling of Asterisk's rules says, to the second.

use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::dialplan::Dialplan;
use crate::oracles::dialplan_calls;
use crate::oracles::dice::Dice;
use crate::oracles::mutation;

proptest! {
    #![proptest_config(drawn::cases(96))]

    #[test]
    fn calls_to_a_drawn_dialplan_end_as_asterisk_ends_them(bytes in prop::collection::vec(any::<u8>(), 0..900)) {
        dialplan_calls::check(&mut Dice::new(&bytes));
    }

    #[test]
    fn a_dialplan_with_slips_is_read_or_refused_and_loses_no_step(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut dice = Dice::new(&bytes);
        let mut text = Dialplan::drawn(&mut dice).text();
        for _ in 0..=dice.below(8) {
            mutation::change(&mut text, &mut dice);
        }
        dialplan_calls::check_text(&text);
    }
}
