use super::super::context::CheckContext;
use super::super::offers::Offer;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Edit, Fix, Level};
use crate::base::source::Span;
use crate::plan::{Key, Menu, PromptPart};

pub(in crate::check) const RULE: Rule = Rule {
    code: "keys-out-of-order",
    level: Level::Warning,
    summary: "A menu offers its keys out of order",
    why: "Callers who wait for \"press 4\" after \"press 3\" think they missed something when 6 comes first. ISO/IEC 13714 asks for ascending order for that reason. 0, star and pound come \
          last, as on the phone.",
    mend: "Offer the keys in the order of the phone. A prompt with `{options}` offers them in the order of the \
           file.",
    examples: examples!("keys-out-of-order"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, step, menu) in context.menus() {
        if menu.say.pieces.contains(&PromptPart::Options) {
            let pairs = menu.offered.windows(2);
            let Some(pair) = pairs.into_iter().find(|pair| place(pair[0]) > place(pair[1])) else { continue };
            let Some(choice) = menu.choice(pair[1]) else { continue };
            let message = format!("menu `{}` offers key {} after key {}", step.key, pair[1], pair[0]);
            found.push(
                finding(choice.origin.span, message)
                    .help("put the keys in the order of the phone: 1 to 9, 0, *, #")
                    .maybe_fix(in_order(context, menu)),
            );
        }
    }
    for (step, _, offers) in context.spoken_menus() {
        // What holds at any time is said where it helps most.
        let choices: Vec<&Offer> = offers.all.iter().filter(|offer| !offer.is_aside).collect();
        let pairs = choices.windows(2);
        let Some(pair) = pairs.into_iter().find(|pair| place(pair[0].key) > place(pair[1].key)) else {
            continue;
        };
        let message =
            format!("the prompt of menu `{}` offers key {} after key {}", step.key, pair[1].key, pair[0].key);
        found.push(
            finding(pair[1].span, message)
                .related(pair[0].span, "offered before")
                .help("put the keys in the order of the phone: 1 to 9, 0, *, #"),
        );
    }
}

/// Where a key stands on a phone.
fn place(key: Key) -> usize {
    Key::ALL.iter().position(|other| *other == key).unwrap_or_default()
}

/// The lines of the keys, sorted, where each has one line and nothing stands between them.
fn in_order(context: &CheckContext<'_>, menu: &Menu) -> Option<Fix> {
    let first = menu.choices().next()?.1.origin.span;
    let text = context.plan.sources.file(first.file).text();
    let line_of = |key: Key| {
        let start = menu.choice(key)?.origin.span.range().start;
        let from = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let to = text[start..].find('\n').map_or(text.len(), |end| start + end);
        Some(from..to)
    };
    let lines: Vec<_> = menu.offered.iter().map(|&key| line_of(key)).collect::<Option<_>>()?;
    let is_list = lines.windows(2).all(|pair| pair[0].end + 1 == pair[1].start);
    let is_one_each = menu.choices().zip(&lines).all(|((_, choice), line)| {
        line.contains(&(choice.link.span.range().end - 1))
            && text[line.clone()]
                .trim_start()
                .starts_with(['"', '\'', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    });
    if !is_list || !is_one_each || text.get(lines.last()?.end..).is_none() {
        return None;
    }
    let mut sorted: Vec<_> = menu.offered.iter().zip(&lines).collect();
    sorted.sort_by_key(|(key, _)| place(**key));
    let edits =
        lines.iter().zip(sorted).filter(|(line, (_, other))| line != other).map(|(line, (_, other))| Edit {
            span: Span::new(first.file, line.clone()),
            text: text[other.clone()].to_owned(),
        });
    Some(Fix { message: "put the keys in order".to_owned(), edits: edits.collect() })
}
