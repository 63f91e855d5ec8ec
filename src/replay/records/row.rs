//! What a record says becomes a leg.

use std::hash::{Hash as _, Hasher as _};

use siphasher::sip::SipHasher13;

use super::column::{RecordColumn, RecordTexts};
use super::leg::{Leg, LegSide, ReachedPlace};
use super::names::{NameId, RecordNames};
use super::row_trouble::RowTrouble;
use super::rules::RecordRules;
use super::time_text::RecordTime;
use crate::number::{Country, PhoneNumber};

/// Reads records of one file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LegReader<'r> {
    /// How they are to be read.
    pub(crate) rules: &'r RecordRules,
    /// The country in which numbers without a country code are.
    pub(crate) country: Country,
    /// The position of the file.
    pub(crate) file: u16,
}

/// A number that tells texts apart. Ids of records decide which are one call, so nobody may make two alike on purpose.
pub(crate) fn text_print(text: &str) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(0x6976_7273_696d, 0x7265_706c_6179);
    text.hash(&mut hasher);
    // 0 stands for no text.
    hasher.finish().max(1)
}

impl LegReader<'_> {
    /// The leg of a record; `whole` is all that the record says.
    pub(crate) fn leg(
        &self,
        texts: &RecordTexts<'_>,
        whole: &str,
        row: u32,
        names: &mut RecordNames,
    ) -> Result<Leg, RowTrouble> {
        let time = |text: &str| match &self.rules.time {
            Some(form) => RecordTime::parse_as(form, text),
            None => RecordTime::parse(text),
        };
        let start = time(texts.get(RecordColumn::Start)).ok_or(RowTrouble::Time)?;
        let print = text_print(whole);
        let print_of = |column| match texts.get(column) {
            "" => 0,
            text => text_print(text),
        };
        let caller = RecordedCaller::parse(texts.get(RecordColumn::From), self.country);
        let side = side(texts, caller);
        let (reached_as, reached) = reached(texts);
        // What somebody inside has dialed is another one's number.
        let from_outside = side == LegSide::Inbound;
        let name = |names: &mut RecordNames, text: &str| {
            if from_outside { names.add(&self.dialed(text)) } else { NameId::NONE }
        };
        Ok(Leg {
            id: print_of(RecordColumn::Id),
            link: print_of(RecordColumn::Link),
            print,
            caller: caller.digits(),
            seconds: u32::try_from(start.seconds()).map_err(|_| RowTrouble::Time)?,
            lasted: lasted(texts, start, time),
            row,
            dialed: name(names, texts.get(RecordColumn::To)),
            extension: name(names, texts.get(RecordColumn::Extension)),
            context: names.add(texts.get(RecordColumn::Context)),
            reached: names.add(&reached),
            file: self.file,
            reached_as,
            side,
            is_on_clock: matches!(start, RecordTime::Clock(_)),
            is_ruled_out: self.rules.leave_out.iter().any(|rule| rule.matches(texts.get(rule.column))),
        })
    }

    /// What was dialed, in the one form that all spellings of a number have.
    fn dialed(&self, text: &str) -> String {
        let text = address(text);
        match number(text, self.country) {
            Some(number) => number.e164().to_string(),
            None => text.to_owned(),
        }
    }
}

/// Who has called, as far as a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RecordedCaller {
    Number(PhoneNumber),
    Desk,
    Unknown,
}

impl RecordedCaller {
    fn parse(text: &str, country: Country) -> Self {
        let text = address(text);
        if let Some(number) = number(text, country) {
            return Self::Number(number);
        }
        // An extension has few digits; what shows a name has withheld the number.
        let is_short = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_short || text.starts_with("client:") { Self::Desk } else { Self::Unknown }
    }

    fn digits(self) -> u64 {
        match self {
            Self::Number(number) => number.digits(),
            Self::Desk | Self::Unknown => 0,
        }
    }
}

/// A number, read at once where it is written as most systems write it.
fn number(text: &str, country: Country) -> Option<PhoneNumber> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_plain = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain {
        let value: u64 = digits.parse().ok()?;
        if digits.len() < text.len() || (digits.len() == 11 && value / 10_000_000_000 == 1) {
            return PhoneNumber::from_e164(value);
        }
    } else if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    PhoneNumber::parse(text, country).ok().map(|read| read.number)
}

/// The part of an address that is dialed: of `"Name" <sip:6155550100@10.0.0.1>`, `6155550100`.
fn address(text: &str) -> &str {
    let text = match (text.rfind('<'), text.rfind('>')) {
        (Some(from), Some(to)) if from < to => &text[from + 1..to],
        _ => text,
    };
    let text = ["sips:", "sip:", "tel:"].iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
    text.split('@').next().unwrap_or(text).trim()
}

/// How long the call lasted.
fn lasted(texts: &RecordTexts<'_>, start: RecordTime, time: impl Fn(&str) -> Option<RecordTime>) -> u32 {
    if let Ok(seconds) = texts.get(RecordColumn::Duration).parse::<u32>() {
        return seconds;
    }
    let between = match (start, time(texts.get(RecordColumn::End))) {
        (RecordTime::Instant(start), Some(RecordTime::Instant(end)))
        | (RecordTime::Clock(start), Some(RecordTime::Clock(end))) => u32::try_from(end - start).ok(),
        _ => None,
    };
    between.unwrap_or(Leg::UNKNOWN_LENGTH)
}

/// Where a call came from. Twilio's `outbound-dial` is the leg to those who are called for a caller, and Amazon Connect's transfers
/// go on with a contact; each names the one before.
fn side(texts: &RecordTexts<'_>, caller: RecordedCaller) -> LegSide {
    let medium = texts.get(RecordColumn::Medium);
    if !medium.is_empty() && !["voice", "telephony"].iter().any(|voice| medium.eq_ignore_ascii_case(voice)) {
        return LegSide::OtherMedium;
    }
    match &*texts.get(RecordColumn::Direction).to_ascii_lowercase() {
        "inbound" | "incoming" | "in" | "trunking-originating" => LegSide::Inbound,
        "outbound-dial" | "transfer" | "queue_transfer" | "disconnect" => LegSide::Continuation,
        "outbound"
        | "outbound-api"
        | "outgoing"
        | "out"
        | "api"
        | "callback"
        | "external_outbound"
        | "monitor"
        | "webrtc_api"
        | "trunking-terminating"
        | "internal" => LegSide::Internal,
        _ => {
            // FreePBX sends calls of desks through contexts of these names.
            let is_inside = texts.get(RecordColumn::Context).starts_with("from-internal");
            let is_known_inbound = !texts.get(RecordColumn::To).is_empty();
            if caller == RecordedCaller::Desk || (is_inside && !is_known_inbound) {
                LegSide::Internal
            } else {
                LegSide::Inbound
            }
        }
    }
}

/// Whom the call has reached. The arguments of Asterisk's applications are those that its documentation lists: `Queue(name,...)`,
/// `Dial(tech/name&tech/name,...)`, `VoiceMail(box@context,...)`.
fn reached(texts: &RecordTexts<'_>) -> (ReachedPlace, String) {
    let queue = texts.get(RecordColumn::Queue);
    if !queue.is_empty() {
        return (ReachedPlace::Queue, of_desk(queue));
    }
    let voicemail = texts.get(RecordColumn::Voicemail);
    if !voicemail.is_empty() {
        return (ReachedPlace::Voicemail, of_desk(voicemail));
    }
    let data = texts.get(RecordColumn::AppData);
    let first = data.split([',', '|']).next().unwrap_or_default().trim();
    match &*texts.get(RecordColumn::App).to_ascii_lowercase() {
        "queue" => return (ReachedPlace::Queue, of_desk(first)),
        "voicemail" | "comedian" => {
            return (ReachedPlace::Voicemail, of_desk(first.split(['@', '&']).next().unwrap_or_default()));
        }
        "dial" => {
            let target = first.split('&').next().unwrap_or_default();
            let (_, name) = target.split_once('/').unwrap_or(("", target));
            return (ReachedPlace::Desk, of_desk(name.split('@').next().unwrap_or_default()));
        }
        _ => {}
    }
    // FreePBX leads to mailboxes by extensions of this form: always, when busy, when nobody answers.
    let extension = texts.get(RecordColumn::Extension);
    let mailbox = ["vmu", "vmb", "vms", "vmi"].iter().find_map(|begin| extension.strip_prefix(begin));
    if let Some(mailbox) =
        mailbox.filter(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return (ReachedPlace::Voicemail, of_desk(mailbox));
    }
    match texts.get(RecordColumn::Agent) {
        "" if side_is_dialed(texts) => (ReachedPlace::Desk, of_desk(texts.get(RecordColumn::To))),
        "" => (ReachedPlace::Unknown, String::new()),
        agent => (ReachedPlace::Desk, of_desk(agent)),
    }
}

/// Whether the record is that of a leg to somebody who was called for the caller.
fn side_is_dialed(texts: &RecordTexts<'_>) -> bool {
    texts.get(RecordColumn::Direction).eq_ignore_ascii_case("outbound-dial")
}

/// The name of a desk. A phone number is somebody's own, and is not kept.
fn of_desk(name: &str) -> String {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    if digits >= 7 { OUTSIDE.to_owned() } else { name.trim().to_owned() }
}

/// What stands for a phone number that a call was forwarded to.
pub(crate) const OUTSIDE: &str = "an outside number";

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: RecordRules = RecordRules {
        columns: Vec::new(),
        delimiter: None,
        time: None,
        leave_out: Vec::new(),
        lines: Vec::new(),
        places: Vec::new(),
    };

    fn leg(columns: &[(RecordColumn, &str)]) -> (Leg, RecordNames) {
        let mut texts = RecordTexts::new();
        texts.set(RecordColumn::Start, "2026-03-01 12:00:00");
        for (column, text) in columns {
            texts.set(*column, text);
        }
        let mut names = RecordNames::default();
        let reader = LegReader { rules: &RULES, country: Country::UnitedStates, file: 0 };
        (reader.leg(&texts, "", 1, &mut names).expect("a leg"), names)
    }

    #[test]
    fn callers_are_numbers_in_any_address() {
        for from in ["6155550100", "+16155550100", "\"Ann\" <6155550100>", "sip:+16155550100@10.0.0.1"] {
            let (leg, _) = leg(&[(RecordColumn::From, from)]);
            assert_eq!((leg.caller, leg.side), (16_155_550_100, LegSide::Inbound), "{from}");
        }
        for from in ["", "anonymous", "Unavailable"] {
            assert_eq!(leg(&[(RecordColumn::From, from)]).0.caller, 0, "{from}");
        }
        assert_eq!(leg(&[(RecordColumn::From, "204")]).0.side, LegSide::Internal);
    }

    #[test]
    fn whom_a_call_reached_is_told_by_the_application() {
        let told = |app, data| {
            let (leg, names) = leg(&[(RecordColumn::App, app), (RecordColumn::AppData, data)]);
            (leg.reached_as, names.text(leg.reached).to_owned())
        };
        assert_eq!(told("Queue", "sales,t,,,300"), (ReachedPlace::Queue, "sales".to_owned()));
        assert_eq!(told("Dial", "PJSIP/204&PJSIP/205,30,tT"), (ReachedPlace::Desk, "204".to_owned()));
        assert_eq!(told("Dial", "SIP/trunk/16155550177,60"), (ReachedPlace::Desk, OUTSIDE.to_owned()));
        assert_eq!(told("VoiceMail", "100@default,u"), (ReachedPlace::Voicemail, "100".to_owned()));
        assert_eq!(told("Playback", "closed"), (ReachedPlace::Unknown, String::new()));
    }

    #[test]
    fn what_people_inside_dial_is_not_kept() {
        let (leg, names) = leg(&[(RecordColumn::From, "204"), (RecordColumn::Extension, "16155550177")]);
        assert_eq!(leg.extension, NameId::NONE);
        assert_eq!(names.iter().len(), 2);
    }

    #[test]
    fn the_length_is_said_or_lies_between_two_times() {
        assert_eq!(leg(&[(RecordColumn::Duration, "75")]).0.lasted, 75);
        assert_eq!(leg(&[(RecordColumn::End, "2026-03-01 12:01:00")]).0.lasted, 60);
        assert_eq!(leg(&[(RecordColumn::End, "2026-03-01T12:01:00Z")]).0.lasted, Leg::UNKNOWN_LENGTH);
    }
}
