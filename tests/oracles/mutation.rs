//! Changes of a text that was valid.

use super::dice::Dice;

/// What is put into the text.
const SNIPPETS: [&str; 24] = [
    "\"",
    "\n",
    "[",
    "]",
    "{",
    "}",
    "=",
    ".",
    "#",
    "'''",
    "s0",
    "back",
    "repeat",
    "hang-up",
    "-1",
    "99999999999",
    "\"{options}\"",
    "caller",
    "24/7",
    "\u{e9}",
    "\u{0}",
    "[menus.s0]\n",
    "then = \"s1\"\n",
    "1-800-555-0100",
];

/// Cuts some characters out of the text and puts a snippet there, or a piece of the text itself.
pub fn change(text: &mut String, dice: &mut Dice<'_>) {
    let near = |text: &str, at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let at = near(text, dice.below(65_536) % (text.len() + 1));
    let end = near(text, (at + dice.below(32)).min(text.len())).max(at);
    let put = if dice.one_in(2) {
        let from = near(text, dice.below(65_536) % (text.len() + 1));
        let to = near(text, (from + dice.below(64)).min(text.len())).max(from);
        text[from..to].to_owned()
    } else {
        (*dice.one_of(&SNIPPETS)).to_owned()
    };
    text.replace_range(at..end, &put);
}
