//! Times of day as hours are written: `08:00-17:30`.

use std::ops::Range;

/// A stretch of hours as written. The times are as they stand there, up to 48:00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenHours {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) from_place: Range<usize>,
    pub(super) to_place: Range<usize>,
}

/// One or two digits, and where they end.
fn number(text: &str, start: usize) -> Option<(u16, usize)> {
    let digits = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    let number =
        (1..=2).contains(&digits).then(|| text.get(start..start + digits)?.parse().ok()).flatten()?;
    Some((number, start + digits))
}

/// The stretches of hours in the OpenStreetMap notation, in the order in which they are written.
pub(super) fn written(text: &str) -> Vec<WrittenHours> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let starts = bytes[at].is_ascii_digit()
            && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b':');
        match starts.then(|| stretch(text, at)).flatten() {
            Some(stretch) => {
                at = stretch.to_place.end;
                found.push(stretch);
            }
            None => at += 1,
        }
    }
    found
}

fn stretch(text: &str, start: usize) -> Option<WrittenHours> {
    let clock = |start: usize| {
        let (hour, colon) = number(text, start)?;
        let (minute, end) =
            (text.as_bytes().get(colon) == Some(&b':')).then(|| number(text, colon + 1)).flatten()?;
        (hour <= 48 && minute < 60 && end == start + 5).then_some((hour * 60 + minute, start..end))
    };
    let (from, from_place) = clock(start)?;
    let dash = text.get(from_place.end..)?;
    let gap = dash.len() - dash.trim_start().len();
    let rest = dash.trim_start().strip_prefix('-')?;
    let next = from_place.end + gap + 1 + (rest.len() - rest.trim_start().len());
    let (to, to_place) = clock(next)?;
    Some(WrittenHours { from, to, from_place, to_place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_found_where_they_are_written() {
        let text = "Mo-Fr 08:00-12:00, 13:00 - 17:30; week 10-12 Sa 22:00-26:00";
        let times: Vec<_> = written(text).iter().map(|written| (written.from, written.to)).collect();
        assert_eq!(times, [(480, 720), (780, 1050), (1320, 1560)]);
        assert_eq!(&text[written(text)[1].to_place.clone()], "17:30");
        for strange in ["", "08:00", "08:00-", "é08:00-é", "99:00-10:00", "08:0-9:00"] {
            assert_eq!(written(strange), []);
        }
    }
}
