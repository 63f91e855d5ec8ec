use super::search_words::{SAME, likeness, query, words};
use crate::plan::{ContactId, Plan, StepId, StepKind, Target};

/// Something that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchSubject {
    /// Where a call can be put through, or a menu to choose from.
    Step(StepId),
    /// A fax number, an e-mail or postal address.
    Contact(ContactId),
}

/// Something that answers a request, and why it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// What was found.
    pub subject: SearchSubject,
    /// How well it answers, from 1 to 1000.
    pub score: u32,
    /// The words of the plan that answer best: a topic, a name.
    pub matched: String,
}

/// What is known of a subject, most telling first.
struct SearchField<'p> {
    text: &'p str,
    /// How much a match here counts, of 10.
    weight: u32,
}

/// Everything in the plan that answers the words, best first. Equal ones come in the plan's order.
#[must_use]
pub fn search(plan: &Plan, text: &str) -> Vec<SearchHit> {
    let asked = query(text);
    if asked.is_empty() {
        return Vec::new();
    }
    let steps =
        plan.steps().filter(|(_, step)| step.name.is_some() || matches!(step.kind, StepKind::Menu(_)));
    let mut hits: Vec<SearchHit> = steps
        .filter_map(|(id, _)| hit(&asked, SearchSubject::Step(id), &step_fields(plan, id)))
        .chain(
            plan.contacts()
                .filter_map(|(id, _)| hit(&asked, SearchSubject::Contact(id), &contact_fields(plan, id))),
        )
        .collect();
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
    // What answers less than three fifths as well as the best is noise.
    let best = hits.first().map_or(0, |hit| hit.score);
    hits.retain(|hit| hit.score * 5 >= best * 3);
    hits
}

fn hit(asked: &[String], subject: SearchSubject, fields: &[SearchField<'_>]) -> Option<SearchHit> {
    let fields: Vec<(&SearchField<'_>, Vec<String>)> =
        fields.iter().map(|field| (field, words(field.text))).collect();
    let mut total = 0;
    let mut answered = 0;
    for word in asked {
        let best = fields.iter().map(|(field, words)| field.weight * best_of(word, words)).max().unwrap_or(0);
        total += best;
        answered += u32::from(best > 0);
    }
    let count = asked.len() as u32;
    // Half of what was asked must be there at least.
    if answered * 2 < count || answered == 0 {
        return None;
    }
    let in_field = |words: &[String]| asked.iter().map(|word| best_of(word, words)).sum::<u32>();
    // One text that answers all the words is better than several that answer one each.
    let (best, matched) = fields
        .iter()
        .map(|(field, words)| (in_field(words) * field.weight, field.text))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())))?;
    Some(SearchHit { subject, score: (total + best) / (2 * count), matched: matched.to_owned() })
}

fn best_of(asked: &str, words: &[String]) -> u32 {
    words.iter().map(|word| likeness(asked, word)).max().unwrap_or(0).min(SAME)
}

fn step_fields(plan: &Plan, id: StepId) -> Vec<SearchField<'_>> {
    let step = plan.step(id);
    let mut fields = Vec::new();
    fields.extend(step.name.iter().map(|text| SearchField { text, weight: 10 }));
    fields.extend(step.topics.iter().map(|text| SearchField { text, weight: 9 }));
    fields.extend(step.unit.iter().map(|text| SearchField { text, weight: 6 }));
    // What a line says of itself holds for the step that answers it.
    for (_, line) in plan.lines().filter(|(_, line)| line.answer.target == Target::Step(id)) {
        fields.push(SearchField { text: &line.name, weight: 10 });
        fields.extend(line.topics.iter().map(|text| SearchField { text, weight: 9 }));
        fields.extend(line.unit.iter().map(|text| SearchField { text, weight: 6 }));
    }
    fields
}

fn contact_fields(plan: &Plan, id: ContactId) -> Vec<SearchField<'_>> {
    let contact = plan.contact(id);
    let mut fields = vec![SearchField { text: &contact.name, weight: 10 }];
    fields.extend(contact.topics.iter().map(|text| SearchField { text, weight: 9 }));
    fields.extend(contact.unit.iter().map(|text| SearchField { text, weight: 6 }));
    fields.extend(contact.only_for.iter().map(|text| SearchField { text, weight: 5 }));
    fields.extend(contact.note.iter().map(|text| SearchField { text, weight: 3 }));
    let channels = [
        ("fax", contact.fax.is_some()),
        ("email e-mail", contact.email.is_some()),
        ("mail post address", !contact.post.is_empty()),
    ];
    fields.extend(
        channels.into_iter().filter(|&(_, there)| there).map(|(text, _)| SearchField { text, weight: 5 }),
    );
    fields.extend(contact.email.iter().map(|text| SearchField { text, weight: 5 }));
    fields
}
