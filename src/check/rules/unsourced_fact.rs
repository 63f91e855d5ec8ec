use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Fact, facts};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unsourced-fact",
    level: Level::Warning,
    summary: "A fact says neither where it comes from nor why it is assumed",
    why: "In a plan that keeps its sources, nobody can check a fact without one. The rule applies if at least \
          half of the tables have `source` or `assumed`; other plans do not keep \
          sources.",
    mend: "Write `source = \"the words of the document\"`, or `assumed = \"why\"` for what the document \
          does not say. `ivrsim facts` lists both.",
    examples: examples!("unsourced-fact"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    // A key is a part of its menu, whose source speaks of it.
    let facts: Vec<_> = facts(context.plan).into_iter().filter(|fact| fact.kind != "key").collect();
    let is_told = |fact: &&Fact<'_>| fact.source.is_some() || fact.assumed.is_some();
    let told = facts.iter().filter(is_told).count();
    if told == facts.len() || told * 2 < facts.len() {
        return;
    }
    for fact in facts.iter().filter(|fact| !is_told(fact)) {
        let name = if fact.name.is_empty() {
            fact.kind.to_owned()
        } else {
            format!("{} `{}`", fact.kind, fact.name)
        };
        found.push(
            finding(fact.span, format!("{name} does not say where it comes from"))
                .help("write `source = \"...\"`, or `assumed = \"...\"` if the document does not say it"),
        );
    }
}
