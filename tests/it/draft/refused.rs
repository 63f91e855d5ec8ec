//! Documents that are none: refused with a reason, at once, whatever they hold.

use std::fmt::Write as _;
use std::fs;

use ivrsim::draft::{DocumentFormat, UnreadDocument, draft, read};
use proptest::prelude::*;

use super::case::Case;
use super::outline::{plan_of, request};
use super::writers::{Setting, archive, packed};
use crate::helpers::program::ivrsim;
use crate::oracles::draft::is_refused_or_drafted;

fn refused(name: &str, bytes: &[u8]) -> String {
    let format = match DocumentFormat::of(name, bytes) {
        Ok(format) => format,
        Err(why) => return why.to_string(),
    };
    match read(name, 0, format, bytes) {
        Ok(document) => panic!("{name} was read: {} rows", document.rows.len()),
        Err(why) => why.to_string(),
    }
}

#[test]
fn images_and_archives_of_other_programs_are_refused_with_what_to_do() {
    for (name, bytes, why) in [
        ("scan.png", &b"\x89PNG\r\n\x1a\n\0\0"[..], "it is an image"),
        ("scan.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "it is an image"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as docx or CSV"),
        ("notes.rtf", b"{\\rtf1\\ansi 555-0100}", "save it as docx or as plain text"),
        ("list.txt", b"\0\x01\x02\x03\x04\x05\x06", "it is no text"),
        ("empty.txt", b"", "there is no text in it"),
        ("blank.html", b"<html><script>518-555-0100</script></html>", "there is no text in it"),
    ] {
        let told = refused(name, bytes);
        assert!(told.contains(why), "{name}: {told}");
    }
    let told = refused("sheet.docx", &packed(&[("xl/workbook.xml", "<workbook/>")]));
    assert!(told.contains("save the sheet with the directory as CSV"), "{told}");
    let told = refused("files.docx", &packed(&[("readme.txt", "hello")]));
    assert!(told.contains("no document of a word processor"), "{told}");
    let mut torn = archive("<w:p><w:r><w:t>518-555-0100</w:t></w:r></w:p>");
    torn.truncate(torn.len() / 2);
    assert!(refused("torn.docx", &torn).contains("it is damaged"));
}

#[test]
fn a_document_that_grows_is_read_to_its_limit_and_no_further() {
    let bomb = archive(&"<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(400_000));
    assert!(bomb.len() < 200_000, "{} bytes", bomb.len());
    assert!(refused("bomb.docx", &bomb).contains("bytes of text"));
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><d>&b;</d>";
    assert!(refused("entities.docx", &packed(&[("word/document.xml", entities)])).contains("it is damaged"));
    let deep = format!("{}{}", "<w:sdt>".repeat(50_000), "</w:sdt>".repeat(50_000));
    assert!(refused("deep.docx", &archive(&deep)).contains("without an end"));
    let pages = "<w:p><w:r><w:t>x</w:t><w:br w:type=\"page\"/></w:r></w:p>".repeat(10_000);
    assert!(refused("pages.docx", &archive(&pages)).contains("more than 200 pages"));
}

#[test]
fn text_without_an_end_is_refused() {
    for (name, text) in [
        ("line.txt", "5".repeat(3_000_000)),
        ("lines.txt", "518-555-0100\n".repeat(100_000)),
        ("pages.txt", "518-555-0100\u{c}".repeat(10_000)),
        ("cells.csv", format!("{}\n", "1,".repeat(5_000))),
        ("rows.html", format!("<table>{}</table>", "<tr><td>1<td>2".repeat(50_000))),
    ] {
        let told = refused(name, text.as_bytes());
        assert!(told.contains("more than a directory has"), "{name}: {told}");
    }
}

#[test]
fn a_page_of_images_in_a_pdf_is_a_scan() {
    let layout = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><doc><page width=\"612\" height=\"792\"></page></doc></body></html>";
    assert_eq!(read("scan.pdf", 0, DocumentFormat::PdfLayout, layout.as_bytes()), Err(UnreadDocument::Scan));
}

#[test]
fn whatever_stands_in_a_document_the_draft_is_a_plan() {
    let mut nasty = String::from("{options} \"quoted\" \\ ]] = [lines.x]\n\n");
    for at in 0..30 {
        writeln!(
            nasty,
            "{{name}} ''' {at}\t518-555-01{at:02}\tMon-Fri 8-5, 24/7 closed Sun, 9 at 5, noon - midnight CST"
        )
        .unwrap();
    }
    nasty.push_str(
        "\u{202e}\u{1b}[2J x 1-800-FLOWERS Option 12345, Option * (fax) \u{2028}::stop-commands::\n",
    );
    for text in [
        nasty.as_str(),
        "518-555-0100",
        "Option 3\nOption 3\n518-555-0100\nOption 4",
        "a@b.co\tFax 518-555-0100\t\t\n\t\tMon-Fri 9 am - 5 pm",
    ] {
        let document = read("nasty.txt", 0, DocumentFormat::Text, text.as_bytes()).unwrap();
        let made = draft(&[document], &request());
        plan_of(&made);
    }
}

#[test]
fn the_command_writes_nothing_of_what_it_refuses() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("scan.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    fs::write(folder.path().join("letter.txt"), "Dear all, thank you for coming.\n").unwrap();
    for (file, why) in [
        ("scan.png", "scan.png is not read: it is an image"),
        ("letter.txt", "no phone number was found in it"),
        ("none.txt", "there is no file or folder none.txt"),
        (".", ". is not a file"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["draft", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}: {errors}");
        assert!(errors.contains(why), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_are_refused_or_drafted(
        which in 0..Setting::ALL.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_usize), 1..12),
    ) {
        let text = fs::read_to_string("tests/cases/draft/dealer-handout.case").unwrap();
        let setting = Setting::ALL[which];
        let mut bytes = setting.bytes(&Case::parse("x", &text).blocks);
        for (place, byte, how) in damage {
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(at..bytes.len().min(at + 200)),
            }
        }
        is_refused_or_drafted(setting.format(), &bytes);
    }
}
