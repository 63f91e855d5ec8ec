use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// So long a reader may take nothing of what is written to it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection that ends if the other side does not read what it has asked for.
#[derive(Debug)]
pub(super) struct PatientStream {
    stream: TcpStream,
    /// Runs while a write waits.
    waits: Option<Pin<Box<Sleep>>>,
}

impl PatientStream {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, waits: None }
    }

    fn within_patience<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waits = None;
            return written;
        }
        ready!(self.waits.get_or_insert_with(|| Box::pin(sleep(PATIENCE))).as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for PatientStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for PatientStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.within_patience(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.within_patience(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use tokio::net::TcpListener;
    use tokio::time::{Instant, advance};

    use super::*;

    /// A stream, and whoever is at its other end, in a time that passes only where nothing else happens.
    fn with_stream(act: impl AsyncFnOnce(PatientStream, TcpStream)) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let other = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
            let (own, _) = listener.accept().await.unwrap();
            act(PatientStream::new(own), other).await;
        });
    }

    async fn written(stream: &mut PatientStream) -> io::Result<usize> {
        poll_fn(|context| Pin::new(&mut *stream).poll_write(context, &[0; 4096])).await
    }

    /// Writes as much as can be written at once.
    async fn filled(stream: &mut PatientStream) {
        let mut waits =
            |context: &mut Context<'_>| Pin::new(&mut *stream).poll_write(context, &[0; 4096]).is_pending();
        while !poll_fn(|context| Poll::Ready(waits(context))).await {}
    }

    #[test]
    fn whoever_reads_nothing_is_given_up() {
        with_stream(async |mut own, _other| {
            let since = Instant::now();
            let error = loop {
                if let Err(error) = written(&mut own).await {
                    break error;
                }
            };
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
            assert!(since.elapsed() >= PATIENCE);
        });
    }

    #[test]
    fn whoever_reads_slowly_is_waited_for() {
        with_stream(async |mut own, other| {
            let since = Instant::now();
            while since.elapsed() < 10 * PATIENCE {
                filled(&mut own).await;
                advance(PATIENCE / 2).await;
                // All that has come until then is read in one go.
                other.readable().await.unwrap();
                while other.try_read(&mut [0; 4096]).is_ok() {}
                written(&mut own).await.unwrap();
            }
        });
    }
}
