//! Web addresses, checked against the rule they are used under.

use thiserror::Error;
use url::{Host, Url};

/// How far a request may reach: which network addresses may answer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Addresses of the internet.
    Public,
    /// The same, and addresses of this machine and of the house's network.
    PublicOrPrivate,
    /// Only those of this machine and of the house's network.
    Private,
    /// Only this machine: a simulated platform.
    ThisMachine,
}

/// Why a web address is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAllowed {
    /// It is none.
    #[error("not a web address")]
    Malformed,
    /// Neither https, nor http where that is allowed.
    #[error("only https is allowed there")]
    Scheme,
    /// A name or password stands in it.
    #[error("a name or password stands in the address")]
    Credentials,
    /// It names a network address instead of a host.
    #[error("a number instead of a host's name")]
    Literal,
    /// Its host is not on the list.
    #[error("the host is not on the list")]
    Host,
}

/// A web address that may be asked, and how far that may reach.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    pub(super) url: Url,
    pub(super) reach: Reach,
}

impl std::fmt::Debug for Target {
    /// The host alone: what follows it may name a message.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host = self.url.host_str().unwrap_or_default();
        write!(f, "Target({host}, {:?})", self.reach)
    }
}

impl Target {
    /// How far a request to it may reach.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// True where the connection is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The host, as it is asked for and as its certificate must name it.
    pub fn host(&self) -> &str {
        let host = self.url.host_str().unwrap_or_default();
        host.trim_start_matches('[').trim_end_matches(']')
    }

    /// The host and port, as the request names them.
    pub fn authority(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// Where to connect to.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    /// Path and question, as the request line has them.
    pub fn path(&self) -> &str {
        &self.url[url::Position::BeforePath..url::Position::AfterQuery]
    }

    /// The same place with one step more in its path.
    pub fn below(&self, step: &str) -> Option<Self> {
        let mut url = self.url.clone();
        url.path_segments_mut().ok()?.pop_if_empty().push(step);
        Some(Self {
            url,
            ..self.clone()
        })
    }

    /// Where a redirect of an answer leads, not yet checked.
    pub fn resolve(&self, location: &str) -> Option<String> {
        Some(self.url.join(location).ok()?.into())
    }

    /// True when both are one scheme, host and port.
    pub fn same_origin(&self, other: &Self) -> bool {
        self.url.origin() == other.url.origin()
    }
}

/// Checks the address of a recipient's hook. `inside` is [`Reach::PublicOrPrivate`] where the
/// operator said that it lies in the house, else [`Reach::Public`].
///
/// # Errors
/// Not https to a named host; inside the house http and numbers are allowed, too.
pub fn hook(address: &str, inside: Reach) -> Result<Target, NotAllowed> {
    let url = parse(address)?;
    let house = inside == Reach::PublicOrPrivate;
    let reach = match url.scheme() {
        "https" => inside,
        // In clear to nobody outside the house.
        "http" if house => Reach::Private,
        _ => return Err(NotAllowed::Scheme),
    };
    match url.host() {
        Some(Host::Domain(_)) => {}
        Some(_) if house => {}
        _ => return Err(NotAllowed::Literal),
    }
    Ok(Target { url, reach })
}

pub(super) fn parse(address: &str) -> Result<Url, NotAllowed> {
    let mut url = Url::parse(address).map_err(|_| NotAllowed::Malformed)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NotAllowed::Credentials);
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(NotAllowed::Malformed);
    }
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_is_https_by_name_unless_it_lies_in_the_house() {
        let reach = |address, inside| hook(address, inside).map(|target| target.reach());
        let (out, house) = (Reach::Public, Reach::PublicOrPrivate);
        assert_eq!(
            reach("https://desk.example.org/hook", out),
            Ok(Reach::Public)
        );
        assert_eq!(
            reach("http://desk.example.org/hook", out),
            Err(NotAllowed::Scheme)
        );
        assert_eq!(
            reach("https://10.0.0.5/hook", out),
            Err(NotAllowed::Literal)
        );
        assert_eq!(reach("https://0x7f000001/", out), Err(NotAllowed::Literal));
        assert_eq!(reach("https://desk.lan/hook", house), Ok(house));
        assert_eq!(reach("http://desk.lan/hook", house), Ok(Reach::Private));
        assert_eq!(
            reach("http://127.0.0.1:9000/hook", house),
            Ok(Reach::Private)
        );
        assert_eq!(reach("ftp://desk.lan/hook", house), Err(NotAllowed::Scheme));
        assert_eq!(
            reach("https://a:b@desk.lan/", house),
            Err(NotAllowed::Credentials)
        );
    }

    #[test]
    fn a_target_prints_its_host_only() {
        let shown = format!(
            "{:?}",
            hook("https://desk.example.org/geheim?x=1", Reach::Public).unwrap()
        );
        assert!(!shown.contains("geheim"), "{shown}");
    }
}
