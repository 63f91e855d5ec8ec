//! Mistakes as they stand in phone systems that run, shown by the plans that are made of them.

use super::{end, plan_of, taken_over};

/// Two menus lead to each other by one key, and both give up to an empty target.
#[test]
fn menus_that_give_up_to_nowhere_drop_their_callers() {
    let menu = |own: u8, other: u8| {
        format!(
            "[ivr-{own}]\nexten => s,1,Set(INVALID_LOOPCOUNT=0)\n same => n,Set(IVR_MSG=custom/menu-{own})\n same => n(start),Set(TIMEOUT(digit)=3)\n\
             same => n,ExecIf($[\"${{IVR_MSG}}\" != \"\"]?Background(${{IVR_MSG}}))\n same => n,WaitExten(10,)\n\
             exten => 1,1(ivrsel-1),Dial(SIP/{own}0)\nexten => 5,1(ivrsel-5),Goto(ivr-{other},s,1)\n\
             exten => i,1,Set(INVALID_LOOPCOUNT=$[${{INVALID_LOOPCOUNT}}+1])\n same => n,GotoIf($[${{INVALID_LOOPCOUNT}} > 3]?final)\n same => n,Set(IVR_MSG=no-valid-response)\n same => n,Goto(s,start)\n\
             same => n(final),Playback(transfering)\n same => n,Goto()\nexten => t,1,Goto(i,1)\n"
        )
    };
    let import = taken_over(&format!("[in]\nexten => s,1,Goto(ivr-1,s,1)\n{}{}", menu(1, 2), menu(2, 1)));
    let plan = plan_of(&import);
    let at = "2026-03-02 10:00";
    assert_eq!(end(&plan, at, "1"), "Transferred extension-10");
    assert_eq!(end(&plan, at, "51"), "Transferred extension-20");
    assert_eq!(end(&plan, at, "5551"), "Transferred extension-20");
    assert_eq!(end(&plan, at, ""), "Dropped transfering", "the menu asks four times, and then leads nowhere");
    assert_eq!(end(&plan, at, "7,,,7,,,7,,,1"), "Transferred extension-10", "the fourth is the last");
}

/// After the words that nobody can answer now, it rings the staff all the same; and weekends are never closed.
#[test]
fn hours_that_name_weekdays_leave_the_weekend_open() {
    let plan = plan_of(&taken_over(
        "[in]\nexten => s,1,Background(welcome)\n same => n,GotoIfTime(19:00-9:00,mon-fri,*,*?nowork,1)\n same => n,Background(menu)\n same => n,Waitexten(7)\n\
         exten => nowork,1,Background(nobody-now)\n same => n,Waitexten(7)\nexten => 1,1,Dial(SIP/1)\nexten => t,1,Dial(SIP/2)\n",
    ));
    let heard = |at: &str| {
        let record = super::call(&plan, at, "", "");
        record.outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(heard("2026-03-02 23:00"), "extension-2", "closed, and it rings all the same");
    assert_eq!(heard("2026-03-07 23:00"), "extension-2");
    let hours = plan.schedule(plan.schedule_named("in-hours").unwrap());
    assert!(
        !hours
            .schedule
            .in_zone(plan.zone)
            .is_open(ivrsim::time::moment::parse("2026-03-07 23:00", plan.zone).unwrap())
    );
}

/// A line for a test stands where Asterisk reads no steps, and a rule of Sunday decides nothing.
#[test]
fn a_rule_that_leads_where_all_others_lead_decides_nothing() {
    let import = taken_over(
        "[globals]\nexten => 6000,1,Goto(menu,s,1)\n[menu]\nexten => s,1,GotoIfTime(08:00-21:00,mon-sat,*,*?open)\n same => n,GotoIfTime(18:29-18:30,sun,*,*?closed)\n same => n,Goto(closed)\n\
         same => n(closed),Playback(closed)\n same => n,HangUp()\n same => n(open),Dial(SIP/1)\n",
    );
    let plan = plan_of(&import);
    assert_eq!(plan.schedules().count(), 1, "{}", import.files[0].text);
    assert!(import.summary.text(ivrsim::base::text::Paint::new(false)).contains("nobody can dial this"));
    assert_eq!(
        end(&plan, "2026-03-02 21:00:59", ""),
        "Transferred extension-1",
        "a minute later than it seems"
    );
    assert_eq!(end(&plan, "2026-03-02 21:01", ""), "Disconnected closed");
}

/// Hours of which all lead to the same place are no hours of the plan.
#[test]
fn a_cascade_that_leads_to_one_place_is_passed_by() {
    let import = taken_over(
        "[in]\nexten => s,1,Answer()\n same => n,GotoIfTime(08:00-12:00,mon-fri,*,*?all)\n same => n,GotoIfTime(13:00-17:00,mon-fri,*,*?all)\n same => n,GotoIfTime(*,sat,*,*?all)\n same => n(all),Dial(SIP/1)\n",
    );
    let plan = plan_of(&import);
    assert_eq!(end(&plan, "2026-03-02 10:00", ""), "Transferred extension-1");
    assert_eq!(plan.schedules().count(), 0, "{}", import.files[0].text);
}
