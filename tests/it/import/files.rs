//! The command: what it reads, what it writes, and what it refuses.

use std::fs;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;

const MAIN: &str = "[main]\nexten => s,1,Answer()\n same => n,Background(hello)\n same => n,WaitExten(5)\n#include \"more.conf\"\n";
const MORE: &str = "exten => 1,1,Dial(SIP/100,20)\n";

#[test]
fn a_folder_is_read_with_what_its_files_include_and_never_written_over() {
    let folder = files(&[
        ("pbx/extensions.conf", MAIN),
        ("pbx/more.conf", MORE),
        ("pbx/sip.conf", "[100]\ntype=friend\n"),
    ]);
    let args = ["import", "pbx", "--out", "menus", "--line", "main=+16085550140"];
    let (code, told, errors) = ivrsim(folder.path(), &args);
    assert_eq!(code, 0, "{errors}");
    assert!(told.starts_with("wrote menus/plan.toml\n"), "{told}");
    assert!(told.contains("4 steps of asterisk"), "{told}");
    let plan = fs::read_to_string(folder.path().join("menus/plan.toml")).unwrap();
    assert!(plan.contains("number = \"+16085550140\""), "{plan}");
    let (code, told, _) = ivrsim(
        folder.path(),
        &["--plan", "menus", "call", "main", "--press", "1", "--at", "2026-03-02 10:00"],
    );
    assert_eq!(code, 0);
    assert!(told.contains("transferred: extension 100"), "{told}");
    let (code, told, errors) = ivrsim(folder.path(), &args);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(errors.contains("already exists"), "{errors}");
}

#[test]
fn one_file_brings_those_that_it_includes() {
    let folder = files(&[("extensions.conf", MAIN), ("more.conf", MORE)]);
    let (code, told, errors) =
        ivrsim(folder.path(), &["import", "extensions.conf", "--out", "menus", "--format", "json"]);
    assert_eq!(code, 0, "{errors}");
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(json["steps"], 4);
    assert_eq!(json["lines"][0], "main");
}

#[test]
fn what_is_no_phone_system_is_told_with_its_place_and_nothing_is_written() {
    let large = "x".repeat(17 * 1024 * 1024);
    let folder = files(&[
        ("notes.conf", "just some words\n"),
        ("flow.json", "{ \"Version\": \"2019-10-30\", \"Actions\": [] }"),
        ("binary.conf", "\0\u{1}\u{2}"),
        ("large.conf", &large),
        ("empty.conf", ""),
        ("loop.conf", "[main]\nexten => s,1,Hangup()\n#include \"again.conf\"\n"),
        ("again.conf", "#include \"loop.conf\"\n"),
        ("ends.conf", "[main]\nexten => h,1,Hangup()\n"),
    ]);
    for (file, said) in [
        ("notes.conf", "notes.conf:1:1"),
        ("flow.json", "this is no file of a phone system that can be imported"),
        ("binary.conf", "it is no text"),
        ("large.conf", "too large"),
        ("empty.conf", "this is no file of a phone system"),
        ("loop.conf", "includes itself"),
        ("ends.conf", "nothing in these files is where calls come in"),
        ("missing.conf", "there is no file"),
    ] {
        let (code, told, errors) = ivrsim(folder.path(), &["import", file, "--out", "menus"]);
        assert_eq!((code, told.as_str()), (2, ""), "{file}");
        assert!(errors.contains(said), "{file}: {errors}");
        assert!(!folder.path().join("menus").exists(), "{file}");
    }
}

#[test]
fn what_is_asked_for_and_not_there_is_told() {
    let folder = files(&[("extensions.conf", MAIN), ("more.conf", MORE)]);
    for (args, said) in [
        (["--entry", "mian"], "did you mean `main`?"),
        (["--line", "main"], "write it as in `main=+16085550100`"),
        (["--timezone", "Chicago"], "there is no time zone `Chicago`"),
        (["--words", "nowhere.txt"], "there is no file"),
    ] {
        let (code, _, errors) =
            ivrsim(folder.path(), &[&["import", "extensions.conf", "--out", "menus"], &args[..]].concat());
        assert_eq!(code, 2, "{args:?}");
        assert!(errors.contains(said.replace("16085550100", "16155550100").as_str()), "{args:?}: {errors}");
    }
}

#[test]
fn words_of_recordings_come_from_a_list() {
    let folder =
        files(&[("extensions.conf", MAIN), ("more.conf", MORE), ("words.txt", "; list\nhello: Press 1.\n")]);
    let args = ["import", "extensions.conf", "--out", "menus", "--words", "words.txt"];
    assert_eq!(ivrsim(folder.path(), &args).0, 0);
    let (_, told, _) =
        ivrsim(folder.path(), &["--plan", "menus", "call", "main", "--at", "2026-03-02 10:00"]);
    assert!(told.contains("Press 1."), "{told}");
}
