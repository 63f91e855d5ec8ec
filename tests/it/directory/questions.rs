//! Questions as people ask them, in `tests/cases/find`, and what has to come first: they are counted, because no search
//! answers all that can be asked.

use std::fs;
use std::path::{Path, PathBuf};

use ivrsim::call::Caller;
use ivrsim::directory::report::SearchResults;
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::time::moment;

/// How many of a hundred have to be answered right.
const LEAST: usize = 95;

/// A Tuesday morning, on which everybody is there but those of the night.
const AT: &str = "2026-03-03 10:30";

/// A question, and what has to come first.
struct Question {
    asked: String,
    /// The name, and where it is reached.
    right: (String, String),
}

/// The questions of a file: under `# NAME: WHERE` what is answered by it.
fn questions(name: &str) -> Vec<Question> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/find").join(name);
    let text = fs::read_to_string(path).unwrap();
    let mut right = None;
    let mut questions = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("//")) {
        match line.strip_prefix("# ") {
            Some(answer) => {
                let (name, place) = answer.rsplit_once(": ").expect("an answer is `NAME: WHERE`");
                right = Some((name.to_owned(), place.to_owned()));
            }
            None => questions.push(Question {
                asked: line.to_owned(),
                right: right.clone().expect("an answer stands above"),
            }),
        }
    }
    questions
}

/// The plan of a company that comes along.
fn company(name: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("menus").join(name);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap()));
    read(texts, &PlanLimits::STANDARD).plan.expect("the plan is valid")
}

/// The name of the first answer, and where it is reached.
fn first(plan: &Plan, question: &str) -> (String, String) {
    let at = moment::parse(AT, plan.zone).unwrap();
    let hits = SearchResults::search(plan, question, Caller::default(), at).json();
    let Some(hit) = hits.into_iter().next() else { return ("nothing".to_owned(), String::new()) };
    let for_people =
        |e164: &str| ivrsim::number::PhoneNumber::parse(e164, plan.country).unwrap().number.to_string();
    let place = match (hit.number, hit.press.filter(|keys| !keys.is_empty())) {
        (Some(number), None) => for_people(&number),
        (Some(number), Some(keys)) => {
            let keys = keys.parse::<ivrsim::call::KeySequence>().unwrap().for_people();
            format!("{} press {keys}", for_people(&number))
        }
        (None, _) => match (hit.fax, hit.email, hit.post.last()) {
            (Some(fax), ..) => format!("fax {}", for_people(&fax)),
            (None, Some(email), _) => email,
            (None, None, Some(line)) => line.clone(),
            (None, None, None) => hit.phone.map(|phone| for_people(&phone)).unwrap_or_default(),
        },
    };
    (hit.name, place)
}

/// How many of these questions there are, and those that are answered wrong, with what came first.
fn wrong(company_name: &str, file: &str) -> (usize, Vec<String>) {
    let plan = company(company_name);
    let questions = questions(file);
    let count = questions.len();
    let wrong = questions.into_iter().filter_map(|Question { asked, right }| {
        let told = first(&plan, &asked);
        (told != right).then(|| format!("{asked}: {} ({}), not {} ({})", told.0, told.1, right.0, right.1))
    });
    (count, wrong.collect())
}

#[test]
#[expect(clippy::print_stdout, reason = "the shares are what somebody wants to know who tunes the search")]
fn questions_as_people_ask_them_find_the_right_answer_first() {
    let mut shares = Vec::new();
    let mut all_wrong = Vec::new();
    for (company, least) in [("ally", 60), ("hospital", 30)] {
        let (count, told) = wrong(company, &format!("{company}.txt"));
        let (count_aside, told_aside) = wrong(company, &format!("{company}-aside.txt"));
        let (all, right) = (count + count_aside, count + count_aside - told.len() - told_aside.len());
        assert!(all >= least, "{company}: {all} questions");
        shares.push((company, right, all));
        println!(
            "{company}: {right} of {all} ({}%); of those kept aside {} of {count_aside}",
            right * 100 / all,
            count_aside - told_aside.len()
        );
        all_wrong.extend(told.into_iter().chain(told_aside));
    }
    println!("{}", all_wrong.join("\n"));
    for (company, right, all) in shares {
        assert!(right * 100 >= all * LEAST, "{company}: only {right} of {all}:\n{}", all_wrong.join("\n"));
    }
}
