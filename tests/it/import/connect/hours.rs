//! Hours of operation as the platform's interface and Terraform write them, with overrides.

use serde_json::json;

use super::super::end;
use super::{WEEK, action, branch, files, flow, hours, plan};

fn main() -> String {
    let check = branch(
        "check",
        "CheckHoursOfOperation",
        json!({ "HoursOfOperationId": "id-day" }),
        &[("True", "open"), ("False", "closed")],
        &[],
    );
    flow(&[
        check,
        action("open", "CreateCallbackContact", json!({}), ""),
        action("closed", "DisconnectParticipant", json!({}), ""),
    ])
    .to_string()
}

#[test]
fn overrides_take_the_place_of_the_week_on_their_days() {
    let week: Vec<(&str, u16, u16)> = WEEK.iter().map(|day| (*day, 480, 1020)).collect();
    let short = json!({ "Day": "THURSDAY", "StartTime": { "Hours": 9, "Minutes": 0 }, "EndTime": { "Hours": 12, "Minutes": 30 } });
    let overrides = json!({ "HoursOfOperationOverrideList": [
        { "Name": "Christmas Eve", "HoursOfOperationId": "id-day", "Config": [short], "EffectiveFrom": "2026-12-24", "EffectiveTill": "2026-12-24" },
        { "Name": "Christmas", "HoursOfOperationId": "id-day", "Config": [], "EffectiveFrom": "2026-12-25", "EffectiveTill": "2026-12-27" },
        { "Name": "Weekly", "HoursOfOperationId": "id-day", "RecurrenceConfig": { "RecurrencePattern": {} }, "EffectiveFrom": "2026-01-01" },
    ] });
    let import = files(&[
        ("main.json", main()),
        ("hours.json", hours("day", "America/Chicago", &week).to_string()),
        ("overrides.json", overrides.to_string()),
    ]);
    let plan = plan(&import);
    for (at, open) in [
        ("2026-12-23 16:59:59", true),
        ("2026-12-24 08:59:59", false),
        ("2026-12-24 12:29", true),
        ("2026-12-24 12:30", false),
        ("2026-12-25 10:00", false),
        ("2026-12-27 10:00", false),
        ("2026-12-28 08:00", true),
    ] {
        assert_eq!(end(&plan, at, "").starts_with("Callback"), open, "{at}");
    }
    let json = serde_json::to_value(&import.summary.json).unwrap();
    assert_eq!(json["refused"], 1, "{json:#}");
}

#[test]
fn terraform_gives_hours_queues_numbers_and_flows_their_names() {
    let check =
        branch("check", "CheckHoursOfOperation", json!({}), &[("True", "to-it"), ("False", "closed")], &[]);
    let set = action(
        "set",
        "UpdateContactTargetQueue",
        json!({ "QueueId": "${aws_connect_queue.care.queue_id}" }),
        "check",
    );
    let content = flow(&[
        set,
        check,
        action("to-it", "TransferContactToQueue", json!({}), ""),
        action("closed", "DisconnectParticipant", json!({}), ""),
    ]);
    let text = format!(
        "resource \"aws_connect_hours_of_operation\" \"day\" {{\n  name = \"Day\"\n  time_zone = \"America/Chicago\"\n  config {{\n    day = \"MONDAY\"\n    start_time {{\n      hours = 8\n      minutes = 0\n    }}\n    end_time {{\n      hours = 0\n      minutes = 0\n    }}\n  }}\n}}\n\
         resource \"aws_connect_queue\" \"care\" {{\n  name = \"Customer care\"\n  hours_of_operation_id = aws_connect_hours_of_operation.day.hours_of_operation_id\n}}\n\
         resource \"aws_connect_contact_flow\" \"main\" {{\n  name = \"Front door\"\n  type = \"CONTACT_FLOW\"\n  content = <<JSON\n{content:#}\nJSON\n}}\n\
         resource \"aws_connect_phone_number\" \"main\" {{\n  phone_number = \"+16085550140\"\n}}\n\
         resource \"aws_connect_phone_number_contact_flow_association\" \"main\" {{\n  phone_number_id = aws_connect_phone_number.main.id\n  contact_flow_id = aws_connect_contact_flow.main.contact_flow_id\n}}\n"
    );
    let import = files(&[("main.tf", text)]);
    let plan = plan(&import);
    let (_, line) = plan.lines().next().unwrap();
    assert_eq!(line.key, "front-door");
    assert!(import.files[0].text.contains("+16085550140"), "{}", import.files[0].text);
    assert_eq!(end(&plan, "2026-03-02 07:59:59", ""), "Disconnected customer-care");
    assert_eq!(end(&plan, "2026-03-02 23:59:59", ""), "Transferred customer-care");
}

#[test]
fn times_that_no_clock_shows_are_told_and_taken_as_closed() {
    let import = files(&[
        ("main.json", main()),
        (
            "hours.json",
            hours("day", "America/Chicago", &[("MONDAY", 25 * 60, 1020), ("TUESDAY", 480, 1020)]).to_string(),
        ),
    ]);
    let plan = plan(&import);
    assert!(
        import.files[0].text.contains("1 of the times of these hours cannot be read"),
        "{}",
        import.files[0].text
    );
    assert!(end(&plan, "2026-03-02 10:00", "").starts_with("Disconnected"));
    assert!(end(&plan, "2026-03-03 10:00", "").starts_with("Callback"));
}
