//! Hours as importers write them, taken apart: days and minutes, with what is both and what is written of it.

use jiff::civil::Date;

use super::time_rule::{DAY, MONTHS, TimeProduct, WEEKDAYS};

/// Minutes of days between two dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DatedProduct {
    /// The first day and the last. None: any.
    pub(super) dates: Option<(Date, Date)>,
    pub(super) product: TimeProduct,
}

impl DatedProduct {
    /// What is in both. None: nothing is.
    pub(super) fn both(&self, other: &Self) -> Option<Self> {
        let dates = match (self.dates, other.dates) {
            (Some((from, to)), Some((other_from, other_to))) => {
                Some((from.max(other_from), to.min(other_to)))
            }
            (dates, None) | (None, dates) => dates,
        };
        if dates.is_some_and(|(from, to)| from > to) {
            return None;
        }
        let (one, two) = (&self.product, &other.product);
        let (weekdays, days, months) =
            (one.weekdays & two.weekdays, one.days & two.days, one.months & two.months);
        let mut minutes = Vec::new();
        for &(from, to) in &one.minutes {
            for &(other_from, other_to) in &two.minutes {
                let (from, to) = (from.max(other_from), to.min(other_to));
                if from < to {
                    minutes.push((from, to));
                }
            }
        }
        minutes.sort_unstable();
        let is_some =
            weekdays & 0x7f != 0 && days & 0x7fff_ffff != 0 && months & 0xfff != 0 && !minutes.is_empty();
        is_some.then_some(Self { dates, product: TimeProduct { minutes, weekdays, days, months } })
    }

    /// Whether it holds from midnight to midnight on each of its days.
    pub(super) fn is_whole_days(&self) -> bool {
        self.product.minutes == [(0, DAY)]
    }

    /// Whether both have the same days.
    pub(super) fn same_days(&self, other: &Self) -> bool {
        let days =
            |one: &Self| (one.dates, one.product.weekdays & 0x7f, one.product.days, one.product.months);
        days(self) == days(other)
    }

    /// Whether some day may be one of both.
    pub(super) fn meets_days(&self, other: &Self) -> bool {
        let whole = |one: &Self| Self {
            product: TimeProduct { minutes: vec![(0, DAY)], ..one.product.clone() },
            dates: one.dates,
        };
        whole(self).both(&whole(other)).is_some()
    }

    /// Adds the minutes of another.
    pub(super) fn add_minutes(&mut self, other: &Self) {
        let mut all: Vec<(u16, u16)> =
            self.product.minutes.iter().chain(&other.product.minutes).copied().collect();
        all.sort_unstable();
        let mut apart: Vec<(u16, u16)> = Vec::with_capacity(all.len());
        for (from, to) in all {
            match apart.last_mut() {
                Some((_, last)) if from <= *last => *last = to.max(*last),
                _ => apart.push((from, to)),
            }
        }
        self.product.minutes = apart;
    }

    /// As plans write it, one rule for each stretch of its days.
    pub(super) fn rules(&self) -> Vec<String> {
        let written = self.product.notation();
        let Some((from, to)) = self.dates else {
            return written.split("; ").map(str::to_owned).collect();
        };
        let dates = dates(from, to);
        let is_every_day =
            self.product.days & 0x7fff_ffff == 0x7fff_ffff && self.product.months & 0xfff == 0xfff;
        if !is_every_day {
            return Vec::new();
        }
        let times = if written == "24/7" {
            "00:00-24:00"
        } else {
            written.strip_prefix("Mo-Su ").unwrap_or(&written)
        };
        vec![format!("{dates} {times}")]
    }

    /// Whether it can be written: days of a month within dates of a year cannot.
    fn is_writable(&self) -> bool {
        !self.rules().is_empty()
    }
}

fn dates(from: Date, to: Date) -> String {
    let day =
        |date: Date| format!("{} {:02}", MONTHS[usize::from(date.month().unsigned_abs()) - 1], date.day());
    match (from == to, from.year() == to.year(), from.month() == to.month()) {
        (true, ..) => format!("{} {}", from.year(), day(from)),
        (_, true, true) => format!("{} {}-{:02}", from.year(), day(from), to.day()),
        _ => format!("{} {}-{} {}", from.year(), day(from), to.year(), day(to)),
    }
}

/// Takes hours apart that an importer has written. None: something else is in them.
pub(super) fn parts(open: &str) -> Option<Vec<DatedProduct>> {
    match open {
        "24/7" => return Some(vec![DatedProduct { dates: None, product: TimeProduct::always() }]),
        "off" => return Some(Vec::new()),
        _ => {}
    }
    let mut all = Vec::new();
    for rule in open.split("; ") {
        let mut words = rule.split(' ').collect::<Vec<_>>();
        let mut product = TimeProduct::always();
        product.minutes = minutes(words.pop()?)?;
        if let Some(last) = words.last()
            && let Some(bits) = named(last, &WEEKDAYS)
        {
            product.weekdays = bits as u8;
            words.pop();
        }
        let mut dates = None;
        match *words.as_slice() {
            [] => {}
            // Months, or days of one.
            [months] => product.months = named(months, &MONTHS)? as u16,
            [month, days] if days.bytes().all(|c| c.is_ascii_digit() || c == b'-') => {
                product.months = named(month, &MONTHS)? as u16;
                let (from, to) = days.split_once('-').unwrap_or((days, days));
                let (from, to) = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
                if from == 0 || to > 31 || from > to {
                    return None;
                }
                product.days = (from..=to).fold(0, |bits, day| bits | 1 << (day - 1));
            }
            [year, month, days] => {
                let (from, to) = days.split_once('-').unwrap_or((days, days));
                dates = Some((date(year, month, from)?, date(year, month, to)?));
            }
            [year, month, both, other_month, day] => {
                let (from, other_year) = both.split_once('-')?;
                dates = Some((date(year, month, from)?, date(other_year, other_month, day)?));
            }
            _ => return None,
        }
        let one = DatedProduct { dates, product };
        if !one.is_writable() {
            return None;
        }
        all.push(one);
    }
    Some(all)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let month = MONTHS.iter().position(|known| *known == month)? as i8 + 1;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Bits of names and ranges of names: `Mo-Fr,Su`.
fn named(text: &str, names: &[&str]) -> Option<u32> {
    let place = |name: &str| names.iter().position(|known| *known == name);
    let mut bits = 0;
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (place(from)?, place(to)?);
        if from > to {
            return None;
        }
        bits |= (from..=to).fold(0, |bits, at| bits | 1 << at);
    }
    Some(bits)
}

fn minutes(text: &str) -> Option<Vec<(u16, u16)>> {
    let clock = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let at = hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?;
        (at <= DAY && text.len() == 5).then_some(at)
    };
    let stretch = |text: &str| {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (clock(from)?, clock(to)?);
        (from < to).then_some((from, to))
    };
    text.split(',').map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_taken_apart_and_put_together_as_they_were() {
        for open in [
            "Mo-Fr 09:00-17:00",
            "Mo-We,Sa 08:00-12:00,13:00-17:00; Su 10:00-11:00",
            "Dec 25 00:00-24:00",
            "Dec 24-26 Mo-Fr 09:00-12:00",
            "May-Sep Mo,Tu 08:00-21:01",
            "2026 Dec 25 00:00-24:00",
            "2026 Dec 24-26 09:00-12:00",
            "2026 Dec 24-2027 Jan 02 Mo-Fr 09:00-12:00",
            "24/7",
        ] {
            let rules: Vec<String> = parts(open).unwrap().iter().flat_map(DatedProduct::rules).collect();
            assert_eq!(rules.join("; "), open);
        }
        for open in ["Nov Th[4] off", "Mo-Fr 09:00-17:00 \"by appointment\"", "2026 Dec 25 off", "PH off"] {
            assert_eq!(parts(open), None, "{open}");
        }
        assert_eq!(parts("off"), Some(Vec::new()));
    }

    #[test]
    fn what_two_have_in_common_is_in_both() {
        let one = |open: &str| parts(open).unwrap().remove(0);
        let both = |left: &str, right: &str| one(left).both(&one(right)).map(|both| both.rules().join("; "));
        assert_eq!(
            both("2026 May 01-2199 Dec 31 00:00-24:00", "1970 Jan 01-2026 Sep 30 00:00-24:00").as_deref(),
            Some("2026 May 01-2026 Sep 30 00:00-24:00")
        );
        assert_eq!(both("Mo-Fr 09:00-17:00", "We-Su 12:00-20:00").as_deref(), Some("We-Fr 12:00-17:00"));
        assert_eq!(both("Mo 09:00-17:00", "Tu 09:00-17:00"), None);
        assert_eq!(both("2026 Dec 25 00:00-24:00", "2026 Dec 26 00:00-24:00"), None);
    }
}
