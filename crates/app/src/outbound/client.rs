//! One request on one connection of its own.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{HOST, HeaderValue, USER_AGENT};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;

use super::Target;
use super::address::within;

/// How long one address may take to take a connection.
const CONNECTING: Duration = Duration::from_secs(5);
/// Who we are.
const AGENT: &str = concat!("tact/", env!("CARGO_PKG_VERSION"));

/// Why a request was not sent, or got no answer.
#[derive(Debug, Error)]
pub enum NotSent {
    /// The host has no address, or the system cannot say.
    #[error("the host has no address")]
    Unresolved,
    /// One of the host's addresses may not be connected to.
    #[error("an address of the host is not one that may be connected to")]
    OutOfReach,
    /// Nobody answers.
    #[error("nobody answers there ({0})")]
    Unreachable(io::ErrorKind),
    /// This system trusts no authority: without one nobody's name can be checked.
    #[error("the system holds no root certificates")]
    NoRoots,
    /// The other side could not prove its name, or speaks no TLS we speak.
    #[error("the connection could not be encrypted: {0}")]
    Tls(io::Error),
    /// The connection broke, or what came is no HTTP.
    #[error("the connection broke")]
    Broken,
}

/// Asks for the network addresses of a host.
pub trait Resolve: Send + Sync {
    /// Every address of the host, with the port.
    fn resolve<'a>(
        &'a self,
        host: &'a str,
        port: u16,
    ) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'a>>;
}

/// Asks the system.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Resolve for System {
    fn resolve<'a>(
        &'a self,
        host: &'a str,
        port: u16,
    ) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'a>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
    }
}

/// Sends requests to checked targets. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    resolver: Arc<dyn Resolve>,
    tls: Arc<OnceLock<Option<TlsConnector>>>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client")
    }
}

/// An answer. Dropping it closes its connection.
#[derive(Debug)]
pub struct Answer {
    /// Status, headers, and the body as it arrives.
    pub response: Response<Incoming>,
    connection: JoinHandle<()>,
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

impl Client {
    /// A client that asks this resolver. Root certificates are read at the first encrypted request.
    pub fn new(resolver: impl Resolve + 'static) -> Self {
        Self {
            resolver: Arc::new(resolver),
            tls: Arc::default(),
        }
    }

    /// Sends a request whose address is the target's. How long all of it may take is the caller's
    /// affair.
    ///
    /// # Errors
    /// The target cannot be reached, may not be, or does not answer.
    pub async fn send(
        &self,
        target: &Target,
        mut request: Request<Full<Bytes>>,
    ) -> Result<Answer, NotSent> {
        let stream = self.connect(target).await?;
        let authority = HeaderValue::from_str(&target.authority()).map_err(|_| NotSent::Broken)?;
        let headers = request.headers_mut();
        headers.insert(HOST, authority);
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        *request.uri_mut() = target.path().parse().map_err(|_| NotSent::Broken)?;
        let opened = http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = opened.map_err(|_| NotSent::Broken)?;
        let connection = tokio::spawn(async move {
            // How it ended is told by the answer, or by its absence.
            let _ = connection.await;
        });
        match sender.send_request(request).await {
            Ok(response) => Ok(Answer {
                response,
                connection,
            }),
            Err(_) => {
                connection.abort();
                Err(NotSent::Broken)
            }
        }
    }

    /// Asks for the addresses once and connects to what was checked: a second answer of the name
    /// service changes nothing.
    async fn connect(&self, target: &Target) -> Result<Box<dyn Stream>, NotSent> {
        let found = self.resolver.resolve(target.host(), target.port()).await;
        let addresses = found.map_err(|_| NotSent::Unresolved)?;
        if addresses.is_empty() {
            return Err(NotSent::Unresolved);
        }
        // One address out of reach among others is an attempt, not an accident.
        if !addresses.iter().all(|a| within(target.reach(), a.ip())) {
            return Err(NotSent::OutOfReach);
        }
        let mut refused = NotSent::Unresolved;
        for address in addresses {
            match tokio::time::timeout(CONNECTING, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return self.secure(target, stream).await,
                Ok(Err(error)) => refused = NotSent::Unreachable(error.kind()),
                Err(_) => refused = NotSent::Unreachable(io::ErrorKind::TimedOut),
            }
        }
        Err(refused)
    }

    async fn secure(&self, target: &Target, stream: TcpStream) -> Result<Box<dyn Stream>, NotSent> {
        if !target.is_encrypted() {
            return Ok(Box::new(stream));
        }
        let connector = self.tls.get_or_init(connector).as_ref();
        let connector = connector.ok_or(NotSent::NoRoots)?;
        let name = ServerName::try_from(target.host().to_owned())
            .map_err(|error| NotSent::Tls(io::Error::other(error)))?;
        let encrypted = connector.connect(name, stream).await;
        Ok(Box::new(encrypted.map_err(NotSent::Tls)?))
    }
}

/// TLS 1.2 and 1.3 with the authorities this system trusts.
fn connector() -> Option<TlsConnector> {
    let mut roots = RootCertStore::empty();
    let (added, _unreadable) =
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if added == 0 {
        return None;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Some(TlsConnector::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    use super::super::{HostPattern, MediaHosts, Reach, hook};
    use super::*;

    /// Gives one answer after the other, as a name service does that wants to be believed.
    struct Scripted {
        answers: Vec<Vec<SocketAddr>>,
        asked: Arc<AtomicUsize>,
    }

    impl Resolve for Scripted {
        fn resolve<'a>(
            &'a self,
            _host: &'a str,
            _port: u16,
        ) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'a>> {
            let place = self.asked.fetch_add(1, Relaxed);
            let answer = self.answers.get(place).cloned().unwrap_or_default();
            Box::pin(async move { Ok(answer) })
        }
    }

    fn request() -> Request<Full<Bytes>> {
        Request::new(Full::default())
    }

    fn media() -> Target {
        let hosts = [HostPattern::parse("lookaside.fbsbx.com").unwrap()];
        let platform = MediaHosts::new("https://graph.facebook.com/v26.0", &hosts).unwrap();
        platform.admit("https://lookaside.fbsbx.com/x").unwrap()
    }

    async fn sent(
        answers: Vec<Vec<SocketAddr>>,
        target: &Target,
    ) -> (Result<Answer, NotSent>, usize) {
        let asked = Arc::new(AtomicUsize::new(0));
        let client = Client::new(Scripted {
            answers,
            asked: asked.clone(),
        });
        let sent = client.send(target, request()).await;
        (sent, asked.load(Relaxed))
    }

    #[tokio::test]
    async fn a_listed_name_that_leads_to_this_machine_is_not_connected_to() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        let link: SocketAddr = "169.254.169.254:443".parse().unwrap();
        let public: SocketAddr = "192.88.98.1:443".parse().unwrap();
        for answers in [
            vec![here],
            vec![public, here],
            vec![link],
            vec![link, public],
        ] {
            let (sent, asked) = sent(vec![answers], &media()).await;
            assert!(matches!(sent, Err(NotSent::OutOfReach)), "{sent:?}");
            assert_eq!(asked, 1);
        }
        let knocked = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
        assert!(knocked.is_err(), "somebody connected");
    }

    #[tokio::test]
    async fn what_was_checked_is_what_is_connected_to() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        let target = hook("http://desk.lan/hook", Reach::PublicOrPrivate).unwrap();
        let elsewhere: SocketAddr = "169.254.169.254:80".parse().unwrap();
        let served = tokio::spawn(async move {
            use tokio::io::{AsyncReadExt, AsyncWriteExt};
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 1024];
            let length = stream.read(&mut asked).await.unwrap();
            let answer = b"HTTP/1.1 204 No Content\r\n\r\n";
            stream.write_all(answer).await.unwrap();
            String::from_utf8_lossy(&asked[..length]).into_owned()
        });
        // A second question would be answered with another address.
        let (sent, asked) = sent(vec![vec![here], vec![elsewhere]], &target).await;
        assert_eq!(sent.unwrap().response.status(), 204);
        assert_eq!(asked, 1);
        let head = served.await.unwrap().to_ascii_lowercase();
        assert!(head.starts_with("get /hook http/1.1\r\n"), "{head}");
        assert!(head.contains("host: desk.lan\r\n"), "{head}");
    }

    #[tokio::test]
    async fn a_name_without_an_address_is_not_reached() {
        let (sent, _) = sent(vec![], &media()).await;
        assert!(matches!(sent, Err(NotSent::Unresolved)), "{sent:?}");
    }
}
