//! Spanish as it is spoken in the United States: the clock of twelve hours, and months in small letters. Abbreviations of the
//! halves of the day are written as the academies of the Spanish language do, `a. m.` and `p. m.`

use jiff::civil::Time;

use super::civil::CivilPhrases;
use super::phrases::{TimePhrases, minutes};

pub(super) static SPANISH: TimePhrases = TimePhrases {
    civil: &CIVIL,
    and: "y",
    every_day: "todos los días",
    all_day: "las 24 horas",
    always: "las 24 horas, los 7 días de la semana",
    closed: "cerrado",
    also: "también",
    holidays: "los días festivos",
    some_holidays: "algunos días festivos",
    other_hours: "otro horario",
    some_dates: "en algunas fechas",
    opens: "abre",
    serves_until: "atiende",
    serves_always: "atiende las 24 horas",
    stays_closed: "no atiende hasta nuevo aviso",
    end_of_known_hours: "hasta el final de 2199 por lo menos",
    weekday: str::to_owned,
    weekdays_from_to: |from, to| format!("de {from} a {to}"),
    from_to: |from, to| format!("del {from} al {to}"),
    in_month: |month| format!("en {month}"),
    months_from_to: |from, to| format!("de {from} a {to}"),
    to_next_day: |from, to| format!("de {from} a {to} del día siguiente"),
    on_next_day: |from, to| format!("al día siguiente, de {from} a {to}"),
};

pub(super) static CIVIL: CivilPhrases = CivilPhrases {
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    local_time: "hora local",
    today: "hoy",
    tomorrow: "mañana",
    whole_day: "todo el día",
    on_weekday: |weekday| format!("el {weekday}"),
    day: |day, month| match day {
        1 => format!("primero de {month}"),
        _ => format!("{day} de {month}"),
    },
    with_year: |date, year| format!("{date} de {year}"),
    with_weekday: |weekday, date| format!("{weekday} {date}"),
    on: |date| format!("el {date}"),
    time,
    at: |at| with_article("a", at),
    until: |at| with_article("hasta", at),
    times_from_to: |from, to| format!("de {from} a {to}"),
    clock,
    clock_alone: clock,
    on_clock: |time, clock| format!("{time}, {clock}"),
};

fn time(at: Time) -> String {
    match (at.hour(), minutes(at)) {
        (0, None) => "medianoche".to_owned(),
        (12, None) => "mediodía".to_owned(),
        (hour, rest) => {
            let half = if hour < 12 { "a. m." } else { "p. m." };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            rest.map_or(format!("{hour} {half}"), |rest| format!("{hour}:{rest} {half}"))
        }
    }
}

/// "a las 8 a. m.", "a la 1 p. m.", "al mediodía".
fn with_article(word: &str, at: Time) -> String {
    let article = match (at.hour(), minutes(at)) {
        (12, None) => "el",
        (0, None) | (1 | 13, _) => "la",
        _ => "las",
    };
    format!("{word} {article} {}", time(at)).replace("a el ", "al ")
}

fn clock(zone: &str) -> String {
    match zone {
        "Eastern" => "hora del Este".to_owned(),
        "Central" => "hora del Centro".to_owned(),
        "Mountain" => "hora de la Montaña".to_owned(),
        "Pacific" => "hora del Pacífico".to_owned(),
        "Atlantic" => "hora del Atlántico".to_owned(),
        "Hawaii" => "hora de Hawái".to_owned(),
        "Newfoundland" => "hora de Terranova".to_owned(),
        "UTC" => "hora universal".to_owned(),
        place => format!("hora de {place}"),
    }
}
