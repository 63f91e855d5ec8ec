//! Who may do what.

use axum::http::{Method, StatusCode};
use ivrsim::serve::{MAX_ATTEMPTS, TOKEN_HEADER};

use super::TestSite;

#[test]
fn whoever_sits_at_the_machine_may_do_all() {
    let site = TestSite::new();
    let page = site.get("/");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("\"isTrainer\":true,\"canSignOut\":false"));
    assert!(page.text.contains(site.site.token.told()), "the page was given what it sends with writes");
    assert_eq!(page.header("content-security-policy").matches("'self'").count(), 3);
}

#[test]
fn nobody_sees_anything_of_a_class_before_they_sign_in() {
    let site = TestSite::of_class();
    for path in ["/", "/trainer", "/studio"] {
        let answer = site.get(path);
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/login"), "{path}");
    }
    for path in ["/plan", "/events", "/trainer/x", "/lessons/x", "/x"] {
        assert_eq!(site.get(path).status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(site.asked(Method::POST, "/lessons/begin", &[], "{}").status, StatusCode::UNAUTHORIZED);
    let login = site.get("/login");
    assert!(
        login.status == StatusCode::OK
            && !login.text.contains("Garage")
            && !login.text.contains(site.site.token.told())
    );
}

#[test]
fn a_password_lets_in_and_nobody_learns_the_others() {
    let site = TestSite::of_class();
    let learner = site.signed_in("open sesame");
    let trainer = site.signed_in("correct horse");
    let status = |path: &str, cookie: &str| site.asked(Method::GET, path, &[("cookie", cookie)], "").status;
    assert_eq!(status("/plan", &learner), StatusCode::OK);
    assert_eq!(status("/plan", &format!("a=b; {trainer}; c=d")), StatusCode::OK);
    for path in ["/trainer", "/trainer/forget", "/studio", "/studio/save"] {
        assert_eq!(status(path, &learner), StatusCode::FORBIDDEN, "{path}");
        assert_ne!(status(path, &trainer), StatusCode::FORBIDDEN, "{path}");
    }
    let page = site.asked(Method::GET, "/", &[("cookie", &learner)], "");
    assert!(page.text.contains("\"isTrainer\":false,\"canSignOut\":true"));
    for cookie in [
        "ivrsim-8080=",
        "ivrsim-8080=x",
        "ivrsim-80=x",
        "x",
        &learner[..learner.len() - 1],
        &format!("x{learner}"),
    ] {
        assert_eq!(status("/plan", cookie), StatusCode::UNAUTHORIZED, "{cookie}");
    }
    // A form without a script can sign out.
    let form = [("cookie", &*learner), (TOKEN_HEADER, "")];
    let answer = site.asked(Method::POST, "/logout", &form, "");
    assert!(answer.header("set-cookie").contains("=; Path=/; Max-Age=0;"));
    assert_eq!(
        (status("/plan", &learner), status("/plan", &trainer)),
        (StatusCode::UNAUTHORIZED, StatusCode::OK)
    );
}

#[test]
fn no_script_and_no_other_site_has_the_cookie() {
    let site = TestSite::of_class();
    let form = [("content-type", "application/x-www-form-urlencoded"), (TOKEN_HEADER, "")];
    let answer = site.asked(Method::POST, "/login", &form, "password=correct+horse");
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("ivrsim-8080=")
            && cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict")
    );
    assert_eq!(answer.header("location"), "/");
    let foreign = [("content-type", "application/x-www-form-urlencoded"), ("origin", "http://evil.example")];
    assert_eq!(
        site.asked(Method::POST, "/login", &foreign, "password=correct+horse").status,
        StatusCode::FORBIDDEN
    );
}

#[test]
fn whoever_guesses_waits() {
    let site = TestSite::of_class();
    let form = [("content-type", "application/x-www-form-urlencoded"), (TOKEN_HEADER, "")];
    let guess = |password: &str| site.asked(Method::POST, "/login", &form, &format!("password={password}"));
    for _ in 0..MAX_ATTEMPTS {
        let answer = guess("<b>guess");
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("not the password") && !answer.text.contains("guess"));
    }
    assert_eq!(guess("correct+horse").status, StatusCode::TOO_MANY_REQUESTS);
}
