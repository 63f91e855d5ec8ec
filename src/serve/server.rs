use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener as StdListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::time::{sleep, timeout};

use super::patient_stream::PatientStream;
use super::plan_watch::watch_files;
use super::router;
use super::site::Site;

/// So many read files and compute at once. The others wait for their turn, which costs no memory and takes no longer.
const MAX_AT_WORK: usize = 32;

/// So many connections one address may have, where it is not this machine.
const MAX_OF_ADDRESS: usize = 64;

/// So many wait to be let in.
const MAX_ARRIVING: u32 = 1024;

/// So long a client may take to say what it wants, or to want something again.
const HEAD_PATIENCE: Duration = Duration::from_secs(10);

/// The most bytes above a request.
const MAX_HEAD: usize = 16 * 1024;

/// So long those who are answered may take when the server ends.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// What ends a server, for handlers of signals.
#[derive(Debug)]
pub struct StopSignal(oneshot::Receiver<()>);

impl StopSignal {
    /// A signal, and what gives it.
    pub fn new() -> (impl FnMut() + Send + 'static, Self) {
        let (give, given) = oneshot::channel();
        let mut give = Some(give);
        let stop = move || {
            // Who gives it twice has nobody left to tell.
            let _ = give.take().map(|give| give.send(()));
        };
        (stop, Self(given))
    }
}

/// Listens at a place. As many may come at once as a large class has: those for whom there is no room to wait ask again only
/// after a second.
pub fn bind(place: SocketAddr) -> io::Result<StdListener> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let socket = if place.is_ipv6() { TcpSocket::new_v6() } else { TcpSocket::new_v4() }?;
        // Elsewhere it would let another program listen at the same place.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(place)?;
        socket.listen(MAX_ARRIVING)?.into_std()
    })
}

/// Serves a site to those who come to a listener, at most so many at once, until it is told to stop.
pub fn serve(
    site: &Arc<Site>,
    listener: StdListener,
    connections: usize,
    stop: StopSignal,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(MAX_AT_WORK)
        .build()?;
    let ended = runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        watch_files(site).map_err(io::Error::other)?;
        let door = Door { free: Arc::new(Semaphore::new(connections)), of: Arc::default(), all: connections };
        tokio::select! {
            ended = door.open(&listener, site) => ended,
            _ = stop.0 => {
                site.stop();
                door.closed().await;
                Ok(())
            }
        }
    });
    // What is computed for nobody any more is not waited for.
    runtime.shutdown_background();
    ended
}

/// Who is let in, and how many.
struct Door {
    free: Arc<Semaphore>,
    of: Arc<Mutex<HashMap<IpAddr, usize>>>,
    all: usize,
}

impl Door {
    async fn open(&self, listener: &TcpListener, site: &Arc<Site>) -> io::Result<()> {
        let router = router::router(site);
        loop {
            let room = Arc::clone(&self.free).acquire_owned().await.map_err(io::Error::other)?;
            // One who is gone already, or no room for another file: those who are there go on.
            let Ok((stream, from)) = listener.accept().await else {
                sleep(Duration::from_millis(20)).await;
                continue;
            };
            let Some(place) = AddressPlace::taken(&self.of, from.ip()) else { continue };
            let (router, site) = (router.clone(), Arc::clone(site));
            tokio::spawn(async move {
                // Whoever breaks off needs no word about it.
                let _ = answer(stream, from, router, &site).await;
                drop((room, place));
            });
        }
    }

    /// Waits until nobody is answered any more, but not forever.
    async fn closed(&self) {
        let all = self.free.acquire_many(self.all as u32);
        let _ = timeout(LAST_WORDS, all).await;
    }
}

async fn answer(stream: TcpStream, from: SocketAddr, router: Router, site: &Site) -> hyper::Result<()> {
    // An answer goes out as it is made.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let router = router.clone();
        async move { Ok::<_, Infallible>(router::answer(&router, request.map(Body::new), from).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(PatientStream::new(stream)), service);
    tokio::pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return ended,
        () = site.stopped() => connection.as_mut().graceful_shutdown(),
    }
    connection.await
}

/// One of the places that an address has.
struct AddressPlace {
    of: Arc<Mutex<HashMap<IpAddr, usize>>>,
    address: IpAddr,
}

impl AddressPlace {
    fn taken(of: &Arc<Mutex<HashMap<IpAddr, usize>>>, address: IpAddr) -> Option<Self> {
        let mut all = of.lock().unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(address).or_default();
        if *own >= MAX_OF_ADDRESS && !address.is_loopback() {
            return None;
        }
        *own += 1;
        Some(Self { of: Arc::clone(of), address })
    }
}

impl Drop for AddressPlace {
    fn drop(&mut self) {
        let mut all = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = all.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                all.remove(&self.address);
            }
        }
    }
}
