//! Which variables can matter to where a call goes or what callers hear. The values of others are not kept: fewer states.

use std::collections::HashSet;

use super::system::{DialAction, FieldCheck, PhoneSystem};

/// Applications that callers do not notice.
const QUIET: [&str; 88] = [
    "answer",
    "pre_answer",
    "ring_ready",
    "acknowledge_call",
    "wait_for_answer",
    "wait_for_video_ready",
    "log",
    "info",
    "event",
    "eval",
    "stop",
    "presence",
    "verbose_events",
    "sleep",
    "wait_for_silence",
    "detect_silence",
    "detect_audio",
    "record_session",
    "record_session_mask",
    "record_session_unmask",
    "record_session_pause",
    "record_session_resume",
    "stop_record_session",
    "displace_session",
    "stop_displace_session",
    "start_dtmf",
    "stop_dtmf",
    "start_dtmf_generate",
    "stop_dtmf_generate",
    "flush_dtmf",
    "queue_dtmf",
    "send_dtmf",
    "block_dtmf",
    "unblock_dtmf",
    "deduplicate_dtmf",
    "bind_meta_app",
    "unbind_meta_app",
    "bind_digit_action",
    "clear_digit_action",
    "digit_action_set_realm",
    "spandsp_start_dtmf",
    "spandsp_stop_dtmf",
    "tone_detect",
    "stop_tone_detect",
    "fax_detect",
    "spandsp_detect_tdd",
    "sched_hangup",
    "sched_broadcast",
    "sched_cancel",
    "sched_heartbeat",
    "enable_heartbeat",
    "enable_keepalive",
    "set_name",
    "set_audio_level",
    "set_mute",
    "set_media_stats",
    "set_zombie_exec",
    "set_global",
    "send_display",
    "send_info",
    "session_loglevel",
    "jitterbuffer",
    "media_reset",
    "filter_codecs",
    "privacy",
    "novideo",
    "cng_plc",
    "early_hangup",
    "capture_text",
    "remove_bugs",
    "recovery_refresh",
    "reuse_caller_profile",
    "clear_speech_cache",
    "debug_media",
    "video_refresh",
    "video_decode",
    "park_state",
    "blind_transfer_ack",
    "transfer_vars",
    "mkdir",
    "rename",
    "bgsystem",
    "soft_hold",
    "bridge_export",
    "cluechoo",
    "avmd_start",
    "avmd_stop",
    "vmd",
];

/// Applications that keep or give values outside of the call.
const STORES: [&str; 8] =
    ["hash", "db", "memcache", "redis", "hiredis_raw", "limit_hash_usage", "group", "spy_userspy"];

/// Variables that applications ask for by themselves.
const OWN: [&str; 11] = [
    "continue_on_fail",
    "failure_causes",
    "hangup_after_bridge",
    "call_timeout",
    "originate_timeout",
    "leg_timeout",
    "bridge_answer_timeout",
    "transfer_on_fail",
    "transfer_after_bridge",
    "timezone",
    "tod_tz_offset",
];

/// Whether callers do not notice an application.
pub(super) fn is_quiet(application: &str) -> bool {
    QUIET.contains(&application) || STORES.contains(&application)
}

/// Whether it sets variables.
pub(super) fn is_setter(application: &str) -> bool {
    matches!(
        application,
        "set"
            | "export"
            | "multiset"
            | "unset"
            | "multiunset"
            | "push"
            | "unshift"
            | "set_profile_var"
            | "set_user"
            | "capture"
    )
}

/// Names that matter.
#[derive(Debug, Default)]
pub(super) struct Relevance {
    names: HashSet<String>,
    /// All names that are set somewhere.
    pub(super) set: HashSet<String>,
}

impl Relevance {
    /// What matters in a phone system.
    pub(super) fn of(system: &PhoneSystem) -> Self {
        let mut relevance = Self::default();
        relevance.names.extend(OWN.map(str::to_owned));
        for condition in &system.conditions {
            let checks = condition.regex.iter().flat_map(|(_, checks)| checks);
            for FieldCheck { field, expression, .. } in checks.chain([&condition.check]) {
                relevance.names.extend(names_in(expression));
                let Some(field) = field else { continue };
                relevance.names.extend(names_in(field));
                if !field.contains('$') {
                    relevance.names.insert(field.clone());
                }
            }
        }
        for action in &system.actions {
            if is_quiet(&action.application) {
                continue;
            }
            relevance.names.extend(names_in(&action.data));
            match action.application.as_str() {
                "multiset" => {
                    let pairs = action.data.split_whitespace().filter_map(|pair| pair.split_once('='));
                    relevance.set.extend(pairs.map(|(name, _)| name.to_owned()));
                }
                application if is_setter(application) => {
                    relevance.set.insert(set_name(&action.data).to_owned());
                }
                "play_and_get_digits" => {
                    relevance.set.extend(action.data.split_whitespace().nth(7).map(str::to_owned));
                }
                "read" => {
                    relevance.set.extend(action.data.split_whitespace().nth(3).map(str::to_owned));
                }
                _ => {}
            }
        }
        for menu in &system.menus {
            for sound in [&menu.greet_long, &menu.greet_short, &menu.invalid_sound, &menu.exit_sound] {
                relevance.names.extend(names_in(sound));
            }
        }
        relevance
    }

    /// Whether the value of a variable can matter.
    pub(super) fn matters(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

impl Relevance {
    /// Whether an action changes something that callers may notice.
    pub(super) fn is_noticed(&self, action: &DialAction) -> bool {
        match action.application.as_str() {
            application if is_quiet(application) => false,
            "multiset" => action
                .data
                .split_whitespace()
                .filter_map(|pair| pair.split_once('='))
                .any(|(name, _)| self.matters(name)),
            "set_user" | "capture" => false,
            application if is_setter(application) => self.matters(set_name(&action.data)),
            _ => action.times > 0,
        }
    }
}

/// The name that `set` gives a value: `nolocal:name=value` too.
pub(super) fn set_name(data: &str) -> &str {
    let name = data.split_once('=').map_or(data, |(name, _)| name).trim();
    let name = name.strip_prefix("nolocal:").or_else(|| name.strip_prefix("_nolocal_")).unwrap_or(name);
    name.split_once('[').map_or(name, |(name, _)| name)
}

/// The names of variables that a text asks for.
fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        rest = &rest[at + 2..];
        let end = rest.find(['}', ':', '(', '[', ' ', '$']).unwrap_or(rest.len());
        names.push(rest[..end].trim().to_owned());
    }
    names
}
