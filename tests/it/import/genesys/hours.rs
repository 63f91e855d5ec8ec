//! Numbers, flows by the time, and schedules of Terraform.

use super::super::end;
use super::{files, flow, plan, summary};

const AT: &str = "2026-03-02";

fn said(words: &str, queue: &str) -> String {
    format!(
        "inboundCall:\n  name: {queue}\n  startUpRef: \"/inboundCall/tasks/task[t]\"\n  initialGreeting:\n    tts: {words}\n  tasks:\n    - task:\n        name: T\n        refId: t\n        actions:\n          - transferToAcd:\n              name: {queue}\n              targetQueue:\n                lit:\n                  name: {queue}\n"
    )
}

const SCHEDULES: &str = "
resource \"genesyscloud_flow\" \"day\" {
  filepath = \"${path.module}/open.yaml\"
}
resource \"genesyscloud_flow\" \"night\" {
  filepath = \"./closed.yaml\"
}
resource \"genesyscloud_flow\" \"feast\" {
  filepath = \"./feast.yaml\"
}
resource \"genesyscloud_architect_schedules\" \"week\" {
  name  = \"Week\"
  start = \"2021-08-02T08:00:00.000000\"
  end   = \"2021-08-02T17:00:00.000000\"
  rrule = \"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\"
}
resource \"genesyscloud_architect_schedules\" \"evening\" {
  name  = \"Evening\"
  start = \"2021-08-02T19:00:00.000000\"
  end   = \"2021-08-03T01:00:00.000000\"
  rrule = \"FREQ=WEEKLY;BYDAY=TU\"
}
resource \"genesyscloud_architect_schedules\" \"christmas\" {
  name  = \"Christmas\"
  start = \"2021-12-25T00:00:00.000000\"
  end   = \"2021-12-26T00:00:00.000000\"
  rrule = \"FREQ=YEARLY\"
}
resource \"genesyscloud_architect_schedulegroups\" \"all\" {
  name                 = \"Office hours\"
  time_zone            = \"America/Chicago\"
  open_schedules_id    = [genesyscloud_architect_schedules.week.id, genesyscloud_architect_schedules.evening.id]
  holiday_schedules_id = [genesyscloud_architect_schedules.christmas.id]
}
";

const ROUTE: &str = "
resource \"genesyscloud_architect_ivr\" \"main\" {
  name                  = \"Front door\"
  dnis                  = [\"+16085550140\", \"+16085550141\"]
  open_hours_flow_id    = genesyscloud_flow.day.id
  closed_hours_flow_id  = genesyscloud_flow.night.id
  holiday_hours_flow_id = genesyscloud_flow.feast.id
  schedule_group_id     = genesyscloud_architect_schedulegroups.all.id
}
";

#[test]
fn a_number_leads_to_its_flows_by_the_schedules_of_its_group() {
    let (open, closed, feast) =
        (said("We are open.", "Day"), said("We are closed.", "Night"), said("It is a holiday.", "Feast"));
    let terraform = format!("{SCHEDULES}{ROUTE}");
    let import = files(&[
        ("main.tf", &terraform),
        ("open.yaml", &open),
        ("closed.yaml", &closed),
        ("feast.yaml", &feast),
    ]);
    let text = &import.files[0].text;
    assert!(text.contains("[lines.front-door]") && text.contains("+16085550141"), "{text}");
    let plan = plan(&import);
    for (at, wanted) in [
        ("2026-03-02 07:59:59", "night"),
        ("2026-03-02 08:00", "day"),
        ("2026-03-02 16:59:59", "day"),
        ("2026-03-02 17:00", "night"),
        ("2026-03-03 19:00", "day"),
        ("2026-03-04 00:59:59", "day"),
        ("2026-03-04 01:00", "night"),
        ("2026-03-07 10:00", "night"),
        ("2026-12-25 10:00", "feast"),
        ("2026-12-26 10:00", "night"),
    ] {
        assert_eq!(end(&plan, at, ""), format!("Transferred {wanted}"), "{at}");
    }
    let json = summary(&import);
    assert_eq!(
        (&json["outside"], &json["opaque"], &json["refused"]),
        (&0.into(), &0.into(), &0.into()),
        "{json:#}"
    );
}

#[test]
fn a_group_that_a_flow_asks_leads_on_by_its_outputs() {
    let task = "
  tasks:
    - task:
        name: Start
        refId: start_task
        actions:
          - evaluateScheduleGroup:
              name: Hours
              scheduleGroup:
                lit:
                  name: Office hours
              emergencyGroup:
                noValue: true
              outputs:
                closed:
                  actions:
                    - disconnect:
                        name: Closed
                holiday:
                  actions:
                    - transferToVoicemail:
                        name: Holiday
                        destination:
                          queue:
                            targetQueue:
                              lit:
                                name: Office
          - transferToAcd:
              name: Office
              targetQueue:
                lit:
                  name: Office
";
    let text = flow(task);
    let plan = plan(&files(&[("main.tf", SCHEDULES), ("main.yaml", &text)]));
    assert_eq!(end(&plan, &format!("{AT} 10:00"), ""), "Transferred office");
    assert!(end(&plan, &format!("{AT} 18:00"), "").starts_with("Disconnected"));
    assert_eq!(end(&plan, "2026-12-25 10:00", ""), "Voicemail holiday");
    // Without the group, it is asked.
    let import = files(&[("main.yaml", &text)]);
    assert_eq!(summary(&import)["outside"], 1);
    let plan = super::plan(&import);
    let record = super::super::call(&plan, &format!("{AT} 10:00"), "", "office-hours-now=closed");
    assert!(matches!(record.outcome.kind(), ivrsim::call::OutcomeKind::Disconnected));
}
