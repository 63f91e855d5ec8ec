//! Asterisk's own rules, one by one.

use super::{call, end, plan_of, taken_over};

#[test]
fn the_last_minute_counts_to_its_end_and_weekdays_are_those_of_the_moment() {
    let import = taken_over(
        "[main]\nexten => s,1,GotoIfTime(19:00-9:00,mon-fri,*,*?night)\n same => n,Queue(day)\n same => n,Hangup()\n same => n(night),VoiceMail(100)\n",
    );
    let plan = plan_of(&import);
    let ends = [
        ("2026-03-02 00:00", "Voicemail mailbox-100"),
        ("2026-03-02 09:00:59", "Voicemail mailbox-100"),
        ("2026-03-02 09:01", "Transferred queue-day"),
        ("2026-03-06 23:59:59", "Voicemail mailbox-100"),
        // Saturday's small hours belong to Saturday.
        ("2026-03-07 00:00", "Transferred queue-day"),
        ("2026-03-08 23:00", "Transferred queue-day"),
    ];
    for (at, wanted) in ends {
        assert_eq!(end(&plan, at, ""), wanted, "{at}");
    }
}

#[test]
fn the_fifth_field_of_a_time_is_the_zone() {
    let import = taken_over(
        "[main]\nexten => s,1,GotoIfTime(09:00-16:59,*,*,*,America/Los_Angeles?day)\n same => n,Hangup()\n same => n(day),Dial(SIP/1)\n",
    );
    let plan = plan_of(&import);
    assert_eq!(end(&plan, "2026-03-02 10:59", ""), "Disconnected extension-1");
    assert_eq!(end(&plan, "2026-03-02 11:00", ""), "Transferred extension-1");
}

#[test]
fn times_are_a_cascade_of_which_the_first_counts() {
    let import = taken_over(
        "[main]\nexten => s,1,GotoIfTime(*,*,25,dec?closed)\n same => n,GotoIfTime(08:00-17:59,mon-fri,*,*?open)\n same => n(closed),Playback(closed)\n same => n,Hangup()\n same => n(open),Dial(SIP/1)\n",
    );
    let plan = plan_of(&import);
    assert_eq!(end(&plan, "2026-12-24 10:00", ""), "Transferred extension-1");
    assert_eq!(end(&plan, "2026-12-25 10:00", ""), "Disconnected closed");
    assert_eq!(end(&plan, "2026-12-26 10:00", ""), "Disconnected closed");
}

#[test]
fn wrong_keys_go_to_i_silence_to_t_and_both_to_e_where_there_is_no_other() {
    let ways = |special: &str| {
        plan_of(&taken_over(&format!(
            "[main]\nexten => s,1,Background(hello)\n same => n,WaitExten(5)\nexten => 1,1,Dial(SIP/1)\n{special}"
        )))
    };
    let at = "2026-03-02 10:00";
    let all = ways("exten => i,1,Dial(SIP/2)\nexten => t,1,Dial(SIP/3)\nexten => e,1,Dial(SIP/4)\n");
    assert_eq!(end(&all, at, "1"), "Transferred extension-1");
    assert_eq!(end(&all, at, "7"), "Transferred extension-2");
    assert_eq!(end(&all, at, ""), "Transferred extension-3");
    let only = ways("exten => e,1,Dial(SIP/4)\n");
    assert_eq!(end(&only, at, "7"), "Transferred extension-4");
    assert_eq!(end(&only, at, ""), "Transferred extension-4");
    let none = ways("");
    assert_eq!(end(&none, at, "7"), "Disconnected main");
    assert_eq!(end(&none, at, ""), "Disconnected main");
}

#[test]
fn a_wait_for_keys_that_times_out_goes_on_at_the_next_step() {
    let plan = plan_of(&taken_over(
        "[main]\nexten => s,1,Background(hello)\n same => n,WaitExten(5)\n same => n,Dial(SIP/9)\nexten => 1,1,Dial(SIP/1)\nexten => t,1,Dial(SIP/3)\n",
    ));
    assert_eq!(end(&plan, "2026-03-02 10:00", ""), "Transferred extension-9");
}

#[test]
fn a_counter_becomes_tries_only_where_it_counts_them() {
    let counted = |limit: &str, counter: &str| {
        plan_of(&taken_over(&format!(
            "[main]\nexten => s,1,Set(A=0)\n same => n,Set(B=0)\n same => n(ask),Background(hello)\n same => n,WaitExten(5)\n\
             exten => 1,1,Dial(SIP/1)\n\
             exten => i,1,Set({counter}=$[${{{counter}}} + 1])\n same => n,GotoIf($[${{A}} {limit}]?out)\n same => n,Playback(invalid)\n same => n,Goto(s,ask)\n same => n(out),Dial(SIP/2)\n\
             exten => t,1,Hangup()\n"
        )))
    };
    let tries = |plan: &ivrsim::plan::Plan| {
        let menu = plan.step(plan.step_named("main").unwrap());
        menu.waiting().unwrap().no_match.misstep().map(|misstep| misstep.tries)
    };
    assert_eq!(tries(&counted("> 3", "A")), Some(Some(4)), "it gives up at the fourth time");
    assert_eq!(tries(&counted(">= 3", "A")), Some(Some(3)));
    assert_eq!(tries(&counted("> 3", "B")), Some(None), "it adds to the wrong counter, so it never gives up");
    let plan = counted(">= 3", "A");
    assert_eq!(end(&plan, "2026-03-02 10:00", "7,,,7,,,7"), "Transferred extension-2");
    assert_eq!(end(&plan, "2026-03-02 10:00", "7,,,7,,,1"), "Transferred extension-1");
}

#[test]
fn sub_routines_return_with_their_value_and_macros_at_their_end() {
    let plan = plan_of(&taken_over(
        "[main]\nexten => s,1,Gosub(where,s,1(2))\n same => n,Macro(ring,${GOSUB_RETVAL},15)\n same => n,VoiceMail(5)\n\
         [where]\nexten => s,1,Return(10${ARG1})\n\
         [macro-ring]\nexten => s,1,Dial(SIP/${ARG1},${ARG2})\n",
    ));
    let record = call(&plan, "2026-03-02 10:00", "", "extension-102=unanswered");
    assert_eq!(record.outcome.place_key(&plan).unwrap(), "mailbox-5");
}

#[test]
fn what_becomes_of_a_transfer_is_what_the_status_says() {
    let plan = plan_of(&taken_over(
        "[main]\nexten => s,1,Dial(SIP/1,20)\n same => n,Goto(s-${DIALSTATUS},1)\n\
         exten => s-NOANSWER,1,VoiceMail(1,u)\nexten => s-BUSY,1,Dial(SIP/2)\nexten => _s-.,1,Goto(s-NOANSWER,1)\n",
    ));
    let to = |answers: &str| {
        let record = call(&plan, "2026-03-02 10:00", "", answers);
        record.outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(to(""), "extension-1");
    assert_eq!(to("extension-1=unanswered"), "mailbox-1");
    assert_eq!(to("extension-1=busy"), "extension-2");
    assert_eq!(to("extension-1=full"), "mailbox-1");
}

#[test]
fn what_is_not_known_is_asked_once_and_known_behind_that() {
    let import = taken_over(
        "[main]\nexten => s,1,Set(MODE=${DB(night/mode)})\n same => n,GotoIf($[\"${MODE}\" = \"off\"]?open)\n same => n,GotoIf($[\"${MODE}\" = \"holiday\"]?holiday)\n same => n,Hangup()\n\
         same => n(holiday),Playback(holiday)\n same => n,Hangup()\n same => n(open),GotoIf($[\"${MODE}\" = \"off\"]?dial)\n same => n,Hangup()\n same => n(dial),Dial(SIP/1)\n",
    );
    let plan = plan_of(&import);
    let answer = plan.answer(plan.answer_named("db-night-mode").unwrap());
    assert_eq!(answer.values, ["off", "holiday", "other"]);
    let switches = import.files[0].text.matches("[switches.").count();
    assert_eq!(switches, 1, "{}", import.files[0].text);
    let record = call(&plan, "2026-03-02 10:00", "", "db-night-mode=off");
    assert_eq!(record.outcome.place_key(&plan).unwrap(), "extension-1");
}

#[test]
fn steps_that_asterisk_does_not_read_are_refused_with_the_reason() {
    let import = taken_over(
        "[general]\nexten => 6000,1,Goto(main,s,1)\n[main]\nexten => s,1,Dial(SIP/1)\nexten => s,1,Dial(SIP/2)\nexten => x,n(y,Hangup()\nfoo => bar\n",
    );
    let json = serde_json::to_value(&import.summary.json).unwrap();
    let refused: Vec<(u64, &str)> = json["not_carried"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["fate"] == "refused")
        .map(|step| {
            (step["line"].as_u64().unwrap(), step["why"].as_str().unwrap().split(',').next().unwrap())
        })
        .collect();
    assert_eq!(
        refused[0],
        (2, "Asterisk reads no steps below `[general]` and `[globals]`: nobody can dial this")
    );
    assert_eq!(refused[1], (5, "this extension has a step of this priority already"));
    assert_eq!(refused.last().unwrap(), &(7, "Asterisk knows no such line of a context"));
}

#[test]
fn templates_lend_their_steps_and_lines_go_on_from_the_one_before() {
    let plan = plan_of(&taken_over(
        "[base](!)\nexten => s,1,Playback(hello)\n same => n,Goto(people,s,1)\n[main](base)\n[people]\nexten => s,1,NoOp()\nexten => s,n+1,Hangup()\nexten => s,2,Dial(SIP/1)\n",
    ));
    assert_eq!(end(&plan, "2026-03-02 10:00", ""), "Transferred extension-1");
}

#[test]
fn no_code_and_no_password_reaches_the_plan() {
    let import = taken_over(
        "[main]\nexten => s,1,Authenticate(4711)\n same => n,Set(X=${CURL(https://anna:hunter2@example.com/?token=s3cret)})\n same => n,GotoIf($[\"${X}\" = \"1\"]?a:b)\n same => n(a),Dial(SIP/anna:hunter2@provider/100)\n same => n(b),Dial(SIP/1)\n",
    );
    let all: String = import.files.iter().map(|file| file.text.as_str()).collect();
    let json = serde_json::to_string(&import.summary.json).unwrap();
    for secret in ["4711", "hunter2", "s3cret"] {
        assert!(!all.contains(secret) && !json.contains(secret), "{secret}: {all}");
    }
}
