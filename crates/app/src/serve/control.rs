//! The operator's way in: a socket in the folder of the keys, which nobody else can enter. One JSON
//! line asks, one answers. Commands beside a running server go through it, because one process has
//! the store open; without a server they open the store themselves and do the same.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;
use zeroize::Zeroizing;

use super::caller::Caller;
use super::desk::{Ask, Desk, Reply};

/// Name of the socket in the folder of the keys.
const NAME: &str = "control";
/// Longest question or answer; a consent file is one question.
const LONGEST: u64 = 256 * 1024 * 1024;
/// How long a question may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
/// Longest path the system takes for a socket; a longer one is reached through its folder.
const SHORT: usize = 100;

/// The socket, open. It goes away with this.
pub struct Door {
    path: PathBuf,
    listener: UnixListener,
}

impl Door {
    /// Opens the socket. Whoever calls this has the store open: a socket found here is of a process
    /// that is gone.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn open(keys: &Path) -> io::Result<Self> {
        use std::os::unix::fs::PermissionsExt;
        let path = keys.join(NAME);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let (near, _folder) = near(keys)?;
        let listener = UnixListener::bind(near)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        Ok(Self { path, listener })
    }

    /// Answers until it is dropped.
    pub async fn serve(self, desk: Desk) {
        let mut visits = JoinSet::new();
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => {
                    let desk = desk.clone();
                    visits.spawn(async move {
                        if let Err(error) = visit(stream, &desk).await {
                            tracing::warn!(%error, "an operator's command broke off");
                        }
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "the operator's socket does not answer");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            while visits.try_join_next().is_some() {}
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // What is left behind is removed at the next start.
        let _ = std::fs::remove_file(&self.path);
    }
}

async fn visit(mut stream: UnixStream, desk: &Desk) -> io::Result<()> {
    let caller = Caller::of_peer(&stream);
    let (reader, mut writer) = stream.split();
    let question = tokio::time::timeout(PATIENCE, receive::<Ask>(reader));
    let ask = match question.await.map_err(|_| io::ErrorKind::TimedOut)? {
        // Whoever only looked which process answers has left.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
        ask => ask?,
    };
    let reply = desk.answer(&ask, caller.as_ref()).await;
    send(&mut writer, &reply).await
}

/// Asks the server that has this store open.
///
/// # Errors
/// [`io::ErrorKind::NotFound`] or [`io::ErrorKind::ConnectionRefused`]: no server runs. Others: it
/// broke off.
pub async fn ask(keys: &Path, ask: &Ask) -> io::Result<Reply> {
    let mut stream = {
        let (near, _folder) = near(keys)?;
        UnixStream::connect(near).await?
    };
    let (reader, mut writer) = stream.split();
    // Beyond the connection, an absent file is no absent server.
    let asked = async {
        send(&mut writer, ask).await?;
        receive(reader).await
    };
    asked
        .await
        .map_err(|error| io::Error::new(io::ErrorKind::BrokenPipe, error))
}

/// The process that has this store open, as this process would name it; `None` when no server runs
/// or the system does not say.
pub async fn server_process(keys: &Path) -> Option<i32> {
    let (near, _folder) = near(keys).ok()?;
    let stream = UnixStream::connect(near).await.ok()?;
    stream.peer_cred().ok()?.pid()
}

/// A path to the socket that is short enough, and the open folder it may go through.
fn near(keys: &Path) -> io::Result<(PathBuf, Option<File>)> {
    let path = keys.join(NAME);
    if path.as_os_str().len() <= SHORT || !cfg!(target_os = "linux") {
        return Ok((path, None));
    }
    use std::os::fd::AsRawFd;
    let folder = File::open(keys)?;
    let near = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(NAME);
    Ok((near, Some(folder)))
}

async fn send(writer: &mut (impl AsyncWriteExt + Unpin), value: &impl Serialize) -> io::Result<()> {
    let mut line = Zeroizing::new(serde_json::to_vec(value)?);
    line.push(b'\n');
    writer.write_all(&line).await?;
    writer.flush().await
}

async fn receive<T: DeserializeOwned>(reader: impl tokio::io::AsyncRead + Unpin) -> io::Result<T> {
    let mut line = Zeroizing::new(Vec::new());
    BufReader::new(reader.take(LONGEST))
        .read_until(b'\n', &mut line)
        .await?;
    if line.last() != Some(&b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    // The error of the JSON reader may quote what it read.
    serde_json::from_slice(&line).map_err(|_| io::ErrorKind::InvalidData.into())
}
