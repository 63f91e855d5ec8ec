//! Requests that nobody should send.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use ivrsim::serve::{MAX_BODY, TOKEN_HEADER};

use super::{PLACE, TestSite};

#[test]
fn a_server_answers_to_no_name_but_its_own() {
    let site = TestSite::new();
    for host in ["", "evil.example:8080", "127.0.0.1", "localhost:80", "localhost.evil.example:8080"] {
        for (method, path) in [(Method::GET, "/"), (Method::GET, "/plan"), (Method::POST, "/logout")] {
            let answer = site.asked(method, path, &[("host", host)], "");
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host} {path}");
            assert!(
                !answer.text.contains("Garage") && !answer.text.contains(site.site.token.told()),
                "{host}"
            );
        }
    }
    let twice = Request::get("/").header("host", PLACE).header("host", "evil.example");
    assert_eq!(site.answered(twice.body(Body::empty()).unwrap()).status, StatusCode::BAD_REQUEST);
    let elsewhere = Request::get("http://evil.example:8080/").header("host", PLACE);
    assert_eq!(site.answered(elsewhere.body(Body::empty()).unwrap()).status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn pages_of_other_sites_read_nothing_and_change_nothing() {
    let site = TestSite::new();
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "script")],
        &[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")],
        &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
    ];
    for headers in foreign {
        for (method, path) in [(Method::GET, "/"), (Method::GET, "/events"), (Method::POST, "/logout")] {
            assert_eq!(
                site.asked(method, path, headers, "").status,
                StatusCode::FORBIDDEN,
                "{headers:?} {path}"
            );
        }
    }
    // A link in a mail is followed to the page, and sends nothing there.
    let link =
        [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
    assert_eq!(site.asked(Method::GET, "/", &link, "").status, StatusCode::OK);
    assert_eq!(site.asked(Method::POST, "/logout", &link, "").status, StatusCode::FORBIDDEN);
    assert_eq!(site.asked(Method::POST, "/logout", &[("origin", "")], "").status, StatusCode::FORBIDDEN);
}

#[test]
fn what_changes_something_comes_from_a_page_of_this_server() {
    let site = TestSite::new();
    let token = site.site.token.told().to_owned();
    for said in ["", "x", &token[1..], &format!("{token}x"), &token.to_uppercase()] {
        let answer = site.asked(Method::POST, "/lessons/begin", &[(TOKEN_HEADER, said)], "{}");
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("Reload the page") && !answer.text.contains(&token), "{}", answer.text);
    }
    for path in ["/", "/plan", "/events", "/style.css"] {
        for method in [Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE] {
            let answer = site.asked(method, path, &[("origin", "http://127.0.0.1:8080")], "");
            assert!(answer.status.is_client_error(), "{path}");
        }
    }
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let site = TestSite::new();
    let all = [
        site.get("/"),
        site.get("/plan"),
        site.get("/nothing"),
        site.asked(Method::GET, "/", &[("host", "x")], ""),
    ];
    for answer in all {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(answer.header(name), value, "{}", answer.status);
        }
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; ") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval "), "{policy}");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[test]
fn a_path_leads_to_no_file() {
    let site = TestSite::new();
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/menus/plan.toml",
        "/style.css/../plan",
        "/style.css%00",
        "/trainer/..",
        "/.git/config",
        "/%ff",
        "/learners.db",
        "/\\..\\x",
    ] {
        let Ok(request) = Request::get(path).header("host", PLACE).body(Body::empty()) else { continue };
        assert_eq!(site.answered(request).status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn what_is_too_large_or_never_ends_is_given_up() {
    let site = TestSite::new();
    let large = "x".repeat(MAX_BODY + 1);
    assert_eq!(site.asked(Method::POST, "/logout", &[], &large).status, StatusCode::PAYLOAD_TOO_LARGE);
    let told = [("content-length", "99999999999")];
    assert_eq!(site.asked(Method::POST, "/logout", &told, "").status, StatusCode::PAYLOAD_TOO_LARGE);
    let endless = |body| {
        let request =
            Request::post("/logout").header("host", PLACE).header("origin", "http://127.0.0.1:8080");
        site.answered(request.body(body).unwrap()).status
    };
    let slow = Body::from_stream(futures_util::stream::pending::<Result<&str, std::io::Error>>());
    assert_eq!(endless(slow), StatusCode::REQUEST_TIMEOUT);
    let all =
        Body::from_stream(futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>("x".repeat(1000))));
    assert_eq!(endless(all), StatusCode::PAYLOAD_TOO_LARGE);
}
