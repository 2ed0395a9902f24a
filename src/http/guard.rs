//! A listener that slow and greedy clients cannot hold: at most so many connections, at least so many
//! bytes in each window while a request is awaited, and a rest when descriptors run out.

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use poem::{
    http::uri::Scheme,
    listener::Acceptor,
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, Sleep, sleep},
};

use super::measure::Measures;

/// How long a client may take to move the least number of bytes.
const WINDOW: Duration = Duration::from_secs(10);
/// The least bytes read or written in a window; a 2G telephone sends hundreds of times as many.
const LEAST_BYTES: u64 = 240;
/// The rest after a failed accept, so that descriptor exhaustion does not spin.
const REST: Duration = Duration::from_millis(100);

/// How many handlers work for one connection.
#[derive(Clone, Debug, Default)]
pub struct Busy(Arc<AtomicU32>);

/// Held while a handler works.
#[derive(Debug)]
pub struct Working(Busy);

impl Busy {
    /// A handler begins.
    pub fn enter(&self) -> Working {
        self.0.fetch_add(1, Ordering::Relaxed);
        Working(self.clone())
    }

    fn is_working(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The open connections by their far end.
#[derive(Clone, Debug, Default)]
pub struct Lines(Arc<Mutex<HashMap<SocketAddr, Busy>>>);

impl Lines {
    /// The connection from this address.
    pub fn busy(&self, peer: SocketAddr) -> Option<Busy> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&peer).cloned()
    }

    fn open(&self, peer: SocketAddr) -> Busy {
        let busy = Busy::default();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(peer, busy.clone());
        busy
    }

    fn close(&self, peer: SocketAddr) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&peer);
    }
}

/// The guarded acceptor.
pub struct Guard {
    listener: TcpListener,
    places: Arc<Semaphore>,
    lines: Lines,
    measures: Measures,
}

impl Guard {
    /// Guards a bound listener.
    pub fn new(listener: TcpListener, connections: u32, measures: Measures) -> Self {
        let places = usize::try_from(connections).unwrap_or(usize::MAX >> 4);
        Self { listener, places: Arc::new(Semaphore::new(places)), lines: Lines::default(), measures }
    }

    /// The open connections, for the front door.
    pub fn lines(&self) -> Lines {
        self.lines.clone()
    }
}

impl Acceptor for Guard {
    type Io = Guarded;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.listener.local_addr().map(|addr| LocalAddr(poem::Addr::SocketAddr(addr))).into_iter().collect()
    }

    async fn accept(&mut self) -> io::Result<(Guarded, LocalAddr, RemoteAddr, Scheme)> {
        loop {
            let place = self.places.clone().acquire_owned().await.map_err(io::Error::other)?;
            match self.listener.accept().await {
                Ok((stream, peer)) => {
                    let local = self.listener.local_addr()?;
                    // Answers are small: do not wait for more to send.
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!(%error, "no delay could not be set");
                    }
                    self.measures.connections.inc();
                    let io = Guarded {
                        stream,
                        peer,
                        busy: self.lines.open(peer),
                        lines: self.lines.clone(),
                        measures: self.measures.clone(),
                        moved: AtomicU64::new(0),
                        window: Box::pin(sleep(WINDOW)),
                        _place: place,
                    };
                    return Ok((
                        io,
                        LocalAddr(poem::Addr::SocketAddr(local)),
                        RemoteAddr(poem::Addr::SocketAddr(peer)),
                        Scheme::HTTP,
                    ));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(REST).await;
                }
            }
        }
    }
}

/// A connection whose silence is measured.
pub struct Guarded {
    stream: TcpStream,
    peer: SocketAddr,
    busy: Busy,
    lines: Lines,
    measures: Measures,
    moved: AtomicU64,
    window: Pin<Box<Sleep>>,
    _place: OwnedSemaphorePermit,
}

impl Drop for Guarded {
    fn drop(&mut self) {
        self.lines.close(self.peer);
        self.measures.connections.dec();
    }
}

impl Guarded {
    fn count(&self, bytes: usize) {
        self.moved.fetch_add(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Ready with an error once a whole window passed with too few bytes and nobody working.
    fn poll_window(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        loop {
            ready!(self.window.as_mut().poll(cx));
            let moved = self.moved.swap(0, Ordering::Relaxed);
            if moved < LEAST_BYTES && !self.busy.is_working() {
                return Poll::Ready(io::ErrorKind::TimedOut.into());
            }
            self.window.as_mut().reset(Instant::now() + WINDOW);
        }
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        match Pin::new(&mut self.stream).poll_read(cx, buf) {
            Poll::Ready(Ok(())) => {
                self.count(buf.filled().len().saturating_sub(before));
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => self.poll_window(cx).map(Err),
        }
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(cx, buf) {
            Poll::Ready(Ok(bytes)) => {
                self.count(bytes);
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => self.poll_window(cx).map(Err),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
