use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::ValueHint;

use super::format::Format;
use crate::import::Platform;

/// Make a plan of the files of a phone system that runs.
///
/// What the phone system does is worked out, step by step, and written as a plan with the places that each step comes from. A summary
/// tells what became of every step of the files.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim import /etc/asterisk/extensions.conf --out menus
  ivrsim import asterisk --entry from-trunk --line main=+16155550100 --out menus
  ivrsim import asterisk --words sounds.txt --timezone UTC --out menus
  ivrsim import asterisk --out new && ivrsim diff menus new
  ivrsim import holidays.ics --out menus

Reads Asterisk, FreePBX, Amazon Connect, Twilio Studio, FreeSWITCH, VoiceXML, Genesys Cloud, and holidays in iCalendar. The files tell which of them it is.

Exit codes:
  0    the plan was written
  2    a file that cannot be read, or a folder with a plan; nothing was written
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C")]
pub(crate) struct ImportArgs {
    /// Files and folders of the phone system
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Platform, if it is not to be told by the files
    #[arg(long, value_enum)]
    pub from: Option<ImportPlatform>,
    /// Folder to write the plan to, created if it does not exist; existing files are never replaced
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// Number that is dialed to reach a line, as in main=+16155550100; may be given several times
    #[arg(long = "line", value_name = "NAME=NUMBER")]
    pub lines: Vec<String>,
    /// Time zone of hours that name none [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// Context in which calls come in, or one of its extensions, as in from-trunk,100; may be given several times [default: those
    /// to which nothing else leads]
    #[arg(long = "entry", value_name = "CONTEXT")]
    pub entries: Vec<String>,
    /// File with the words of recordings, a line each, as in `vm-goodbye: Goodbye.`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub words: Option<PathBuf>,
    /// Format of the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// A platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportPlatform {
    /// Asterisk, written by hand
    Asterisk,
    /// `FreePBX` or Issabel
    Freepbx,
    /// Amazon Connect
    Connect,
    /// Twilio Studio
    Twilio,
    /// `FreeSWITCH`
    Freeswitch,
    /// `VoiceXML`
    Voicexml,
    /// Genesys Cloud
    Genesys,
    /// Holidays of an iCalendar file
    Ics,
}

impl From<ImportPlatform> for Platform {
    fn from(platform: ImportPlatform) -> Self {
        match platform {
            ImportPlatform::Asterisk => Self::Asterisk,
            ImportPlatform::Freepbx => Self::FreePbx,
            ImportPlatform::Connect => Self::Connect,
            ImportPlatform::Twilio => Self::Twilio,
            ImportPlatform::Freeswitch => Self::FreeSwitch,
            ImportPlatform::Voicexml => Self::VoiceXml,
            ImportPlatform::Genesys => Self::Genesys,
            ImportPlatform::Ics => Self::ICalendar,
        }
    }
}
