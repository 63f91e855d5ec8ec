//! What others decide: data actions, callers, numbers that are dialed, emergencies; and what they say stays theirs.

use ivrsim::call::{CallSpec, Caller, OutcomeKind};
use ivrsim::number::Country;
use ivrsim::time::moment;

use super::super::call;
use super::{files, one_fate_each, plan, queue, summary, task, task_only};

const AT: &str = "2026-03-02 10:00";

#[test]
fn a_data_action_is_asked_where_its_answer_is_used_and_for_its_failure() {
    let plan = task_only(&format!(
        "
- callData:
    name: Find account
    outputs:
      failure:
        actions:
{}      timeout:
        actions:
          - disconnect:
              name: Late
    successOutputs:
      tier:
        var: Flow.Tier
- switch:
    name: Tier
    evaluate:
      firstTrue:
        default:
          actions:
            - disconnect:
                name: Nobody
        cases:
          - case:
              value:
                exp: Flow.Tier == \"gold\"
              actions:
{}          - case:
              value:
                exp: IsNotSetOrEmpty(Flow.Tier)
              actions:
{}",
        queue("Broken", 10),
        queue("Gold", 16),
        queue("Unknown", 16)
    ));
    let to = |answers: &str| {
        let record = call(&plan, AT, "", answers);
        record
            .outcome
            .place_key(&plan)
            .map(str::to_owned)
            .filter(|_| record.outcome.kind() == OutcomeKind::Transferred)
    };
    assert_eq!(to("tier=gold").as_deref(), Some("gold"));
    assert_eq!(to("tier-is-set=yes"), None);
    assert_eq!(to("tier-is-set=other").as_deref(), Some("unknown"));
    assert_eq!(to("find-account-result=failure").as_deref(), Some("broken"));
    assert_eq!(to("find-account-result=timeout"), None);
}

#[test]
fn the_caller_decides_by_number_and_by_how_it_begins() {
    let plan = task_only(&format!(
        "
- decision:
    name: Anna
    condition:
      exp: Call.Ani == \"tel:+16085550177\"
    outputs:
      yes:
        actions:
{}- decision:
    name: Wisconsin
    condition:
      exp: StartsWith(ToString(Call.Ani), \"tel:+1608\")
    outputs:
      yes:
        actions:
{}{}",
        queue("Anna", 10),
        queue("Near", 10),
        queue("Far", 0)
    ));
    let to = |number: &str| {
        let at = moment::parse(AT, plan.zone).unwrap();
        let (_, line) = plan.lines().next().unwrap();
        let caller = Caller::parse(number, Country::UnitedStates).unwrap();
        let record = plan.call(&CallSpec::new(line.number.value, at).with_caller(caller));
        record.outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(to("+16085550177"), "anna");
    assert_eq!(to("+16085550178"), "near");
    assert_eq!(to("+12125550178"), "far");
}

#[test]
fn a_number_that_flows_ask_for_is_a_line_of_its_own() {
    let flow = task(&format!(
        "
- decision:
    name: Second
    condition:
      exp: Call.CalledAddress == \"tel:+16085550141\"
    outputs:
      yes:
        actions:
{}{}",
        queue("Second", 10),
        queue("First", 0)
    ));
    let terraform = "resource \"genesyscloud_flow\" \"main\" {\n  filepath = \"./main.yaml\"\n}\nresource \"genesyscloud_architect_ivr\" \"main\" {\n  name = \"Numbers\"\n  dnis = [\"+16085550140\", \"+16085550141\"]\n  open_hours_flow_id = genesyscloud_flow.main.id\n}\n";
    let import = files(&[("main.tf", terraform), ("main.yaml", &flow)]);
    let plan = plan(&import);
    let ends = plan.lines().map(|(_, line)| {
        let at = moment::parse(AT, plan.zone).unwrap();
        let record = plan.call(&CallSpec::new(line.number.value, at));
        format!("{} {}", line.number.value, record.outcome.place_key(&plan).unwrap())
    });
    let ends: Vec<String> = ends.collect();
    assert_eq!(ends, ["1-608-555-0140 first", "1-608-555-0141 second"]);
}

#[test]
fn an_emergency_comes_before_all_else() {
    let flow = |name: &str| task(&queue(name, 0)).replace("name: Main", &format!("name: {name}"));
    let terraform = "
resource \"genesyscloud_flow\" \"day\" {
  filepath = \"./day.yaml\"
}
resource \"genesyscloud_flow\" \"storm\" {
  filepath = \"./storm.yaml\"
}
resource \"genesyscloud_architect_ivr\" \"main\" {
  name               = \"Front door\"
  dnis               = [\"+16085550140\"]
  open_hours_flow_id = genesyscloud_flow.day.id
}
resource \"genesyscloud_architect_emergencygroup\" \"storm\" {
  name    = \"Storm\"
  enabled = false
  emergency_call_flows {
    emergency_flow_id = genesyscloud_flow.storm.id
    ivr_ids           = [genesyscloud_architect_ivr.main.id]
  }
}
";
    let import = files(&[("main.tf", terraform), ("day.yaml", &flow("Day")), ("storm.yaml", &flow("Storm"))]);
    one_fate_each(&import);
    let plan = plan(&import);
    let to = |answers: &str| call(&plan, AT, "", answers).outcome.place_key(&plan).unwrap().to_owned();
    assert_eq!(to(""), "day");
    assert_eq!(to("emergency-storm=yes"), "storm");
    assert_eq!(summary(&import)["outside"], 1, "somebody declares it");
}

#[test]
fn what_the_interface_lists_is_read_as_terraform_is() {
    let listed = r#"{ "entities": [
        { "id": "1111", "name": "Week", "start": "2021-08-02T08:00:00.000000", "end": "2021-08-02T17:00:00.000000", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU" },
        { "id": "2222", "name": "Office", "timeZone": "America/Chicago", "openSchedules": [{ "id": "1111", "name": "Week" }], "closedSchedules": [], "holidaySchedules": [] },
        { "id": "3333", "name": "Front door", "dnis": ["+16085550140"], "openHoursFlow": { "id": "9", "name": "Main" }, "closedHoursFlow": { "name": "Night" }, "scheduleGroup": { "id": "2222" } }
    ] }"#;
    let night = task(&queue("Night", 0)).replace("name: Main", "name: Night");
    // The interface names flows by identifiers that only it knows.
    let listed = listed.replace("\"id\": \"9\", ", "");
    let import =
        files(&[("all.json", &listed), ("main.yaml", &task(&queue("Day", 0))), ("night.yaml", &night)]);
    let plan = plan(&import);
    assert_eq!(super::super::end(&plan, "2026-03-02 16:59:59", ""), "Transferred day");
    assert_eq!(super::super::end(&plan, "2026-03-02 17:00", ""), "Transferred night");
    assert_eq!(super::super::end(&plan, "2026-03-04 10:00", ""), "Transferred night");
    assert!(import.files[0].text.contains("+16085550140"));
}

#[test]
fn secrets_of_a_flow_are_not_in_its_plan() {
    let text = task(
        "
- setParticipantData:
    name: Remember
    attributes:
      - attribute:
          name:
            lit: token
          value:
            lit: a8F3kd93JD82hsl20dk3ms92
- callData:
    name: https://anna:hunter2@crm.example/hook?token=abc123
    inputs:
      - input:
          name: apiKey
          value:
            lit: b7G4le84KE73itm31el4nt83
    successOutputs:
      answer:
        var: Flow.Answer
- decision:
    name: Known
    condition:
      exp: Flow.Answer == \"c9H5mf95LF64jun42fm5ou94\"
    outputs:
      yes:
        actions:
          - transferToNumber:
              name: mail anna@clinic.com
              targetNumber:
                lit: \"+16085550177\"
",
    );
    let import = files(&[("main.yaml", &text)]);
    let json = serde_json::to_string(&import.summary.json).unwrap();
    let whole: String = import.files.iter().map(|file| file.text.as_str()).chain([json.as_str()]).collect();
    for secret in ["a8F3kd", "b7G4le", "c9H5mf", "hunter2", "abc123", "anna@clinic.com"] {
        assert!(!whole.contains(secret), "{secret}: {whole}");
    }
    assert!(whole.contains("number +16085550177") || whole.contains("16085550177"), "{whole}");
}
