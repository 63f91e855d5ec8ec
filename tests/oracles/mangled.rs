//! What becomes of files on their way: bytes are lost or flipped, lines come twice or run together, numbers grow, brackets
//! nest.

use super::dice::Dice;

/// Numbers that no file means.
const HUGE: [&str; 5] = ["0", "-1", "65536", "99999999999999999999", "1e308"];

/// Characters that do not belong where they are put.
const STRANGE: [&str; 10] =
    ["\u{0}", "\u{1b}[2J", "\u{a0}", "\u{200b}", "\u{202e}", "\u{2028}", "\u{feff}", "\"\"\"", "\r", "é"];

/// Spoils a file in one way.
pub fn spoil(bytes: &mut Vec<u8>, dice: &mut Dice<'_>) {
    match dice.below(9) {
        0 => flip(bytes, dice),
        1 => lines(bytes, dice, |lines, at| lines.insert(at, lines[at].clone())),
        2 => lines(bytes, dice, |lines, at| drop(lines.remove(at))),
        3 => lines(bytes, dice, |lines, at| {
            if at + 1 < lines.len() {
                let next = lines.remove(at + 1);
                while matches!(lines[at].last(), Some(b'\n' | b'\r')) {
                    lines[at].pop();
                }
                lines[at].extend(next);
            }
        }),
        4 => number(bytes, dice),
        5 => nest(bytes, dice),
        6 => bytes.truncate(dice.below(65_536) % (bytes.len() + 1)),
        7 => put(bytes, dice, dice.clone().one_of(&STRANGE).as_bytes()),
        _ => {
            let long = dice.one_of(&["x", "é", "1", "[", "{a=", " ", "#"]).repeat(1 + dice.below(20_000));
            put(bytes, dice, long.as_bytes());
        }
    }
}

fn flip(bytes: &mut [u8], dice: &mut Dice<'_>) {
    if !bytes.is_empty() {
        let at = dice.below(65_536) % bytes.len();
        bytes[at] ^= 1 << dice.below(8);
    }
}

fn lines(bytes: &mut Vec<u8>, dice: &mut Dice<'_>, change: impl FnOnce(&mut Vec<Vec<u8>>, usize)) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
    if !lines.is_empty() {
        let at = dice.below(65_536) % lines.len();
        change(&mut lines, at);
        *bytes = lines.concat();
    }
}

/// Puts another number where one is.
fn number(bytes: &mut Vec<u8>, dice: &mut Dice<'_>) {
    let is_first = |at: &usize| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[*at - 1].is_ascii_digit());
    let numbers: Vec<usize> = (0..bytes.len()).filter(is_first).collect();
    if numbers.is_empty() {
        return;
    }
    let start = numbers[dice.below(65_536) % numbers.len()];
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.splice(start..start + length, dice.one_of(&HUGE).bytes());
}

fn nest(bytes: &mut Vec<u8>, dice: &mut Dice<'_>) {
    let (open, close) = *dice.one_of(&[("[", "]"), ("{ a = ", " }"), ("{", "}")]);
    let depth = 1 + dice.below(3_000);
    let text = format!("\nnested = {}1{}\n", open.repeat(depth), close.repeat(depth));
    put(bytes, dice, text.as_bytes());
}

fn put(bytes: &mut Vec<u8>, dice: &mut Dice<'_>, text: &[u8]) {
    let at = dice.below(65_536) % (bytes.len() + 1);
    bytes.splice(at..at, text.iter().copied());
}
