//! The guide leaves nothing out.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use ivrsim::check::file_mistakes;

use super::page::Page;

fn chapters() -> Vec<Page> {
    Page::all().into_iter().filter(|page| page.topic() != "README").collect()
}

/// Everything that the chapters say.
fn told() -> String {
    chapters().into_iter().map(|page| page.text).collect()
}

/// The keys of a published format.
fn keys(schema: &str) -> BTreeSet<String> {
    fn collect(value: &serde_json::Value, keys: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(object) => {
                if let Some(serde_json::Value::Object(properties)) = object.get("properties") {
                    keys.extend(properties.keys().cloned());
                }
                object.values().for_each(|value| collect(value, keys));
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, keys)),
            _ => {}
        }
    }
    let schema = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    let mut found = BTreeSet::new();
    collect(&schema, &mut found);
    found
}

fn is_told(told: &str, key: &str) -> bool {
    let around = |c: char| !(c.is_alphanumeric() || c == '_');
    told.match_indices(key).any(|(at, _)| {
        let after = &told[at + key.len()..];
        let is_word =
            told[..at].chars().next_back().is_none_or(around) && after.chars().next().is_none_or(around);
        let after = after.trim_start();
        is_word && (after.starts_with(['=', ']', '.']) || told[..at].ends_with('`') && after.starts_with('`'))
    })
}

#[test]
fn every_key_of_plans_scenarios_and_questions_is_in_the_guide() {
    let told = told();
    let schemas = ["schema/plan.schema.json", "schema/scenario.schema.json", "schema/questions.schema.json"];
    let missing: BTreeSet<String> =
        schemas.into_iter().flat_map(keys).filter(|key| !is_told(&told, key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_placeholder_is_in_the_guide() {
    let told = told();
    for word in ["name", "options", "hours", "next_open", "number", "entered", "entry.NAME", "answer.NAME"] {
        assert!(told.contains(&format!("`{{{word}}}`")), "{word}");
    }
    for word in ["name", "hours", "next_open", "number"] {
        assert!(told.contains(&format!("{{{word}:")), "{word} of another");
    }
}

#[test]
fn every_command_is_in_the_guide() {
    let help = Command::new(env!("CARGO_BIN_EXE_ivrsim")).arg("-h").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let told = told();
    let mut count = 0;
    let mut missing = Vec::new();
    for command in commands.lines().filter_map(|line| line.strip_prefix("  ")) {
        let Some(command) = command.split(' ').next().filter(|word| !word.is_empty()) else { continue };
        count += 1;
        let is_named = [" ", "`", "\n"].iter().any(|end| told.contains(&format!("ivrsim {command}{end}")));
        let is_named = is_named || told.contains(&format!("--plan menus {command}"));
        if !is_named && command != "help" {
            missing.push(command);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    assert!(count > 20, "{count}");
}

/// The commands that are named in the middle of a sentence, or set apart to be typed.
fn named(page: &Page) -> Vec<String> {
    let prose = page.text.split("```").step_by(2).collect::<String>();
    let inline = prose.split('`').skip(1).step_by(2).map(|code| code.replace('\n', " "));
    let blocks = page.blocks();
    let apart = blocks.iter().filter(|block| block.language == "text").flat_map(|block| &block.lines);
    inline.chain(apart.map(|line| (*line).to_owned())).filter(|code| code.starts_with("ivrsim ")).collect()
}

#[test]
fn every_option_that_the_guide_names_is_one() {
    let mut helps = std::collections::BTreeMap::new();
    let mut count = 0;
    for page in chapters() {
        for command in named(&page) {
            let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
            if words.first() == Some(&"--plan") {
                words.drain(..2);
            }
            let subcommands: Vec<&str> = words
                .iter()
                .copied()
                .enumerate()
                .take_while(|(at, word)| match at {
                    0 => !word.starts_with('-'),
                    _ => words[0] == "train" && *at == 1 && word.chars().all(char::is_alphabetic),
                })
                .map(|(_, word)| word)
                .collect();
            let help = helps.entry(subcommands.join(" ")).or_insert_with(|| {
                let mut help = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
                let output = help.args(&subcommands).arg("--help").output().unwrap();
                assert!(output.status.success(), "{}: {command}", page.topic());
                String::from_utf8(output.stdout).unwrap()
            });
            for option in words.iter().filter(|word| word.starts_with("--")) {
                count += 1;
                assert!(help.contains(option), "{}: {command}: {option}", page.topic());
            }
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_table_of_contents_and_the_program_list_every_chapter_in_one_order() {
    let contents = fs::read_to_string("docs/guide/README.md").unwrap();
    let linked: Vec<&str> = contents
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|line| Some(line.split_once("](")?.1.split_once(".md)")?.0))
        .collect();
    let told = Command::new(env!("CARGO_BIN_EXE_ivrsim")).arg("guide").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let listed: Vec<&str> = told
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(linked, listed);
    let there: BTreeSet<String> = chapters().iter().map(|page| page.topic().to_owned()).collect();
    assert_eq!(linked.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), there);
}

#[test]
fn chapters_are_as_long_as_people_read() {
    for page in chapters() {
        let count = page.text.lines().count();
        assert!((60..=240).contains(&count), "{}: {count} lines", page.topic());
        assert!(page.text.starts_with("# "), "{}", page.topic());
        for line in page.headings() {
            assert!(!line.ends_with('.'), "{}: {line}", page.topic());
        }
    }
}

/// The chapter that a help or a page names behind these words.
fn chapter_behind<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(words)?;
    rest.split(['`', '.', '\n']).next()
}

#[test]
fn rules_commands_and_chapters_point_to_each_other() {
    let text_of = |topic: &str| {
        let path = format!("docs/guide/{topic}.md");
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let mut wrong = Vec::new();
    let mut rules = 0;
    for page in fs::read_dir("docs/rules").unwrap() {
        let path = page.unwrap().path();
        let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if code == "README" {
            continue;
        }
        rules += 1;
        let page = fs::read_to_string(&path).unwrap();
        let topic =
            chapter_behind(&page, "run `ivrsim guide ").unwrap_or_else(|| panic!("{code} names none"));
        if !text_of(topic).contains(&format!("[{code}](../rules/{code}.md)")) {
            wrong.push(format!("{topic} does not name {code}"));
        }
    }
    assert!(rules > 40, "{rules}");
    for mistake in file_mistakes() {
        let (code, page) = (mistake.code, mistake.page());
        let topic =
            chapter_behind(&page, "run `ivrsim guide ").unwrap_or_else(|| panic!("{code} names none"));
        if !text_of(topic).contains(&format!("[{code}](../mistakes.md#{code})")) {
            wrong.push(format!("{topic} does not name {code}"));
        }
    }
    let help = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
        String::from_utf8(command.args(words).arg("--help").output().unwrap().stdout).unwrap()
    };
    let commands = |help: &str| -> Vec<String> {
        let (_, list) = help.split_once("Commands:\n").unwrap();
        let list = list.split("\n\n").next().unwrap();
        let names = list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        names.filter(|name| !matches!(*name, "" | "help" | "guide")).map(str::to_owned).collect()
    };
    for command in commands(&help(&[])) {
        let told = help(&[&command]);
        match chapter_behind(&told, "See also: `ivrsim guide ") {
            None => wrong.push(format!("`{command} --help` names no chapter")),
            Some(topic) if !text_of(topic).contains(&format!("`ivrsim {command} --help`")) => {
                wrong.push(format!("{topic} does not name {command}"));
            }
            Some(_) => {}
        }
        if told.contains("Commands:\n") {
            for below in commands(&told) {
                let told = help(&[&command, &below]);
                if chapter_behind(&told, "See also: `ivrsim guide ").is_none() {
                    wrong.push(format!("`{command} {below} --help` names no chapter"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
