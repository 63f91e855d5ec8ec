//! What a plan states, with the words that it comes from.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::base::text::{Paint, counted, one_line, safe};
use crate::plan::Fact;

/// Facts for people, file by file.
#[derive(Clone, Copy, Debug)]
pub struct FactsText<'a> {
    /// The facts, in the order of the files.
    pub facts: &'a [Fact<'a>],
    /// Colors.
    pub paint: Paint,
}

impl fmt::Display for FactsText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paint = self.paint;
        let mut file = "";
        for fact in self.facts {
            if fact.place.file != file {
                let gap = if file.is_empty() { "" } else { "\n" };
                file = fact.place.file;
                writeln!(f, "{gap}{}", paint.bold(safe(file)))?;
            }
            let named = format!("{} {}", fact.kind, fact.name);
            write!(f, "{:>5}  {}", fact.place.line, paint.bold(safe(named.trim_end())))?;
            writeln!(f, "  {}", safe(&fact.value))?;
            match (fact.source, fact.assumed) {
                (None, None) => writeln!(f, "       {}", paint.bad("neither source nor assumption"))?,
                (source, assumed) => {
                    if let Some(words) = source {
                        writeln!(f, "       {}", paint.good(format_args!("“{}”", one_line(words))))?;
                    }
                    if let Some(why) = assumed {
                        writeln!(f, "       {}", paint.note(format_args!("assumed: {}", one_line(why))))?;
                    }
                }
            }
        }
        let count = |wanted: fn(&Fact<'_>) -> bool| self.facts.iter().filter(|fact| wanted(fact)).count();
        let (all, sourced) = (self.facts.len(), count(|fact| fact.source.is_some()));
        let assumed = count(|fact| fact.assumed.is_some());
        let all = counted(all, "fact");
        writeln!(f, "\n{all}: {sourced} quote the document, {assumed} assume something")
    }
}

/// One fact.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FactJson {
    /// What kind of thing it is about.
    pub kind: &'static str,
    /// The name in the file.
    pub name: String,
    /// What is stated.
    pub value: String,
    /// The words of the document.
    pub source: Option<String>,
    /// Why it was filled in.
    pub assumed: Option<String>,
    /// The file that states it.
    pub file: String,
    /// The line in that file, from 1.
    pub line: u32,
}

impl From<&Fact<'_>> for FactJson {
    fn from(fact: &Fact<'_>) -> Self {
        Self {
            kind: fact.kind,
            name: fact.name.clone(),
            value: fact.value.clone(),
            source: fact.source.map(str::to_owned),
            assumed: fact.assumed.map(str::to_owned),
            file: fact.place.file.to_owned(),
            line: fact.place.line,
        }
    }
}
