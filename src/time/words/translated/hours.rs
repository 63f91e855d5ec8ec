use jiff::civil::Date;

use super::known::time_phrases;
use super::phrases::TimePhrases;
use crate::base::Language;
use crate::time::notation::expression::Expression;
use crate::time::notation::rule::{Dates, Days, EVERY_DAY, Stretch, Weekdays};
use crate::time::timetable::calendar::{DayHours, Holiday};
use crate::time::timetable::kept::Kept;
use crate::time::words::description::{self, MAX_NAMED_HOLIDAYS, week_groups};
use crate::time::words::exceptions::{Clause, Exceptions, Says, closings_cross_midnight};
use crate::time::zone::ScheduleZone;

/// The hours of an expression in a language, such as "de lunes a viernes, de 8 a. m. a 8 p. m., hora del Este", and of the holidays
/// that stand above it.
pub(in crate::time) fn describe(
    expression: &Expression,
    kept: &Kept,
    zone: ScheduleZone,
    language: Language,
) -> String {
    let Some(words) = time_phrases(language) else {
        return description::describe(expression, kept, zone);
    };
    let exceptions = Exceptions::of(expression);
    let is_closed = exceptions.week.iter().all(Vec::is_empty);
    let mut parts: Vec<HoursClause> = Vec::new();
    for clause in &exceptions.clauses {
        let part = words.clause(expression, clause).unwrap_or_else(|| words.on_some_dates());
        // Of what is not told further, once is enough.
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let is_shut = is_closed && exceptions.clauses.iter().all(|clause| matches!(clause.says, Says::Closed));
    parts.extend(words.kept_holidays(expression, kept).filter(|part| part.has_times || !is_shut));
    if parts.is_empty() || !is_closed {
        parts.insert(0, words.week(&exceptions.week));
    }
    // The zone is said once, after the first times.
    if let Some(part) = parts.iter_mut().find(|part| part.has_times) {
        part.text = format!("{}, {}", part.text, words.civil.clock_of(zone));
    }
    parts.into_iter().map(|part| part.text).collect::<Vec<_>>().join("; ")
}

/// What is said between two semicolons.
#[derive(PartialEq, Eq)]
struct HoursClause {
    text: String,
    has_times: bool,
}

impl HoursClause {
    fn untimed(text: String) -> Self {
        Self { text, has_times: false }
    }
}

impl TimePhrases {
    fn week(&self, days: &[Vec<Stretch>; 7]) -> HoursClause {
        let groups = week_groups(days);
        match &groups[..] {
            [] => return HoursClause::untimed(self.closed.to_owned()),
            [(EVERY_DAY, stretches)] if *stretches == [Stretch::WHOLE_DAY] => {
                return HoursClause::untimed(self.always.to_owned());
            }
            _ => {}
        }
        let said = groups
            .iter()
            .map(|(mask, stretches)| format!("{}, {}", self.weekday_list(*mask), self.times(stretches)));
        HoursClause { text: said.collect::<Vec<_>>().join("; "), has_times: true }
    }

    /// None: it takes more words than these are.
    fn clause(&self, expression: &Expression, clause: &Clause) -> Option<HoursClause> {
        let [rule] = clause.rules[..] else { return None };
        let when = self.when(&expression.rules().get(rule)?.days, clause.weekdays)?;
        let (text, has_times) = match &clause.says {
            Says::Instead(stretches) => (format!("{when}, {}", self.times(stretches)), true),
            Says::Also(stretches) => (format!("{} {when}, {}", self.also, self.times(stretches)), true),
            Says::Closed => (format!("{} {when}", self.closed), false),
            Says::ClosedDuring(stretches) => {
                (format!("{} {when}, {}", self.closed, self.times(stretches)), true)
            }
            Says::Otherwise { .. } => return None,
        };
        Some(HoursClause { text, has_times })
    }

    fn on_some_dates(&self) -> HoursClause {
        HoursClause::untimed(format!("{} {}", self.other_hours, self.some_dates))
    }

    /// The days of a rule, of which only some weekdays may be meant: "de junio a agosto, de lunes a viernes".
    fn when(&self, days: &Days, only: u8) -> Option<String> {
        if !days.years.is_empty() || !days.weeks.is_empty() {
            return None;
        }
        let weekdays = match days.weekdays[..] {
            [] => EVERY_DAY,
            [Weekdays::Every { mask }] => mask,
            [Weekdays::Holiday { shift: 0 }] if days.dates.is_empty() && only == EVERY_DAY => {
                return Some(self.holidays.to_owned());
            }
            _ => return None,
        };
        let said: Vec<String> = days.dates.iter().map(|dates| self.dates(dates)).collect::<Option<_>>()?;
        let is_single = |dates: &Dates| match dates {
            Dates::EveryYear { from, to } => from == to,
            Dates::Once { from, to } => from == to,
            Dates::Moving { .. } => true,
        };
        match (weekdays & only, said.is_empty()) {
            (mask, true) => Some(self.weekday_list(mask)),
            (EVERY_DAY, false) => Some(self.listed(&said)),
            // "On December 25, Monday" could be two days.
            (_, false) if days.dates.iter().any(is_single) => None,
            (mask, false) => Some(format!("{}, {}", self.listed(&said), self.weekday_list(mask))),
        }
    }

    fn dates(&self, dates: &Dates) -> Option<String> {
        match dates {
            Dates::EveryYear { from, to } if from == to => {
                Some((self.civil.on)(&self.civil.date(*from, None)))
            }
            Dates::EveryYear { from: (from, 1), to: (to, last) } if is_last_of_month(*to, *last) => {
                let [first, last] = [*from, *to].map(|month| self.civil.month_name(month));
                Some(if from == to { (self.in_month)(first) } else { (self.months_from_to)(first, last) })
            }
            Dates::EveryYear { from, to } => {
                Some((self.from_to)(&self.civil.date(*from, None), &self.civil.date(*to, None)))
            }
            Dates::Once { from, to } if from == to => Some((self.civil.on)(&self.civil.long_date(*from))),
            Dates::Once { from, to } if to.year() < 9999 => {
                Some((self.from_to)(&self.civil.long_date(*from), &self.civil.long_date(*to)))
            }
            Dates::Once { .. } | Dates::Moving { .. } => None,
        }
    }

    /// What calendars say, where the expression leaves holidays to them. Names of holidays are in the plan's own language, and not said.
    fn kept_holidays(&self, expression: &Expression, kept: &Kept) -> impl Iterator<Item = HoursClause> {
        let days: Vec<&Holiday> = kept.calendars().iter().flat_map(|calendar| &calendar.days).collect();
        let is_kept = !days.is_empty() && !expression.decides_holidays();
        let is_shut = |day: &&&Holiday| day.hours == DayHours::Closed;
        let said = match days.iter().filter(is_shut).count() {
            _ if closings_cross_midnight(expression) || expression.names_holidays() => {
                format!("{} {}", self.other_hours, self.holidays)
            }
            closed if closed < days.len() => format!("{} {}", self.other_hours, self.holidays),
            // Of a few, people would take "holidays" for all that they know.
            closed if closed > MAX_NAMED_HOLIDAYS => format!("{} {}", self.closed, self.holidays),
            _ => format!("{} {}", self.closed, self.some_holidays),
        };
        is_kept.then(|| HoursClause::untimed(said)).into_iter()
    }
}

/// Whether a day is the last of its month; of February, in some year.
fn is_last_of_month(month: i8, day: i8) -> bool {
    // Months that are written without days end on a day 31.
    [2023, 2024]
        .iter()
        .any(|&year| Date::new(year, month, 1).is_ok_and(|first| first.last_of_month().day() == day))
        || day == 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;

    fn said(hours: &str) -> [String; 2] {
        let zone = ScheduleZone::Fixed(Zone::named("America/New_York").unwrap());
        let hours = Expression::parse(hours).unwrap();
        [Language::Spanish, Language::French]
            .map(|language| describe(&hours, &Kept::of(vec![]), zone, language))
    }

    #[test]
    fn hours_are_said_as_people_of_each_language_say_them() {
        for (hours, spanish, french) in [
            (
                "Mo-Fr 08:00-20:00",
                "de lunes a viernes, de 8 a. m. a 8 p. m., hora del Este",
                "du lundi au vendredi, de 8 h à 20 h, heure de l'Est",
            ),
            (
                "Mo-Fr 08:30-12:00,13:00-17:00; Sa,Su 10:00-24:00",
                "de lunes a viernes, de 8:30 a. m. a mediodía y de 1 p. m. a 5 p. m.; sábado y domingo, \
                 de 10 a. m. a medianoche, hora del Este",
                "du lundi au vendredi, de 8 h 30 à midi et de 13 h à 17 h; le samedi et le dimanche, \
                 de 10 h à minuit, heure de l'Est",
            ),
            (
                "May-Sep Mo-Fr 08:00-17:00; Oct-Apr Mo-Fr 09:00-16:00",
                "de mayo a septiembre, de lunes a viernes, de 8 a. m. a 5 p. m., hora del Este; \
                 de octubre a abril, de lunes a viernes, de 9 a. m. a 4 p. m.",
                "de mai à septembre, du lundi au vendredi, de 8 h à 17 h, heure de l'Est; \
                 d'octobre à avril, du lundi au vendredi, de 9 h à 16 h",
            ),
            (
                "24/7; Dec 25 off",
                "las 24 horas, los 7 días de la semana; cerrado el 25 de diciembre",
                "24 heures sur 24, 7 jours sur 7; fermé le 25 décembre",
            ),
            (
                "Mo-Fr 08:00-17:00; Apr-Aug Mo-Fr 09:00-16:00; PH off",
                "de lunes a viernes, de 8 a. m. a 5 p. m., hora del Este; de abril a agosto, de lunes a viernes, \
                 de 9 a. m. a 4 p. m.; cerrado los días festivos",
                "du lundi au vendredi, de 8 h à 17 h, heure de l'Est; d'avril à août, du lundi au vendredi, \
                 de 9 h à 16 h; fermé les jours fériés",
            ),
            (
                "08:00-20:00; Jul 1-Jul 15 off",
                "todos los días, de 8 a. m. a 8 p. m., hora del Este; cerrado del primero de julio al 15 de julio",
                "tous les jours, de 8 h à 20 h, heure de l'Est; fermé du 1er juillet au 15 juillet",
            ),
            (
                "Mo-Fr 08:00-17:00; Fr[1] 08:00-12:00; week 3 off",
                "de lunes a viernes, de 8 a. m. a 5 p. m., hora del Este; otro horario en algunas fechas",
                "du lundi au vendredi, de 8 h à 17 h, heure de l'Est; autre horaire à certaines dates",
            ),
            (
                "Fr 22:00-26:00",
                "viernes, de 10 p. m. a 2 a. m., hora del Este",
                "le vendredi, de 22 h à 2 h, heure de l'Est",
            ),
            ("off", "cerrado", "fermé"),
        ] {
            assert_eq!(said(hours), [spanish, french], "{hours}");
        }
    }
}
