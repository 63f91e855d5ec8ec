//! Menus with their entries. The rules are those of `switch_ivr_menu_stack_xml_build` in `switch_ivr_menu.c`.

use super::ranges::whole_number;
use super::step_words::{action_words, comment_behind};
use super::system::{DialAction, EntryAction, IvrEntry, IvrMenu, PhoneSystem};
use crate::base::xml::{XmlElement, XmlNode};
use crate::import::ledger::StepFate;
use crate::import::secrets::without_secrets;

/// Where nothing says, a menu gives up at the third failure.
const USUAL_FAILURES: u32 = 3;

/// So long a menu waits where nothing says, in milliseconds.
const USUAL_TIMEOUT: u64 = 10_000;

pub(super) fn read(system: &mut PhoneSystem, element: &XmlElement) {
    let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    let number = |name: &str| whole_number(element.attribute(name).unwrap_or_default());
    let name = text("name");
    let entry = system.ledger.read(element.span, without_secrets(&format!("menu {name}")));
    if system.menu(&name).is_some() {
        system.ledger.note(entry, StepFate::Refused, "FreeSWITCH looks only at the first menu of a name");
    }
    let timeout = number("timeout").max(0).unsigned_abs();
    let between = number("inter-digit-timeout").max(0).unsigned_abs();
    let failures = u32::try_from(number("max-failures")).unwrap_or(0);
    let timeouts = match element.attribute("max-timeouts").filter(|text| !text.is_empty()) {
        Some(_) => u32::try_from(number("max-timeouts")).unwrap_or(0),
        None => failures,
    };
    let or_usual = |count: u32| if count > 0 { count } else { USUAL_FAILURES };
    let mut menu = IvrMenu {
        greet_long: text("greet-long"),
        greet_short: text("greet-short"),
        invalid_sound: text("invalid-sound"),
        exit_sound: text("exit-sound"),
        transfer_sound: text("transfer-sound"),
        timeout: if timeout > 0 { timeout } else { USUAL_TIMEOUT },
        inter_digit_timeout: if between > 0 { between } else { timeout / 2 },
        max_failures: or_usual(failures),
        max_timeouts: or_usual(timeouts),
        digits: usize::try_from(number("digit-len")).unwrap_or(0).min(32),
        confirms: !text("confirm-macro").is_empty(),
        has_pin: !text("pin").is_empty(),
        on_failures: on_giving_up(system, element, "exec-on-max-failures", &name),
        on_timeouts: on_giving_up(system, element, "exec-on-max-timeouts", &name),
        entries: Vec::new(),
        broken: None,
        span: element.span,
        entry,
        name,
    };
    for (position, node) in element.children.iter().enumerate() {
        if let XmlNode::Element(inner) = node
            && inner.name == "entry"
        {
            let behind = comment_behind(&element.children[position + 1..]);
            read_entry(system, &mut menu, inner, behind);
        }
    }
    system.menus.push(menu);
}

fn read_entry(system: &mut PhoneSystem, menu: &mut IvrMenu, element: &XmlElement, comment: Option<String>) {
    let action = element.attribute("action").unwrap_or_default();
    let digits = element.attribute("digits").unwrap_or_default();
    let param = element.attribute("param").unwrap_or_default();
    let words = without_secrets(&format!("entry {digits}: {action} {param}"));
    let entry = system.ledger.read(element.span, words.trim());
    let does = match action {
        "menu-exit" => EntryAction::Exit,
        "menu-back" => EntryAction::Back,
        "menu-top" => EntryAction::Top,
        "menu-sub" => EntryAction::Menu(param.to_owned()),
        "menu-play-sound" => EntryAction::PlaySound(param.to_owned()),
        "menu-exec-app" => {
            EntryAction::Execute(action_of(system, element, entry, param, comment, &menu.name))
        }
        _ => {
            let why = "FreeSWITCH knows no such action of a menu, so it cannot make the menu";
            system.ledger.note(entry, StepFate::Refused, why);
            menu.broken = Some(format!("`{action}` is no action of a menu"));
            return;
        }
    };
    if digits.is_empty() {
        let why = "it names no keys, so FreeSWITCH cannot make the menu";
        system.ledger.note(entry, StepFate::Refused, why);
        menu.broken = Some("an entry names no keys".to_owned());
        return;
    }
    if !digits.starts_with('/') {
        menu.digits = menu.digits.max(digits.chars().count().min(32));
    }
    menu.entries.push(IvrEntry { digits: digits.to_owned(), does, span: element.span, entry });
}

/// `transfer 1000 XML default` as an action.
fn action_of(
    system: &mut PhoneSystem,
    element: &XmlElement,
    entry: usize,
    text: &str,
    comment: Option<String>,
    owner: &str,
) -> usize {
    let (application, data) = text.split_once(' ').unwrap_or((text, ""));
    system.actions.push(DialAction {
        application: application.to_ascii_lowercase(),
        data: data.replace(crate::import::value::is_sign, "?"),
        is_inline: false,
        times: 1,
        comment,
        owner: owner.to_owned(),
        span: element.span,
        entry,
    });
    system.actions.len() - 1
}

/// What is done when a menu gives up: a step of its own.
fn on_giving_up(
    system: &mut PhoneSystem,
    element: &XmlElement,
    attribute: &str,
    owner: &str,
) -> Option<usize> {
    let text = element.attribute(attribute).filter(|text| !text.is_empty())?;
    let (application, data) = text.split_once(' ').unwrap_or((text, ""));
    let entry = system.ledger.read(element.span, action_words(application, data));
    Some(action_of(system, element, entry, text, None, owner))
}
