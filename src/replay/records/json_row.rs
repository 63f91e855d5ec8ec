//! Records in JSON become legs: Twilio's call resource, and the contact record of Amazon Connect with its endpoints, queue and agent.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::column::{RecordColumn as C, RecordTexts};
use super::format::RecordFormat;
use super::leg::Leg;
use super::names::RecordNames;
use super::row::LegReader;
use super::row_trouble::RowTrouble;

/// A call as Twilio's API gives it. The times are in the form of RFC 2822.
#[derive(Deserialize)]
struct TwilioCall<'t> {
    #[serde(borrow)]
    sid: Option<Cow<'t, str>>,
    parent_call_sid: Option<Cow<'t, str>>,
    start_time: Option<Cow<'t, str>>,
    date_created: Option<Cow<'t, str>>,
    end_time: Option<Cow<'t, str>>,
    duration: Option<LooseText<'t>>,
    from: Option<Cow<'t, str>>,
    to: Option<Cow<'t, str>>,
    direction: Option<Cow<'t, str>>,
    status: Option<Cow<'t, str>>,
}

/// A contact record of Amazon Connect, or a contact as its API gives it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConnectContact<'t> {
    #[serde(borrow, alias = "Id")]
    contact_id: Option<Cow<'t, str>>,
    initial_contact_id: Option<Cow<'t, str>>,
    previous_contact_id: Option<Cow<'t, str>>,
    channel: Option<Cow<'t, str>>,
    initiation_method: Option<Cow<'t, str>>,
    initiation_timestamp: Option<LooseText<'t>>,
    disconnect_timestamp: Option<LooseText<'t>>,
    customer_endpoint: Option<ConnectEndpoint<'t>>,
    system_endpoint: Option<ConnectEndpoint<'t>>,
    #[serde(alias = "QueueInfo")]
    queue: Option<ConnectPart<'t>>,
    #[serde(alias = "AgentInfo")]
    agent: Option<ConnectPart<'t>>,
    disconnect_reason: Option<LooseText<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConnectEndpoint<'t> {
    #[serde(borrow)]
    address: Option<Cow<'t, str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConnectPart<'t> {
    #[serde(borrow)]
    name: Option<Cow<'t, str>>,
    username: Option<Cow<'t, str>>,
    id: Option<Cow<'t, str>>,
}

/// A value that some write as a text and others as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum LooseText<'t> {
    #[serde(borrow)]
    Text(Cow<'t, str>),
    Number(serde_json::Number),
    Other(serde::de::IgnoredAny),
}

impl LooseText<'_> {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Other(_) => Cow::Borrowed(""),
        }
    }
}

/// Which system's records these are, told by one of them. None: they are not known.
pub(crate) fn json_format(record: &str) -> Option<RecordFormat> {
    let fields: BTreeMap<Cow<'_, str>, serde_json::Value> = serde_json::from_str(record).ok()?;
    let has = |name: &str| fields.contains_key(name);
    if has("sid") && (has("direction") || has("from")) {
        return Some(RecordFormat::TwilioJson);
    }
    let is_connect = (has("ContactId") || has("Id")) && (has("InitiationTimestamp") || has("Channel"));
    is_connect.then_some(RecordFormat::Connect)
}

/// Reads a record.
pub(crate) fn json_leg(
    record: &str,
    format: RecordFormat,
    row: u32,
    reader: &LegReader<'_>,
    names: &mut RecordNames,
) -> Result<Leg, RowTrouble> {
    if format == RecordFormat::TwilioJson {
        let call: TwilioCall<'_> = serde_json::from_str(record).map_err(|_| RowTrouble::Json)?;
        return twilio(&call, record, row, reader, names);
    }
    let contact: ConnectContact<'_> = serde_json::from_str(record).map_err(|_| RowTrouble::Json)?;
    connect(&contact, record, row, reader, names)
}

fn text<'t>(value: Option<&'t Cow<'_, str>>) -> &'t str {
    value.map_or("", |text| text)
}

fn twilio(
    call: &TwilioCall<'_>,
    record: &str,
    row: u32,
    reader: &LegReader<'_>,
    names: &mut RecordNames,
) -> Result<Leg, RowTrouble> {
    let duration = call.duration.as_ref().map(LooseText::text).unwrap_or_default();
    let mut texts = RecordTexts::new();
    for (column, value) in [
        (C::Id, &call.sid),
        (C::Link, &call.parent_call_sid),
        // A call that never began was created all the same.
        (C::Start, &call.start_time),
        (C::Start, &call.date_created),
        (C::End, &call.end_time),
        (C::From, &call.from),
        (C::To, &call.to),
        (C::Direction, &call.direction),
        (C::Status, &call.status),
    ] {
        texts.set(column, text(value.as_ref()));
    }
    texts.set(C::Duration, &duration);
    reader.leg(&texts, record, row, names)
}

fn connect(
    contact: &ConnectContact<'_>,
    record: &str,
    row: u32,
    reader: &LegReader<'_>,
    names: &mut RecordNames,
) -> Result<Leg, RowTrouble> {
    let loose = |value: &'_ Option<LooseText<'_>>| match value {
        Some(value) => value.text().into_owned(),
        None => String::new(),
    };
    let (start, end, reason) = (
        loose(&contact.initiation_timestamp),
        loose(&contact.disconnect_timestamp),
        loose(&contact.disconnect_reason),
    );
    let address = |endpoint: &'_ Option<ConnectEndpoint<'_>>| {
        endpoint.as_ref().and_then(|endpoint| endpoint.address.as_deref()).unwrap_or_default().to_owned()
    };
    let (from, to) = (address(&contact.customer_endpoint), address(&contact.system_endpoint));
    let part = |part: &'_ Option<ConnectPart<'_>>| {
        let called = part
            .as_ref()
            .and_then(|part| part.name.as_deref().or(part.username.as_deref()).or(part.id.as_deref()));
        called.unwrap_or_default().to_owned()
    };
    let (queue, agent) = (part(&contact.queue), part(&contact.agent));
    let mut texts = RecordTexts::new();
    for (column, value) in [
        (C::Id, text(contact.contact_id.as_ref())),
        (C::Link, text(contact.initial_contact_id.as_ref())),
        (C::Link, text(contact.previous_contact_id.as_ref())),
        (C::Medium, text(contact.channel.as_ref())),
        (C::Direction, text(contact.initiation_method.as_ref())),
        (C::Start, &start),
        (C::End, &end),
        (C::From, &from),
        (C::To, &to),
        (C::Queue, &queue),
        (C::Agent, &agent),
        (C::Status, &reason),
    ] {
        texts.set(column, value);
    }
    reader.leg(&texts, record, row, names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Country;
    use crate::replay::records::leg::{LegSide, ReachedPlace};
    use crate::replay::records::rules::RecordRules;

    fn read(record: &str) -> (Leg, RecordNames) {
        let rules = RecordRules::default();
        let reader = LegReader { rules: &rules, country: Country::UnitedStates, file: 0 };
        let mut names = RecordNames::default();
        let format = json_format(record).expect("a format");
        (json_leg(record, format, 1, &reader, &mut names).expect("a leg"), names)
    }

    #[test]
    fn a_call_of_twilio_is_read() {
        let (leg, names) = read(
            r#"{"sid":"CA1","parent_call_sid":null,"start_time":"Sun, 01 Mar 2026 12:00:00 +0000",
               "end_time":null,"duration":"42","from":"+16155550100","to":"+18555550100","direction":"inbound",
               "status":"completed","subresource_uris":{"events":"/x"}}"#,
        );
        assert_eq!((leg.seconds, leg.lasted, leg.side), (1_772_366_400, 42, LegSide::Inbound));
        assert!(!leg.is_on_clock && leg.link == 0);
        assert_eq!(names.text(leg.dialed), "+18555550100");
    }

    #[test]
    fn a_contact_of_connect_is_read() {
        let (leg, names) = read(
            r#"{"ContactId":"a","InitialContactId":"b","PreviousContactId":"c","Channel":"VOICE",
               "InitiationMethod":"TRANSFER","InitiationTimestamp":"2026-03-01T12:00:00Z",
               "DisconnectTimestamp":"2026-03-01T12:01:00Z","CustomerEndpoint":{"Address":"+16155550100","Type":"T"},
               "SystemEndpoint":{"Address":"+18555550100"},"Queue":{"ARN":"arn:x","Name":"Sales"},"Agent":null,
               "Attributes":{"x":"y"}}"#,
        );
        assert_eq!((leg.lasted, leg.side, leg.reached_as), (60, LegSide::Continuation, ReachedPlace::Queue));
        assert_eq!(names.text(leg.reached), "Sales");
        assert_ne!(leg.link, 0);
        let (chat, _) = read(r#"{"ContactId":"a","Channel":"CHAT","InitiationTimestamp":1772366400}"#);
        assert_eq!(chat.side, LegSide::OtherMedium);
    }

    #[test]
    fn other_json_is_not_taken_for_records() {
        assert_eq!(json_format(r#"{"name":"x"}"#), None);
        assert_eq!(json_format("[1]"), None);
    }
}
