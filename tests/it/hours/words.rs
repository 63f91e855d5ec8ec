//! Hours in words.

use proptest::prelude::*;

use crate::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::spoken;

proptest! {
    #![proptest_config(drawn::cases(300))]

    #[test]
    fn words_read_back_are_the_hours_that_are_kept(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        spoken::check(&mut Dice::new(&bytes));
    }
}
