//! The rules, a file each.

mod always_open;
mod case_without_condition;
mod clock_change_while_open;
mod closed_destination;
mod contact_without_channel;
mod empty_placeholder;
mod future_plan;
mod holiday_without_effect;
mod hours_told_wrong;
mod key_after_entry;
mod key_before_action;
mod key_leads_back_here;
mod keys_out_of_order;
mod left_over_text;
mod long_prompt;
mod menu_open_when_all_closed;
mod never_open;
mod no_line;
mod no_person;
mod number_listed_twice;
mod odd_minute;
mod old_plan;
mod overlapping_hours;
mod override_shuts_always_open;
mod override_without_effect;
mod overruled_hours;
mod past_override;
mod placeholder_misfit;
mod shadowed_route;
mod silent_loop;
mod sliver_of_hours;
mod sounds_alike;
mod spoken_id;
mod stale_scenario;
mod stay_on_line;
mod synonym_without_effect;
mod toll_free_expected;
mod too_many_choices;
mod trapped_caller;
mod unknown_caller_zone;
pub(super) mod unknown_rule;
mod unoffered_key;
mod unreachable_step;
mod unsourced_fact;
pub(super) mod unused_allowance;
mod unused_hours;
mod unwired_key;
mod wiring;
mod wrong_key_in_prompt;

use super::rule::Rule;

/// All of them, by code.
pub(super) const ALL: [Rule; 48] = [
    always_open::RULE,
    case_without_condition::RULE,
    clock_change_while_open::RULE,
    closed_destination::RULE,
    contact_without_channel::RULE,
    empty_placeholder::RULE,
    future_plan::RULE,
    holiday_without_effect::RULE,
    hours_told_wrong::RULE,
    key_after_entry::RULE,
    key_before_action::RULE,
    key_leads_back_here::RULE,
    keys_out_of_order::RULE,
    left_over_text::RULE,
    long_prompt::RULE,
    menu_open_when_all_closed::RULE,
    never_open::RULE,
    no_line::RULE,
    no_person::RULE,
    number_listed_twice::RULE,
    odd_minute::RULE,
    old_plan::RULE,
    overlapping_hours::RULE,
    override_shuts_always_open::RULE,
    override_without_effect::RULE,
    overruled_hours::RULE,
    past_override::RULE,
    placeholder_misfit::RULE,
    shadowed_route::RULE,
    silent_loop::RULE,
    sliver_of_hours::RULE,
    sounds_alike::RULE,
    spoken_id::RULE,
    stale_scenario::RULE,
    stay_on_line::RULE,
    synonym_without_effect::RULE,
    toll_free_expected::RULE,
    too_many_choices::RULE,
    trapped_caller::RULE,
    unknown_caller_zone::RULE,
    unknown_rule::RULE,
    unoffered_key::RULE,
    unreachable_step::RULE,
    unsourced_fact::RULE,
    unused_allowance::RULE,
    unused_hours::RULE,
    unwired_key::RULE,
    wrong_key_in_prompt::RULE,
];
