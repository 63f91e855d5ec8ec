//! Times of day in text: as people say them ("8 AM", "5:30 p.m.", "noon") and as hours are written (`08:00-17:30`).

use std::ops::Range;

/// A time of day in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Minutes since midnight, below 1440.
    pub(super) minute: u16,
    /// Where it stands.
    pub(super) place: Range<usize>,
}

/// A stretch of hours as written. The times are as they stand there, up to 48:00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) from_place: Range<usize>,
    pub(super) to_place: Range<usize>,
}

/// The times of day that people would hear in a text.
pub(super) fn said(text: &str) -> Vec<Said> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let starts_word = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        for (word, minute) in [("noon", 720), ("midnight", 0)] {
            let end = at + word.len();
            let is_word = text.get(at..end).is_some_and(|part| part.eq_ignore_ascii_case(word))
                && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
            if starts_word && is_word {
                found.push(Said { minute, place: at..end });
            }
        }
        if starts_word && bytes[at].is_ascii_digit() {
            if let Some(time) = time_at(text, at) {
                at = time.place.end;
                found.push(time);
                continue;
            }
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            continue;
        }
        at += 1;
    }
    found
}

/// "8 AM", "8:30pm", "8 p.m." that begins here.
fn time_at(text: &str, start: usize) -> Option<Said> {
    let (hour, at) = number(text, start)?;
    let (minute, at) = match text.as_bytes().get(at) {
        Some(b':') => number(text, at + 1)?,
        _ => (0, at),
    };
    let rest = text.get(at..)?;
    let gap = rest.len() - rest.trim_start().len();
    let half = rest.trim_start().get(..4).unwrap_or(rest.trim_start()).to_ascii_lowercase();
    let (offset, length) = match half.as_str() {
        "a.m." => (0, 4),
        "p.m." => (720, 4),
        _ if half.starts_with("am") => (0, 2),
        _ if half.starts_with("pm") => (720, 2),
        _ => return None,
    };
    let end = at + gap + length;
    let goes_on = length == 2 && text.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric);
    ((1..=12).contains(&hour) && minute < 60 && !goes_on)
        .then(|| Said { minute: hour % 12 * 60 + minute + offset, place: start..end })
}

/// One or two digits, and where they end.
fn number(text: &str, start: usize) -> Option<(u16, usize)> {
    let digits = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    let number =
        (1..=2).contains(&digits).then(|| text.get(start..start + digits)?.parse().ok()).flatten()?;
    Some((number, start + digits))
}

/// The stretches of hours in the OpenStreetMap notation, in the order in which they are written.
pub(super) fn written(text: &str) -> Vec<Written> {
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

fn stretch(text: &str, start: usize) -> Option<Written> {
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
    Some(Written { from, to, from_place, to_place })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Vec<u16> {
        said(text).iter().map(|said| said.minute).collect()
    }

    #[test]
    fn times_are_heard_as_people_say_them() {
        assert_eq!(heard("Monday to Friday, 8 AM to 8:30 p.m. Eastern"), [480, 1230]);
        assert_eq!(heard("9am-5pm, Saturday until noon, then midnight"), [540, 1020, 720, 0]);
        assert_eq!(heard("12 AM and 12 PM"), [0, 720]);
        assert_eq!(heard("press 8. 13 pm, 8 amps, afternoon, 1-800-555-0100 am, é 7 PM"), [1140]);
    }

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
