//! The platform's rules one by one.

use super::super::{call, end};
use super::{files, flow, main_only, plan, summary};

const AT: &str = "2026-03-02 10:00";

const MENU: &str = "
  menus:
    - menu:
        name: Front
        refId: start_menu
        audio:
          tts: For sales, press 1. For service, press 2. To hear it again, press star.
        choices:
          - menuTransferToAcd:
              name: Sales
              dtmf: digit_1
              targetQueue:
                lit:
                  name: Sales queue
              preTransferAudio:
                tts: One moment, please.
              failureTransferAudio:
                tts: That did not work.
          - menuSubMenu:
              name: Service
              dtmf: digit_2
              refId: service_menu
              audio:
                tts: For returns, press 1. To go back, press 9.
              choices:
                - menuTransferToNumber:
                    name: Returns
                    dtmf: digit_1
                    targetNumber:
                      lit: \"+16085550177\"
                    connectTimeout:
                      lit:
                        seconds: 20
                    failureTransferAudio:
                      tts: Nobody answers.
                - menuPreviousMenu:
                    name: Back
                    dtmf: digit_9
          - menuTask:
              name: Address
              dtmf: digit_3
              task:
                actions:
                  - playAudio:
                      name: Where we are
                      audio:
                        tts: We are at 1 Main Street.
                  - previousMenu:
                      name: Return
          - menuTransferToVoicemail:
              name: Message
              dtmf: digit_4
              destination:
                queue:
                  targetQueue:
                    lit:
                      name: Sales queue
          - menuReplayMenu:
              name: Again
              dtmf: digit_star
          - menuDisconnect:
              name: Goodbye
              dtmf: digit_9
";

#[test]
fn choices_lead_where_their_kind_says() {
    let plan = main_only(MENU);
    for (press, wanted) in [
        ("1", "Transferred sales"),
        ("21", "Transferred returns"),
        ("291", "Transferred sales"),
        ("4", "Voicemail message"),
        ("*1", "Transferred sales"),
        ("9", "Disconnected front"),
        ("3,,,,1", "Transferred sales"),
        ("", "Disconnected front"),
        ("77", "Disconnected front"),
        ("71", "Transferred sales"),
    ] {
        assert_eq!(end(&plan, AT, press), wanted, "{press}");
    }
    let to = |press: &str, answers: &str| {
        call(&plan, AT, press, answers).outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(to("1", "sales=full"), "sales-2", "what is said when it fails, and then it ends");
    assert_eq!(to("21", "returns=unanswered"), "returns-2");
}

#[test]
fn a_menu_is_heard_again_as_often_as_its_repeats_say() {
    let plan = main_only(&MENU.replace("        audio:\n          tts: For sales", "        settingsMenu:\n          repeatCount:\n            lit: 2\n        audio:\n          tts: For sales"));
    let menu = plan.step(plan.step_named("front").unwrap()).waiting().unwrap();
    assert_eq!(menu.no_input.misstep().map(|misstep| misstep.tries), Some(Some(3)));
}

#[test]
fn extensions_can_be_dialed_where_the_menu_listens_for_them() {
    let text = flow(MENU).replace("lit: false", "lit: true");
    let plan = plan(&files(&[("main.yaml", &text)]));
    assert_eq!(end(&plan, AT, "1"), "Transferred sales");
    assert_eq!(end(&plan, AT, "1201"), "Transferred extension");
}

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
        ivrsim::call::OutcomeKind::Disconnected
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
fn what_is_not_known_is_opaque_and_what_is_not_there_is_an_end() {
    let import = files(&[(
        "main.yaml",
        &flow(
            "
  tasks:
    - task:
        name: Start
        refId: start_task
        actions:
          - setParticipantData:
              name: Remember
          - summonDragon:
              name: Dragon
              outputs:
                eaten:
                  actions:
                    - disconnect:
                        name: Eaten
          - jumpToTask:
              name: Nowhere
              targetTaskRef: /inboundCall/tasks/task[gone]
",
        ),
    )]);
    let json = summary(&import);
    assert_eq!(
        (&json["opaque"], &json["without_effect"], &json["refused"]),
        (&1.into(), &1.into(), &1.into()),
        "{json:#}"
    );
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, ""), "Dropped dragon");
}
