//! What every file store must do; run against each adapter.

use bytes::Bytes;

use super::{Blob, Error, Files, Key};

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

/// Runs the whole suite on an empty store.
pub(super) async fn run(files: &dyn Files) {
    gives_back_what_was_put(files).await;
    replaces(files).await;
    deletes_once_and_twice(files).await;
    keeps_keys_apart(files).await;
    refuses_what_is_no_media_type(files).await;
    never_shows_half_a_file(files).await;
    files.health().await.unwrap();
}

async fn gives_back_what_was_put(files: &dyn Files) {
    let every_byte = Bytes::from_iter(0..=255_u8);
    for (name, bytes) in [("a/bytes.bin", every_byte), ("a/empty.txt", Bytes::new())] {
        assert_eq!(files.get(&key(name)).await.unwrap(), None);
        files.put(&key(name), bytes.clone(), "application/vnd.oasis.opendocument.text").await.unwrap();
        let expected = Blob { bytes, content_type: "application/vnd.oasis.opendocument.text".into() };
        assert_eq!(files.get(&key(name)).await.unwrap(), Some(expected));
    }
}

async fn replaces(files: &dyn Files) {
    files.put(&key("b/one"), Bytes::from_static(b"a longer first"), "text/plain").await.unwrap();
    files.put(&key("b/one"), Bytes::from_static(b"second"), "image/png").await.unwrap();
    let expected = Blob { bytes: Bytes::from_static(b"second"), content_type: "image/png".into() };
    assert_eq!(files.get(&key("b/one")).await.unwrap(), Some(expected));
}

async fn deletes_once_and_twice(files: &dyn Files) {
    files.put(&key("c/one"), Bytes::from_static(b"x"), "text/plain").await.unwrap();
    for _ in 0..2 {
        files.delete(&key("c/one")).await.unwrap();
        assert_eq!(files.get(&key("c/one")).await.unwrap(), None);
    }
    files.delete(&key("never/was/here")).await.unwrap();
}

async fn keeps_keys_apart(files: &dyn Files) {
    files.put(&key("d/one"), Bytes::from_static(b"1"), "text/plain").await.unwrap();
    files.put(&key("d/one.txt"), Bytes::from_static(b"2"), "text/plain").await.unwrap();
    files.delete(&key("d/one")).await.unwrap();
    assert_eq!(files.get(&key("d/one.txt")).await.unwrap().unwrap().bytes, Bytes::from_static(b"2"));
    assert_eq!(files.get(&key("d/one.txt/deeper")).await.unwrap(), None);
}

async fn refuses_what_is_no_media_type(files: &dyn Files) {
    for bad in [
        "",
        "text",
        "text/",
        "/html",
        "text/html; charset=utf-8",
        "text/html\r\nset-cookie: a=b",
        "Text/HTML",
    ] {
        let refused = files.put(&key("e/one"), Bytes::from_static(b"x"), bad).await;
        assert!(matches!(refused, Err(Error::BadContentType(_))), "{bad:?}");
    }
    assert_eq!(files.get(&key("e/one")).await.unwrap(), None);
}

async fn never_shows_half_a_file(files: &dyn Files) {
    let (old, new) = (Bytes::from(vec![b'o'; 300_000]), Bytes::from(vec![b'n'; 200_000]));
    files.put(&key("f/one"), old.clone(), "text/plain").await.unwrap();
    let writer = async {
        for turn in 0..20 {
            let bytes = if turn % 2 == 0 { new.clone() } else { old.clone() };
            files.put(&key("f/one"), bytes, "text/plain").await.unwrap();
        }
    };
    let reader = async {
        for _ in 0..40 {
            let seen = files.get(&key("f/one")).await.unwrap().unwrap().bytes;
            assert!(seen == old || seen == new, "half a file of {} bytes was seen", seen.len());
        }
    };
    futures_util::future::join(writer, reader).await;
}
