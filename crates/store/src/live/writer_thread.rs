//! The thread of the writer: it syncs files, so no task of the caller's runtime waits behind it.

use std::{future::Future, pin::Pin, thread::JoinHandle};

use tokio::sync::{mpsc, oneshot};

use super::{StoreError, writer::Writer};

/// What waits for the writer before whoever asks next has to wait with it.
const WAITING: usize = 64;

type Turn<'w> = Pin<Box<dyn Future<Output = ()> + 'w>>;
type Job = Box<dyn for<'w> FnOnce(&'w mut Writer) -> Turn<'w> + Send>;

/// Gives turns with the writer, one after another. Dropping it waits for the turn that is running,
/// so that the folders are free afterwards.
pub(super) struct WriterThread {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl WriterThread {
    /// Starts the thread; the writer is opened there, and something is read from it first.
    pub(super) async fn start<T: Send + 'static>(
        open: impl AsyncFnOnce() -> Result<Writer, StoreError> + Send + 'static,
        first: impl FnOnce(&Writer) -> T + Send + 'static,
    ) -> Result<(Self, T), StoreError> {
        let (jobs, queue) = mpsc::channel(WAITING);
        let (opened, answer) = oneshot::channel();
        let serve = move || {
            let runtime = match tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build()
            {
                Ok(runtime) => runtime,
                // Dropping `opened` says that there is no writer.
                Err(_) => return,
            };
            runtime.block_on(async move {
                match open().await {
                    Ok(writer) => {
                        if opened.send(Ok(first(&writer))).is_ok() {
                            take_turns(writer, queue).await;
                        }
                    }
                    Err(error) => drop(opened.send(Err(error))),
                }
            });
        };
        let thread = std::thread::Builder::new()
            .name("tact-store".to_owned())
            .spawn(serve)
            .map_err(|_| StoreError::Stopped)?;
        let first = answer.await.map_err(|_| StoreError::Stopped)??;
        let started = Self {
            jobs: Some(jobs),
            thread: Some(thread),
        };
        Ok((started, first))
    }

    /// Does something with the writer, once its turn has come.
    pub(super) async fn turn<T: Send + 'static>(
        &self,
        work: impl AsyncFnOnce(&mut Writer) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (done, answer) = oneshot::channel();
        let job: Job = Box::new(move |writer| {
            Box::pin(async move {
                // Whoever asked may have hung up; what was asked for is done all the same.
                let _ = done.send(work(writer).await);
            })
        });
        let jobs = self.jobs.as_ref().ok_or(StoreError::Stopped)?;
        jobs.send(job).await.map_err(|_| StoreError::Stopped)?;
        answer.await.map_err(|_| StoreError::Stopped)?
    }
}

async fn take_turns(mut writer: Writer, mut queue: mpsc::Receiver<Job>) {
    while let Some(job) = queue.recv().await {
        job(&mut writer).await;
    }
    writer.shut().await;
}

impl Drop for WriterThread {
    fn drop(&mut self) {
        self.jobs.take();
        if let Some(thread) = self.thread.take() {
            // A panic there was told to whoever waited for that turn.
            let _ = thread.join();
        }
    }
}
