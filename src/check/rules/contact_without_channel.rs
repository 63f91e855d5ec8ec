use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "contact-without-channel",
    level: Level::Warning,
    summary: "A contact has no number and no address",
    why: "People who look it up find a name and no way to reach it.",
    mend: "Write `phone`, `fax`, `email` or `post`. A contact that names none of them at all is refused \
          as `empty-contact`; this is about one whose address is empty.",
    examples: examples!("contact-without-channel"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, contact) in context.plan.contacts() {
        if contact.phone.is_none()
            && contact.fax.is_none()
            && contact.email.is_none()
            && contact.post.is_empty()
        {
            found.push(
                finding(
                    contact.origin.span,
                    format!("contact `{}` has no number and no address", contact.key),
                )
                .help("write `phone`, `fax`, `email` or `post`"),
            );
        }
    }
}
