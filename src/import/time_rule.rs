//! When something holds, as platforms say it: some minutes of some weekdays on some days of some months.

/// When something holds, on one clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRule {
    /// The hours, in the notation of plans.
    pub open: String,
    /// The zone, where the platform names one.
    pub timezone: Option<String>,
    /// What the schedule is called, where something tells.
    pub name: String,
    /// Why the hours end at minutes that nobody would choose, where the platform wants it so.
    pub odd_minutes: Option<&'static str>,
}

/// Minutes of weekdays of days of months: a moment belongs to it that belongs to all four.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimeProduct {
    /// Stretches of minutes from midnight: the first, and the first behind; apart from each other and in order.
    pub minutes: Vec<(u16, u16)>,
    /// Weekdays: bit 0 is Monday.
    pub weekdays: u8,
    /// Days of a month: bit 0 is the first.
    pub days: u32,
    /// Months: bit 0 is January.
    pub months: u16,
}

pub(super) const DAY: u16 = 24 * 60;
pub(super) const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LENGTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl TimeProduct {
    /// Always.
    #[must_use]
    pub fn always() -> Self {
        Self { minutes: vec![(0, DAY)], weekdays: 0x7f, days: 0x7fff_ffff, months: 0xfff }
    }

    /// Takes these minutes, of which any may be there twice.
    #[must_use]
    pub fn with_minutes(mut self, minutes: &[bool]) -> Self {
        self.minutes.clear();
        let is_set = |minute: u16| minutes.get(usize::from(minute)).copied().unwrap_or(false);
        let mut minute = 0;
        while minute < DAY {
            if is_set(minute) {
                let from = minute;
                while minute < DAY && is_set(minute) {
                    minute += 1;
                }
                self.minutes.push((from, minute));
            } else {
                minute += 1;
            }
        }
        self
    }

    /// The same in the notation of plans.
    #[must_use]
    pub fn notation(&self) -> String {
        if self.minutes.is_empty() || self.weekdays.trailing_zeros() >= 7 {
            return "off".to_owned();
        }
        let dates = self.dates();
        if dates.is_empty() {
            return "off".to_owned();
        }
        let is_all = self.minutes == [(0, DAY)];
        let weekdays = if self.weekdays & 0x7f == 0x7f {
            String::new()
        } else {
            runs(u32::from(self.weekdays), 7, &WEEKDAYS)
        };
        let times = self
            .minutes
            .iter()
            .map(|&(from, to)| format!("{}-{}", clock(from), clock(to)))
            .collect::<Vec<_>>()
            .join(",");
        if dates == [String::new()] && weekdays.is_empty() && is_all {
            return "24/7".to_owned();
        }
        let rule = |date: &String| {
            let days = if date.is_empty() && weekdays.is_empty() { "Mo-Su" } else { &weekdays };
            [date.as_str(), days, &times]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(" ")
        };
        dates.iter().map(rule).collect::<Vec<_>>().join("; ")
    }

    /// The dates: one empty text for all of them.
    fn dates(&self) -> Vec<String> {
        let all_days = self.days & 0x7fff_ffff == 0x7fff_ffff;
        let all_months = self.months & 0xfff == 0xfff;
        if all_days && all_months {
            return vec![String::new()];
        }
        if all_days {
            return vec![runs(u32::from(self.months), 12, &MONTHS)];
        }
        // The first of seven days that are exactly a week of the month, with one weekday, is the n-th of them.
        let mut dates = Vec::new();
        for month in (0..12).filter(|month| self.months & (1 << month) != 0) {
            let length = LENGTHS[month];
            let mut day = 0;
            while day < length {
                if self.days & (1 << day) == 0 {
                    day += 1;
                    continue;
                }
                let from = day;
                while day < length && self.days & (1 << day) != 0 {
                    day += 1;
                }
                let name = MONTHS[month];
                dates.push(match day - from {
                    1 => format!("{name} {:02}", from + 1),
                    _ => format!("{name} {:02}-{:02}", from + 1, day),
                });
            }
        }
        dates
    }
}

/// Names of what is set, those that follow each other as one: "Mo-Fr,Su".
fn runs(bits: u32, count: usize, names: &[&str]) -> String {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < count {
        if bits & (1 << at) == 0 {
            at += 1;
            continue;
        }
        let from = at;
        while at < count && bits & (1 << at) != 0 {
            at += 1;
        }
        parts.push(match at - from {
            1 => names[from].to_owned(),
            2 => format!("{},{}", names[from], names[from + 1]),
            _ => format!("{}-{}", names[from], names[at - 1]),
        });
    }
    parts.join(",")
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl TimeRule {
    /// Always or never, where the notation says so.
    #[must_use]
    pub fn constant(&self) -> Option<bool> {
        match &*self.open {
            "24/7" => Some(true),
            "off" => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(stretches: &[(usize, usize)]) -> Vec<bool> {
        (0..1440).map(|minute| stretches.iter().any(|&(from, to)| (from..to).contains(&minute))).collect()
    }

    #[test]
    fn a_product_is_written_as_people_write_hours() {
        let product = TimeProduct::always();
        assert_eq!(product.notation(), "24/7");
        let day = product.clone().with_minutes(&minutes(&[(480, 1261)]));
        assert_eq!(day.notation(), "Mo-Su 08:00-21:01");
        let week = TimeProduct { weekdays: 0b11_1111, ..day.clone() };
        assert_eq!(week.notation(), "Mo-Sa 08:00-21:01");
        let night = product.clone().with_minutes(&minutes(&[(1140, 1440), (0, 541)]));
        assert_eq!(TimeProduct { weekdays: 0b1_1111, ..night }.notation(), "Mo-Fr 00:00-09:01,19:00-24:00");
        let dated = TimeProduct { days: 0b11 << 23, months: 1 << 11, ..product.clone() };
        assert_eq!(dated.notation(), "Dec 24-25 00:00-24:00");
        let summer = TimeProduct { months: 0b1111_0000, weekdays: 0b11, ..day.clone() };
        assert_eq!(summer.notation(), "May-Aug Mo,Tu 08:00-21:01");
        assert_eq!(TimeProduct { weekdays: 0, ..day.clone() }.notation(), "off");
        assert_eq!(TimeProduct { days: 1 << 30, months: 1 << 1, ..day }.notation(), "off");
    }
}
