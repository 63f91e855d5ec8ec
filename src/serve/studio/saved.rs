//! Files of the plan, written from the studio: each only if it still says what was loaded, whole or not at all.

use std::path::{Path, PathBuf};

use super::reading::text_hash;
use super::underlined::has_crlf;
use crate::base::source::safe;
use crate::files::load;
use crate::files::save::{FileRewrite, rewrite};

/// A file as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDraft {
    /// Its name, as the page was told it.
    pub name: String,
    /// The hash of the text that was loaded.
    pub hash: String,
    /// What it is to say. Lines end with `\n` alone: that is how browsers give them.
    pub text: String,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveRefusal {
    /// The plan has no file of this name.
    NotOfThePlan(String),
    /// A file says something else than what was loaded.
    Changed {
        /// Which.
        name: String,
        /// What it says now; None: it is gone, or is no text any more.
        text: Option<String>,
        /// The hash of that.
        hash: Option<String>,
    },
    /// The system says no.
    Failed(String),
}

impl SaveRefusal {
    /// What people are told.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::NotOfThePlan(name) => {
                format!("{} is no file of this plan, so nothing was saved", safe(name))
            }
            Self::Changed { name, text: Some(_), .. } => {
                format!("{} has changed on disk since it was loaded, so nothing was saved", safe(name))
            }
            Self::Changed { name, text: None, .. } => {
                format!("{} is gone or can no longer be read, so nothing was saved", safe(name))
            }
            Self::Failed(why) => format!("Nothing was saved: {why}"),
        }
    }
}

/// Writes files of the plan at this path: all of them, or none if one of them is another by now. Gives the hashes of what they say then.
pub fn save(plan: &Path, drafts: &[FileDraft]) -> Result<Vec<String>, SaveRefusal> {
    let mut files = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let path =
            plan_file(plan, &draft.name).ok_or_else(|| SaveRefusal::NotOfThePlan(draft.name.clone()))?;
        let read = load::text(&path).ok();
        let hash = read.as_deref().map(text_hash);
        let Some(read) = read.clone().filter(|_| hash.as_deref() == Some(&draft.hash)) else {
            return Err(SaveRefusal::Changed { name: draft.name.clone(), text: read, hash });
        };
        let text = if has_crlf(&read) { draft.text.replace('\n', "\r\n") } else { draft.text.clone() };
        files.push((path, read, text));
    }
    let rewrites: Vec<FileRewrite<'_>> =
        files.iter().map(|(path, read, text)| FileRewrite { path, read, text }).collect();
    match rewrite(&rewrites) {
        Ok(()) => Ok(files.iter().map(|(.., text)| text_hash(text)).collect()),
        Err(error) => {
            Err(changed_meanwhile(drafts, &files).unwrap_or_else(|| SaveRefusal::Failed(error.to_string())))
        }
    }
}

/// The file that somebody else has changed between the reading and the writing.
fn changed_meanwhile(drafts: &[FileDraft], files: &[(PathBuf, String, String)]) -> Option<SaveRefusal> {
    drafts.iter().zip(files).find_map(|(draft, (path, read, _))| {
        let text = load::text(path).ok();
        (text.as_deref() != Some(read)).then(|| SaveRefusal::Changed {
            name: draft.name.clone(),
            hash: text.as_deref().map(text_hash),
            text,
        })
    })
}

/// The path of a file of the plan. Names are only ever compared: none leads anywhere else.
fn plan_file(plan: &Path, name: &str) -> Option<PathBuf> {
    load::plan_files(plan).into_iter().find(|path| safe(&load::name(path)) == name)
}
