//! What is known of where a number belongs.

use std::fmt;

use crate::time::Zone;

/// What an area code tells of a caller's place and clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locality {
    /// One region, one clock.
    Known {
        /// The state, province or country.
        region: &'static Region,
        /// Its zone.
        zone: Zone,
    },
    /// One region whose clocks differ from place to place: the area code does not tell which is the caller's.
    Split {
        /// The state, province or country.
        region: &'static Region,
        /// Its zones, at least two, the one of most people first.
        zones: &'static [Zone],
    },
    /// A service that can be answered anywhere.
    NonGeographic(Service),
    /// A number outside the North American plan, about whose clocks this table says nothing.
    Foreign,
    /// An area code that is assigned to nobody.
    Unknown,
}

impl Locality {
    /// The zone, where there is exactly one.
    #[must_use]
    pub fn zone(self) -> Option<Zone> {
        match self {
            Self::Known { zone, .. } => Some(zone),
            Self::Split { .. } | Self::NonGeographic(_) | Self::Foreign | Self::Unknown => None,
        }
    }

    /// The region, where the number belongs to one.
    #[must_use]
    pub fn region(self) -> Option<&'static Region> {
        match self {
            Self::Known { region, .. } | Self::Split { region, .. } => Some(region),
            Self::NonGeographic(_) | Self::Foreign | Self::Unknown => None,
        }
    }
}

/// Says what is known, as a trace would: `Tennessee (America/Chicago)`, `a toll-free number`.
impl fmt::Display for Locality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known { region, zone } => write!(f, "{} ({})", region.name, zone.name()),
            Self::Split { region, zones } => {
                write!(f, "{} (", region.name)?;
                for (i, zone) in zones.iter().enumerate() {
                    let before = match i {
                        0 => "",
                        _ if i + 1 == zones.len() => " or ",
                        _ => ", ",
                    };
                    write!(f, "{before}{}", zone.name())?;
                }
                f.write_str(")")
            }
            Self::NonGeographic(service) => service.fmt(f),
            Self::Foreign => f.write_str("a number outside North America"),
            Self::Unknown => f.write_str("an area code that is not assigned"),
        }
    }
}

/// A state, province, territory or country that area codes belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region {
    /// ISO 3166-1: `US`, `CA`, `JM`. Territories of the United States have their own: `PR`, `GU`.
    pub country: &'static str,
    /// The postal abbreviation: `TN`, `ON`; several with a slash between them where regions share their codes
    /// (`NS/PE`); the country's code where it has no states.
    pub abbreviation: &'static str,
    /// The name in English.
    pub name: &'static str,
}

/// What an area code without a place is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// The called party pays: 800 and its companions.
    TollFree,
    /// Set aside for toll-free numbers, not yet open.
    FutureTollFree,
    /// Numbers that follow a person or a machine: the 5XX codes.
    Personal,
    /// Set aside for the 5XX codes, not yet open.
    FuturePersonal,
    /// Canada's codes without a place: 600, 622, 633.
    CanadianNonGeographic,
    /// A long-distance company's own services: 700.
    Carrier,
    /// The government of the United States: 710.
    Government,
    /// The caller pays extra: 900.
    Premium,
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TollFree => "a toll-free number",
            Self::FutureTollFree => "an area code set aside for toll-free numbers",
            Self::Personal => "a personal or machine number",
            Self::FuturePersonal => "an area code set aside for personal and machine numbers",
            Self::CanadianNonGeographic => "a Canadian number that belongs to no place",
            Self::Carrier => "a long-distance company's own number",
            Self::Government => "a United States government number",
            Self::Premium => "a premium-rate number",
        })
    }
}
