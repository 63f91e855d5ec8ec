//! Which platform files are of, told by what stands in them.

use std::fmt;

/// A platform whose files can be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Platform {
    /// `extensions.conf`, written by hand.
    Asterisk,
    /// The same, written by `FreePBX` or Issabel.
    FreePbx,
    /// Flows of Amazon Connect, as its interface and Terraform write them.
    Connect,
    /// Flows of Twilio Studio, as its console, its interface and Terraform write them.
    Twilio,
    /// XML dialplans and menus of `FreeSWITCH`.
    FreeSwitch,
    /// Documents of `VoiceXML`.
    VoiceXml,
    /// Flows of Genesys Cloud, as Architect writes them in YAML, with what Terraform says beside them.
    Genesys,
    /// Holidays, as calendars of people write them (iCalendar).
    ICalendar,
}

impl Platform {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Asterisk,
        Self::FreePbx,
        Self::Connect,
        Self::Twilio,
        Self::FreeSwitch,
        Self::VoiceXml,
        Self::Genesys,
        Self::ICalendar,
    ];

    /// The word for it on a command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asterisk => "asterisk",
            Self::FreePbx => "freepbx",
            Self::Connect => "connect",
            Self::Twilio => "twilio",
            Self::FreeSwitch => "freeswitch",
            Self::VoiceXml => "voicexml",
            Self::Genesys => "genesys",
            Self::ICalendar => "ics",
        }
    }

    /// Whether a file looks as if it were of this platform.
    #[must_use]
    pub fn is_of(self, text: &str) -> bool {
        match self {
            Self::FreePbx => {
                Self::Asterisk.is_of(text)
                    && ["[macro-user-callerid]", "[ext-did", "[from-did-direct]", ";--== end of ["]
                        .iter()
                        .any(|sign| text.contains(sign))
            }
            Self::Connect => {
                let is_flow = text.contains("\"StartAction\"") || text.contains("\\\"StartAction\\\"");
                let is_hours = text.contains("HoursOfOperation") && text.contains('{');
                let is_beside = ["/contact-flow/", ":connect:", "QueueArn", "aws_connect_"];
                let is_data = !text.trim_start().starts_with('<');
                is_data && (is_flow || is_hours || is_beside.iter().any(|sign| text.contains(sign)))
            }
            Self::Twilio => {
                let is_flow = ["initial_state", "states"].iter().all(|sign| text.contains(sign))
                    && text.contains(['{', '[']);
                let is_beside = ["twilio_studio_flow", "webhooks.twilio.com/"];
                let is_data = !text.trim_start().starts_with('<');
                is_data && (is_flow || is_beside.iter().any(|sign| text.contains(sign)))
            }
            Self::VoiceXml => text.trim_start().starts_with('<') && text.contains("<vxml"),
            Self::Genesys => is_architect(text),
            Self::FreeSwitch => {
                let signs = [
                    "<extension",
                    "<condition",
                    "<context",
                    "<X-PRE-PROCESS",
                    "freeswitch/xml",
                    "menu-exec-app",
                    "greet-long",
                    "<menus",
                ];
                text.trim_start().starts_with('<')
                    && signs.iter().any(|sign| text.contains(sign))
                    && !text.contains("<vxml")
            }
            Self::ICalendar => {
                let begin = text.trim_start_matches(['\u{feff}', '\r', '\n', ' ']);
                begin.get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
            }
            Self::Asterisk => {
                let lines = text.lines().map(str::trim_start);
                let is_step = |line: &str| {
                    let line = line.strip_prefix("exten").or_else(|| line.strip_prefix("same"));
                    line.is_some_and(|line| line.trim_start().starts_with('='))
                };
                !text.trim_start().starts_with(['{', '<']) && lines.take(20_000).any(is_step)
            }
        }
    }

    /// The one that a file is of, if it is of any.
    #[must_use]
    pub fn recognized(text: &str) -> Option<Self> {
        let in_turn = [
            Self::ICalendar,
            Self::FreePbx,
            Self::Asterisk,
            Self::Connect,
            Self::Twilio,
            Self::FreeSwitch,
            Self::VoiceXml,
            Self::Genesys,
        ];
        in_turn.into_iter().find(|platform| platform.is_of(text))
    }
}

/// As people call it.
impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Asterisk => "Asterisk",
            Self::FreePbx => "FreePBX",
            Self::Connect => "Amazon Connect",
            Self::Twilio => "Twilio Studio",
            Self::FreeSwitch => "FreeSWITCH",
            Self::VoiceXml => "VoiceXML",
            Self::Genesys => "Genesys Cloud",
            Self::ICalendar => "iCalendar",
        })
    }
}

/// Kinds of flows of Architect that begin a file.
const FLOW_KINDS: [&str; 12] = [
    "inboundCall:",
    "outboundCall:",
    "inqueueCall:",
    "inQueueCall:",
    "secureCall:",
    "inboundEmail:",
    "inboundMessage:",
    "inboundChat:",
    "commonModule:",
    "workflow:",
    "bot:",
    "voicemail:",
];

/// A flow in YAML, whatever its kind, or Terraform about such flows.
fn is_architect(text: &str) -> bool {
    let beside = [
        "\"genesyscloud_architect_",
        "\"genesyscloud_flow\"",
        "\"openHoursFlow\"",
        "\"openSchedules\"",
        "\"rrule\"",
        "\"emergencyCallFlows\"",
    ];
    if beside.iter().any(|sign| text.contains(sign)) && !text.trim_start().starts_with('<') {
        return true;
    }
    let begins = |line: &str| FLOW_KINDS.iter().any(|kind| line.starts_with(kind));
    let signs = ["startUpRef", "startUpTaskActions", "defaultLanguage", "menus:", "tasks:"];
    text.lines().take(2_000).any(|line| begins(line.trim_start_matches('\u{feff}')))
        && signs.iter().any(|sign| text.contains(sign))
}
