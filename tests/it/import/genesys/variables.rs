//! Variables, expressions, tasks, and what is entered.

use ivrsim::call::OutcomeKind;

use super::super::{call, end};
use super::{files, main_only, one_fate_each, plan, queue, summary, task, task_only};

const AT: &str = "2026-03-02 10:00";

#[test]
fn variables_decisions_and_switches_are_worked_out() {
    let plan = main_only(
        "
  tasks:
    - task:
        name: Start
        refId: start_task
        actions:
          - updateData:
              name: Set
              statements:
                - integer:
                    variable: Task.N
                    value:
                      lit: 0
          - loop:
              name: Thrice
              loopCount:
                lit: 3
              outputs:
                loop:
                  actions:
                    - updateData:
                        name: Add
                        statements:
                          - integer:
                              variable: Task.N
                              value:
                                exp: Task.N + 1
          - decision:
              name: Three
              condition:
                exp: Task.N == 3 and !IsNotSetOrEmpty(ToString(Task.N))
              outputs:
                yes:
                  actions:
                    - callTask:
                        name: Ask
                        targetTaskRef: /inboundCall/tasks/task[ask_task]
                        outputs:
                          paths:
                            - path:
                                name: Gold
                                actions:
                                  - transferToAcd:
                                      name: Gold queue
                                      targetQueue:
                                        lit:
                                          name: Gold queue
                no:
                  actions:
                    - disconnect:
                        name: Never
          - transferToAcd:
              name: Rest
              targetQueue:
                lit:
                  name: Rest queue
    - task:
        name: Ask
        refId: ask_task
        actions:
          - callData:
              name: Look up
              outputs:
                failure:
                  actions:
                    - disconnect:
                        name: Out of order
              successOutputs:
                tier:
                  var: Flow.Tier
          - switch:
              name: By tier
              evaluate:
                firstTrue:
                  default:
                    actions:
                      - endTask:
                          name: Rest
                  cases:
                    - case:
                        value:
                          exp: Flow.Tier == \"gold\"
                        actions:
                          - endTask:
                              name: Gold
                              outputPath:
                                name: Gold
",
    );
    let to = |answers: &str| call(&plan, AT, "", answers).outcome.place_key(&plan).unwrap().to_owned();
    assert_eq!(to("tier=gold"), "gold-queue");
    assert_eq!(to(""), "rest");
    assert!(matches!(
        call(&plan, AT, "", "look-up-result=failure").outcome.kind(),
        OutcomeKind::Disconnected
    ));
}

#[test]
fn collected_digits_are_told_apart_by_what_is_asked_of_them() {
    let plan = main_only(
        "
  tasks:
    - task:
        name: Start
        refId: start_task
        actions:
          - collectInput:
              name: Code
              inputData:
                var: Flow.Code
              digits:
                exact:
                  lit: 3
              inputAudio:
                tts: Your code, please.
              outputs:
                failure:
                  actions:
                    - disconnect:
                        name: Nothing
          - decision:
              name: Right
              condition:
                exp: Flow.Code == \"123\"
              outputs:
                yes:
                  actions:
                    - transferToUser:
                        name: Anna
                        targetUser:
                          lit:
                            name: Anna
          - transferToAcd:
              name: Rest
              targetQueue:
                lit:
                  name: Rest queue
",
    );
    assert_eq!(end(&plan, AT, "123"), "Transferred anna");
    assert_eq!(end(&plan, AT, "124"), "Transferred rest");
    assert_eq!(end(&plan, AT, ""), "Disconnected code");
}

#[test]
fn entries_are_texts_and_numbers_have_noughts_in_front() {
    let plan = task_only(&format!(
        "
- collectInput:
    name: Code
    inputData:
      var: Flow.Code
    digits:
      range:
        min:
          lit: 2
        max:
          lit: 4
    inputAudio:
      tts: Your code, please.
    outputs:
      failure:
        actions:
          - disconnect:
              name: Nothing
- decision:
    name: Number
    condition:
      exp: ToInt(Flow.Code) == 12
    outputs:
      yes:
        actions:
{}- decision:
    name: Text
    condition:
      exp: Flow.Code == \"034\"
    outputs:
      yes:
        actions:
{}{}",
        queue("Twelve", 10),
        queue("Text", 10),
        queue("Rest", 0)
    ));
    for (keys, wanted) in
        [("12#", "twelve"), ("0012", "twelve"), ("034#", "text"), ("34#", "rest"), ("9999", "rest")]
    {
        assert_eq!(end(&plan, AT, keys), format!("Transferred {wanted}"), "{keys}");
    }
    assert_eq!(end(&plan, AT, "7#"), "Disconnected code", "it is too short");
    assert_eq!(end(&plan, AT, ""), "Disconnected code");
}

#[test]
fn what_is_not_set_fails_and_is_dealt_with_as_the_flow_says() {
    let body = "
- updateData:
    name: Add
    statements:
      - integer:
          variable: Flow.Missing
          value:
            exp: Flow.Missing + 1
- disconnect:
    name: Never
";
    let asked = format!("{body}- decision:\n    name: Asked\n    condition:\n      exp: Flow.Missing > 1\n");
    let plain = task(&asked);
    let text = plain.replacen(
        "  tasks:\n",
        "  settingsErrorHandling:\n    errorHandling:\n      transferToAcd:\n        targetQueue:\n          lit:\n            name: Helpers\n    preHandlingAudio:\n      tts: Something went wrong.\n  tasks:\n",
        1,
    );
    // What nothing asks for is not worked out: here, a decision does.
    let asked = text.replace("          - disconnect:\n              name: Never\n", "");
    let import = files(&[("main.yaml", &asked)]);
    one_fate_each(&import);
    let record = call(&plan(&import), AT, "", "");
    assert_eq!(record.outcome.kind(), OutcomeKind::Transferred, "{}", import.files[0].text);
    assert!(import.files[0].text.contains("Something went wrong."));
    let without = plain.replace("          - disconnect:\n              name: Never\n", "");
    assert_eq!(call(&plan_of(&without), AT, "", "").outcome.kind(), OutcomeKind::Disconnected);
}

fn plan_of(text: &str) -> ivrsim::plan::Plan {
    plan(&files(&[("main.yaml", text)]))
}

#[test]
fn tasks_are_handed_values_and_give_values_back() {
    let body = format!(
        "
  tasks:
    - task:
        name: Start
        refId: start_task
        actions:
          - updateData:
              name: Own
              statements:
                - string:
                    variable: Task.Word
                    value:
                      lit: mine
          - callTask:
              name: Double
              targetTaskRef: /inboundCall/tasks/task[double]
              inputs:
                - input:
                    name: Task.N
                    value:
                      lit: 4
              taskOutputs:
                Result:
                  var: Flow.Twice
          - decision:
              name: Right
              condition:
                exp: Flow.Twice == 8 and Task.Word == \"mine\"
              outputs:
                yes:
                  actions:
{}{}    - task:
        name: Double
        refId: double
        actions:
          - updateData:
              name: Twice
              statements:
                - integer:
                    variable: Task.Result
                    value:
                      exp: Task.N * 2
                - string:
                    variable: Task.Word
                    value:
                      lit: yours
",
        queue("Eight", 20),
        queue("Rest", 10)
    );
    assert_eq!(end(&main_only(&body), AT, ""), "Transferred eight");
}

#[test]
fn a_loop_counts_its_rounds_and_is_left_early() {
    let plan = task_only(&format!(
        "
- loop:
    name: Rounds
    loopCount:
      lit: 5
    currentIndex:
      var: Task.Round
    outputs:
      loop:
        actions:
          - decision:
              name: Third
              condition:
                exp: Task.Round == 2
              outputs:
                yes:
                  actions:
                    - loopExit:
                        name: Enough
          - loopNext:
              name: On
          - disconnect:
              name: Never
- decision:
    name: Where
    condition:
      exp: Task.Round == 2
    outputs:
      yes:
        actions:
{}{}",
        queue("Third", 10),
        queue("Rest", 0)
    ));
    assert_eq!(end(&plan, AT, ""), "Transferred third");
}

#[test]
fn tasks_that_call_each_other_end() {
    let import = files(&[(
        "main.yaml",
        &task("- callTask:\n    name: Again\n    targetTaskRef: /inboundCall/tasks/task[start_task]"),
    )]);
    assert_eq!(summary(&import)["refused"], 1);
    assert!(end(&plan(&import), AT, "").starts_with("Dropped"), "{}", import.files[0].text);
}
