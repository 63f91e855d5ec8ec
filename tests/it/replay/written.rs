//! Played calls, written as each system writes them.

use ivrsim::time::Zone;
use jiff::{SignedDuration, Timestamp};

use super::played::PlayedCall;

/// A system's way to write records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    Asterisk,
    FreePbx,
    FreeSwitch,
    TwilioCsv,
    TwilioJson,
    ConnectLines,
    ConnectArray,
    ConnectStream,
    Semicolons,
}

impl Writing {
    pub(crate) const ALL: [Self; 9] = [
        Self::Asterisk,
        Self::FreePbx,
        Self::FreeSwitch,
        Self::TwilioCsv,
        Self::TwilioJson,
        Self::ConnectLines,
        Self::ConnectArray,
        Self::ConnectStream,
        Self::Semicolons,
    ];

    /// Whether its records say whom a call reached.
    pub(crate) fn says_reached(self) -> bool {
        !matches!(self, Self::FreeSwitch)
    }

    /// The records of some calls on a clock; a row or a record each.
    pub(crate) fn rows(self, calls: &[PlayedCall], zone: Zone) -> Vec<String> {
        calls.iter().enumerate().flat_map(|(index, call)| self.row(index, call, zone)).collect()
    }

    /// A whole file.
    pub(crate) fn file(self, calls: &[PlayedCall], zone: Zone) -> String {
        self.joined(&self.rows(calls, zone))
    }

    /// Rows as a file.
    pub(crate) fn joined(self, rows: &[String]) -> String {
        match self {
            Self::TwilioJson => {
                format!("{{\"page\": 0, \"calls\": [{}], \"uri\": \"/x\"}}", rows.join(",\n"))
            }
            Self::ConnectArray => format!("[{}]\n", rows.join(", ")),
            Self::ConnectStream => rows.concat(),
            _ => self.head().into_iter().chain(rows.iter().cloned()).map(|row| row + "\n").collect(),
        }
    }

    fn head(self) -> Option<String> {
        let head = match self {
            Self::FreePbx => {
                "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,\
                 amaflags,accountcode,uniqueid,userfield,did,recordingfile,cnum,cnam,linkedid"
            }
            Self::TwilioCsv => "Sid,ParentCallSid,To,From,Status,StartTime,EndTime,Duration,Direction",
            Self::Semicolons => "Begin;Caller;Called;Seconds;Team;Key",
            _ => return None,
        };
        Some(head.to_owned())
    }

    fn row(self, index: usize, call: &PlayedCall, zone: Zone) -> Vec<String> {
        let clock = zone.wall_clock(call.at).strftime("%Y-%m-%d %H:%M:%S").to_string();
        let end = call.at + SignedDuration::from_secs(call.lasted);
        let end_clock = zone.wall_clock(end).strftime("%Y-%m-%d %H:%M:%S").to_string();
        let caller = call.caller.map_or_else(|| "anonymous".to_owned(), |digits| digits.to_string());
        let e164 = call.caller.map_or_else(|| "anonymous".to_owned(), |digits| format!("+1{digits}"));
        let PlayedCall { dialed, lasted, .. } = call;
        let reached = call.reached.as_deref().map(|name| name.to_lowercase().replace(' ', "-"));
        let (app, data) = match &reached {
            Some(name) => ("Queue", format!("{name},t,,,300")),
            None => ("Playback", "closed".to_owned()),
        };
        let id = format!("{}.{index}", call.at.as_second());
        match self {
            Self::Asterisk => vec![format!(
                "\"\",\"{caller}\",\"{dialed}\",\"from-trunk\",\"\"\"\" <{caller}>\",\"PJSIP/trunk-{index:08x}\",\"\",\"{app}\",\
                 \"{data}\",\"{clock}\",\"{clock}\",\"{end_clock}\",{lasted},{lasted},\"ANSWERED\",\"DOCUMENTATION\",\"{id}\",\"\""
            )],
            // A call that waited in a queue has a record for each desk that was rung.
            Self::FreePbx => (0..=usize::from(reached.is_some()))
                .map(|leg| {
                    format!(
                        "{clock},\"\"\"\" <{caller}>\",{caller},500,ext-queues,PJSIP/trunk-{index:08x},PJSIP/10{leg},{app},\"{data}\",\
                         {lasted},{lasted},ANSWERED,3,,{id}{leg},,{dialed},,{caller},,{id}0"
                    )
                })
                .collect(),
            Self::FreeSwitch => vec![format!(
                "\"\",\"{caller}\",\"{dialed}\",\"public\",\"{clock}\",\"{clock}\",\"{end_clock}\",\"{lasted}\",\"{lasted}\",\
                 \"NORMAL_CLEARING\",\"{:08x}-0000-4000-8000-{index:012x}\",\"\",\"\",\"PCMU\",\"PCMU\"",
                call.at.as_second()
            )],
            Self::TwilioCsv | Self::TwilioJson => self.twilio(index, call, &e164, reached.as_deref()),
            Self::ConnectLines | Self::ConnectArray | Self::ConnectStream => {
                connect(index, call, &e164, end)
            }
            Self::Semicolons => {
                let team = call.reached.as_deref().unwrap_or_default();
                vec![format!("{clock};{caller};{dialed};{lasted};{team};{id}")]
            }
        }
    }

    fn twilio(self, index: usize, call: &PlayedCall, from: &str, reached: Option<&str>) -> Vec<String> {
        let time = |at: Timestamp| at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        let (start, end) = (time(call.at), time(call.at + SignedDuration::from_secs(call.lasted)));
        let to = format!("+{}", call.dialed);
        let row = |sid: String, parent: &str, to: &str, direction: &str| match self {
            Self::TwilioCsv => format!(
                "{sid},{parent},{to},{from},completed,\"{start}\",\"{end}\",{},{direction}",
                call.lasted
            ),
            _ => format!(
                "{{\"sid\":\"{sid}\",\"parent_call_sid\":{},\"to\":\"{to}\",\"from\":\"{from}\",\"status\":\"completed\",\
                 \"start_time\":\"{start}\",\"end_time\":\"{end}\",\"duration\":\"{}\",\"direction\":\"{direction}\",\
                 \"subresource_uris\":{{\"events\":\"/x\"}}}}",
                if parent.is_empty() { "null".to_owned() } else { format!("\"{parent}\"") },
                call.lasted
            ),
        };
        let sid = format!("CA{index:032x}");
        let child = reached.map(|name| {
            row(format!("CB{index:032x}"), &sid, &format!("sip:{name}@desks.example"), "outbound-dial")
        });
        std::iter::once(row(sid.clone(), "", &to, "inbound")).chain(child).collect()
    }
}

fn connect(index: usize, call: &PlayedCall, from: &str, end: Timestamp) -> Vec<String> {
    let initial = format!("{index:08x}-1111-4111-8111-111111111111");
    let record = |id: &str, links: &str, method: &str, queue: Option<&str>| {
        let queue = queue
            .map_or_else(|| "null".to_owned(), |name| format!("{{\"ARN\":\"arn:x\",\"Name\":\"{name}\"}}"));
        format!(
            "{{\"ContactId\":\"{id}\",{links}\"Channel\":\"VOICE\",\"InitiationMethod\":\"{method}\",\
             \"InitiationTimestamp\":\"{}\",\"DisconnectTimestamp\":\"{end}\",\"CustomerEndpoint\":{{\"Address\":\"{from}\",\
             \"Type\":\"TELEPHONE_NUMBER\"}},\"SystemEndpoint\":{{\"Address\":\"+{}\"}},\"Queue\":{queue},\"Agent\":null}}",
            call.at, call.dialed
        )
    };
    // A transfer is a contact of its own.
    let id = format!("{index:08x}-2222-4222-8222-222222222222");
    let links = format!("\"InitialContactId\":\"{initial}\",\"PreviousContactId\":\"{initial}\",");
    match &call.reached {
        Some(name) if index.is_multiple_of(2) => {
            vec![record(&initial, "", "INBOUND", None), record(&id, &links, "TRANSFER", Some(name))]
        }
        reached => vec![record(&initial, "", "INBOUND", reached.as_deref())],
    }
}
