//! Connections that can be cut.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use futures_util::task::AtomicWaker;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Takes connections that can be cut.
pub(super) struct Connections(pub TcpListener);

/// A connection. Cut, it is reset, and what was not sent is lost.
pub(super) struct Connection {
    stream: TcpStream,
    cutter: Cutter,
}

/// Cuts a connection. A clone cuts the same one.
#[derive(Clone, Default)]
pub(super) struct Cutter(Arc<Cut>);

#[derive(Default)]
struct Cut {
    is_made: AtomicBool,
    /// The task that the connection lives in.
    task: AtomicWaker,
}

/// Who called, and how to cut the connection.
#[derive(Clone)]
pub(super) struct Caller {
    pub address: SocketAddr,
    pub cutter: Cutter,
}

impl Cutter {
    pub fn cut(&self) {
        self.0.is_made.store(true, Ordering::Release);
        self.0.task.wake();
    }

    fn is_made(&self) -> bool {
        self.0.is_made.load(Ordering::Acquire)
    }

    /// Fails once the connection is cut, and otherwise has the task woken when it is.
    fn check(&self, context: &Context<'_>) -> io::Result<()> {
        self.0.task.register(context.waker());
        match self.is_made() {
            true => Err(io::ErrorKind::ConnectionReset.into()),
            false => Ok(()),
        }
    }
}

impl Listener for Connections {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Small replies should not wait for the acknowledgement of the previous ones.
        let _ = stream.set_nodelay(true);
        let cutter = Cutter::default();
        (Connection { stream, cutter }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Connections>> for Caller {
    fn connect_info(stream: IncomingStream<'_, Connections>) -> Self {
        Self {
            address: *stream.remote_addr(),
            cutter: stream.io().cutter.clone(),
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.cutter.check(context)?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.cutter.check(context)?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.cutter.check(context)?;
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // A regular end must not go ahead of the reset.
        self.cutter.check(context)?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.cutter.is_made() {
            // Without it the connection ends regularly, which is the best that is left.
            let _ = self.stream.set_zero_linger();
        }
    }
}
