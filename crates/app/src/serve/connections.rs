//! Accepting connections within bounds, and letting them end.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::config::Limits;

/// Longest head of a request.
const HEAD: usize = 32 * 1024;
/// How long requests under way may take once the server stops, beyond the patience with clients.
const GRACE: Duration = Duration::from_secs(20);
/// Pause after the system refused a connection: it is out of files, and trying at once helps nobody.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` changes, then waits for requests under way.
pub(super) async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let permits = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut tasks = JoinSet::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.patience)
        .max_buf_size(HEAD);
    loop {
        let accepted = tokio::select! {
            accepted = next(&listener, &permits) => accepted,
            _ = stop.changed() => break,
        };
        let Ok((stream, permit)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(routes.clone());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tasks.spawn(async move {
            // A client that breaks off or talks no HTTP is no event of ours.
            let _ = connection.await;
            drop(permit);
        });
        while tasks.try_join_next().is_some() {}
    }
    drop(listener);
    let ended = graceful.shutdown();
    if tokio::time::timeout(limits.patience + GRACE, ended)
        .await
        .is_err()
    {
        tracing::warn!("some requests did not end in time and were cut off");
    }
    tasks.shutdown().await;
}

async fn next(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let permit = permits.clone().acquire_owned().await;
    let permit = permit.map_err(|_| io::Error::from(io::ErrorKind::Interrupted))?;
    let (stream, _) = listener.accept().await?;
    // Answers are small; waiting to fill a packet only delays them.
    stream.set_nodelay(true)?;
    Ok((stream, permit))
}
