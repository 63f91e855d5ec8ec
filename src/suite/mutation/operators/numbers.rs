//! Numbers of lines, and the language in which they answer.

use super::planting::MutantPlanter;
use crate::plan::{Line, LineId, PlanChange};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let dialed = planting.plan.lines().filter(|(_, line)| line.number.value.is_dialable());
    let lines: Vec<(LineId, &Line)> = dialed.collect();
    for (index, &(id, line)) in lines.iter().enumerate() {
        let Some(&(next_id, next)) = lines.get(index + 1) else { break };
        let words = format!("lines `{}` and `{}` have swapped numbers", line.key, next.key);
        let (mut one, mut other) = (line.clone(), next.clone());
        std::mem::swap(&mut one.number.value, &mut other.number.value);
        let changes = vec![PlanChange::Line(id, Box::new(one)), PlanChange::Line(next_id, Box::new(other))];
        planting.add(Operator::Numbers, line.number.span, words, changes);
    }
    let own = planting.plan.language;
    for (id, line) in planting.plan.lines().filter(|(_, line)| line.language != own) {
        let words =
            format!("line `{}` answers in {} instead of {}", line.key, own.name(), line.language.name());
        let mut mistaken = line.clone();
        mistaken.language = own;
        let changes = vec![PlanChange::Line(id, Box::new(mistaken))];
        planting.add(Operator::Numbers, line.number.span, words, changes);
    }
}
