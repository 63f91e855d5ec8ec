use std::fmt;

use jiff::civil::{Date, Time};

use super::known::time_phrases;
use super::phrases::TimePhrases;
use crate::base::Language;
use crate::time::words::speech::{NextOpening, days_between};

/// When it opens next, in a language; made by [`NextOpening::in_language`].
#[derive(Clone, Copy, Debug)]
pub struct TranslatedNextOpening {
    said: NextOpening,
    language: Language,
}

impl NextOpening {
    /// The same clause in a language: "abre mañana a las 8 a. m., hora del Este".
    #[must_use]
    pub fn in_language(self, language: Language) -> TranslatedNextOpening {
        TranslatedNextOpening { said: self, language }
    }
}

impl fmt::Display for TranslatedNextOpening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { said, language } = self;
        let Some(words) = time_phrases(*language) else { return said.fmt(f) };
        let Some(change) = said.change else {
            return match (said.is_open, said.goes_on) {
                (true, false) => f.write_str(words.serves_always),
                (false, false) => f.write_str(words.stays_closed),
                (true, true) => write!(f, "{} {}", words.serves_until, words.end_of_known_hours),
                (false, true) => write!(f, "{} {}", words.closed, words.end_of_known_hours),
            };
        };
        let (today, day) = (said.now.date(), change.date());
        if said.is_open {
            f.write_str(words.serves_until)?;
            // Whoever closes at midnight is not said to close tomorrow.
            let tonight = days_between(today, day) == 1 && change.time() == Time::midnight();
            write!(f, " {}", (words.civil.until)(change.time()))?;
            if day != today && !tonight {
                write!(f, " {}", words.day_from(today, day))?;
            }
        } else {
            let day = words.day_from(today, day);
            write!(f, "{} {day} {}", words.opens, (words.civil.at)(change.time()))?;
        }
        match said.at.and_then(|at| said.clock.told_apart(at)) {
            Some(offset) => write!(f, " {offset}"),
            None if said.names_clock => write!(f, ", {}", (words.civil.clock)(said.clock.spoken())),
            None => Ok(()),
        }
    }
}

impl TimePhrases {
    /// A day as said on another: "hoy", "mañana", "el lunes", "el lunes 4 de enero".
    fn day_from(&self, today: Date, day: Date) -> String {
        let weekday = self.civil.weekday_name(day.weekday());
        match days_between(today, day) {
            0 => self.civil.today.to_owned(),
            1 => self.civil.tomorrow.to_owned(),
            2..7 => (self.civil.on_weekday)(weekday),
            _ => {
                let year = (day.year() != today.year()).then(|| day.year());
                (self.civil.on)(&format!("{weekday} {}", self.civil.date((day.month(), day.day()), year)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::time::{Expression, Schedule, ScheduleZone, Zone};

    fn said(hours: &str, now: &str) -> [String; 2] {
        let eastern = Zone::named("America/New_York").unwrap();
        let at: Timestamp = eastern.rules().to_timestamp(now.parse().unwrap()).unwrap();
        let hours = Expression::parse(hours).unwrap();
        let schedule = Schedule::new(hours, vec![], vec![], ScheduleZone::Fixed(eastern));
        let next = schedule.in_zone(Zone::UTC).next_opening(at);
        assert_eq!(next.in_language(Language::English).to_string(), next.to_string());
        [Language::Spanish, Language::French].map(|language| next.in_language(language).to_string())
    }

    #[test]
    fn the_next_opening_is_said_as_people_of_each_language_say_it() {
        let week = "Mo-Fr 08:00-20:00";
        for (hours, now, spanish, french) in [
            (
                week,
                "2026-11-20T07:59:59",
                "abre hoy a las 8 a. m., hora del Este",
                "ouvre aujourd'hui à 8 h, heure de l'Est",
            ),
            (
                "Mo-Fr 13:30-20:00",
                "2026-11-19T20:00",
                "abre mañana a la 1:30 p. m., hora del Este",
                "ouvre demain à 13 h 30, heure de l'Est",
            ),
            (
                "Mo 12:00-20:00",
                "2026-11-20T20:00",
                "abre el lunes al mediodía, hora del Este",
                "ouvre lundi à midi, heure de l'Est",
            ),
            (
                "Jan 1 08:00-12:00",
                "2026-12-01T08:00",
                "abre el viernes primero de enero de 2027 a las 8 a. m., hora del Este",
                "ouvre le vendredi 1er janvier 2027 à 8 h, heure de l'Est",
            ),
            (
                week,
                "2026-11-20T08:00",
                "atiende hasta las 8 p. m., hora del Este",
                "répond jusqu'à 20 h, heure de l'Est",
            ),
            (
                "Fr 20:00-26:00",
                "2026-11-20T21:00",
                "atiende hasta las 2 a. m. mañana, hora del Este",
                "répond jusqu'à 2 h demain, heure de l'Est",
            ),
            (
                "Fr 20:00-24:00",
                "2026-11-20T21:00",
                "atiende hasta la medianoche, hora del Este",
                "répond jusqu'à minuit, heure de l'Est",
            ),
            ("24/7", "2026-11-20T08:00", "atiende las 24 horas", "répond 24 heures sur 24"),
            ("off", "2026-11-20T08:00", "no atiende hasta nuevo aviso", "ne répond pas jusqu'à nouvel ordre"),
        ] {
            assert_eq!(said(hours, now), [spanish, french], "{hours}");
        }
    }
}
