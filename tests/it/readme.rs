//! The commands of the README do what it shows.

#[test]
fn the_commands_of_the_readme_do_what_it_shows() {
    trycmd::TestCases::new().case("README.md");
}
