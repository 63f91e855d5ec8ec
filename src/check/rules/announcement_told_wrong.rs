use super::super::context::CheckContext;
use super::super::hour_words::tokens;
use super::super::rule::{Rule, examples, finding};
use super::super::told_days::Reader;
use super::super::told_times::NumberContext;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::Announcement;
use crate::time::names::weekday_name;

pub(in crate::check) const RULE: Rule = Rule {
    code: "announcement-told-wrong",
    level: Level::Warning,
    summary: "An announcement names another end than it has",
    why: "Callers are told that it lasts until 5 PM and still hear so at half past, or hear nothing of it at half past \
          four. Mostly the times were changed and the words were not.",
    mend: "Make the words and `to` say the same time.",
    examples: examples!("announcement-told-wrong"),
    changes_with_time: false,
    look,
};

/// Words behind which a time or a day is an end.
const ENDS: [&str; 5] = ["until", "till", "til", "through", "thru"];

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for announcement in context.plan.announcements() {
        found.extend(told_otherwise(context, announcement));
    }
}

fn told_otherwise(context: &CheckContext<'_>, announcement: &Announcement) -> Option<Diagnostic> {
    let to = context.plan.zone.wall_clock(announcement.to?);
    let text = context.prompt_text(&announcement.say)?;
    let tokens = tokens(text);
    let reader = Reader { tokens: &tokens };
    let minute = u16::from(to.hour().unsigned_abs()) * 60 + u16::from(to.minute().unsigned_abs());
    // Midnight ends the day before.
    let last_day = if minute == 0 { to.date().yesterday().unwrap_or(to.date()) } else { to.date() };
    let day = |date: jiff::civil::Date| 1_u8 << date.weekday().to_monday_zero_offset().unsigned_abs();
    let end_days = day(to.date()) | day(last_day);
    for at in (1..tokens.len()).filter(|&at| reader.follows(at, &ENDS)) {
        let around = NumberContext { is_hours: true, is_joined: false };
        let (wrong, behind) = match (reader.time(at, around), reader.days(at)) {
            (Some((minutes, behind)), _) if !minutes.contains(&minute) => (true, behind),
            (None, Some((days, behind))) => (days & end_days == 0, behind),
            _ => (false, at),
        };
        if wrong {
            let (first, last) = (tokens[at].place.start, tokens[behind.min(tokens.len()) - 1].place.end);
            let start = announcement.say.span.range().start;
            let place = Span::new(announcement.say.span.file, start + first..start + last);
            let day = weekday_name(to.date().weekday());
            let message = format!(
                "announcement `{}` says \u{201c}{} {}\u{201d}, and ends on {day}, {}",
                announcement.key,
                tokens[at - 1].text,
                &text[first..last],
                to.strftime("%Y-%m-%d %H:%M")
            );
            return Some(finding(place, message).help("make the words and `to` say the same time"));
        }
    }
    None
}
