use std::fmt;

use crate::base::diagnostic::did_you_mean;
use crate::number::{Country, Locality, NumberError, PhoneNumber, WITHHELD};
use crate::plan::{Condition, Plan};
use crate::time::Zone;
use crate::time::clock_names::{zone_called, zone_of_city};

/// Who calls. Both may be unknown: a caller may withhold the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[doc(alias("ANI", "CLI", "caller ID"))]
pub struct Caller {
    /// The number that the caller calls from.
    pub number: Option<PhoneNumber>,
    /// Where the caller's clock is, if somebody said so.
    pub zone: Option<Zone>,
}

/// The caller's zone, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallerZone {
    /// The zone.
    pub zone: Zone,
    /// How it is known.
    pub source: ZoneSource,
}

/// How a caller's zone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ZoneSource {
    /// Somebody said so.
    Given,
    /// The whole area code keeps one time.
    AreaCode,
    /// The plan's rule, because the caller's number is withheld.
    Withheld,
    /// The plan's rule, because the area code lies in several zones.
    Split,
    /// The plan's rule, because the number belongs to no place, as a toll-free number.
    NonGeographic,
    /// The plan's rule, because the number is of another numbering plan or of no area code in service.
    Unknown,
}

/// A text that is neither a number nor a time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallerError {
    /// It looks like a zone, but there is none of that name.
    NoSuchZone {
        /// What was written.
        text: String,
        /// The nearest name, if one is near.
        near: Option<&'static str>,
    },
    /// It is neither.
    Neither {
        /// What was written.
        text: String,
        /// Why it is no number.
        error: NumberError,
    },
}

impl fmt::Display for CallerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchZone { text, near: Some(near) } => {
                write!(f, "there is no time zone {text:?}; did you mean `{near}`?")
            }
            Self::NoSuchZone { text, near: None } => {
                write!(f, "there is no time zone {text:?}: write one such as `America/Denver`")
            }
            Self::Neither { text, .. } if !text.contains(|c: char| c.is_ascii_digit()) => write!(
                f,
                "there is no city or time zone {text:?}: write a phone number, a time zone such as `America/Denver`, or a \
                 city that has given its name to one"
            ),
            Self::Neither { text, error } => {
                write!(
                    f,
                    "{text:?} is neither a phone number ({error}) nor a time zone such as `America/Denver`"
                )
            }
        }
    }
}

impl std::error::Error for CallerError {}

impl Caller {
    /// Reads a caller as people write one: a number in any usual spelling, or a time zone by its name, by what people call
    /// its clock (`Mountain`, `ET`), or by a city (`Denver`); `withheld` is one who shows no number.
    pub fn parse(text: &str, country: Country) -> Result<Self, CallerError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case(WITHHELD) {
            return Ok(Self::default());
        }
        if let Some(zone) = Zone::named(text) {
            return Ok(Self { number: None, zone: Some(zone) });
        }
        let lower = text.to_lowercase();
        if let Some(zone) = zone_called(&lower).or_else(|| zone_of_city(&lower)) {
            return Ok(Self { number: None, zone: Some(zone) });
        }
        match PhoneNumber::parse(text, country) {
            Ok(dialled) => Ok(Self { number: Some(dialled.number), zone: None }),
            Err(_) if text.contains('/') => {
                let near = did_you_mean(text, Zone::all().map(Zone::name));
                let near = near.and_then(Zone::named).map(Zone::name);
                Err(CallerError::NoSuchZone { text: text.to_owned(), near })
            }
            Err(error) if text.contains(|c: char| c.is_ascii_digit()) => {
                Err(CallerError::Neither { text: text.to_owned(), error })
            }
            Err(error) => {
                let city = |zone: Zone| Some((zone.name().rsplit_once('/')?.1.replace('_', " "), zone));
                let cities: Vec<(String, Zone)> = Zone::all().filter_map(city).collect();
                let near = did_you_mean(text, cities.iter().map(|(city, _)| city.as_str()));
                let zone = near.and_then(|near| cities.iter().find(|(city, _)| city == near));
                Err(match zone {
                    Some((_, zone)) => {
                        CallerError::NoSuchZone { text: text.to_owned(), near: Some(zone.name()) }
                    }
                    None => CallerError::Neither { text: text.to_owned(), error },
                })
            }
        }
    }

    /// The caller's zone: the one that was given, else the number's where its area code keeps one time, else the plan's
    /// rule. Never a guess.
    #[must_use]
    pub fn zone_under(&self, plan: &Plan) -> CallerZone {
        let rule = |source| CallerZone { zone: plan.unknown_caller_zone, source };
        match (self.zone, self.number.map(PhoneNumber::locality)) {
            (Some(zone), _) => CallerZone { zone, source: ZoneSource::Given },
            (None, Some(Locality::Known { zone, .. })) => CallerZone { zone, source: ZoneSource::AreaCode },
            (None, Some(Locality::Split { .. })) => rule(ZoneSource::Split),
            (None, Some(Locality::NonGeographic { .. })) => rule(ZoneSource::NonGeographic),
            (None, Some(Locality::Foreign | Locality::Unknown)) => rule(ZoneSource::Unknown),
            (None, None) => rule(ZoneSource::Withheld),
        }
    }
}

impl Caller {
    /// Whether a condition on who calls holds for a caller whose clock is in `zone`. Conditions on the hours and on what
    /// was entered are not about the caller, and do not hold.
    #[must_use]
    pub fn meets(&self, condition: &Condition, zone: Zone) -> bool {
        let number = self.number;
        match condition {
            Condition::Caller(numbers) => numbers.iter().any(|known| known.matches(number)),
            Condition::AreaCode(codes) => {
                number.and_then(PhoneNumber::area_code).is_some_and(|code| codes.contains(&code))
            }
            Condition::Region(regions) => number
                .and_then(|number| number.locality().region())
                .is_some_and(|region| regions.contains(&region)),
            Condition::CallerZone(zones) => zones.iter().any(|known| known.is_same_clock(zone)),
            Condition::Open(_)
            | Condition::Closed(_)
            | Condition::Line(_)
            | Condition::Entered(_)
            | Condition::Answer(..) => false,
        }
    }
}

impl ZoneSource {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::AreaCode => "area-code",
            Self::Withheld => "withheld",
            Self::Split => "split-area-code",
            Self::NonGeographic => "non-geographic-number",
            Self::Unknown => "unknown-area-code",
        }
    }
}

impl fmt::Display for CallerZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = self.zone.name();
        match self.source {
            ZoneSource::Given => write!(f, "the caller's time is {zone}, as given"),
            ZoneSource::AreaCode => write!(f, "the caller's time is {zone}, by area code"),
            ZoneSource::Withheld => write!(f, "the caller's number is withheld; the plan uses {zone}"),
            ZoneSource::Split => {
                write!(f, "the caller's area code spans several time zones; the plan uses {zone}")
            }
            ZoneSource::NonGeographic => {
                write!(f, "the caller's number belongs to no place; the plan uses {zone}")
            }
            ZoneSource::Unknown => write!(f, "the caller's zone is not known; the plan uses {zone}"),
        }
    }
}
