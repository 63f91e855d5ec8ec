//! Clients that are slow, or speak no HTTP, beside those who are served.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::DESK;
use super::live::{Served, event};
use crate::helpers::folder::files;
use crate::oracles::garage::garage;

/// So many of each kind of slow client.
const SLOW: usize = 40;

#[test]
fn whoever_is_slow_costs_nobody_else_anything() {
    let folder = files(&[("menus/plan.toml", &garage("desk", DESK))]);
    let served = Served::started(folder.path(), &[]);
    let said = |text: &str| {
        let mut stream = served.connected();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    };
    let head = format!("host: {0}\r\norigin: http://{0}\r\n", served.host);
    let mut slow: Vec<TcpStream> = Vec::new();
    for _ in 0..SLOW {
        // Who says nothing, who stops in the middle of a head or of a body, and who does not read what they have asked for.
        slow.push(served.connected());
        slow.push(said("GET / HTTP/1.1\r\nho"));
        slow.push(said(&format!("POST /logout HTTP/1.1\r\n{head}content-length: 1000\r\n\r\nx")));
        slow.push(said(&format!("POST /logout HTTP/1.1\r\n{head}transfer-encoding: chunked\r\n\r\n5\r\nab")));
        slow.push(said(&format!("GET / HTTP/1.1\r\n{head}\r\n").repeat(8)));
        slow.push(said(&format!("GET /events HTTP/1.1\r\n{head}\r\n")));
    }
    let mut stream = served.get("/events");
    assert_eq!(event(&mut stream), r#"{"plan":1,"isBehind":false}"#);
    for _ in 0..SLOW {
        assert!(served.text("/").ends_with("</html>\n"), "all of the page comes");
    }
    // They are still there: it was not for their end that the others had to wait.
    for stream in &mut slow {
        stream.set_nonblocking(true).unwrap();
        let mut bytes = [0; 1];
        let read = stream.read(&mut bytes);
        assert!(
            !matches!(read, Ok(0))
                && read.err().is_none_or(|error| error.kind() == std::io::ErrorKind::WouldBlock),
            "they were not sent away"
        );
    }
}

#[test]
fn what_is_no_request_is_answered_with_no_page_and_the_others_are_served_on() {
    let folder = files(&[("menus/plan.toml", &garage("desk", DESK))]);
    let served = Served::started(folder.path(), &[]);
    let host = &served.host;
    let origin = format!("host: {host}\r\norigin: http://{host}\r\n");
    let long = "x".repeat(100_000);
    let many = "a: b\r\n".repeat(10_000);
    for rude in [
        "\r\n\r\n\r\n".to_owned(),
        "GET\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        format!("GET  /  HTTP/1.1\r\nhost: {host}\r\n\r\n"),
        "\u{16}\u{3}\u{1}\0\u{f4}\u{1}\0\0\u{f0}\u{3}\u{3}".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nhost: {host}\r\n bent: x\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: {host}\r\nx: a\0b\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\nhost: {host}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: {host}\r\nx: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: {host}\r\n{many}\r\n"),
        format!("GET / HTTP/1.1\r\nhost: {host}\r\nhost: {host}\r\n\r\n"),
        format!("POST /logout HTTP/1.1\r\n{origin}content-length: -1\r\n\r\n"),
        format!("POST /logout HTTP/1.1\r\n{origin}content-length: 3\r\ncontent-length: 4\r\n\r\nabcd"),
        format!("POST /logout HTTP/1.1\r\n{origin}content-length: 99999999999999999999999\r\n\r\n"),
        format!("POST /logout HTTP/1.1\r\n{origin}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n"),
        format!("POST /logout HTTP/1.1\r\n{origin}transfer-encoding: zip\r\n\r\nx"),
        format!("CONNECT {host} HTTP/1.1\r\nhost: {host}\r\n\r\n"),
    ] {
        let mut stream = served.connected();
        // Who is sent away in the middle may hear so.
        let _ = stream.write_all(rude.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut told = Vec::new();
        let _ = stream.read_to_end(&mut told);
        let told = String::from_utf8_lossy(&told);
        let rude: String = rude.chars().take(80).collect();
        assert!(
            told.is_empty() || told.starts_with("HTTP/1.1 4") || told.starts_with("HTTP/1.0 4"),
            "{rude:?}: {told}"
        );
        assert!(!told.contains("Garage"), "{rude:?}");
        assert!(served.text("/plan").contains("Front Desk"), "{rude:?}");
    }
    // Of two requests in one breath, the second is no part of the first.
    let mut stream = served.connected();
    let first = format!("POST /logout HTTP/1.1\r\n{origin}content-length: 6\r\n\r\nGET / ");
    write!(stream, "{first}GET /nothing HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    let mut told = String::new();
    stream.read_to_string(&mut told).unwrap();
    let answers: Vec<&str> = told.matches("HTTP/1.1 ").collect();
    assert!(answers.len() == 2 && told.contains("HTTP/1.1 404"), "{told}");
}
