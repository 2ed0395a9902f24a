//! Runs the listeners until told to stop, then lets every request in flight finish.

use std::{net::SocketAddr, time::Duration};

use poem::{Endpoint, EndpointExt, Server};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Guard, Measures, health::Leaving, routes};
use crate::{app::App, foundation::Error};

/// How long requests in flight may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(30);
/// How long `/readyz` refuses before the listener closes.
const NOTICE: Duration = Duration::from_millis(300);

/// Where a running server listens.
#[derive(Clone, Copy, Debug)]
pub struct Listening {
    /// The public listener.
    pub address: SocketAddr,
}

/// Serves until `stop` is cancelled; `started` hears the address.
pub async fn serve(
    app: App,
    measures: Measures,
    stop: CancellationToken,
    started: impl FnOnce(Listening),
) -> crate::foundation::Result<()> {
    let port = |error: std::io::Error| Error::port("listener", error);
    let listener = TcpListener::bind(&app.config.http.listen).await.map_err(port)?;
    let address = listener.local_addr().map_err(port)?;
    let guard = Guard::new(listener, app.config.http.connections, measures.clone());
    let leaving = Leaving::default();
    let endpoint = routes::endpoint(&app, measures.clone(), leaving.clone(), guard.lines());

    if !app.config.http.metrics_listen.is_empty() {
        let metrics = TcpListener::bind(&app.config.http.metrics_listen).await.map_err(port)?;
        let guard = Guard::new(metrics, 64, Measures::of(&app.db));
        let figures = figures(measures);
        let stop = stop.clone();
        tokio::spawn(Server::new_with_acceptor(guard).run_with_graceful_shutdown(
            figures,
            async move { stop.cancelled().await },
            Some(Duration::from_secs(1)),
        ));
    }

    started(Listening { address });
    let signal = async move {
        stop.cancelled().await;
        leaving.announce();
        tokio::time::sleep(NOTICE).await;
    };
    Server::new_with_acceptor(guard)
        .run_with_graceful_shutdown(endpoint, signal, Some(GRACE))
        .await
        .map_err(port)
}

fn figures(measures: Measures) -> impl Endpoint {
    poem::endpoint::make_sync(move |request| {
        if request.uri().path() == "/metrics" {
            poem::Response::builder()
                .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
                .body(measures.text())
        } else {
            poem::Response::builder().status(poem::http::StatusCode::NOT_FOUND).finish()
        }
    })
    .boxed()
}
