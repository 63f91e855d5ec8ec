resource "genesyscloud_flow" "front_door" {
  filepath = "${path.module}/front-door.yaml"
}

resource "genesyscloud_flow" "closed" {
  filepath = "${path.module}/closed.yaml"
}

resource "genesyscloud_architect_schedules" "week" {
  name  = "Week"
  start = "2025-01-06T08:00:00.000000"
  end   = "2025-01-06T17:00:00.000000"
  rrule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
}

resource "genesyscloud_architect_schedules" "thanksgiving" {
  name  = "Thanksgiving"
  start = "2025-11-27T00:00:00.000000"
  end   = "2025-11-28T00:00:00.000000"
  rrule = "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"
}

resource "genesyscloud_architect_schedules" "christmas" {
  name  = "Christmas"
  start = "2025-12-25T00:00:00.000000"
  end   = "2025-12-26T00:00:00.000000"
  rrule = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"
}

resource "genesyscloud_architect_schedulegroups" "clinic" {
  name                 = "Clinic"
  time_zone            = "America/Chicago"
  open_schedules_id    = [genesyscloud_architect_schedules.week.id]
  holiday_schedules_id = [
    genesyscloud_architect_schedules.thanksgiving.id,
    genesyscloud_architect_schedules.christmas.id,
  ]
}

resource "genesyscloud_architect_ivr" "clinic" {
  name                  = "Clinic"
  dnis                  = ["+16085550140"]
  open_hours_flow_id    = genesyscloud_flow.front_door.id
  closed_hours_flow_id  = genesyscloud_flow.closed.id
  holiday_hours_flow_id = genesyscloud_flow.closed.id
  schedule_group_id     = genesyscloud_architect_schedulegroups.clinic.id
}
