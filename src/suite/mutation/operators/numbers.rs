//! Numbers of lines.

use super::planting::Planting;
use crate::plan::{Change, Line, LineId};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut Planting<'_>) {
    let lines: Vec<(LineId, &Line)> = planting.plan.lines().collect();
    for (index, &(id, line)) in lines.iter().enumerate() {
        let Some(&(next_id, next)) = lines.get(index + 1) else { break };
        let words = format!("lines `{}` and `{}` have each other's number", line.key, next.key);
        let (mut one, mut other) = (line.clone(), next.clone());
        std::mem::swap(&mut one.number.value, &mut other.number.value);
        let changes = vec![Change::Line(id, Box::new(one)), Change::Line(next_id, Box::new(other))];
        planting.add(Operator::Numbers, line.number.span, words, changes);
    }
}
