//! Files in S3-compatible storage.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ClientOptions, ObjectStore, ObjectStoreExt as _, PutOptions, RetryConfig,
};

use super::{Blob, Error, Files, Key, checked_content_type};

const FALLBACK_TYPE: &str = "application/octet-stream";

/// How to reach the bucket.
#[derive(Clone)]
pub struct S3Settings {
    /// "https://s3.example.vn"; Amazon's own when absent.
    pub endpoint: Option<String>,
    /// Region; servers without regions accept any, by custom "us-east-1".
    pub region: String,
    /// Bucket.
    pub bucket: String,
    /// Access key.
    pub access_key_id: String,
    /// Secret key.
    pub secret_access_key: String,
    /// `endpoint/bucket/key` as MinIO and Ceph expect, rather than `bucket.endpoint/key`.
    pub path_style: bool,
    /// Allows `http://`, for a store on the same machine or a private network.
    pub allow_http: bool,
    /// Longest wait for a connection.
    pub connect_timeout: Duration,
    /// Longest wait for one whole request.
    pub timeout: Duration,
    /// Tries after the first; a request that is not safe to repeat is not repeated.
    pub retries: usize,
}

impl fmt::Debug for S3Settings {
    /// Leaves the keys out, so that no log can hold them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("S3Settings")
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .field("bucket", &self.bucket)
            .field("path_style", &self.path_style)
            .finish_non_exhaustive()
    }
}

/// A bucket that keeps files.
#[derive(Clone, Debug)]
pub struct S3Files {
    store: Arc<dyn ObjectStore>,
}

impl S3Files {
    /// Prepares the client; nothing is sent yet.
    pub fn open(settings: S3Settings) -> Result<Self, Error> {
        // The HTTP client panics when the process has chosen no TLS provider; a choice made earlier stays.
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = ClientOptions::new()
            .with_connect_timeout(settings.connect_timeout)
            .with_timeout(settings.timeout)
            .with_allow_http(settings.allow_http);
        let retry = RetryConfig {
            max_retries: settings.retries,
            retry_timeout: settings.timeout.saturating_mul(2),
            ..RetryConfig::default()
        };
        let mut builder = AmazonS3Builder::new()
            .with_region(settings.region)
            .with_bucket_name(settings.bucket)
            .with_access_key_id(settings.access_key_id)
            .with_secret_access_key(settings.secret_access_key)
            .with_virtual_hosted_style_request(!settings.path_style)
            .with_retry(retry)
            .with_client_options(client);
        if let Some(endpoint) = settings.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(settings.allow_http);
        }
        Ok(Self { store: Arc::new(builder.build()?) })
    }
}

#[async_trait]
impl Files for S3Files {
    async fn put(&self, key: &Key, bytes: Bytes, content_type: &str) -> Result<(), Error> {
        let content_type = checked_content_type(content_type)?.to_owned();
        let attributes = Attributes::from_iter([(Attribute::ContentType, content_type)]);
        let options = PutOptions { attributes, ..PutOptions::default() };
        self.store.put_opts(&location(key)?, bytes.into(), options).await?;
        Ok(())
    }

    async fn get(&self, key: &Key) -> Result<Option<Blob>, Error> {
        let found = match self.store.get(&location(key)?).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            other => other?,
        };
        let content_type = found.attributes.get(&Attribute::ContentType);
        let content_type = content_type.map_or_else(|| FALLBACK_TYPE.to_owned(), |value| value.to_string());
        Ok(Some(Blob { content_type, bytes: found.bytes().await? }))
    }

    async fn delete(&self, key: &Key) -> Result<(), Error> {
        match self.store.delete(&location(key)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Asks for a file that is not there: a bucket that answers "not found" is reachable and lets us in.
    async fn health(&self) -> Result<(), Error> {
        match self.store.head(&Path::from("health-probe")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn location(key: &Key) -> Result<Path, Error> {
    Path::parse(key.as_str()).map_err(|error| Error::Remote(error.into()))
}

#[cfg(test)]
mod tests {
    use object_store::memory::InMemory;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    fn settings(endpoint: String) -> S3Settings {
        S3Settings {
            endpoint: Some(endpoint),
            region: "us-east-1".into(),
            bucket: "sangkien".into(),
            access_key_id: "access".into(),
            secret_access_key: "do-not-print".into(),
            path_style: true,
            allow_http: true,
            connect_timeout: Duration::from_millis(500),
            timeout: Duration::from_millis(500),
            retries: 0,
        }
    }

    #[tokio::test]
    async fn passes_the_suite() {
        super::super::suite::run(&S3Files { store: Arc::new(InMemory::new()) }).await;
    }

    #[tokio::test]
    async fn speaks_path_style_with_the_media_type_and_a_signature() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut seen = Vec::new();
            while !seen.ends_with(b"hello") {
                assert_ne!(stream.read_buf(&mut seen).await.unwrap(), 0);
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\netag: \"1\"\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            String::from_utf8(seen).unwrap()
        });
        let files = S3Files::open(settings(endpoint)).unwrap();
        let key = Key::parse("pictures/ab/one.jpg").unwrap();
        files.put(&key, Bytes::from_static(b"hello"), "image/jpeg").await.unwrap();
        let request = server.await.unwrap();
        assert!(request.starts_with("PUT /sangkien/pictures/ab/one.jpg HTTP/1.1"), "{request}");
        assert!(request.to_lowercase().contains("content-type: image/jpeg"), "{request}");
        assert!(request.contains("AWS4-HMAC-SHA256") && !request.contains("do-not-print"));
    }

    #[tokio::test]
    async fn a_silent_server_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let files = S3Files::open(settings(format!("http://{}", listener.local_addr().unwrap()))).unwrap();
        let started = std::time::Instant::now();
        assert!(matches!(files.health().await, Err(Error::Remote(_))));
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn settings_never_print_their_secret() {
        let text = format!("{:?}", settings("http://127.0.0.1:9000".into()));
        assert!(text.contains("sangkien") && !text.contains("do-not-print"));
    }
}
