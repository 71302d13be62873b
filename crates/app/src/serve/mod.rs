//! `tact serve`: webhooks in, facts and sealed contents on the disk. Start at [`run`].
//!
//! A delivery is read within bounds (`body`), its signature checked before anything is parsed, its
//! events handed to the queue of its company (`site`) and answered once they are synced.

mod again;
mod api;
mod body;
pub mod caller;
mod connections;
pub mod control;
pub mod desk;
mod gauges;
mod hooks;
mod housekeeping;
mod log;
mod media;
mod notify;
mod outward;
pub mod problem;
mod recipients;
mod reports;
mod server;
mod site;
mod unknown;
mod webhook;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use tact_store::live::{Committer, StoreError};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clock;
use crate::config::{Config, Reason};
use crate::outbound::{Client, System};
use crate::wiping::wipe_freed_memory;
use hooks::Hook;
use server::Server;
use site::{NotOpened, Site};

/// Why the server did not run.
#[derive(Debug)]
pub enum ServeProblem {
    /// An address cannot be listened on.
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
    /// A secret cannot be read any more.
    Secret(Reason),
    /// Data or keys cannot be used.
    Store(StoreError),
    /// The system refused something else: threads, signals, standard output, the control socket.
    System(io::Error),
}

impl From<io::Error> for ServeProblem {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl From<NotOpened> for ServeProblem {
    fn from(error: NotOpened) -> Self {
        match error {
            NotOpened::Secret(reason) => Self::Secret(reason),
            NotOpened::Store(error) => Self::Store(error),
        }
    }
}

/// Serves until the system asks to stop (SIGTERM, SIGINT). `listening` writes the one line that says
/// where, once everything is open. `file` is the configuration's.
///
/// # Errors
/// The server cannot start, or a store cannot be closed.
pub fn run(
    file: &Path,
    config: &Config,
    quiet: bool,
    listening: impl FnOnce(SocketAddr) -> String,
) -> Result<(), ServeProblem> {
    let _log = log::start(config.server.log, quiet);
    keep_memory_private();
    wipe_freed_memory();
    runtime()?.block_on(serve(file, config, listening))
}

/// The runtime of the server and of the commands beside it.
///
/// # Errors
/// The system gives no threads.
pub fn runtime() -> io::Result<Runtime> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    Builder::new_multi_thread()
        .worker_threads(cores.max(2))
        .enable_all()
        .build()
}

/// Neither a crash nor another process of this user gets at keys and texts in memory.
fn keep_memory_private() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        let undumpable = DumpableBehavior::NotDumpable;
        for hidden in [
            rustix::process::set_dumpable_behavior(undumpable),
            rustix::process::setrlimit(Resource::Core, none),
        ] {
            if let Err(error) = hidden {
                tracing::warn!(%error, "memory could not be kept out of core files");
            }
        }
    }
}

async fn serve(
    file: &Path,
    config: &Config,
    listening: impl FnOnce(SocketAddr) -> String,
) -> Result<(), ServeProblem> {
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    let server = Arc::new(Server::new(file, config.limits, config.server.behind_proxy));
    let (stop, stopping) = watch::channel(false);
    let mut doors = JoinSet::new();
    let mut open = async |address: SocketAddr, routes| {
        let failed = |error| ServeProblem::Listen { address, error };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let bound = listener.local_addr().map_err(failed)?;
        let stopping = stopping.clone();
        doors.spawn(connections::serve(
            listener,
            routes,
            config.limits,
            stopping,
        ));
        Ok::<_, ServeProblem>(bound)
    };
    // The door opens first and says that the house is not ready: who asks knows that we are there.
    let bound = open(config.server.listen, server::routes(&server)).await?;
    if let Some(address) = config.server.metrics {
        open(address, server::inner_routes(&server)).await?;
    }
    let (sites, committers, hooks) = open_sites(config, &server).await?;
    let mut workers = JoinSet::new();
    for committer in committers {
        workers.spawn(commit(committer));
    }
    let mut keepers = JoinSet::new();
    let client = Client::new(System);
    for ((site, tenant), hooks) in sites.iter().zip(&config.tenants).zip(hooks) {
        for hook in hooks {
            keepers.spawn(hooks::tell(site.store.clone(), hook, client.clone()));
        }
        match &tenant.whatsapp.access_token {
            Some(token) => {
                let (store, token) = (site.store.clone(), token.clone());
                keepers.spawn(media::fetch(
                    store,
                    token,
                    tenant.media.clone(),
                    client.clone(),
                ));
            }
            None => tracing::info!("no access token is configured: media are not fetched"),
        }
        let door = control::Door::open(&tenant.keys)?;
        keepers.spawn(door.serve(site.desk.clone()));
        keepers.spawn(housekeeping::keep(site.store.clone(), tenant.retention));
        if let Some(reports) = reports::Reports::of(file, tenant) {
            keepers.spawn(reports.keep());
        }
        if let Some(mirror) = &tenant.keys_mirror {
            keepers.spawn(housekeeping::mirror(site.store.clone(), mirror.clone()));
        }
    }
    let _ = server.sites.set(sites.clone());
    writeln!(io::stdout(), "{}", listening(bound))?;
    io::stdout().flush()?;
    notify::notify("READY=1");
    tracing::info!(companies = sites.len(), "serving");

    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping: what was accepted is stored first");
    notify::notify("STOPPING=1");
    server.stop();
    // Fails only where nobody listens any more.
    let _ = stop.send(true);
    while doors.join_next().await.is_some() {}
    keepers.shutdown().await;
    for site in &sites {
        site.stop_taking();
    }
    while workers.join_next().await.is_some() {}
    for site in &sites {
        let closed = site.store.clone().close().await;
        closed.map_err(ServeProblem::Store)?;
    }
    tracing::info!("stopped");
    Ok(())
}

type Opened = (Vec<Arc<Site>>, Vec<Committer>, Vec<Vec<Hook>>);

async fn open_sites(config: &Config, server: &Server) -> Result<Opened, ServeProblem> {
    let (mut sites, mut committers, mut hooks) = (Vec::new(), Vec::new(), Vec::new());
    for tenant in &config.tenants {
        let (recipients, told) = recipients::with_secrets(tenant).map_err(ServeProblem::Secret)?;
        let hasher = server.entry.hasher.clone();
        let (site, committer) = Site::open(tenant, config.limits, recipients, hasher).await?;
        sites.push(Arc::new(site));
        committers.push(committer);
        hooks.push(told);
    }
    Ok((sites, committers, hooks))
}

async fn commit(committer: Committer) {
    let failed = |error: StoreError| tracing::error!(%error, "a batch could not be stored");
    committer.run(clock::now, failed).await;
}
