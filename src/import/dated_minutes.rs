//! Minutes of dates, in the notation of plans.

use jiff::civil::Date;

/// So many bytes the hours of a plan have at most.
const MAX_BYTES: usize = 3_900;

/// So many bytes each stretch of dates takes, beside its minutes.
const DATE_BYTES: usize = 28;

/// So many bytes each stretch of minutes takes.
const MINUTE_BYTES: usize = 12;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Stretches of minutes of one day: the first, and the first behind.
type Minutes = Vec<(u16, u16)>;

/// Dates that follow each other, with the same minutes each.
#[derive(Debug, Default)]
pub(super) struct DatedMinutes {
    all: Vec<(Date, Date, Minutes)>,
    /// How long the notation is at most.
    bytes: usize,
}

impl DatedMinutes {
    /// Adds a day behind those that are there. False: there is no room for it.
    pub(super) fn add(&mut self, day: Date, minutes: Minutes) -> bool {
        if minutes.is_empty() {
            return true;
        }
        if let Some((_, last, known)) = self.all.last_mut()
            && last.tomorrow().is_ok_and(|next| next == day)
            && *known == minutes
        {
            *last = day;
            return true;
        }
        self.bytes += DATE_BYTES + minutes.len() * MINUTE_BYTES;
        if self.bytes > MAX_BYTES {
            return false;
        }
        self.all.push((day, day, minutes));
        true
    }

    /// As plans write it.
    pub(super) fn notation(&self) -> String {
        let month = |day: Date| MONTHS[usize::from(day.month().unsigned_abs()) - 1];
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let rules = self.all.iter().map(|(from, to, minutes)| {
            let first = format!("{} {} {:02}", from.year(), month(*from), from.day());
            let days = match (from == to, from.first_of_month() == to.first_of_month()) {
                (true, _) => first,
                (false, true) => format!("{first}-{:02}", to.day()),
                (false, false) => format!("{first}-{} {} {:02}", to.year(), month(*to), to.day()),
            };
            let times: Vec<String> =
                minutes.iter().map(|&(from, to)| format!("{}-{}", clock(from), clock(to))).collect();
            format!("{days} {}", times.join(","))
        });
        let rules: Vec<String> = rules.collect();
        if rules.is_empty() { "off".to_owned() } else { rules.join("; ") }
    }
}

/// Stretches of those minutes that hold and for which a question is answered with yes.
pub(super) fn minutes_at(minutes: &[bool], mut is: impl FnMut(u16) -> bool) -> Minutes {
    let mut found: Minutes = Vec::new();
    for (minute, held) in minutes.iter().enumerate() {
        let minute = minute as u16;
        if *held && is(minute) {
            match found.last_mut() {
                Some((_, end)) if *end == minute => *end += 1,
                _ => found.push((minute, minute + 1)),
            }
        }
    }
    found
}
