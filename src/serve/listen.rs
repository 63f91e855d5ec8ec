use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Where a server listens, as people write it: `127.0.0.1:8080`, `localhost:8080`, `8080`, `[::1]:0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListenPlace(pub SocketAddr);

impl Default for ListenPlace {
    /// This machine alone, on a port that is free.
    fn default() -> Self {
        Self(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0))
    }
}

impl ListenPlace {
    /// The place that somebody means.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(place) = text.parse::<SocketAddr>() {
            return Some(Self(place));
        }
        let own =
            |port: &str| port.parse().ok().map(|port| SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port));
        let port = text.strip_prefix("localhost:").or_else(|| text.strip_prefix(':')).unwrap_or(text);
        own(port).map(Self)
    }

    /// Whether nobody else's machine can reach it.
    #[must_use]
    pub fn is_own(self) -> bool {
        self.0.ip().is_loopback()
    }
}

/// The names under which a server may be asked. A page of somebody else that has its own name lead to this machine asks
/// under that name, and is refused.
#[derive(Clone, Debug)]
pub struct HostNames {
    place: SocketAddr,
    /// Names of this machine that somebody has told, in small letters.
    names: Vec<String>,
}

impl HostNames {
    /// Those of a place where a server listens, and further names of the machine.
    #[must_use]
    pub fn of(place: SocketAddr, names: &[String]) -> Self {
        Self { place, names: names.iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// Whether a `Host` header names this server.
    #[must_use]
    pub fn has(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
            // A browser leaves out the port of the web.
            _ => (host, Some(80)),
        };
        if port != Some(self.place.port()) {
            return false;
        }
        let literal = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(name) => name.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
            None => name.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
        };
        match literal {
            // An address cannot be made to lead elsewhere.
            Some(address) => {
                address == self.place.ip() || address.is_loopback() || self.place.ip().is_unspecified()
            }
            None => name.eq_ignore_ascii_case("localhost") || self.names.contains(&name.to_ascii_lowercase()),
        }
    }

    /// Whether an `Origin` header is that of a page of this server that was asked under this name.
    #[must_use]
    pub fn is_origin(&self, origin: &str, host: &str) -> bool {
        self.has(host)
            && origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host))
    }
}

/// The address to open in a browser.
impl fmt::Display for HostNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = self.place.port();
        match self.names.first() {
            Some(name) => write!(f, "http://{name}:{port}/"),
            None if self.place.ip().is_unspecified() => write!(f, "http://localhost:{port}/"),
            None => write!(f, "http://{}/", self.place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_people_write_it() {
        for (text, place) in [
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("localhost:8080", "127.0.0.1:8080"),
            (" 8080 ", "127.0.0.1:8080"),
            (":0", "127.0.0.1:0"),
            ("[::1]:9", "[::1]:9"),
            ("0.0.0.0:80", "0.0.0.0:80"),
        ] {
            assert_eq!(ListenPlace::read(text).unwrap().0.to_string(), place, "{text}");
        }
        for text in ["", "example.com:80", "127.0.0.1", "70000", "127.0.0.1:x"] {
            assert_eq!(ListenPlace::read(text), None, "{text}");
        }
        assert!(ListenPlace::default().is_own() && !ListenPlace::read("0.0.0.0:1").unwrap().is_own());
    }

    #[test]
    fn a_server_answers_to_its_own_names_only() {
        let own = HostNames::of("127.0.0.1:8080".parse().unwrap(), &[]);
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080", "127.0.0.2:8080"] {
            assert!(own.has(host), "{host}");
        }
        for host in [
            "",
            ":8080",
            "evil.example:8080",
            "localhost.evil.example:8080",
            "localhost",
            "127.0.0.1",
            "127.0.0.1:80",
            "10.0.0.1:8080",
            "localhost:8080:8080",
            "a@localhost:8080",
            "[::1]",
            "[::2]:8080",
            "localhost:8080/",
            "localhost.:8080",
            "0x7f000001:8080",
            "2130706433:8080",
            "127.1:8080",
            "[::ffff:127.0.0.1]:8080",
        ] {
            assert!(!own.has(host), "{host}");
        }
        let all = HostNames::of("0.0.0.0:80".parse().unwrap(), &["Desk-7".to_owned()]);
        for host in ["desk-7", "DESK-7:80", "10.1.2.3", "localhost", "[fe80::1]:80"] {
            assert!(all.has(host), "{host}");
        }
        assert!(!all.has("evil.example") && !all.has("desk-7:8080"));
    }

    #[test]
    fn a_write_comes_from_a_page_of_the_same_name() {
        let own = HostNames::of("127.0.0.1:8080".parse().unwrap(), &[]);
        assert!(own.is_origin("http://localhost:8080", "localhost:8080"));
        for origin in [
            "null",
            "",
            "http://localhost",
            "https://localhost:8080",
            "http://127.0.0.1:8080",
            "http://evil.example",
        ] {
            assert!(!own.is_origin(origin, "localhost:8080"), "{origin}");
        }
        assert!(!own.is_origin("http://evil.example:8080", "evil.example:8080"));
    }
}
