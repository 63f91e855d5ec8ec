//! The platform's rules one by one.

use super::super::{call, end};
use super::{files, flow, main_only, plan, summary, task, task_only};

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
    let to = |press: &str, answers: &str| call(&plan, AT, press, answers);
    assert_eq!(to("21", "returns=unanswered").outcome.place_key(&plan), Some("service"), "it is heard again");
    assert_eq!(to("1", "sales=full").outcome.place_key(&plan), Some("front"), "and so is the first");
    let again = to("1,,,,9", "sales=full");
    assert_eq!(again.outcome.place_key(&plan), Some("front"));
}

#[test]
fn a_menu_is_heard_as_often_as_its_repeat_count_says_and_then_makes_its_default_choice() {
    let whole = MENU.replace(
        "        audio:\n          tts: For sales",
        "        settingsMenu:\n          repeatCount:\n            lit: 3\n        audio:\n          tts: For sales",
    );
    let misstep = |plan: &ivrsim::plan::Plan| {
        let menu = plan.step(plan.step_named("front").unwrap()).waiting().unwrap();
        menu.no_input.misstep().map(|misstep| misstep.tries)
    };
    assert_eq!(misstep(&main_only(&whole)), Some(Some(3)));
    assert_eq!(misstep(&main_only(MENU)), Some(Some(2)), "as all menus of the flow");
    let nothing_said = flow(MENU).replace("    repeatCount:\n      lit: 2\n", "");
    assert_eq!(
        misstep(&plan(&files(&[("main.yaml", &nothing_said)]))),
        Some(Some(3)),
        "as the platform does it"
    );
    let chosen = whole.replace("        choices:\n          - menuTransferToAcd", "        defaultMenuChoice:\n          lit:\n            name: Sales\n        choices:\n          - menuTransferToAcd");
    let plan = main_only(&chosen);
    assert_eq!(end(&plan, AT, ""), "Transferred sales");
    assert_eq!(end(&plan, AT, "7,,7,,7"), "Transferred sales");
    assert_eq!(end(&plan, AT, "9"), "Disconnected front");
}

#[test]
fn extensions_can_be_dialed_where_the_menu_listens_for_them() {
    for text in [
        flow(MENU).replace("lit: false", "lit: true"),
        flow(MENU).replace("      lit: false", "      noValue: true"),
    ] {
        let plan = plan(&files(&[("main.yaml", &text)]));
        assert_eq!(end(&plan, AT, "1"), "Transferred sales");
        assert_eq!(end(&plan, AT, "1201"), "Transferred extension");
        assert_eq!(end(&plan, AT, "72"), "Transferred extension");
    }
}

#[test]
fn keys_for_all_menus_are_taken_in_each() {
    let plan = main_only(
        &MENU
            .replace(
                "              dtmf: digit_9\n",
                "              dtmf: digit_9\n              globalDtmf: true\n",
            )
            .replace("                    dtmf: digit_9\n", "                    dtmf: digit_8\n"),
    );
    assert_eq!(end(&plan, AT, "29"), "Disconnected service");
    assert_eq!(end(&plan, AT, "281"), "Transferred sales");
}

#[test]
fn who_does_not_answer_has_a_mailbox_where_the_flow_says_so() {
    let person = |more: &str| {
        task_only(&format!(
            "
- transferToUser:
    name: Anna
    targetUser:
      lit:
        name: Anna
{more}
    outputs:
      failure:
        actions:
          - transferToAcd:
              name: Office
              targetQueue:
                lit:
                  name: Office
"
        ))
    };
    let unanswered = |more: &str| {
        let plan = person(more);
        let record = call(&plan, AT, "", "anna=unanswered");
        format!("{:?}", record.outcome.kind())
    };
    assert_eq!(unanswered("    connectTimeout:\n      lit:\n        seconds: 15"), "Transferred");
    assert_eq!(unanswered("    allowRolloverToVoicemail:\n      lit: true"), "Voicemail");
    assert_eq!(unanswered("    allowRolloverToVoicemail:\n      lit: false"), "Transferred");
}

#[test]
fn other_flows_begin_with_their_greeting_where_they_are_given() {
    let first = task(
        "
- transferToFlow:
    name: To the night
    targetFlow:
      name: Night
",
    );
    let night = task("- disconnect:\n    name: Bye")
        .replace("name: Main", "name: Night")
        .replace("tts: Welcome.", "tts: Good night.");
    let import = files(&[("main.yaml", &first), ("night.yaml", &night)]);
    assert_eq!(summary(&import)["lines"], serde_json::json!(["main"]), "nobody calls the other one");
    assert!(import.files[0].text.contains("Good night."), "{}", import.files[0].text);
    let alone = files(&[("main.yaml", &first)]);
    assert_eq!(summary(&alone)["opaque"], 1);
    assert_eq!(end(&plan(&alone), AT, ""), "Transferred to-the-night");
}

#[test]
fn words_prompts_and_silences_are_what_the_flow_says() {
    let import = files(&[(
        "main.yaml",
        &task(
            "
- playAudio:
    name: One
    audio:
      exp: Append(ToAudioTTS(\"Hello, \"), ToAudioTTS(\"you.\"))
- playAudio:
    name: Two
    audio:
      prompt: Prompt.HoursOfOffice
- playAudio:
    name: Three
    audio:
      exp: AudioPlaybackOptions(ToAudioBlank(3000), true)
- playAudio:
    name: Four
    audio:
      tts: \"{{closing}}\"
- playAudio:
    name: Five
    audio:
      tts:
        es-us: Hola.
        en-us: <speak>It is <break time=\"1s\"/>late.</speak>
- callData:
    name: Balance
    successOutputs:
      amount:
        var: Flow.Balance
- playAudio:
    name: Six
    audio:
      exp: ToAudioTTS(\"You owe \" + Flow.Balance + \" dollars.\")
- playAudio:
    name: Seven
    audio:
      exp: ToAudioTTS(Flow.Balance)
",
        ),
    )]);
    let text = &import.files[0].text;
    for said in [
        "Hello, you.",
        "HoursOfOffice",
        "silence.wav",
        "closing",
        "It is late.",
        "You owe balance dollars.",
        "spoken-balance",
        "only the system knows",
    ] {
        assert!(text.to_lowercase().replace('/', "-").contains(&said.to_lowercase()), "{said}: {text}");
    }
    assert!(!text.contains("Hola"), "{text}");
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
    assert_eq!(end(&plan, AT, ""), "Dropped dragon-result-2");
}
