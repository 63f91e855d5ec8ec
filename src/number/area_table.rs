//! The facts: which area codes serve which region, and what the clocks there show.
//!
//! Sources. Codes, regions and planned openings: the area code report that the North American Numbering Plan
//! Administrator publishes (NANPA, `npa_report.csv`, the edition of 2025-11-26, which covers openings decided
//! until 2027). Zones: the report's time zone letters, made exact with the IANA time zone database (2026e).
//! Where the two disagree the wider answer stands: a code is split as soon as one of them puts a place of it in
//! another zone. The time zone map of libphonenumber (9.0.35) was compared prefix by prefix, but is not a
//! source: it has 689 (Orlando) on Central time and 474 (Saskatchewan) on Manitoba's.
//!
//! How to read and edit it:
//! - One row for each region and set of clocks. A code stands in one row only; the compiler holds that.
//! - Codes that share a territory (overlays) share a row, so they cannot disagree. The report itself does let
//!   them: it splits 208 (Idaho) but not 986, which serves the same places.
//! - A code that is assigned but opens later is listed: where it will be is a fact already.
//! - Zones are those in law. A town that keeps its neighbors' time by custom (Phenix City, Kenton) splits
//!   nothing.
//! - Clocks that have agreed since the end of 2020 share one zone, named after the largest city:
//!   `America/Detroit` is written `America/New_York`. A test walks the transitions, so a change of law shows.

use chrono_tz::Tz;

use super::locality::{Region, Service};
use crate::time::Zone;

/// One row: a region, the zones of its clocks (the one of most people first), the codes that serve it.
pub(super) struct Area {
    pub(super) region: Region,
    pub(super) zones: &'static [Zone],
    pub(super) codes: &'static [u16],
}

const fn area(
    country: &'static str,
    abbreviation: &'static str,
    name: &'static str,
    zones: &'static [Zone],
    codes: &'static [u16],
) -> Area {
    assert!(!zones.is_empty(), "a region has a clock");
    Area { region: Region { country, abbreviation, name }, zones, codes }
}

const fn us(abbr: &'static str, name: &'static str, zones: &'static [Zone], codes: &'static [u16]) -> Area {
    area("US", abbr, name, zones, codes)
}

const fn ca(abbr: &'static str, name: &'static str, zones: &'static [Zone], codes: &'static [u16]) -> Area {
    area("CA", abbr, name, zones, codes)
}

/// A country or territory of its own, which has no states: its ISO code serves as the abbreviation too.
const fn own(iso: &'static str, name: &'static str, zones: &'static [Zone], codes: &'static [u16]) -> Area {
    area(iso, iso, name, zones, codes)
}

const NEW_YORK: Zone = Zone::of(Tz::America__New_York);
const CHICAGO: Zone = Zone::of(Tz::America__Chicago);
const DENVER: Zone = Zone::of(Tz::America__Denver);
const PHOENIX: Zone = Zone::of(Tz::America__Phoenix);
const LOS_ANGELES: Zone = Zone::of(Tz::America__Los_Angeles);
const TORONTO: Zone = Zone::of(Tz::America__Toronto);
const WINNIPEG: Zone = Zone::of(Tz::America__Winnipeg);
const REGINA: Zone = Zone::of(Tz::America__Regina);
const EDMONTON: Zone = Zone::of(Tz::America__Edmonton);
const VANCOUVER: Zone = Zone::of(Tz::America__Vancouver);
const HALIFAX: Zone = Zone::of(Tz::America__Halifax);
const ATIKOKAN: Zone = Zone::of(Tz::America__Atikokan);

const EASTERN: &[Zone] = &[NEW_YORK];
const CENTRAL: &[Zone] = &[CHICAGO];
const MOUNTAIN: &[Zone] = &[DENVER];
const ARIZONA: &[Zone] = &[PHOENIX];
const PACIFIC: &[Zone] = &[LOS_ANGELES];
const ALASKA: &[Zone] = &[Zone::of(Tz::America__Anchorage), Zone::of(Tz::America__Adak)];
const HAWAII: &[Zone] = &[Zone::of(Tz::Pacific__Honolulu)];
const ONTARIO: &[Zone] = &[TORONTO];
const QUEBEC: &[Zone] = &[TORONTO];
const MANITOBA: &[Zone] = &[WINNIPEG];
const ALBERTA: &[Zone] = &[EDMONTON];
const BRITISH_COLUMBIA: &[Zone] = &[VANCOUVER];
const ATLANTIC: &[Zone] = &[HALIFAX];

/// Every area code that belongs to a place.
#[rustfmt::skip] // Rows are read down the columns.
pub(super) static AREAS: &[Area] = &[
    // ---- United States ----
    us("AL", "Alabama", CENTRAL, &[205, 251, 256, 334, 483, 659, 938]),
    // The Aleutians west of 169°30' W keep Hawaii-Aleutian time.
    us("AK", "Alaska", ALASKA, &[907]),
    us("AZ", "Arizona", ARIZONA, &[480, 520, 602, 623]),
    // Arizona has no daylight saving, but the Navajo Nation in its north-east has.
    us("AZ", "Arizona", &[PHOENIX, DENVER], &[928]),
    us("AR", "Arkansas", CENTRAL, &[327, 479, 501, 870]),
    us("CA", "California", PACIFIC, &[
        209, 213, 279,
        310, 323, 341, 350, 357, 369,
        408, 415, 424, 442,
        510, 530, 559, 562,
        619, 626, 628, 650, 657, 661, 669,
        707, 714, 738, 747, 760,
        805, 818, 820, 831, 837, 840, 858,
        909, 916, 925, 949, 951,
    ]),
    us("CO", "Colorado", MOUNTAIN, &[303, 719, 720, 748, 970, 983]),
    us("CT", "Connecticut", EASTERN, &[203, 475, 860, 959]),
    us("DE", "Delaware", EASTERN, &[302]),
    us("DC", "District of Columbia", EASTERN, &[202, 771]),
    us("FL", "Florida", EASTERN, &[
        239,
        305, 321, 324, 352, 386,
        407,
        561,
        645, 656, 689,
        727, 728, 754, 772, 786,
        813, 863,
        904, 941, 954,
    ]),
    // Tallahassee is on Eastern time, Pensacola on Central.
    us("FL", "Florida", &[CHICAGO, NEW_YORK], &[448, 850]),
    us("GA", "Georgia", EASTERN, &[229, 404, 470, 478, 565, 678, 706, 762, 770, 912, 943]),
    us("HI", "Hawaii", HAWAII, &[808]),
    // Boise is on Mountain time, the panhandle on Pacific.
    us("ID", "Idaho", &[DENVER, LOS_ANGELES], &[208, 986]),
    us("IL", "Illinois", CENTRAL, &[
        217, 224,
        309, 312, 331,
        447, 464,
        618, 630,
        708, 730, 773, 779,
        815, 847, 861, 872,
    ]),
    us("IN", "Indiana", EASTERN, &[260, 317, 463, 765]),
    // Gary is on Central time; Pulaski County, which 219 touches, on Eastern.
    us("IN", "Indiana", &[CHICAGO, NEW_YORK], &[219]),
    // South Bend is on Eastern time, Starke County on Central; Bloomington on Eastern, Evansville on Central.
    us("IN", "Indiana", &[NEW_YORK, CHICAGO], &[574, 812, 930]),
    us("IA", "Iowa", CENTRAL, &[319, 515, 563, 641, 712]),
    us("KS", "Kansas", CENTRAL, &[316, 913]),
    // Four counties on the Colorado border are on Mountain time.
    us("KS", "Kansas", &[CHICAGO, DENVER], &[620, 785]),
    us("KY", "Kentucky", EASTERN, &[502, 761, 859]),
    // Bowling Green is on Central time, Elizabethtown on Eastern.
    us("KY", "Kentucky", &[CHICAGO, NEW_YORK], &[270, 364]),
    // Ashland is on Eastern time, Clinton County on Central.
    us("KY", "Kentucky", &[NEW_YORK, CHICAGO], &[606]),
    us("LA", "Louisiana", CENTRAL, &[225, 318, 337, 457, 504, 985]),
    us("ME", "Maine", EASTERN, &[207]),
    us("MD", "Maryland", EASTERN, &[227, 240, 301, 410, 443, 667]),
    us("MA", "Massachusetts", EASTERN, &[339, 351, 413, 508, 617, 774, 781, 857, 978]),
    us("MI", "Michigan", EASTERN, &[231, 248, 269, 313, 517, 586, 616, 679, 734, 810, 947, 989]),
    // Four counties of the Upper Peninsula, on the Wisconsin border, are on Central time.
    us("MI", "Michigan", &[NEW_YORK, CHICAGO], &[906]),
    us("MN", "Minnesota", CENTRAL, &[218, 320, 507, 612, 651, 763, 924, 952]),
    us("MS", "Mississippi", CENTRAL, &[228, 471, 601, 662, 769]),
    us("MO", "Missouri", CENTRAL, &[235, 314, 417, 557, 573, 636, 660, 816, 975]),
    us("MT", "Montana", MOUNTAIN, &[406]),
    us("NE", "Nebraska", CENTRAL, &[402, 531]),
    // Grand Island is on Central time, Scottsbluff on Mountain.
    us("NE", "Nebraska", &[CHICAGO, DENVER], &[308]),
    us("NV", "Nevada", PACIFIC, &[702, 725]),
    // West Wendover is on Mountain time.
    us("NV", "Nevada", &[LOS_ANGELES, DENVER], &[775]),
    us("NH", "New Hampshire", EASTERN, &[603]),
    us("NJ", "New Jersey", EASTERN, &[201, 551, 609, 640, 732, 848, 856, 862, 908, 973]),
    us("NM", "New Mexico", MOUNTAIN, &[505, 575]),
    us("NY", "New York", EASTERN, &[
        212,
        315, 329, 332, 347, 363,
        465,
        516, 518, 585,
        607, 624, 631, 646, 680,
        716, 718,
        838, 845,
        914, 917, 929, 934,
    ]),
    us("NC", "North Carolina", EASTERN, &[252, 336, 472, 704, 743, 828, 910, 919, 980, 984]),
    // Fargo and Bismarck are on Central time, Dickinson on Mountain.
    us("ND", "North Dakota", &[CHICAGO, DENVER], &[701]),
    us("OH", "Ohio", EASTERN, &[216, 220, 234, 283, 326, 330, 380, 419, 436, 440, 513, 567, 614, 740, 937]),
    us("OK", "Oklahoma", CENTRAL, &[405, 539, 572, 580, 918]),
    us("OR", "Oregon", PACIFIC, &[503, 971]),
    // Most of Malheur County is on Mountain time.
    us("OR", "Oregon", &[LOS_ANGELES, DENVER], &[458, 541]),
    us("PA", "Pennsylvania", EASTERN, &[
        215, 223, 267, 272,
        412, 445, 484,
        570, 582,
        610,
        717, 724,
        814, 835, 878,
    ]),
    us("RI", "Rhode Island", EASTERN, &[401]),
    us("SC", "South Carolina", EASTERN, &[803, 821, 839, 843, 854, 864]),
    // Sioux Falls is on Central time, Rapid City on Mountain.
    us("SD", "South Dakota", &[CHICAGO, DENVER], &[605]),
    us("TN", "Tennessee", CENTRAL, &[615, 629, 731, 901]),
    us("TN", "Tennessee", EASTERN, &[865]),
    // Chattanooga is on Eastern time, Marion County beside it on Central.
    us("TN", "Tennessee", &[NEW_YORK, CHICAGO], &[423, 729]),
    // Clarksville is on Central time; the administrator lists an Eastern edge.
    us("TN", "Tennessee", &[CHICAGO, NEW_YORK], &[931]),
    us("TX", "Texas", CENTRAL, &[
        210, 214, 254, 281,
        325, 346, 361,
        409, 430, 432, 469,
        512,
        621, 682,
        713, 726, 737,
        806, 817, 830, 832,
        903, 936, 940, 945, 956, 972, 979,
    ]),
    // El Paso is on Mountain time; the administrator lists a Central edge (Culberson County).
    us("TX", "Texas", &[DENVER, CHICAGO], &[915]),
    us("UT", "Utah", MOUNTAIN, &[385, 435, 801]),
    us("VT", "Vermont", EASTERN, &[802]),
    us("VA", "Virginia", EASTERN, &[276, 434, 540, 571, 686, 703, 757, 804, 826, 948]),
    us("WA", "Washington", PACIFIC, &[206, 253, 360, 425, 509, 564]),
    us("WV", "West Virginia", EASTERN, &[304, 681]),
    us("WI", "Wisconsin", CENTRAL, &[262, 274, 353, 414, 534, 608, 715, 920]),
    us("WY", "Wyoming", MOUNTAIN, &[307]),

    // ---- Territories of the United States: each has a country code of its own in ISO 3166 ----
    own("AS", "American Samoa", &[Zone::of(Tz::Pacific__Pago_Pago)], &[684]),
    own("GU", "Guam", &[Zone::of(Tz::Pacific__Guam)], &[671]),
    own("MP", "Northern Mariana Islands", &[Zone::of(Tz::Pacific__Saipan)], &[670]),
    own("PR", "Puerto Rico", &[Zone::of(Tz::America__Puerto_Rico)], &[787, 939]),
    own("VI", "U.S. Virgin Islands", &[Zone::of(Tz::America__St_Thomas)], &[340]),

    // ---- Canada ----
    ca("AB", "Alberta", ALBERTA, &[368, 403, 587, 780, 825]),
    ca("BC", "British Columbia", BRITISH_COLUMBIA, &[604]),
    // All but Vancouver's surroundings, or all of the province: the Peace River region has kept its own time,
    // and the East Kootenay keeps Alberta's.
    ca("BC", "British Columbia", &[VANCOUVER, Zone::of(Tz::America__Dawson_Creek), EDMONTON], &[
        236, 250, 257, 672, 778,
    ]),
    ca("MB", "Manitoba", MANITOBA, &[204, 431, 584]),
    ca("NB", "New Brunswick", ATLANTIC, &[428, 506]),
    // St. John's is half an hour ahead of Labrador.
    ca("NL", "Newfoundland and Labrador", &[Zone::of(Tz::America__St_Johns), HALIFAX], &[709, 879]),
    ca("NS/PE", "Nova Scotia and Prince Edward Island", ATLANTIC, &[782, 902]),
    ca("ON", "Ontario", ONTARIO, &[
        226, 249, 289,
        343, 365, 382,
        416, 437,
        519, 548,
        613, 647, 683,
        705, 742, 753,
        905, 942,
    ]),
    // Thunder Bay is on Eastern time, Kenora on Central; Atikokan has no daylight saving.
    ca("ON", "Ontario", &[TORONTO, WINNIPEG, ATIKOKAN], &[807]),
    ca("QC", "Quebec", QUEBEC, &[263, 354, 438, 450, 468, 514, 579, 819, 873]),
    // The Magdalen Islands are on Atlantic time; the Lower North Shore has it all year.
    ca("QC", "Quebec", &[TORONTO, HALIFAX, Zone::of(Tz::America__BlancSablon)], &[273, 367, 418, 581]),
    // Lloydminster, on the border, keeps Alberta's time.
    ca("SK", "Saskatchewan", &[REGINA, EDMONTON], &[306, 474, 639]),
    ca("YT/NT/NU", "Yukon, Northwest Territories and Nunavut", &[
        Zone::of(Tz::America__Whitehorse), EDMONTON, Zone::of(Tz::America__Cambridge_Bay),
        Zone::of(Tz::America__Rankin_Inlet), TORONTO, ATIKOKAN,
    ], &[867]),

    // ---- Other countries of the plan ----
    own("AG", "Antigua and Barbuda", &[Zone::of(Tz::America__Antigua)], &[268]),
    own("AI", "Anguilla", &[Zone::of(Tz::America__Anguilla)], &[264]),
    own("BB", "Barbados", &[Zone::of(Tz::America__Barbados)], &[246]),
    own("BM", "Bermuda", &[Zone::of(Tz::Atlantic__Bermuda)], &[441]),
    own("BS", "Bahamas", &[Zone::of(Tz::America__Nassau)], &[242]),
    own("DM", "Dominica", &[Zone::of(Tz::America__Dominica)], &[767]),
    own("DO", "Dominican Republic", &[Zone::of(Tz::America__Santo_Domingo)], &[809, 829, 849]),
    own("GD", "Grenada", &[Zone::of(Tz::America__Grenada)], &[473]),
    own("JM", "Jamaica", &[Zone::of(Tz::America__Jamaica)], &[658, 876]),
    own("KN", "Saint Kitts and Nevis", &[Zone::of(Tz::America__St_Kitts)], &[869]),
    own("KY", "Cayman Islands", &[Zone::of(Tz::America__Cayman)], &[345]),
    own("LC", "Saint Lucia", &[Zone::of(Tz::America__St_Lucia)], &[758]),
    own("MS", "Montserrat", &[Zone::of(Tz::America__Montserrat)], &[664]),
    own("SX", "Sint Maarten", &[Zone::of(Tz::America__Lower_Princes)], &[721]),
    own("TC", "Turks and Caicos Islands", &[Zone::of(Tz::America__Grand_Turk)], &[649]),
    own("TT", "Trinidad and Tobago", &[Zone::of(Tz::America__Port_of_Spain)], &[868]),
    own("VC", "Saint Vincent and the Grenadines", &[Zone::of(Tz::America__St_Vincent)], &[784]),
    own("VG", "British Virgin Islands", &[Zone::of(Tz::America__Tortola)], &[284]),
];

/// Every area code that belongs to a service. The administrator's report gives these the zone letter E, which
/// says nothing about who calls.
#[rustfmt::skip] // Rows are read down the columns.
pub(super) static SERVICES: &[(Service, &[u16])] = &[
    (Service::TollFree, &[800, 833, 844, 855, 866, 877, 888]),
    (Service::FutureTollFree, &[822, 880, 881, 882, 883, 884, 885, 886, 887, 889]),
    (Service::Personal, &[
        500, 521, 522, 523, 524, 525, 526, 527, 528, 529, 532, 533, 538, 544, 566, 577, 588,
    ]),
    (Service::FuturePersonal, &[
        535, 542, 543, 545, 546, 547, 549, 550, 552, 553, 554, 556, 558, 569, 578, 589,
    ]),
    (Service::CanadianNonGeographic, &[600, 622, 633]),
    (Service::Carrier, &[700]),
    (Service::Government, &[710]),
    (Service::Premium, &[900]),
];
