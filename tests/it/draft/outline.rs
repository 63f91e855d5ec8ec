//! What a drafted plan says, in lines that can be compared.

use ivrsim::draft::{Draft, DraftRequest};
use ivrsim::number::Dialed;
use ivrsim::plan::{Plan, PlanLimits, Step, StepKind, Target, read};
use ivrsim::time::ScheduleZone;

/// What drafts are asked for where nothing else is said.
pub(super) fn request() -> DraftRequest {
    DraftRequest::of_day("2026-03-02".parse().unwrap())
}

/// The plan of a draft, which can always be read.
pub(super) fn plan_of(draft: &Draft) -> Plan {
    let files = draft.files.iter().map(|file| (file.name.as_str(), file.text.clone()));
    let reading = read(files, &PlanLimits::STANDARD);
    let errors: Vec<String> = reading.diagnostics.iter().map(|mistake| mistake.message.clone()).collect();
    let text: String = draft.files.iter().map(|file| file.text.as_str()).collect();
    reading.plan.unwrap_or_else(|| panic!("{errors:#?}\n{text}"))
}

/// Its facts, a line each, in order.
pub(super) fn outline(plan: &Plan) -> Vec<String> {
    let mut lines = vec![format!("effective {}", plan.effective), format!("zone {}", plan.zone.name())];
    for (_, line) in plan.lines() {
        let mut numbers: Vec<String> = Vec::new();
        for dialed in std::iter::once(&line.number).chain(&line.more_numbers) {
            if let Dialed::Number(number) = dialed.value {
                numbers.push(number.to_string());
            }
        }
        let Target::Step(step) = line.answer.target else { continue };
        let step = plan.step(step);
        for number in &numbers {
            match &step.kind {
                StepKind::Menu(menu) => {
                    lines.push(format!("number {number} = {} (menu)", line.name));
                    let keys = menu
                        .offered
                        .iter()
                        .filter_map(|key| Some((key.to_string(), menu.choice(*key)?.link)));
                    let routes = menu.entries.iter().flat_map(|entries| &entries.routes);
                    for (keys, link) in
                        keys.chain(routes.map(|route| (route.pattern.to_string(), route.choice.link)))
                    {
                        let Target::Step(behind) = link.target else { continue };
                        lines.push(format!("option {number} {keys} = {}", team(plan, plan.step(behind))));
                    }
                }
                _ => lines.push(format!("number {number} = {}", team(plan, step))),
            }
        }
    }
    for (_, contact) in plan.contacts() {
        if let Some(fax) = &contact.fax {
            lines.push(format!("fax {} = {}", fax.value, contact.name));
        }
        if let Some(email) = &contact.email {
            lines.push(format!("email {email} = {}", contact.name));
        }
        if !contact.post.is_empty() {
            lines.push(format!("post {} = {}", contact.post.join("; "), contact.name));
        }
    }
    lines.sort();
    lines
}

/// A team with its hours.
fn team(plan: &Plan, step: &Step) -> String {
    let name = step.name.clone().unwrap_or_else(|| step.key.clone());
    let Some(gate) = step.gate else { return format!("{name}, no hours") };
    let schedule = plan.schedule(gate.schedule);
    let zone = match schedule.schedule.zone() {
        ScheduleZone::Caller => "caller".to_owned(),
        ScheduleZone::Fixed(zone) => zone.name().to_owned(),
    };
    format!("{name}, {} {zone}", schedule.written.value)
}
