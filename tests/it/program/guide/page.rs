//! A chapter, taken apart.

use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide")
}

/// A chapter, and the table of contents.
pub(super) struct Page {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

/// A block of code.
pub(super) struct Block<'a> {
    /// What stands behind the fence.
    pub(super) language: &'a str,
    /// The line of its first line, from 1.
    pub(super) line: usize,
    pub(super) lines: Vec<&'a str>,
    /// The folder below `examples` that the chapter spoke of last.
    pub(super) example: Option<&'a str>,
}

impl Page {
    pub(super) fn all() -> Vec<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        paths.sort();
        paths.into_iter().map(|path| Self { text: fs::read_to_string(&path).unwrap(), path }).collect()
    }

    pub(super) fn topic(&self) -> &str {
        self.path.file_stem().unwrap().to_str().unwrap()
    }

    pub(super) fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks: Vec<Block<'_>> = Vec::new();
        let mut example = None;
        let mut is_code = false;
        for (index, line) in self.text.lines().enumerate() {
            match line.strip_prefix("```") {
                Some(_) if is_code => is_code = false,
                Some(language) => {
                    is_code = true;
                    blocks.push(Block { language, line: index + 2, lines: Vec::new(), example });
                }
                None if is_code => blocks.last_mut().unwrap().lines.push(line),
                None => example = named(line).or(example),
            }
        }
        blocks
    }

    /// The headings, which code has none of.
    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        let mut is_code = false;
        self.text.lines().filter(move |line| {
            is_code ^= line.starts_with("```");
            !is_code && line.starts_with('#')
        })
    }

    /// Where the links of the prose lead.
    pub(super) fn links(&self) -> Vec<&str> {
        self.text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link).collect()
    }
}

/// The folder of examples that a line links to last.
fn named(line: &str) -> Option<&str> {
    let (_, rest) = line.rsplit_once("](examples/")?;
    rest.split([')', '/', '#']).next()
}
