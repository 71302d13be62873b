//! Where media may be fetched from.

use url::{Host, Url};

use super::target::parse;
use super::{NotAllowed, Reach, Target};

/// A host by name, or every name below one (`*.example.org`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPattern {
    name: String,
    below: bool,
}

impl HostPattern {
    /// Reads a pattern; `None` for what is no host's name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let (name, below) = match text.strip_prefix("*.") {
            Some(name) => (name, true),
            None => (text.as_str(), false),
        };
        let labels = name.split('.').count();
        let fits = |label: &str| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        // `*.org` would be half the internet.
        if labels < 2 || !name.split('.').all(fits) {
            return None;
        }
        match Host::parse(name).ok()? {
            Host::Domain(name) => Some(Self { name, below }),
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        }
    }

    fn fits(&self, host: &str) -> bool {
        if !self.below {
            return host == self.name;
        }
        host.strip_suffix(self.name.as_str())
            .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
    }
}

/// Where media may be fetched: from the platform's interface and from hosts on a list.
#[derive(Clone, Debug)]
pub struct MediaHosts {
    interface: Target,
    hosts: Vec<HostPattern>,
}

impl MediaHosts {
    /// The platform's interface, and hosts it may send us to. An interface reached by http on this
    /// machine is a simulated platform: then its origin is the only place there is.
    ///
    /// # Errors
    /// The interface's address is neither https by name, nor http on this machine.
    pub fn new(interface: &str, hosts: &[HostPattern]) -> Result<Self, NotAllowed> {
        let url = parse(interface)?;
        let reach = match (url.scheme(), url.host()) {
            ("https", Some(Host::Domain(_))) => Reach::Public,
            ("http", Some(host)) if is_here(&host) => Reach::ThisMachine,
            ("https", _) => return Err(NotAllowed::Literal),
            _ => return Err(NotAllowed::Scheme),
        };
        Ok(Self {
            interface: Target { url, reach },
            hosts: hosts.to_vec(),
        })
    }

    /// Where the platform tells what is known of a media.
    pub fn about(&self, media: &str) -> Option<Target> {
        // An id is one step of a path and nothing else.
        let plain = !media.is_empty()
            && media.len() <= 128
            && media
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'=' | b'.'))
            && !media.starts_with('.');
        if plain {
            self.interface.below(media)
        } else {
            None
        }
    }

    /// Checks an address the platform told.
    ///
    /// # Errors
    /// It leads anywhere else than to the hosts of the list.
    pub fn admit(&self, address: &str) -> Result<Target, NotAllowed> {
        let url = parse(address)?;
        if self.interface.reach == Reach::ThisMachine {
            let target = Target {
                url,
                reach: Reach::ThisMachine,
            };
            return match target.same_origin(&self.interface) {
                true => Ok(target),
                false => Err(NotAllowed::Host),
            };
        }
        if url.scheme() != "https" {
            return Err(NotAllowed::Scheme);
        }
        let Some(Host::Domain(host)) = url.host() else {
            return Err(NotAllowed::Literal);
        };
        let own = self.interface.host() == host && self.interface.port() == port(&url);
        let listed = port(&url) == 443 && self.hosts.iter().any(|known| known.fits(host));
        if !own && !listed {
            return Err(NotAllowed::Host);
        }
        Ok(Target {
            url,
            reach: Reach::Public,
        })
    }
}

fn port(url: &Url) -> u16 {
    url.port_or_known_default().unwrap_or_default()
}

fn is_here(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(four) => four.is_loopback(),
        Host::Ipv6(six) => six.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn platform() -> MediaHosts {
        let hosts: Vec<_> = ["lookaside.fbsbx.com", "*.fbcdn.net", "*.whatsapp.net"]
            .into_iter()
            .map(|host| HostPattern::parse(host).unwrap())
            .collect();
        MediaHosts::new("https://graph.facebook.com/v26.0", &hosts).unwrap()
    }

    #[test]
    fn media_comes_from_hosts_of_the_list_and_from_nowhere_else() {
        for address in [
            "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=a",
            "https://mmg.whatsapp.net/v/t62?x=1",
            "https://scontent.xx.fbcdn.net/a",
            "https://graph.facebook.com/v26.0/1/content",
            "https://LOOKASIDE.fbsbx.com:443/x",
        ] {
            assert_eq!(
                platform().admit(address).map(|t| t.reach()),
                Ok(Reach::Public),
                "{address}"
            );
        }
        for (address, why) in [
            ("http://lookaside.fbsbx.com/x", NotAllowed::Scheme),
            ("ftp://lookaside.fbsbx.com/x", NotAllowed::Scheme),
            ("file:///etc/passwd", NotAllowed::Malformed),
            ("https://evil.example/x", NotAllowed::Host),
            (
                "https://lookaside.fbsbx.com.evil.example/x",
                NotAllowed::Host,
            ),
            ("https://evilfbcdn.net/x", NotAllowed::Host),
            ("https://fbcdn.net/x", NotAllowed::Host),
            ("https://lookaside.fbsbx.com:8443/x", NotAllowed::Host),
            (
                "https://lookaside.fbsbx.com@evil.example/x",
                NotAllowed::Credentials,
            ),
            (
                "https://evil.example\\@lookaside.fbsbx.com/x",
                NotAllowed::Host,
            ),
            (
                "https://169.254.169.254/latest/meta-data",
                NotAllowed::Literal,
            ),
            ("https://0x7f000001/x", NotAllowed::Literal),
            ("https://2130706433/x", NotAllowed::Literal),
            ("https://0177.0.0.1/x", NotAllowed::Literal),
            ("https://127.1/x", NotAllowed::Literal),
            ("https://[::1]/x", NotAllowed::Literal),
            ("https://[::ffff:127.0.0.1]/x", NotAllowed::Literal),
            ("lookaside.fbsbx.com/x", NotAllowed::Malformed),
        ] {
            assert_eq!(platform().admit(address), Err(why), "{address}");
        }
    }

    #[test]
    fn a_simulated_platform_is_its_exact_origin_and_nothing_else() {
        let hosts = [HostPattern::parse("lookaside.fbsbx.com").unwrap()];
        let simulated = MediaHosts::new("http://127.0.0.1:4000/v26.0", &hosts).unwrap();
        let admitted = simulated.admit("http://127.0.0.1:4000/media/1").unwrap();
        assert_eq!(admitted.reach(), Reach::ThisMachine);
        for address in [
            "http://127.0.0.1:4001/media/1",
            "http://127.0.0.2:4000/media/1",
            "http://localhost:4000/media/1",
            "https://127.0.0.1:4000/media/1",
            "https://lookaside.fbsbx.com/x",
            "http://[::1]:4000/media/1",
        ] {
            assert_eq!(simulated.admit(address), Err(NotAllowed::Host), "{address}");
        }
        for interface in [
            "http://graph.facebook.com/v26.0",
            "http://10.0.0.1/",
            "http://169.254.169.254/",
        ] {
            assert!(MediaHosts::new(interface, &hosts).is_err(), "{interface}");
        }
        assert!(MediaHosts::new("https://157.240.0.1/", &hosts).is_err());
    }

    #[test]
    fn an_id_of_a_media_is_one_step_of_a_path() {
        let about = |id| platform().about(id).map(|target| target.path().to_owned());
        assert_eq!(about("2423000"), Some("/v26.0/2423000".to_owned()));
        for id in ["", "..", "a/b", "a?b", "a#b", "é", "a b", &"1".repeat(129)] {
            assert_eq!(about(id), None, "{id:?}");
        }
    }

    #[test]
    fn a_pattern_names_a_host_or_everything_below_one() {
        for text in [
            "",
            "*",
            "*.org",
            "org",
            "a..b",
            "127.0.0.1",
            "x/y.org",
            "*.*.org",
        ] {
            assert_eq!(HostPattern::parse(text), None, "{text:?}");
        }
        let below = HostPattern::parse("*.fbcdn.net").unwrap();
        assert!(below.fits("a.fbcdn.net") && below.fits("a.b.fbcdn.net"));
        assert!(!below.fits("fbcdn.net") && !below.fits(".fbcdn.net") && !below.fits("xfbcdn.net"));
    }
}
