//! An application played by the rules of `VoiceXML`, without the importer: drawn as data, written as XML, and gone through.

use std::fmt::Write as _;

/// What a caller does at one question: a key, or silence.
pub(super) type Choice = Option<char>;

/// Dialogs, of which the first begins.
#[derive(Clone, Debug)]
pub(super) struct App {
    pub(super) dialogs: Vec<Dialog>,
    /// Handlers of the document.
    pub(super) handlers: Vec<Handler>,
}

#[derive(Clone, Debug)]
pub(super) struct Dialog {
    /// A field whose value is kept in a variable, or a menu.
    pub(super) is_field: bool,
    pub(super) keys: Vec<(char, usize)>,
    pub(super) handlers: Vec<Handler>,
    /// Where a field leads whose value is none of those that are compared.
    pub(super) otherwise: usize,
}

/// What is done about an event: from a count on.
#[derive(Clone, Debug)]
pub(super) struct Handler {
    pub(super) is_silence: bool,
    pub(super) count: u8,
    /// Where it leads; none: it asks again.
    pub(super) leads: Option<usize>,
}

impl Handler {
    fn xml(&self) -> String {
        let name = if self.is_silence { "noinput" } else { "nomatch" };
        let does = match self.leads {
            Some(to) => format!("<goto next=\"#d{to}\"/>"),
            None => "Again.<reprompt/>".to_owned(),
        };
        format!("<{name} count=\"{}\">{does}</{name}>", self.count)
    }
}

impl App {
    pub(super) fn xml(&self) -> String {
        let mut xml = "<vxml version=\"2.1\">\n".to_owned();
        self.handlers.iter().for_each(|handler| xml.push_str(&handler.xml()));
        for (at, dialog) in self.dialogs.iter().enumerate() {
            let handlers: String = dialog.handlers.iter().map(Handler::xml).collect();
            if dialog.keys.is_empty() {
                writeln!(
                    xml,
                    "<form id=\"d{at}\"><transfer name=\"t\" dest=\"tel:10{at:02}\" bridge=\"false\"/></form>"
                )
                .unwrap();
            } else if dialog.is_field {
                let cases = dialog
                    .keys
                    .iter()
                    .enumerate()
                    .map(|(index, (key, to))| {
                        let tag = if index == 0 { "if" } else { "elseif" };
                        let end = if index == 0 { "" } else { "/" };
                        format!("<{tag} cond=\"choice == '{key}'\"{end}><goto next=\"#d{to}\"/>")
                    })
                    .collect::<Vec<_>>()
                    .concat();
                writeln!(xml, "<form id=\"d{at}\"><field name=\"choice\" type=\"digits?length=1\"><prompt>Enter {at}.</prompt>{handlers}<filled>{cases}<else/><goto next=\"#d{}\"/></if></filled></field></form>",
                    dialog.otherwise).unwrap();
            } else {
                let choices = dialog
                    .keys
                    .iter()
                    .map(|(key, to)| format!("<choice dtmf=\"{key}\" next=\"#d{to}\">x</choice>"))
                    .collect::<Vec<_>>()
                    .concat();
                writeln!(xml, "<menu id=\"d{at}\"><prompt>Menu {at}.</prompt>{choices}{handlers}</menu>")
                    .unwrap();
            }
        }
        xml.push_str("</vxml>\n");
        xml
    }

    /// How a call ends, and how many questions were answered by then.
    pub(super) fn play(&self, choices: &[Choice]) -> (String, usize) {
        let mut at = 0;
        let mut counts = [0_u8; 2];
        let mut taken = 0;
        loop {
            let dialog = &self.dialogs[at];
            if dialog.keys.is_empty() {
                return (format!("Transferred extension 10{at:02}"), taken);
            }
            let Some(choice) = choices.get(taken) else { return ("open".to_owned(), taken) };
            taken += 1;
            let found = choice.and_then(|key| {
                let known = dialog.keys.iter().find(|(known, _)| *known == key).map(|(_, to)| *to);
                let is_value = dialog.is_field && key.is_ascii_digit();
                known.or(is_value.then_some(dialog.otherwise))
            });
            if let Some(to) = found {
                (at, counts) = (to, [0, 0]);
                continue;
            }
            let is_silence = choice.is_none();
            let count = &mut counts[usize::from(is_silence)];
            *count = count.saturating_add(1);
            let all = dialog.handlers.iter().chain(&self.handlers);
            let reached = all.filter(|handler| handler.is_silence == is_silence && handler.count <= *count);
            // Of those with the greatest count the nearest.
            let mut best: Option<&Handler> = None;
            for handler in reached {
                if best.is_none_or(|known| handler.count > known.count) {
                    best = Some(handler);
                }
            }
            if let Some(to) = best.and_then(|handler| handler.leads) {
                (at, counts) = (to, [0, 0]);
            }
        }
    }
}
