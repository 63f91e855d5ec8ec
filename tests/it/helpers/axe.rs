//! What axe-core finds on a page. Its script is where `IVRSIM_AXE` says, as in `.ci/run`; without it, pages are not looked at
//! with it, which is said.

use serde_json::{Value, json};

use super::browser::Browser;

/// What axe makes of a page. Colors that it cannot tell count as found, but for signs that stand alone and for what is scrolled
/// out of sight: there are others of the same colors.
const RUN: &str = "axe.run(document, { preload: false, resultTypes: ['violations', 'incomplete'],
    rules: { 'target-size': { enabled: true } } })
    .then(({ violations, incomplete, passes }) => {
        const cause = (node) => node.any[0]?.data?.messageKey;
        const unknown = incomplete.filter((rule) => rule.id === 'color-contrast').map((rule) => ({ ...rule,
            nodes: rule.nodes.filter((node) => !['shortTextContent', 'elmPartiallyObscured', 'bgOverlap', 'outsideViewport'].includes(cause(node))) }));
        return {
            passed: passes.length,
            found: [...violations, ...unknown].flatMap((rule) => rule.nodes.map((node) =>
                `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? rule.help}`)),
        };
    })";

/// Fewer rules than this apply to no page of ours, so that a page that is empty passes nothing.
const LEAST: u64 = 10;

impl Browser {
    /// Holds that axe finds nothing, on a narrow screen and a wide one, dark and light.
    pub(crate) fn is_accessible(&mut self, view: &str) {
        let Some(script) = script() else { return };
        if self.run("typeof window.axe") == "undefined" {
            // What a developer of a page runs goes past what the page itself may run.
            self.run(&format!("{script}; null"));
        }
        for (width, scheme) in [(320, "light"), (1280, "light"), (1280, "dark")] {
            self.shows(width, scheme);
            // Colors that fade are no colors yet.
            self.run(
                "Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => null)",
            );
            let told = self.run(RUN);
            assert_eq!(told["found"], json!([]), "{view}, {width} pixels, {scheme}");
            assert!(told["passed"].as_u64() >= Some(LEAST), "{view}: {told}");
        }
    }
}

/// The script of axe; None: there is none.
fn script() -> Option<String> {
    let path = std::env::var_os("IVRSIM_AXE").filter(|path| !path.is_empty());
    let Some(path) = path else {
        #[expect(clippy::print_stderr, reason = "whoever runs the tests is told what they do not hold")]
        {
            eprintln!("IVRSIM_AXE names no axe-core, so no page is looked at with it");
        }
        return None;
    };
    Some(std::fs::read_to_string(path).expect("IVRSIM_AXE names the script of axe-core"))
}

/// What is found on a page that is drawn badly on purpose.
pub(crate) fn finds(browser: &mut Browser) -> Option<Value> {
    let script = script()?;
    browser.run(&format!("{script}; null"));
    Some(browser.run(RUN)["found"].take())
}
