//! French as it is spoken in Canada: the clock of 24 hours with an `h`, as the language office of Quebec has it, and months in
//! small letters.

use jiff::civil::Time;

use super::civil::CivilPhrases;
use super::phrases::{TimePhrases, minutes};

pub(super) static FRENCH: TimePhrases = TimePhrases {
    civil: &CIVIL,
    and: "et",
    every_day: "tous les jours",
    all_day: "24 heures sur 24",
    always: "24 heures sur 24, 7 jours sur 7",
    closed: "fermé",
    also: "aussi",
    holidays: "les jours fériés",
    some_holidays: "certains jours fériés",
    other_hours: "autre horaire",
    some_dates: "à certaines dates",
    opens: "ouvre",
    serves_until: "répond",
    serves_always: "répond 24 heures sur 24",
    stays_closed: "ne répond pas jusqu'à nouvel ordre",
    end_of_known_hours: "au moins jusqu'à la fin de 2199",
    weekday: |weekday| format!("le {weekday}"),
    weekdays_from_to: |from, to| format!("du {from} au {to}"),
    from_to: |from, to| format!("du {from} au {to}"),
    in_month: |month| format!("en {month}"),
    months_from_to: |from, to| {
        let of = if from.starts_with(['a', 'o']) { "d'" } else { "de " };
        format!("{of}{from} à {to}")
    },
    to_next_day: |from, to| format!("de {from} à {to} le lendemain"),
    on_next_day: |from, to| format!("le lendemain de {from} à {to}"),
};

pub(super) static CIVIL: CivilPhrases = CivilPhrases {
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    local_time: "heure locale",
    today: "aujourd'hui",
    tomorrow: "demain",
    whole_day: "toute la journée",
    on_weekday: str::to_owned,
    day: |day, month| match day {
        1 => format!("1er {month}"),
        _ => format!("{day} {month}"),
    },
    with_year: |date, year| format!("{date} {year}"),
    with_weekday: |weekday, date| format!("{weekday} {date}"),
    on: |date| format!("le {date}"),
    time,
    at: |at| format!("à {}", time(at)),
    until: |at| format!("jusqu'à {}", time(at)),
    times_from_to: |from, to| format!("de {from} à {to}"),
    clock,
    clock_alone: clock,
    on_clock: |time, clock| format!("{time}, {clock}"),
};

fn time(at: Time) -> String {
    match (at.hour(), minutes(at)) {
        (0, None) => "minuit".to_owned(),
        (12, None) => "midi".to_owned(),
        (hour, None) => format!("{hour} h"),
        (hour, Some(rest)) => format!("{hour} h {rest}"),
    }
}

fn clock(zone: &str) -> String {
    match zone {
        "Eastern" => "heure de l'Est".to_owned(),
        "Central" => "heure du Centre".to_owned(),
        "Mountain" => "heure des Rocheuses".to_owned(),
        "Pacific" => "heure du Pacifique".to_owned(),
        "Atlantic" => "heure de l'Atlantique".to_owned(),
        "Alaska" => "heure de l'Alaska".to_owned(),
        "Arizona" => "heure de l'Arizona".to_owned(),
        "Hawaii" => "heure d'Hawaï".to_owned(),
        "Newfoundland" => "heure de Terre-Neuve".to_owned(),
        "Saskatchewan" => "heure de la Saskatchewan".to_owned(),
        "Yukon" => "heure du Yukon".to_owned(),
        "UTC" => "heure universelle".to_owned(),
        place if place.starts_with(['A', 'E', 'I', 'O', 'U', 'Y']) => format!("heure d'{place}"),
        place => format!("heure de {place}"),
    }
}
