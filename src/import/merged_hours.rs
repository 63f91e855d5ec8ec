//! Conditions on the time that lead to the same two places become hours.
//!
//! Systems ask for holidays one by one, then for the week, and all that comes of it is whether they are open. What such conditions
//! say together is said as people write hours: the week first, and behind it what takes away from it or adds to it.

use super::flow::{Act, Condition, Flow, NodeId};
use super::hours_parts::{DatedProduct, parts};
use super::time_rule::{TimeProduct, TimeRule};

/// So many conditions are put together. More are not what a person wants to read.
const MAX_CONDITIONS: usize = 400;

/// The longest hours, in bytes.
const MAX_LENGTH: usize = 4_000;

/// Puts conditions together, wherever only they lead to each other.
pub(super) fn merge_hours(flow: &mut Flow) {
    let mut entered = vec![0_usize; flow.nodes.len()];
    for line in &flow.lines {
        entered[line.start.index()] += 2;
    }
    for node in &flow.nodes {
        for to in node.act.targets() {
            entered[to.index()] += 1;
        }
    }
    // Those that come to a condition first take what is behind it.
    let mut is_behind = vec![false; flow.nodes.len()];
    for index in 0..flow.nodes.len() {
        if Asked::of(flow, NodeId(index as u32)).is_some() {
            for to in flow.nodes[index].act.targets() {
                is_behind[to.index()] |= entered[to.index()] == 1;
            }
        }
    }
    let all = (0..flow.nodes.len() as u32).map(NodeId);
    let mut open: Vec<NodeId> = all.filter(|id| !is_behind[id.index()]).collect();
    let mut is_done = vec![false; flow.nodes.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut is_done[id.index()], true) || Asked::of(flow, id).is_none() {
            continue;
        }
        if let Some((rule, open, closed)) = merged(flow, &entered, id) {
            let cases = vec![(Condition::Open(rule), open)];
            flow.nodes[id.index()].act = Act::Branch { cases, otherwise: closed };
        } else {
            // What leads to a third place is left, and what is behind it looked at by itself.
            let behind = flow.nodes[id.index()].act.targets().into_iter().copied();
            open.extend(behind.filter(|to| *to != id && entered[to.index()] == 1));
        }
    }
}

/// A branch that asks for the time alone: cases one behind the other.
struct Asked<'f> {
    cases: Vec<(&'f TimeRule, NodeId)>,
    otherwise: NodeId,
}

impl<'f> Asked<'f> {
    fn of(flow: &'f Flow, id: NodeId) -> Option<Self> {
        let Act::Branch { cases, otherwise } = &flow.nodes[id.index()].act else { return None };
        let asked = cases.iter().map(|(condition, to)| match condition {
            Condition::Open(rule) => Some((rule, *to)),
            _ => None,
        });
        Some(Self { cases: asked.collect::<Option<_>>()?, otherwise: *otherwise })
    }
}

/// The nodes behind a condition that belong to it: all that is entered from nowhere else.
fn region(flow: &Flow, entered: &[usize], start: NodeId) -> Vec<NodeId> {
    let mut region = vec![start];
    let mut ways: std::collections::HashMap<NodeId, usize> = std::collections::HashMap::new();
    let mut at = 0;
    while at < region.len() && region.len() <= MAX_CONDITIONS {
        let id = region[at];
        at += 1;
        for to in flow.nodes[id.index()].act.targets() {
            let ways = ways.entry(*to).or_default();
            *ways += 1;
            if *ways == entered[to.index()] && !region.contains(to) && Asked::of(flow, *to).is_some() {
                region.push(*to);
            }
        }
    }
    region
}

/// Hours with where they lead while open and while closed. None: there is nothing to put together, or it cannot be said.
fn merged(flow: &Flow, entered: &[usize], start: NodeId) -> Option<(TimeRule, NodeId, NodeId)> {
    let region = region(flow, entered, start);
    let asked: Vec<Asked<'_>> = region.iter().filter_map(|id| Asked::of(flow, *id)).collect();
    let rules: Vec<&TimeRule> =
        asked.iter().flat_map(|asked| asked.cases.iter().map(|(rule, _)| *rule)).collect();
    let [first, rest @ ..] = rules.as_slice() else { return None };
    if rest.is_empty() || rest.iter().any(|rule| rule.timezone != first.timezone) {
        return None;
    }
    let mut exits: Vec<NodeId> = Vec::new();
    for id in &region {
        for to in flow.nodes[id.index()].act.targets() {
            if !region.contains(to) && !exits.contains(to) {
                exits.push(*to);
            }
        }
    }
    // Conditions that lead back to themselves have no such place.
    let ways = std::iter::successors(Some(start), |id| Asked::of(flow, *id).map(|asked| asked.otherwise));
    let closed = ways.take(region.len() + 1).find(|id| !region.contains(id))?;
    let open = match exits.as_slice() {
        [one, other] => {
            if *one == closed {
                *other
            } else {
                *one
            }
        }
        _ => return None,
    };
    let mut asking = Asking { flow, region: &region, open, on_way: Vec::new(), work: 0 };
    let changes = asking.changes(start)?;
    let open_text = written(changes)?;
    let odd_minutes = rules.iter().find_map(|rule| rule.odd_minutes);
    let name = rules.iter().map(|rule| rule.name.as_str()).find(|name| !name.is_empty()).unwrap_or_default();
    let rule =
        TimeRule { open: open_text, timezone: first.timezone.clone(), name: name.to_owned(), odd_minutes };
    Some((rule, open, closed))
}

/// One behind the other: times that are open from here on, or closed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Open(DatedProduct),
    Closed(DatedProduct),
}

impl Change {
    fn product(&self) -> &DatedProduct {
        match self {
            Self::Open(product) | Self::Closed(product) => product,
        }
    }
}

struct Asking<'f> {
    flow: &'f Flow,
    region: &'f [NodeId],
    open: NodeId,
    /// The conditions that are being asked; one that leads back to itself says nothing of times.
    on_way: Vec<NodeId>,
    work: usize,
}

impl Asking<'_> {
    /// What a node comes to: it is closed at first, and the later change wins.
    fn changes(&mut self, id: NodeId) -> Option<Vec<Change>> {
        self.work += 1;
        if self.work > MAX_CONDITIONS * 4 {
            return None;
        }
        if !self.region.contains(&id) {
            let always = DatedProduct { dates: None, product: TimeProduct::always() };
            return Some(if id == self.open { vec![Change::Open(always)] } else { Vec::new() });
        }
        if self.on_way.contains(&id) {
            return None;
        }
        self.on_way.push(id);
        let asked = Asked::of(self.flow, id)?;
        let mut changes = self.changes(asked.otherwise)?;
        // The first case that holds counts, so it changes last.
        for (rule, to) in asked.cases.iter().rev() {
            let held = parts(&rule.open)?;
            let behind = self.changes(*to)?;
            for one in &held {
                if is_open_on(&changes, one) {
                    changes.push(Change::Closed(one.clone()));
                }
            }
            for change in behind {
                for one in &held {
                    match &change {
                        Change::Open(product) => changes.extend(one.both(product).map(Change::Open)),
                        Change::Closed(product) => changes.extend(one.both(product).map(Change::Closed)),
                    }
                }
            }
        }
        self.on_way.pop();
        Some(changes)
    }
}

/// Whether some time of these is open by now.
fn is_open_on(changes: &[Change], product: &DatedProduct) -> bool {
    changes.iter().any(|change| matches!(change, Change::Open(open) if open.both(product).is_some()))
}

/// Changes in an order in which people read them: those that do not meet may stand in any, so dates go up and weekdays as well.
fn in_order(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut blocks: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        let goes_with = |block: &Vec<Change>| match (block.first(), block.last(), &change) {
            // Other times instead of all of a day, and more times of the same days.
            (Some(Change::Closed(closed)), _, Change::Open(open)) => {
                closed.is_whole_days() && closed.same_days(open)
            }
            (_, Some(Change::Open(last)), Change::Open(open)) => block.len() == 1 && last.same_days(open),
            _ => false,
        };
        match blocks.last_mut().filter(|block| goes_with(block)) {
            Some(block) => match (block.last_mut(), change) {
                (Some(Change::Open(last)), Change::Open(open)) => last.add_minutes(&open),
                (_, change) => block.push(change),
            },
            None => blocks.push(vec![change]),
        }
    }
    for at in 1..blocks.len() {
        let mut place = at;
        while place > 0 && is_before(&blocks[place], &blocks[place - 1]) {
            blocks.swap(place, place - 1);
            place -= 1;
        }
    }
    blocks
}

/// Whether a block that stands behind another may stand before it, and is better there.
fn is_before(later: &[Change], earlier: &[Change]) -> bool {
    let (Some(later), Some(earlier)) = (later.first(), earlier.first()) else { return false };
    let (later, earlier) = (later.product(), earlier.product());
    let key = |product: &DatedProduct| (product.dates, product.product.weekdays.trailing_zeros());
    !later.meets_days(earlier) && key(later) < key(earlier)
}

/// Changes in the notation of plans.
fn written(changes: Vec<Change>) -> Option<String> {
    let mut text = String::new();
    let mut before: Vec<DatedProduct> = Vec::new();
    for block in in_order(changes) {
        let is_instead = block.len() > 1;
        let Some(last) = block.last() else { continue };
        let (product, is_open) = (last.product(), matches!(last, Change::Open(_)));
        let rules = product.rules();
        if rules.is_empty() {
            return None;
        }
        let is_apart = !before.iter().any(|known| known.meets_days(product));
        for rule in rules {
            let rule = match (is_open, product.is_whole_days()) {
                (true, _) => rule,
                (false, true) if rule == "24/7" => "off".to_owned(),
                (false, true) => format!("{} off", rule.trim_end_matches(" 00:00-24:00")),
                (false, false) => format!("{rule} off"),
            };
            // Behind `;` a rule stands on its days instead of those before.
            let sign = if !is_open || is_instead || is_apart { "; " } else { ", " };
            if !text.is_empty() {
                text.push_str(sign);
            }
            text.push_str(&rule);
        }
        before.push(product.clone());
        if text.len() > MAX_LENGTH {
            return None;
        }
    }
    Some(if text.is_empty() { "off".to_owned() } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{FileId, Span};
    use crate::import::flow::{FlowEnd, FlowLine, FlowPlace, Node, Sound};

    fn node(act: Act<NodeId>) -> Node<NodeId> {
        let place = FlowPlace { span: Span::new(FileId(0), 0..0), words: String::new() };
        Node { name: String::new(), act, place, assumed: Vec::new() }
    }

    /// A cascade: each condition leads to the open place (0), to the closed one (1), or to a third (2); the last leads to the closed one.
    fn merged(conditions: &[(&str, u32)]) -> Vec<String> {
        merged_before(conditions, 1)
    }

    /// The same, where the last condition leads to this node if it does not hold.
    fn merged_before(conditions: &[(&str, u32)], last: u32) -> Vec<String> {
        let says = |word: &str| Act::Say { said: vec![Sound::named(word)], then: NodeId(3) };
        let mut nodes = vec![
            node(says("open")),
            node(says("closed")),
            node(says("third")),
            node(Act::End(FlowEnd::HangUp)),
        ];
        for (at, (open, to)) in conditions.iter().enumerate() {
            let rule =
                TimeRule { open: (*open).to_owned(), timezone: None, name: String::new(), odd_minutes: None };
            let otherwise = NodeId(if at + 1 < conditions.len() { 5 + at as u32 } else { last });
            nodes.push(node(Act::Branch { cases: vec![(Condition::Open(rule), NodeId(*to))], otherwise }));
        }
        let place = nodes[0].place.clone();
        let line = FlowLine {
            name: "line".to_owned(),
            dialed: Vec::new(),
            title: "Line".to_owned(),
            start: NodeId(4),
            place,
            assumed: Vec::new(),
        };
        let mut flow = Flow { lines: vec![line], nodes, ..Flow::default() };
        merge_hours(&mut flow);
        // From the first condition on, those that are left.
        let mut at = NodeId(4);
        let mut left = Vec::new();
        while let Some(asked) = Asked::of(&flow, at).filter(|_| left.len() < conditions.len()) {
            left.extend(asked.cases.iter().map(|(rule, _)| rule.open.clone()));
            at = asked.otherwise;
        }
        left
    }

    #[test]
    fn holidays_and_a_week_are_one_schedule_with_the_week_first() {
        let conditions = [
            ("Dec 25 00:00-24:00", 1),
            ("2026 Dec 24 00:00-24:00", 1),
            ("Mo-Fr 12:00-13:00", 1),
            ("Sa 10:00-14:00", 0),
            ("Mo-Fr 09:00-17:00", 0),
        ];
        assert_eq!(
            merged(&conditions),
            ["Mo-Fr 09:00-17:00; Mo-Fr 12:00-13:00 off; Sa 10:00-14:00; 2026 Dec 24 off; Dec 25 off"]
        );
    }

    #[test]
    fn what_leads_elsewhere_stays_and_what_is_behind_it_is_put_together() {
        let conditions = [("Dec 25 00:00-24:00", 2), ("Sa 10:00-14:00", 0), ("Mo-Fr 09:00-17:00", 0)];
        assert_eq!(merged(&conditions), ["Dec 25 00:00-24:00", "Mo-Fr 09:00-17:00; Sa 10:00-14:00"]);
        assert_eq!(merged(&[("Mo-Fr 09:00-17:00", 0)]), ["Mo-Fr 09:00-17:00"]);
    }
    #[test]
    fn conditions_that_lead_back_to_themselves_stay() {
        let one = [("Mo-Fr 09:00-17:00", 0)];
        assert_eq!(merged_before(&one, 4), ["Mo-Fr 09:00-17:00"]);
        let round = [("Dec 25 00:00-24:00", 1), ("Mo-Fr 09:00-17:00", 0)];
        assert_eq!(merged_before(&round, 4), ["Dec 25 00:00-24:00", "Mo-Fr 09:00-17:00"]);
        assert_eq!(merged_before(&round, 5), ["Dec 25 00:00-24:00", "Mo-Fr 09:00-17:00"]);
        let by_case = [("Dec 25 00:00-24:00", 1), ("Mo-Fr 09:00-17:00", 4)];
        assert_eq!(merged_before(&by_case, 0), ["Dec 25 00:00-24:00", "Mo-Fr 09:00-17:00"]);
    }
}
