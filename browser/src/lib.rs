//! ivrsim in a browser: five functions over one buffer of bytes, texts of JSON in and out.
//!
//! A page writes a text where [`buffer`] says, calls [`open`], [`answer`] or [`study`] with its length, and reads the answer where
//! [`buffer`] says then. Nothing is generated and nothing imported, so that the page can forbid itself everything else.
//! That takes `unsafe`, which the library forbids; so this is a crate of its own.

use std::cell::RefCell;

use ivrsim::page::{PageEngine, PageStudy};

thread_local! {
    static PAGE: RefCell<Page> = const { RefCell::new(Page { engine: None, study: None, buffer: Vec::new() }) };
}

/// The one plan that a page holds, and what is said to it and by it.
struct Page {
    engine: Option<PageEngine>,
    study: Option<PageStudy>,
    buffer: Vec<u8>,
}

impl Page {
    fn text(&self, length: usize) -> String {
        String::from_utf8_lossy(self.buffer.get(..length).unwrap_or_default()).into_owned()
    }

    fn say(&mut self, text: String) -> usize {
        self.buffer = text.into_bytes();
        self.buffer.len()
    }
}

/// Makes room for so many bytes, and tells where.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    PAGE.with_borrow_mut(|page| {
        page.buffer.clear();
        page.buffer.resize(length, 0);
        page.buffer.as_mut_ptr()
    })
}

/// Where the latest answer is.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *const u8 {
    PAGE.with_borrow(|page| page.buffer.as_ptr())
}

/// Takes up the plan of the files in the buffer, `[[name, text], …]`. Gives the length of what is wrong with it, 0 if nothing
/// is.
#[unsafe(no_mangle)]
pub extern "C" fn open(length: usize) -> usize {
    PAGE.with_borrow_mut(|page| {
        let files: Result<Vec<(String, String)>, _> = serde_json::from_str(&page.text(length));
        match files.map_err(|error| error.to_string()).and_then(PageEngine::read) {
            Ok(engine) => {
                page.study = Some(PageStudy::new(engine.plan().clone()));
                page.engine = Some(engine);
                page.say(String::new())
            }
            Err(error) => page.say(error),
        }
    })
}

/// Answers the question in the buffer. Gives the length of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn answer(length: usize) -> usize {
    PAGE.with_borrow_mut(|page| {
        let question = page.text(length);
        let answer = match &page.engine {
            Some(engine) => engine.answer(&question),
            None => r#"{"error": "the page has no plan"}"#.to_owned(),
        };
        page.say(answer)
    })
}

/// Answers the question in the buffer about lessons. Gives the length of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn study(length: usize) -> usize {
    PAGE.with_borrow_mut(|page| {
        let question = page.text(length);
        let answer = match &mut page.study {
            Some(study) => study.answer(&question),
            None => r#"{"error": "the page has no plan"}"#.to_owned(),
        };
        page.say(answer)
    })
}
