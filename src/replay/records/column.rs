//! What a column of call records says, whatever a system calls it.

/// What is read of a record. Everything else in it is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordColumn {
    /// The system's own id of this leg.
    Id,
    /// The id of another leg of the same call.
    Link,
    /// When the call came in.
    Start,
    /// When it ended.
    End,
    /// How long it lasted, in seconds.
    Duration,
    /// Who called.
    From,
    /// The number that was dialed.
    To,
    /// The last extension that the call was at.
    Extension,
    /// The part of the dialplan in which that extension stands.
    Context,
    /// The last application that ran.
    App,
    /// What that application was given.
    AppData,
    /// The queue that the call waited in.
    Queue,
    /// Who took the call.
    Agent,
    /// The mailbox that took a message.
    Voicemail,
    /// Whether the call came in or went out.
    Direction,
    /// What came of the call.
    Status,
    /// What kind of contact it is: voice, or something else.
    Medium,
}

/// The texts of one record, by column; empty where the record has none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordTexts<'t>([&'t str; RecordColumn::COUNT]);

impl RecordColumn {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// All columns.
    pub const ALL: [Self; 17] = [
        Self::Id,
        Self::Link,
        Self::Start,
        Self::End,
        Self::Duration,
        Self::From,
        Self::To,
        Self::Extension,
        Self::Context,
        Self::App,
        Self::AppData,
        Self::Queue,
        Self::Agent,
        Self::Voicemail,
        Self::Direction,
        Self::Status,
        Self::Medium,
    ];

    /// The word for it in `--columns` and in a file of records.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Link => "link",
            Self::Start => "start",
            Self::End => "end",
            Self::Duration => "duration",
            Self::From => "from",
            Self::To => "to",
            Self::Extension => "extension",
            Self::Context => "context",
            Self::App => "app",
            Self::AppData => "app-data",
            Self::Queue => "queue",
            Self::Agent => "agent",
            Self::Voicemail => "voicemail",
            Self::Direction => "direction",
            Self::Status => "status",
            Self::Medium => "medium",
        }
    }

    /// The column of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.word() == word)
    }

    /// The column that a heading names, as Asterisk's `cdr` table, `FreeSWITCH`'s variables and Twilio's call resource name
    /// theirs, or as people do. Capitals, blanks and underscores make no difference.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        let plain: String =
            heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        Some(match &*plain {
            "uniqueid" | "uuid" | "callsid" | "sid" | "contactid" | "callid" | "id" => Self::Id,
            "linkedid" | "parentcallsid" | "parentsid" | "blegid" | "bleguuid" | "initialcontactid" => {
                Self::Link
            }
            "calldate"
            | "start"
            | "starttime"
            | "startstamp"
            | "startdate"
            | "initiationtimestamp"
            | "datetime"
            | "calltime"
            | "time"
            | "date" => Self::Start,
            "end" | "endtime" | "endstamp" | "enddate" | "disconnecttimestamp" => Self::End,
            "duration" | "durationseconds" | "durations" | "durationsec" => Self::Duration,
            "src" | "source" | "from" | "caller" | "callernumber" | "calleridnumber" | "callerid" | "ani" => {
                Self::From
            }
            "did" | "to" | "dnis" | "dialed" | "dialednumber" | "callednumber" | "called" => Self::To,
            "dst" | "destination" | "destinationnumber" | "extension" => Self::Extension,
            "dcontext" | "context" => Self::Context,
            "lastapp" => Self::App,
            "lastdata" | "lastarg" => Self::AppData,
            "queue" | "queuename" => Self::Queue,
            "agent" | "agentname" | "answeredbyagent" => Self::Agent,
            "voicemail" | "mailbox" => Self::Voicemail,
            "direction" | "initiationmethod" => Self::Direction,
            "disposition" | "status" | "hangupcause" => Self::Status,
            _ => return None,
        })
    }

    /// The position among [`RecordColumn::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

impl<'t> RecordTexts<'t> {
    /// A record that says nothing.
    pub(crate) fn new() -> Self {
        Self([""; RecordColumn::COUNT])
    }

    /// What a column says.
    pub(crate) fn get(&self, column: RecordColumn) -> &'t str {
        self.0[column.index()]
    }

    /// Keeps what a column says, unless another one of the same kind has said something.
    pub(crate) fn set(&mut self, column: RecordColumn, text: &'t str) {
        let kept = &mut self.0[column.index()];
        if kept.is_empty() {
            *kept = text.trim();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_word_of_its_own_and_its_own_place() {
        for (index, column) in RecordColumn::ALL.into_iter().enumerate() {
            assert_eq!(column.index(), index);
            assert_eq!(RecordColumn::from_word(column.word()), Some(column));
        }
        assert_eq!(RecordColumn::from_word("phone"), None);
    }

    #[test]
    fn headings_are_known_in_any_spelling() {
        assert_eq!(RecordColumn::of_heading("Start Time"), Some(RecordColumn::Start));
        assert_eq!(RecordColumn::of_heading("start_stamp"), Some(RecordColumn::Start));
        assert_eq!(RecordColumn::of_heading("ParentCallSid"), Some(RecordColumn::Link));
        assert_eq!(RecordColumn::of_heading("amaflags"), None);
    }

    #[test]
    fn the_first_of_two_texts_stands() {
        let mut texts = RecordTexts::new();
        texts.set(RecordColumn::From, " ");
        texts.set(RecordColumn::From, " one ");
        texts.set(RecordColumn::From, "two");
        assert_eq!(texts.get(RecordColumn::From), "one");
    }
}
