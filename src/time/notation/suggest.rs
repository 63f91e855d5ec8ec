//! What people write instead of the notation, and the notation for it.
//!
//! `Mon-Fri 8am - 5pm` is no syntax, yet everyone knows what it means. When the grammar refuses a text, its
//! tokens are rewritten as the notation has them; if the result is read, it is the help that is offered.
//! Nothing is accepted here.

use super::day_half::{Half, half};
use super::lower;
use super::plain_words;
use super::syntax::{Placed, SyntaxError, Token, tokens};
use crate::time::clock_names::{zone_of_abbreviation, zone_of_word};
use crate::time::names::{
    month_code, month_of_code, month_of_word, weekday_code, weekday_of_code, weekday_of_word,
};

/// Explains why a text is not in the notation; `at` is where the grammar stopped.
pub(in crate::time) fn explain(text: &str, at: usize) -> SyntaxError {
    let found = tokens(text);
    let rewriting = rewrite(&found);
    let stopped = || {
        let token = found.iter().find(|token| token.range.end > at);
        token.map_or(text.len()..text.len(), |token| token.range.clone())
    };
    let error = match rewriting.first {
        Some((message, range)) => SyntaxError::new(message, range),
        None => unreadable(text, &found, stopped()),
    };
    if error.help.is_some() {
        return error;
    }
    let better = better(text, at, rewriting.text);
    error.help(better.map_or_else(
        || "write days and times like `Mo-Fr 08:00-20:00; Sa 09:00-13:00`".to_owned(),
        |better| format!("write `{better}`"),
    ))
}

/// The text in the spelling of the notation, if that is a matter of spelling; `at` is where the grammar stopped.
pub(in crate::time) fn spelled(text: &str, at: usize) -> Option<String> {
    better(text, at, rewrite(&tokens(text)).text)
}

/// The first of some ways of mending a text that the grammar reads. Plain words come first: the notation reads a comma in
/// front of a day in another way than people do.
fn better(text: &str, at: usize, rewritten: String) -> Option<String> {
    // `Mo-Fr 08:00-20:00 PH off` lacks nothing but the mark of a new rule.
    let marked =
        text.get(..at).zip(text.get(at..)).map(|(before, after)| format!("{}; {after}", before.trim_end()));
    [plain_words::in_notation(text), Some(rewritten), marked].into_iter().flatten().find(|better| {
        better != text
            && lower::refuse_what_reads_slowly(better).is_ok()
            && opening_hours_syntax::parse(better).is_ok()
    })
}

fn unreadable(text: &str, found: &[Placed<'_>], stopped: std::ops::Range<usize>) -> SyntaxError {
    let invalid = found.iter().find(|placed| {
        let Token::Time(hour, minute) = placed.token else { return false };
        hour > 48 || minute > 59 || (hour == 48 && minute > 0)
    });
    if let Some(placed) = invalid {
        let time = &text[placed.range.clone()];
        return SyntaxError::new(format!("`{time}` is not a time of day"), placed.range.clone());
    }
    let is_dash = |index: usize| found.get(index).is_some_and(|placed| placed.token == Token::Symbol('-'));
    for (index, placed) in found.iter().enumerate() {
        let Token::Time(hour, _) = placed.token else { continue };
        let after_dash = index.checked_sub(1).is_some_and(is_dash);
        if hour >= 24 && is_dash(index + 1) && !after_dash {
            return SyntaxError::new("hours must begin before 24:00", placed.range.clone())
                .help("name the next day, and begin at 00:00 or later");
        }
        if !after_dash && !is_dash(index + 1) {
            return SyntaxError::new("a single time does not say when it closes", placed.range.clone())
                .help("write when it opens and closes, such as `08:00-20:00`");
        }
    }
    if stopped.is_empty() {
        return SyntaxError::new("these opening hours end too early", stopped);
    }
    if &text[stopped.clone()] == "(" {
        return SyntaxError::new("a comment cannot be in parentheses", stopped)
            .help("put it in double quotes at the end of its rule");
    }
    let token = &text[stopped.clone()];
    SyntaxError::new(format!("`{token}` cannot be read as opening hours here"), stopped)
}

/// A text rewritten, and the first thing that had to be.
struct HoursRewrite {
    text: String,
    first: Option<(String, std::ops::Range<usize>)>,
}

fn rewrite(found: &[Placed<'_>]) -> HoursRewrite {
    let mut out = HoursRewrite { text: String::new(), first: None };
    let mut at = 0;
    while let Some(placed) = found.get(at) {
        let (piece, used, message) = match placed.token {
            Token::Word(word) => word_piece(word, out.text.ends_with('-')),
            Token::Number(number) => {
                date_piece(&found[at..]).unwrap_or_else(|| number_piece(number, &found[at..], &out.text))
            }
            Token::Time(hour, minute) => match half(&found[at + 1..]) {
                Some((half, used)) => clock(hour, minute, Some(half), 1 + used),
                None => (format!("{hour:02}:{minute:02}"), 1, None),
            },
            Token::Symbol('–' | '—' | '−') => {
                ("-".to_owned(), 1, Some("a range is written with a plain hyphen".to_owned()))
            }
            Token::Symbol('&') => (",".to_owned(), 1, Some("a list is written with commas".to_owned())),
            Token::Symbol(symbol) => (symbol.to_string(), 1, None),
            Token::Comment(comment) => (format!("\"{comment}\""), 1, None),
        };
        let range = placed.range.start..found[at + used - 1].range.end;
        if let Some(message) = message
            && out.first.is_none()
        {
            out.first = Some((message, range));
        }
        join(&mut out.text, &piece, placed.spaced);
        at += used;
    }
    let trimmed = out.text.trim_end_matches([';', ',', ' ']).len();
    out.text.truncate(trimmed);
    out
}

/// Appends a piece with the spaces that the notation wants: none around hyphens and commas, one elsewhere.
fn join(text: &mut String, piece: &str, spaced: bool) {
    let tight = matches!(piece, "-" | "," | ";" | ":" | "+" | "]" | "[") || piece.is_empty();
    let after_tight = text.is_empty() || text.ends_with(['-', ',', '[', ':', '/', '+']);
    if text.ends_with(';') || (spaced && !tight && !after_tight) {
        text.push(' ');
    }
    text.push_str(piece);
}

fn word_piece(word: &str, after_hyphen: bool) -> (String, usize, Option<String>) {
    let lower = word.to_lowercase();
    let plain = |piece: &str| (piece.to_owned(), 1, None);
    let instead = |piece: &str| {
        let message = format!("`{word}` is written `{piece}` in this notation");
        (piece.to_owned(), 1, Some(message))
    };
    if weekday_of_code(word).is_some() || month_of_code(word).is_some() {
        return plain(word);
    }
    if let Some(day) = weekday_of_word(word) {
        return instead(weekday_code(day));
    }
    if let Some(month) = month_of_word(word) {
        return instead(month_code(month));
    }
    match &*lower {
        "to" | "through" | "thru" | "until" | "till" | "til" | "bis" => instead("-"),
        "and" => instead(","),
        "daily" | "everyday" => instead("Mo-Su"),
        "weekdays" => instead("Mo-Fr"),
        "weekends" | "weekend" => instead("Sa,Su"),
        "always" => instead("24/7"),
        "ph" | "holidays" | "holiday" => instead("PH"),
        "noon" => instead("12:00"),
        "midnight" => instead(if after_hyphen { "24:00" } else { "00:00" }),
        "local" | "time" => (String::new(), 1, Some(zone_apart())),
        "from" => (String::new(), 1, Some("`from` is left out in this notation".to_owned())),
        _ if zone_of_word(&lower).or_else(|| zone_of_abbreviation(&lower.to_uppercase())).is_some() => {
            (String::new(), 1, Some(zone_apart()))
        }
        _ => plain(word),
    }
}

fn zone_apart() -> String {
    "the time zone is given separately from the hours".to_owned()
}

/// `2026-12-24` and `12/25`.
fn date_piece(ahead: &[Placed<'_>]) -> Option<(String, usize, Option<String>)> {
    let number = |index: usize| match ahead.get(index)?.token {
        Token::Number(digits) => Some(digits),
        _ => None,
    };
    let symbol =
        |index: usize, wanted| ahead.get(index).is_some_and(|placed| placed.token == Token::Symbol(wanted));
    let month = |digits: &str| digits.parse().ok().filter(|month| (1..=12).contains(month)).map(month_code);
    let message = Some("dates name their month, with the year in front".to_owned());
    if symbol(1, '-') && symbol(3, '-') && number(0)?.len() == 4 {
        return Some((format!("{} {} {}", number(0)?, month(number(2)?)?, number(4)?), 5, message));
    }
    (symbol(1, '/') && number(0)? != "24")
        .then(|| Some((format!("{} {}", month(number(0)?)?, number(2)?), 3, message)))
        .flatten()
}

fn clock(hour: u16, minute: u16, half: Option<Half>, used: usize) -> (String, usize, Option<String>) {
    let hour = match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        _ => hour,
    };
    let message = match half {
        Some(_) => "times are written on the 24-hour clock, without am and pm",
        None => "times are written with hours and minutes",
    };
    (format!("{hour:02}:{minute:02}"), used, Some(message.to_owned()))
}

/// A bare number is an hour if it stands in a range of hours (`9 - 5`) or before am or pm.
fn number_piece(number: &str, ahead: &[Placed<'_>], before: &str) -> (String, usize, Option<String>) {
    let token = |index: usize| ahead.get(index).map(|placed| placed.token);
    let plain = (number.to_owned(), 1, None);
    let Ok(value) = number.parse::<u16>() else { return plain };
    let day_of_month = before.trim_end().rsplit(' ').next().is_some_and(|word| month_of_code(word).is_some());
    // 0800-1700, but not 2026-2030
    if number.len() == 4
        && value % 100 < 60
        && value <= 2400
        && (number.starts_with('0') || before.contains(' '))
    {
        return clock(value / 100, value % 100, None, 1);
    }
    if value > 24 || day_of_month {
        return plain;
    }
    let hour = value;
    if hour == 24 && matches!(token(1), Some(Token::Word("hours" | "hrs"))) {
        return (
            "24/7".to_owned(),
            2,
            Some("open at all times is written `24/7` in this notation".to_owned()),
        );
    }
    if let Some((half, used)) = half(&ahead[1..]) {
        return clock(hour, 0, Some(half), 1 + used);
    }
    // 8.30, 8h30, 17h
    let dot = matches!(token(1), Some(Token::Symbol('.')));
    let h = matches!(token(1), Some(Token::Word("h")));
    let minute = match token(2) {
        Some(Token::Number(minutes)) if dot || h => minutes.parse::<u16>().ok().filter(|minute| *minute < 60),
        _ => None,
    };
    match minute {
        Some(minute) => {
            return half(&ahead[3..]).map_or_else(
                || clock(hour, minute, None, 3),
                |(half, used)| clock(hour, minute, Some(half), 3 + used),
            );
        }
        None if h => return clock(hour, 0, None, 2),
        None => {}
    }
    let dash = matches!(token(1), Some(Token::Symbol('-' | '–' | '—') | Token::Word("to" | "until")));
    let is_time =
        matches!(token(2), Some(Token::Number(_) | Token::Time(..) | Token::Word("noon" | "midnight")));
    if dash && is_time {
        return clock(hour, 0, None, 1);
    }
    // The end of a range: nobody writes 9 - 5 and means the small hours.
    let start = before.strip_suffix('-').and_then(|before| before.get(before.len().checked_sub(5)?..));
    if let Some(start) = start.and_then(|start| start.split_once(':')?.0.parse::<u16>().ok()) {
        let hour = if hour <= start && hour <= 12 && start <= 12 { hour + 12 } else { hour };
        return clock(hour, 0, None, 1);
    }
    plain
}

#[cfg(test)]
mod tests {
    use crate::time::Expression;

    #[test]
    fn what_people_write_is_offered_in_the_notation() {
        for (written, offered) in [
            ("Mon-Fri 8:00-17:00", "Mo-Fr 08:00-17:00"),
            ("8am-5pm", "08:00-17:00"),
            ("9 - 5", "09:00-17:00"),
            ("Mo-Fr 9-17", "Mo-Fr 09:00-17:00"),
            ("Mo-Fr 0800-1700", "Mo-Fr 08:00-17:00"),
            ("Mo-Fr 8.30-17.00", "Mo-Fr 08:30-17:00"),
            ("Mo-Fr 8h30-17h", "Mo-Fr 08:30-17:00"),
            ("Mo-Fr 12am-12pm", "Mo-Fr 00:00-12:00"),
            ("Mo-Fr 8:30 a.m. - 5 p.m.", "Mo-Fr 08:30-17:00"),
            ("Mo-Fr 08:00–20:00", "Mo-Fr 08:00-20:00"),
            ("Monday to Friday 8:30 AM to 5 PM", "Mo-Fr 08:30-17:00"),
            ("Mondays and Fridays from 9 to noon", "Mo,Fr 09:00-12:00"),
            ("Mon-Fri 8 am - 5 pm Local Time", "Mo-Fr 08:00-17:00"),
            ("Mon-Fri 8 am – 11pm ET; Sat 8 am – 10 pm ET", "Mo-Fr 08:00-23:00; Sa 08:00-22:00"),
            ("weekdays 9am-5pm; weekends closed", "Mo-Fr 09:00-17:00; Sa,Su off"),
            ("daily 9am to midnight", "Mo-Su 09:00-24:00"),
            ("24 hours", "24/7"),
            ("2026-12-24 off", "2026 Dec 24 off"),
            ("12/25 off", "Dec 25 off"),
            ("May 1-Sep 30 9-5", "May 1-Sep 30 09:00-17:00"),
            ("Mo-Fr 08:00-20:00;", "Mo-Fr 08:00-20:00"),
            ("Mo-Fr 08:00-20:00 PH off", "Mo-Fr 08:00-20:00; PH off"),
        ] {
            let error = Expression::parse(written).unwrap_err();
            assert_eq!(error.help.as_deref(), Some(&*format!("write `{offered}`")), "{written}");
            assert!(Expression::parse(offered).is_ok(), "{offered}");
        }
    }

    #[test]
    fn what_cannot_be_guessed_is_pointed_at() {
        for (written, place, message) in [
            ("Mo-Fr 08:00", "08:00", "a single time does not say when it closes"),
            ("Mo 24:00-26:00", "24:00", "hours must begin before 24:00"),
            ("Mo 08:00-49:00", "49:00", "`49:00` is not a time of day"),
            ("Mo 08:61-10:00", "08:61", "`08:61` is not a time of day"),
            ("Mo-Fr 08:00-17:00 (lunch)", "(", "a comment cannot be in parentheses"),
            ("Mo-Fr 08:00-", "", "these opening hours end too early"),
            ("whenever", "whenever", "`whenever` cannot be read as opening hours here"),
            ("  ", "  ", "no opening hours are given"),
        ] {
            let error = Expression::parse(written).unwrap_err();
            assert_eq!((&written[error.range.clone()], &*error.message), (place, message));
            assert!(error.help.is_some());
        }
    }

    #[test]
    fn positions_count_from_the_text_as_written() {
        let error = Expression::parse("  Mo-Fr 08:00-20:00; sunset-24:00").unwrap_err();
        assert_eq!(&"  Mo-Fr 08:00-20:00; sunset-24:00"[error.range], "sunset");
    }
}
