//! From words to what they tell: the grammar of hours in English, word by word.

use jiff::civil::Weekday;

use super::words::{Base, Clause, Days, Named, OfWeek, Point, Range, Says, Times, Told};

const DAY: i64 = 86_400;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const PLACES: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const NUMBERS: [&str; 11] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Reads words from which the name of the zone has been taken.
///
/// # Panics
///
/// If they cannot be understood.
#[must_use]
pub fn read(text: &str, named: &Named) -> Told {
    let mut told = Told { clauses: Vec::new(), has_times: false };
    for clause in text.split("; ").filter(|clause| *clause != "closed") {
        if clause == "24 hours a day, 7 days a week" {
            told.clauses.push(Clause { days: Days::default(), says: Says::Open(vec![(0, DAY)]) });
            continue;
        }
        let (clause, around) = match clause.strip_suffix(" and on the days around") {
            Some(rest) => (rest, true),
            None => (clause, false),
        };
        let mut words = Words::of(clause, named);
        let (also, closed, other) =
            (words.take("also"), words.take("closed"), words.all(&["other", "hours"]));
        // A week has days and times, days and times.
        while !words.are_used_up() {
            let days = words.days();
            let times = words.times();
            told.has_times |= !times.is_empty();
            let says = match (also, closed, other) {
                (false, false, true) if times.is_empty() => Says::Other { around },
                (true, false, false) if !times.is_empty() => Says::Also(times),
                (false, true, false) if times.is_empty() => Says::Closed,
                (false, true, false) => Says::ClosedAt(times),
                (false, false, false) if !times.is_empty() => Says::Open(times),
                _ => panic!("{text}: {times:?}"),
            };
            told.clauses.push(Clause { days, says });
            words.separators();
        }
    }
    told
}

struct Words<'a> {
    all: Vec<String>,
    next: usize,
    whole: &'a str,
    named: &'a Named,
}

impl<'a> Words<'a> {
    fn of(text: &'a str, named: &'a Named) -> Self {
        let apart = text.replace(',', " , ").replace('(', " ( ").replace(')', " ) ");
        let words = apart.split_whitespace().map(ToOwned::to_owned).collect();
        Self { all: words, next: 0, whole: text, named }
    }

    fn are_used_up(&self) -> bool {
        self.next == self.all.len()
    }

    fn ahead(&self, by: usize) -> &str {
        self.all.get(self.next + by).map_or("", String::as_str)
    }

    fn take(&mut self, word: &str) -> bool {
        self.all(&[word])
    }

    /// Takes some words if they all come next.
    fn all(&mut self, words: &[&str]) -> bool {
        let come = words.iter().enumerate().all(|(by, word)| self.ahead(by) == *word);
        self.next += if come { words.len() } else { 0 };
        come
    }

    #[track_caller]
    fn must(&mut self, words: &[&str]) {
        assert!(self.all(words), "{}: {words:?} at {:?}", self.whole, &self.all[self.next..]);
    }

    fn separators(&mut self) {
        while self.take(",") || self.take("and") || self.take("on") {}
    }

    /// Takes the next word if it can be read.
    fn read<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = read(self.ahead(0))?;
        self.next += 1;
        Some(found)
    }

    fn number<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.read(|word| word.parse().ok())
    }

    fn month(&mut self) -> Option<i8> {
        self.read(|word| MONTHS.iter().position(|month| *month == word).map(|at| at as i8 + 1))
    }

    fn weekday(&mut self) -> Option<Weekday> {
        self.read(weekday)
    }

    fn days(&mut self) -> Days {
        let mut days = Days::default();
        loop {
            let before = self.next;
            self.separators();
            if self.all(&["where", "also"]) {
                days.also = Some(Box::new(self.days()));
                return days;
            }
            if !self.atom(&mut days) {
                self.next = before;
                self.take(",");
                return days;
            }
        }
    }

    /// One day or one range of days, of whatever kind.
    fn atom(&mut self, days: &mut Days) -> bool {
        if let Some(name) = self.named.keys().find(|name| self.ahead(0) == name.as_str()) {
            days.dates.push(Range::Named(name.clone()));
            self.next += 1;
            return true;
        }
        let unless = self.take("unless");
        if unless || self.take("if") {
            let mut told = Vec::new();
            loop {
                let start = self.next;
                let _ = self.take("a");
                if self.take("holiday") {
                    told.push(OfWeek::Holiday(0));
                } else {
                    let Some(found) = self.of_week() else {
                        self.next = start;
                        break;
                    };
                    told.extend(found);
                }
                if !(self.take(",") || self.take("or")) {
                    break;
                }
            }
            assert!(!told.is_empty(), "{}", self.whole);
            if unless {
                days.unless = told;
            } else {
                days.only = told;
            }
            return true;
        }
        if self.all(&["every", "day"]) {
            days.weekdays.extend(WEEK.map(OfWeek::Day));
            return true;
        }
        let start = self.next;
        let weeks = self.week().map(|weeks| days.weeks.extend(weeks));
        let found = weeks
            .or_else(|| self.back(start).years().map(|years| days.years.push(years)))
            .or_else(|| self.back(start).of_week().map(|found| days.weekdays.extend(found)))
            .or_else(|| {
                let dates = self.back(start).dates()?;
                // "in July 2027"
                if let (Range::Months(..), Ok(year)) = (&dates, self.ahead(0).parse::<i16>()) {
                    self.next += 1;
                    days.years.push((year, year, 1));
                }
                days.dates.push(dates);
                Some(())
            });
        if found.is_none() {
            self.next = start;
        }
        found.is_some()
    }

    fn back(&mut self, to: usize) -> &mut Self {
        self.next = to;
        self
    }

    /// "in week 7 of the year", "every second week (the odd weeks of the year)".
    fn week(&mut self) -> Option<Vec<(i8, i8, i8)>> {
        if self.all(&["in", "week"]) {
            let week = self.number()?;
            self.must(&["of", "the", "year"]);
            return Some(vec![(week, week, 1)]);
        }
        if self.all(&["in", "weeks"]) {
            let from = self.number()?;
            if self.take("to") {
                let to = self.number()?;
                self.must(&["of", "the", "year"]);
                return Some(vec![(from, to, 1)]);
            }
            let mut weeks = vec![(from, from, 1)];
            while self.take(",") || self.take("and") {
                let week = self.number()?;
                weeks.push((week, week, 1));
            }
            self.must(&["of", "the", "year"]);
            return Some(weeks);
        }
        self.take("every").then_some(())?;
        let step = self.read(place)?;
        self.take("week").then_some(())?;
        if self.all(&["(", "the", "odd", "weeks", "of", "the", "year", ")"]) {
            return Some(vec![(1, 53, 2)]);
        }
        if self.all(&["(", "the", "even", "weeks", "of", "the", "year", ")"]) {
            return Some(vec![(2, 53, 2)]);
        }
        self.must(&["from", "week"]);
        let from = self.number()?;
        self.must(&["to", "week"]);
        let to = self.number()?;
        self.must(&["of", "the", "year"]);
        Some(vec![(from, to, step)])
    }

    /// "in 2026", "from 2026 to 2030", "every second year from 2026".
    fn years(&mut self) -> Option<(i16, i16, i16)> {
        let year = |word: &str| word.parse().ok().filter(|year| *year > 999);
        if self.take("in") {
            return self.read(year).map(|year| (year, year, 1));
        }
        let step = if self.take("every") {
            let step = self.read(place)?;
            self.take("year").then_some(step)?.into()
        } else {
            1
        };
        self.take("from").then_some(())?;
        let from = self.read(year)?;
        let to = if self.take("to") { self.read(year)? } else { i16::MAX };
        Some((from, to, step))
    }

    /// "Monday to Friday", "Wednesdays", "on holidays", "the day after the first Monday of the month".
    fn of_week(&mut self) -> Option<Vec<OfWeek>> {
        if let Some(from) = self.weekday() {
            if self.take("to") {
                let to = self.weekday()?;
                let mut days = vec![from];
                while days.last() != Some(&to) {
                    days.push(days[days.len() - 1].next());
                }
                return Some(days.into_iter().map(OfWeek::Day).collect());
            }
            return Some(vec![OfWeek::Day(from)]);
        }
        let shift = self.shift();
        if self.take("holidays") || self.all(&["a", "holiday"]) {
            return Some(vec![OfWeek::Holiday(shift)]);
        }
        if self.take("every") {
            let mut days = vec![self.weekday()?];
            while self.take(",") || self.take("or") {
                days.push(self.weekday()?);
            }
            return Some(vec![OfWeek::Every(days, shift)]);
        }
        self.take("the").then_some(())?;
        let mut places = Vec::new();
        loop {
            // "the first and last Monday of the month"
            let mut nths = vec![self.nth()?];
            let weekday = loop {
                if let Some(weekday) = self.weekday() {
                    break weekday;
                }
                (self.take(",") || self.take("and") || self.take("or")).then_some(())?;
                nths.push(self.nth()?);
            };
            places.extend(nths.into_iter().map(|nth| (weekday, nth)));
            if self.all(&["of", "the", "month"]) {
                return Some(vec![OfWeek::Nth(places, shift)]);
            }
            (self.take(",") || self.take("and") || self.take("or")).then_some(())?;
        }
    }

    fn nth(&mut self) -> Option<i8> {
        if self.take("last") {
            return Some(-1);
        }
        let nth = self.read(place)?;
        Some(if self.all(&["to", "last"]) { -nth } else { nth })
    }

    /// "the day after", "two days before", or nothing.
    fn shift(&mut self) -> i64 {
        let start = self.next;
        let days = if self.all(&["the", "day"]) {
            Some(1)
        } else {
            let count = self.read(|word| {
                word.parse().ok().or_else(|| {
                    NUMBERS
                        .iter()
                        .position(|number| *number == word)
                        .map(|at| i64::try_from(at).unwrap_or_default())
                })
            });
            count.filter(|_| self.take("days"))
        };
        match days {
            Some(days) if self.take("after") => days,
            Some(days) if self.take("before") => -days,
            _ => {
                self.next = start;
                0
            }
        }
    }

    /// "in July", "July and August", "on December 24, 2026", "Easter to the day after Easter".
    fn dates(&mut self) -> Option<Range> {
        let from = self.take("from");
        let _ = self.take("in");
        let start = self.next;
        if let Some(month) = self.month()
            && self.ahead(0).parse::<i8>().is_err()
        {
            let next = self.next;
            if self.take("to") || self.take("and") {
                if let Some(last) = self.month().filter(|_| self.ahead(0).parse::<i8>().is_err()) {
                    return Some(Range::Months(month, last));
                }
                self.next = next;
            }
            return Some(Range::Months(month, month));
        }
        let first = self.back(start).point()?;
        if self.take("to") {
            return Some(Range::Days(first, self.point()?));
        }
        Some(if from { Range::From(first) } else { Range::Days(first.clone(), first) })
    }

    fn point(&mut self) -> Option<Point> {
        let start = self.next;
        if self.take("the")
            && let Some(weekday) = self.weekday()
        {
            self.must(&["on", "or"]);
            let later = self.take("after");
            assert!(later || self.take("before"), "{}", self.whole);
            return Some(Point { toward: Some((weekday, later)), ..self.point()? });
        }
        self.next = start;
        let shift = self.shift();
        let base = if self.take("Easter") {
            Base::Easter
        } else if self.take("the") {
            let nth = self.nth()?;
            let weekday = self.weekday()?;
            self.must(&["of"]);
            Base::Nth(self.month()?, weekday, nth)
        } else {
            Base::Day(self.month()?, self.number()?)
        };
        let year = if self.ahead(0) == "," && self.ahead(1).parse::<i16>().is_ok_and(|year| year > 999) {
            self.next += 1;
            self.number()
        } else {
            None
        };
        if self.take("(") {
            while !self.take(")") {
                self.next += 1;
            }
        }
        Some(Point { base, year, shift, toward: None })
    }

    /// "24 hours", "8 AM to noon and 1 PM to 5 PM"; nothing if there are none.
    fn times(&mut self) -> Times {
        if self.all(&["24", "hours"]) {
            return vec![(0, DAY)];
        }
        let mut times = Times::new();
        loop {
            let start = self.next;
            if !times.is_empty() {
                let _ = self.take(",");
                let _ = self.take("and");
            }
            let later = if self.all(&["the", "next", "day"]) { DAY } else { 0 };
            let Some(from) = self.time() else {
                self.next = start;
                return times;
            };
            self.must(&["to"]);
            let to = if self.all(&["the", "end", "of", "the", "next", "day"]) || self.all(&["its", "end"]) {
                2 * DAY
            } else {
                let to = self.time().unwrap_or_else(|| panic!("{}", self.whole));
                match self.all(&["the", "next", "day"]) {
                    true => to + DAY,
                    false if to <= from => to + DAY + later,
                    false => to + later,
                }
            };
            times.push((from + later, to));
        }
    }

    fn time(&mut self) -> Option<i64> {
        if self.take("noon") {
            return Some(DAY / 2);
        }
        if self.take("midnight") {
            return Some(0);
        }
        let half = match self.ahead(1) {
            "AM" => 0,
            "PM" => 12,
            _ => return None,
        };
        let mut parts = self.ahead(0).split(':').map(|part| part.parse::<i64>().ok());
        let hour = parts.next()?? % 12 + half;
        let minute = parts.next().unwrap_or(Some(0))?;
        self.next += 2;
        Some((hour * 60 + minute) * 60)
    }
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn weekday(word: &str) -> Option<Weekday> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    WEEK.into_iter().find(|weekday| format!("{weekday:?}") == singular)
}

fn place(word: &str) -> Option<i8> {
    let named = PLACES.iter().position(|place| *place == word).map(|at| at as i8 + 1);
    named.or_else(|| word.trim_end_matches(char::is_alphabetic).parse().ok())
}
