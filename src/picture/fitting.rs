//! How much room a text takes, without asking a font: close enough that it stays in its box.

/// The advance widths of space to tilde in Helvetica, in thousandths of the size of the type, as Adobe publishes them
/// with the font. Arial and Liberation Sans have the same.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to tilde
];

/// A size of type, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) size: i32,
    pub(super) bold: bool,
}

impl Type {
    /// How wide a text is, in pixels. Fonts that take the place of the ones meant are a little wider, hence the last
    /// percents.
    pub(super) fn width(self, text: &str) -> i32 {
        let thousandths: i64 = text.chars().map(|c| i64::from(advance(c))).sum();
        let percent = if self.bold { 112 } else { 104 };
        let pixels = (thousandths * percent / 100 * i64::from(self.size) + 999) / 1000;
        i32::try_from(pixels).unwrap_or(i32::MAX)
    }

    /// From one line to the next, in pixels.
    pub(super) fn leading(self) -> i32 {
        self.size + 4
    }

    /// The text in lines that fit into so many pixels, at most so many of them; what does not fit is `…`.
    pub(super) fn wrap(self, text: &str, room: i32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = vec![String::new()];
        for word in text.split_whitespace() {
            if lines.len() > most {
                break;
            }
            let line = lines.last_mut().expect("there is always a line");
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&joined) <= room {
                *line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(String::new());
            }
            // A word that is longer than a line is cut where the line ends.
            for c in word.chars() {
                let line = lines.last_mut().expect("there is always a line");
                line.push(c);
                if self.width(line) > room && line.chars().nth(1).is_some() {
                    line.pop();
                    lines.push(c.to_string());
                }
            }
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while self.width(last).saturating_add(self.size) > room && last.pop().is_some() {}
                last.push('…');
            }
        }
        lines
    }
}

fn advance(c: char) -> i32 {
    let of_ascii = u32::from(c).checked_sub(32).and_then(|at| HELVETICA.get(at as usize));
    match (of_ascii, c) {
        (Some(width), _) => i32::from(*width),
        // From Hangul and CJK on most characters are as wide as they are high.
        (
            None,
            '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..,
        ) => 1000,
        (None, '\u{300}'..='\u{36f}') => 0,
        (None, _) => 600,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Type = Type { size: 10, bold: false };

    #[test]
    fn lines_hold_what_fits_and_end_where_the_text_goes_on() {
        assert_eq!(
            SMALL.wrap("Monday to Friday, 8 AM to 8 PM", 90, 9),
            ["Monday to Friday,", "8 AM to 8 PM"]
        );
        assert_eq!(SMALL.wrap("Monday to Friday, 8 AM to 8 PM", 90, 1), ["Monday to Frida…"]);
        assert_eq!(SMALL.wrap("", 90, 2), [""]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let lines = SMALL.wrap(&"W".repeat(1_000), 90, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| SMALL.width(line) <= 90), "{lines:?}");
        assert_eq!(SMALL.wrap("WWW", 1, 9), ["W", "W", "W"], "a line has a character at least");
    }
}
