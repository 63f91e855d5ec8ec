//! From an area code to a place and its clock, without guessing.

use std::fmt;
use std::sync::LazyLock;

use super::area_table::{AREAS, SERVICES};
use super::locality::Locality;
use crate::time::Zone;

/// The three digits after the country code of a North American number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(u16);

impl AreaCode {
    /// The area code of these three digits, if they have the form of one: not beginning with 0 or 1, no 9 in
    /// the middle (kept back for longer numbers), not ending in 11 (911, 411 and their like are numbers of
    /// their own).
    ///
    /// Having the form does not mean being in service: [`locality`](Self::locality) tells.
    #[must_use]
    pub const fn new(code: u16) -> Option<Self> {
        if code < 200 || code > 999 || code / 10 % 10 == 9 || code % 100 == 11 {
            None
        } else {
            Some(Self(code))
        }
    }

    /// The three digits as a number, 200 to 989.
    #[must_use]
    pub const fn digits(self) -> u16 {
        self.0
    }

    /// Whether callers pay nothing: 800, 833, 844, 855, 866, 877, 888.
    #[must_use]
    pub const fn is_toll_free(self) -> bool {
        matches!(self.0, 800 | 833 | 844 | 855 | 866 | 877 | 888)
    }

    /// Where numbers with this area code are, and what the clocks there show.
    #[must_use]
    pub fn locality(self) -> Locality {
        match INDEX[self.0 as usize] {
            AreaRow::None => Locality::Unknown,
            AreaRow::Service(row) => Locality::NonGeographic(SERVICES[row as usize].0),
            AreaRow::Area(row) => {
                let area = &AREAS[row as usize];
                match area.zones {
                    [zone] => Locality::Known { region: &area.region, zone: *zone },
                    zones => Locality::Split { region: &area.region, zones },
                }
            }
        }
    }

    /// Every area code that is assigned to a place or a service, in ascending order.
    pub fn assigned() -> impl Iterator<Item = Self> {
        (0..1000).filter(|&code| INDEX[code as usize] != AreaRow::None).map(Self)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// Every zone that a number can be in, each once, by name.
pub fn zones() -> impl Iterator<Item = Zone> {
    static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
        let mut zones: Vec<Zone> = AREAS.iter().flat_map(|area| area.zones).copied().collect();
        zones.sort_unstable_by_key(|zone| zone.name());
        zones.dedup();
        zones
    });
    ZONES.iter().copied()
}

/// Which row of which table speaks of an area code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AreaRow {
    None,
    Area(u8),
    Service(u8),
}

/// The tables turned round, when the program is compiled: that is also where a code in two rows is found out.
static INDEX: [AreaRow; 1000] = {
    let mut index = [AreaRow::None; 1000];
    let mut row = 0;
    while row < AREAS.len() {
        enter(&mut index, AREAS[row].codes, AreaRow::Area(row as u8));
        row += 1;
    }
    row = 0;
    while row < SERVICES.len() {
        enter(&mut index, SERVICES[row].1, AreaRow::Service(row as u8));
        row += 1;
    }
    index
};

const _: () =
    assert!(AREAS.len() <= u8::MAX as usize && SERVICES.len() <= u8::MAX as usize, "a row fits in a byte");

const fn enter(index: &mut [AreaRow; 1000], codes: &[u16], row: AreaRow) {
    let mut i = 0;
    while i < codes.len() {
        assert!(AreaCode::new(codes[i]).is_some(), "the table holds what cannot be an area code");
        assert!(matches!(index[codes[i] as usize], AreaRow::None), "an area code stands in two rows");
        assert!(i == 0 || codes[i - 1] < codes[i], "the codes of a row ascend");
        index[codes[i] as usize] = row;
        i += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Service;

    fn said(code: u16) -> String {
        AreaCode::new(code).expect("an area code").locality().to_string()
    }

    #[test]
    fn one_region_on_one_clock_is_known() {
        assert_eq!(said(212), "New York (America/New_York)");
        assert_eq!(said(901), "Tennessee (America/Chicago)");
        assert_eq!(said(604), "British Columbia (America/Vancouver)");
        assert_eq!(said(876), "Jamaica (America/Jamaica)");
        assert_eq!(said(671), "Guam (Pacific/Guam)");
    }

    #[test]
    fn arizona_keeps_standard_time_except_where_the_navajo_nation_does_not() {
        assert_eq!(said(602), "Arizona (America/Phoenix)");
        assert_eq!(said(928), "Arizona (America/Phoenix or America/Denver)");
    }

    #[test]
    fn a_code_across_a_zone_line_is_never_guessed() {
        for code in [
            208, 219, 236, 270, 306, 308, 364, 418, 423, 448, 458, 541, 574, 605, 606, 620, 701, 709, 729,
            775, 785, 807, 812, 850, 867, 906, 907, 915, 928, 930, 931, 986,
        ] {
            let locality = AreaCode::new(code).expect("an area code").locality();
            assert!(matches!(locality, Locality::Split { .. }), "{code}: {locality}");
        }
        assert_eq!(said(807), "Ontario (America/Toronto, America/Winnipeg or America/Atikokan)");
    }

    #[test]
    fn toll_free_numbers_are_not_on_eastern_time() {
        for code in AreaCode::assigned().filter(|code| code.is_toll_free()) {
            assert_eq!(code.locality(), Locality::NonGeographic(Service::TollFree));
        }
        let in_table = SERVICES.iter().filter(|(service, _)| *service == Service::TollFree);
        assert!(in_table.flat_map(|(_, codes)| *codes).all(|&code| AreaCode(code).is_toll_free()));
    }

    #[test]
    fn unassigned_codes_are_unknown() {
        for code in [222, 232, 387, 460, 568, 834, 966, 989 - 2] {
            assert_eq!(AreaCode::new(code).expect("an area code").locality(), Locality::Unknown, "{code}");
        }
    }

    #[test]
    fn service_numbers_and_expansion_codes_are_no_area_codes() {
        for code in [0, 11, 100, 199, 211, 411, 911, 290, 999, 1000, 1212] {
            assert_eq!(AreaCode::new(code), None, "{code}");
        }
    }

    #[test]
    fn zones_are_distinct_and_sorted() {
        let names: Vec<_> = zones().map(Zone::name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        assert!(names.contains(&"America/Atikokan"), "zones of split codes count too");
    }
}
