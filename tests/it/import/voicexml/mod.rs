//! `VoiceXML`: its rules, its mistakes, and random applications against a second model of it.

mod calls;
mod files;
mod mistakes;
mod model;
mod rules;

use ivrsim::base::source::Sources;
use ivrsim::import::{Import, ImportRequest, Platform, import};

/// Documents taken over.
pub(crate) fn files(files: &[(&str, &str)]) -> Import {
    let request = ImportRequest { platform: Some(Platform::VoiceXml), ..super::request() };
    let mut sources = Sources::default();
    let named: Vec<_> = files.iter().map(|(name, text)| sources.add(*name, *text)).collect();
    import(&sources, &named, &request).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{files:#?}"))
}

/// One document taken over.
pub(crate) fn document(dialogs: &str) -> Import {
    files(&[("main.vxml", &format!("<vxml version=\"2.1\">{dialogs}</vxml>"))])
}

pub(crate) use super::freeswitch::{fates, plan, text};
