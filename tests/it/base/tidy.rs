//! The one style of plans and scenarios: what ships keeps it, formatting changes no meaning, and nothing twice.

use std::fs;
use std::path::{Path, PathBuf};

use ivrsim::base::tidy::formatted;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::tidy as oracle;

fn tidy(text: &str) -> String {
    formatted("test.toml", text).unwrap_or_else(|(diagnostics, _)| panic!("{diagnostics:?}\n{text}"))
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    found.sort();
    found
}

#[test]
fn what_ships_is_formatted() {
    for path in ["menus/ally", "scenarios/ally", "src/start/example"].into_iter().flat_map(toml_files) {
        let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let tidy = tidy(&text);
        let first = text.lines().zip(tidy.lines()).find(|(is, should)| is != should);
        assert!(text == tidy, "{} should be formatted: {first:?}", path.display());
    }
}

#[test]
fn only_white_space_changes() {
    let text = "\
#:schema x

# top
[ a . \"b c\" ]

x=1   # one
long . key = [ 1,2 ,
  3 ]# two
# between
at=2023-08-28 10:00:00
half = -1.5e3


text = \"\"\"
  kept   
\"\"\"
# of the list
[[list]]
[empty] # nothing
t = {a=1,b.c={ },d=[ ]}
  # end   \t
";
    let wanted = "\
#:schema x

# top
[a.\"b c\"]
x        = 1            # one
long.key = [1, 2, 3]    # two
# between
at       = 2023-08-28 10:00:00
half     = -1.5e3

text = \"\"\"
  kept   
\"\"\"

# of the list
[[list]]

[empty]    # nothing
t = { a = 1, b.c = {}, d = [] }
# end
";
    assert_eq!(tidy(text), wanted);
    assert_eq!(tidy(wanted), wanted);
}

#[test]
fn lists_give_way_where_there_is_no_room_and_stay_as_they_were_put() {
    let long = "x".repeat(65);
    let text = format!(
        "short = [\n\"a\",\"b\" # why\n,\n\n# c\n'c'\n]\nfits = [\"a\",\n \"b\"]\nlong = [\"{long}\", \"{long}\"]\n\
         expect = {{ path = [\"a\"], hears = [\"{long}\", \"{long}\"], last = 1 }}\n\
         days = [{{ name = \"{long}\" }}, {{ on = \"{long}\" }}]\nnew = {{\n  # TOML 1.1\n a = 1 }}\n"
    );
    let wanted = format!(
        "\
short  = [
    \"a\",
    \"b\",    # why

    # c
    'c',
]
fits   = [\"a\", \"b\"]
long   = [
    \"{long}\",
    \"{long}\",
]
expect = {{ path = [\"a\"], hears = [
    \"{long}\",
    \"{long}\",
], last = 1 }}
days   = [
    {{ name = \"{long}\" }},
    {{ on = \"{long}\" }},
]
new    = {{
    # TOML 1.1
    a = 1,
}}
"
    );
    assert_eq!(tidy(&text), wanted);
    assert_eq!(tidy(&wanted), wanted);
}

#[test]
fn the_ends_of_lines_stay_those_of_the_file() {
    assert_eq!(tidy("a=1\r\n\r\n\r\nb=[\r\n1]\r\n"), "a = 1\r\n\r\nb = [\r\n    1,\r\n]\r\n");
    assert_eq!(tidy("a=1"), "a = 1\n");
    assert_eq!(tidy("\u{feff}a=1"), "a = 1\n");
    assert_eq!(tidy("\n\n"), "");
}

#[test]
fn lines_in_braces_may_end_anywhere() {
    assert_eq!(tidy("t = { a\n= 1, b =\n\n[2] }"), "t = { a = 1, b = [2] }\n");
    let (text, wanted) = (
        "t = { a # why\n= # how\n1, # behind\nb = { c =\n\"d\" } }",
        "t = {\n    # why\n    # how\n    a = 1,    # behind\n    b = { c = \"d\" },\n}\n",
    );
    assert_eq!(tidy(text), wanted);
    oracle::check(text);
}

#[test]
fn what_is_no_toml_is_told_and_not_touched() {
    let (diagnostics, _) = formatted("x.toml", "a = 1\nb = = 2\n[c\n").unwrap_err();
    assert_eq!(diagnostics.len(), 2);
}

/// White space in every place where it may be, and a comment at the end of some lines.
fn space() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just(" ".to_owned()), Just(" \t  ".to_owned())]
}

fn breaks() -> impl Strategy<Value = String> {
    let comment = prop_oneof![Just(""), Just("# c"), Just("#, ] } = \"")];
    proptest::collection::vec((space(), comment), 0..3)
        .prop_map(|lines| lines.iter().map(|(space, comment)| space.clone() + comment + "\n").collect())
}

fn value() -> impl Strategy<Value = String> {
    let plain = prop_oneof![
        "[a-z# ]{0,60}".prop_map(|text| format!("\"{text}\"")),
        Just("'''\n  a # b\n\n'''".to_owned()),
        Just("2023-08-28 10:00:00".to_owned()),
        Just("1.5".to_owned()),
        Just("true".to_owned()),
    ];
    plain.prop_recursive(3, 24, 5, |inner| {
        let element = (breaks(), space(), inner.clone(), breaks());
        let list = (proptest::collection::vec(element, 0..4), breaks()).prop_map(|(elements, end)| {
            let elements =
                elements.iter().map(|(before, space, value, after)| format!("{before}{space}{value}{after}"));
            format!("[{}{end}]", elements.collect::<Vec<_>>().join(","))
        });
        // In braces, too, lines may end anywhere.
        let gap = || prop_oneof![4 => space(), 1 => breaks()];
        let table = proptest::collection::vec((gap(), inner, gap()), 0..4).prop_map(|entries| {
            let entries = entries.iter().enumerate().map(|(index, (before, value, after))| {
                format!("{before}k{index}{after}={before}{value}{after}")
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        });
        prop_oneof![list, table]
    })
}

fn file() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => ("[a-z]{1,12}", space(), value(), space(), any::<bool>()).prop_map(|(key, before, value, after, commented)| {
            let comment = if commented { "# behind" } else { "" };
            (key.clone(), format!("{before}N{key}{after}={before}{value}{after}{comment}\n"))
        }),
        1 => "[a-z]{1,6}".prop_map(|name| (String::new(), format!(" [ tN.{name} ] # header\n"))),
        1 => Just((String::new(), "  # a comment \n".to_owned())),
        1 => Just((String::new(), "\n\n".to_owned())),
    ];
    // Names are made different by numbers.
    proptest::collection::vec(line, 0..12).prop_map(|lines| {
        let numbered = lines.iter().enumerate().map(|(index, (key, line))| {
            if key.is_empty() {
                line.replace('N', &index.to_string())
            } else {
                line.replacen('N', &format!("k{index}-"), 1)
            }
        });
        numbered.collect()
    })
}

proptest! {
    #![proptest_config(drawn::cases(256))]

    #[test]
    fn formatting_changes_no_meaning_and_nothing_twice(text in file()) {
        oracle::check(&text);
        let once = tidy(&text);
        prop_assert!(!once.contains("\n\n\n") || once.contains("'''"));
    }
}

#[test]
fn comments_stand_below_each_other_whatever_the_signs() {
    let text = "a = \"日本語\" # x\nb = \"ab\" # y\nc = \"e\u{301}\" # z\n";
    let told = tidy(text);
    assert_eq!(told, "a = \"日本語\"    # x\nb = \"ab\"        # y\nc = \"e\u{301}\"         # z\n");
}
