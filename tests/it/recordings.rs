//! Ideas told by voice: with the card or after it, heard by those who work on them, written down for the author.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{House, Reply, Visitor},
    idea_ways::act,
    on_both_engines,
    people::{Sonhong, sonhong},
};

fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len()).unwrap() | 0x1000_0000;
    [id, &size.to_be_bytes()[..], content].concat()
}

/// A WebM of so many seconds as browsers record it, with a tag that names the place.
fn recording(seconds: u16) -> Vec<u8> {
    let track = [
        element(&[0xD7], &[1]),
        element(&[0x83], &[2]),
        element(&[0x86], b"A_OPUS"),
        element(&[0x63, 0xA2], b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"),
    ];
    let mut segment = element(&[0x16, 0x54, 0xAE, 0x6B], &element(&[0xAE], &track.concat()));
    for second in 0..=seconds {
        let block = element(&[0xA3], &[0x81, 0, 0, 0x80, 0xF8, 0xFF, 0xFE]);
        let start = element(&[0xE7], &(u32::from(second) * 1_000).to_be_bytes());
        segment.extend(element(&[0x1F, 0x43, 0xB6, 0x75], &[start, block].concat()));
    }
    segment.extend(element(&[0x12, 0x54, 0xC3, 0x67], &element(&[0x73, 0x73], b"GPS 20.95,106.06")));
    let header = element(&[0x1A, 0x45, 0xDF, 0xA3], &element(&[0x42, 0x82], b"webm"));
    [header, element(&[0x18, 0x53, 0x80, 0x67], &segment)].concat()
}

fn base64(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}

async fn add(house: &House, path: &str, token: &str, key: &str, bytes: Vec<u8>) -> Reply {
    let request = house
        .request(Method::POST, &format!("{path}/recording?token={token}"))
        .header("content-type", "application/octet-stream")
        .header("idempotency-key", key)
        .body(bytes);
    house.send(request).await
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap().to_owned()
}

on_both_engines! {
    async fn an_idea_only_spoken_is_heard_and_written_down(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let card = json!({"recording": base64(&recording(3)), "author_name": "Bà Tư"});
        let receipt = house.create(&nobody, "/api/v1/ideas", card).await.expect(201);
        assert_eq!(receipt["title"], "Lời kể bằng giọng nói");
        let (path, token) = (format!("/api/v1/ideas/{}", text(&receipt, "id")), text(&receipt, "tracking_token"));

        let seen = house.get(&coordinator, &path).await.expect(200);
        assert_eq!((&seen["before"], &seen["may_transcribe"]), (&json!(""), &json!(true)));
        assert_eq!(seen["recording"]["content_type"], "audio/webm");
        let whole = house.get(&coordinator, &format!("{path}/recording")).await;
        assert_eq!((whole.status.as_u16(), whole.headers["content-type"].to_str().unwrap()), (200, "audio/webm"));
        assert!(!whole.bytes.windows(3).any(|bytes| bytes == b"GPS"), "the place is told");

        // A telephone asks for a part, in words that ask for no compression.
        for address in [format!("{path}/recording?token={token}"), format!("/theo-doi/{}/{token}/ghi-am", text(&receipt, "code"))] {
            let headers = [("range", "bytes=0-3"), ("accept-encoding", "identity;q=1, *;q=0")];
            let some = house.call(&nobody, Method::GET, &address, &headers, None).await;
            assert_eq!((some.status.as_u16(), some.bytes.as_slice()), (206, &whole.bytes[..4]), "{address}");
            assert_eq!(some.headers["content-range"], format!("bytes 0-3/{}", whole.bytes.len()));
            assert!(some.headers["cache-control"].to_str().unwrap().starts_with("private"));
        }
        house.get(&nobody, &format!("{path}/recording")).await.problem(401);
        house.get(&nobody, &format!("{path}/recording?token=khong-phai")).await.problem(401);

        let said = "Trước đây bà con phải đi gọi từng nhà mỗi khi họp thôn.";
        let wrong = act_put(&house, &coordinator, &path, json!({"text": "  "})).await.problem(422);
        assert_eq!(wrong, [("/text".to_owned(), "required".to_owned())]);
        let written = act_put(&house, &coordinator, &path, json!({"text": said})).await.expect(200);
        assert_eq!((&written["before"], &written["title"]), (&json!(said), &json!(said.trim_end_matches('.'))));
        assert_eq!(written["timeline"].as_array().unwrap().last().unwrap()["kind"], "transcribed");
        let page = house.get(&nobody, &format!("/theo-doi/{}/{token}", text(&receipt, "code"))).await.text();
        assert!(page.contains("<audio") && page.contains(said), "the author sees what was written");
    }

    async fn one_recording_an_idea_until_it_is_thanked_for(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let card = json!({"before": "Trước đây sân trạm y tế nắng."});
        let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201);
        let (path, token) = (format!("/api/v1/ideas/{}", text(&receipt, "id")), text(&receipt, "tracking_token"));
        house.get(&coordinator, &format!("{path}/recording")).await.problem(404);
        let first = add(&house, &path, &token, "lan-1", recording(2)).await.expect(201);
        assert_eq!(add(&house, &path, &token, "lan-1", recording(2)).await.expect(201)["id"], first["id"]);
        let second = add(&house, &path, &token, "lan-2", recording(5)).await.expect(201);
        assert_ne!(second["id"], first["id"]);
        let seen = house.get(&coordinator, &path).await.expect(200);
        assert_eq!(seen["recording"]["id"], second["id"]);
        act(&house, &coordinator, &path, "thanks", json!({"words": "Cảm ơn bác, tôi đã nghe bác kể."})).await.expect(200);
        add(&house, &path, &token, "lan-3", recording(2)).await.problem(409);
        // The words of a card stay the author's own.
        let written = act_put(&house, &coordinator, &path, json!({"text": "Sân trạm nắng lắm."})).await.expect(200);
        assert_eq!(written["before"], "Trước đây sân trạm y tế nắng.");
        assert_eq!(written["recording"]["transcript"], "Sân trạm nắng lắm.");
    }

    async fn what_is_no_recording_is_refused_in_words(house: House) {
        sonhong(&house).await;
        let nobody = Visitor::default();
        let sound = recording(2);
        let receipt = house.create(&nobody, "/api/v1/ideas", json!({"before": "Một việc nhỏ."})).await.expect(201);
        let (path, token) = (format!("/api/v1/ideas/{}", text(&receipt, "id")), text(&receipt, "tracking_token"));
        let bad = [
            (Vec::new(), "not-a-recording"),
            (b"PK\x03\x04\x14\0\0\0".to_vec(), "not-a-recording"),
            (b"<script>alert(1)</script>".to_vec(), "not-a-recording"),
            (sound[..sound.len() - 3].to_vec(), "not-a-recording"),
            ([&sound[..], b"PK\x03\x04\x14\0"].concat(), "not-a-recording"),
            (recording(200), "recording-too-long"),
            (vec![0; 2 * 1024 * 1024 + 1], "recording-too-large"),
        ];
        for (at, (bytes, code)) in bad.into_iter().enumerate() {
            let wrong = add(&house, &path, &token, &format!("xau-{at}"), bytes).await.problem(422);
            assert_eq!(wrong, [("/recording".to_owned(), code.to_owned())], "{at}");
        }
        // A card says all that is wrong with it at once, and without words or voice it is empty.
        let card = json!({"recording": base64(b"MZ"), "phone": "không"});
        let wrong = house.create(&nobody, "/api/v1/ideas", card).await.problem(422);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        let empty = house.create(&nobody, "/api/v1/ideas", json!({})).await.problem(422);
        assert_eq!(empty, [("/before".to_owned(), "required".to_owned())]);
    }

    async fn the_form_carries_a_voice_and_no_word(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let (moment, key) = crate::pages::opened(&house).await;
        let form = |voice: &[u8]| {
            let mut body = Vec::new();
            for (name, value) in [("before", ""), ("place", "Một lời kèm theo"), ("moc", moment.as_str()), ("key", key.as_str())] {
                body.extend(format!("--xxBx\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
            }
            body.extend(b"--xxBx\r\ncontent-disposition: form-data; name=\"voice\"; filename=\"../../voice.webm\"\r\ncontent-type: audio/webm\r\n\r\n");
            body.extend(voice);
            body.extend(b"\r\n--xxBx--\r\n");
            house.request(Method::POST, "/gui").header("content-type", "multipart/form-data; boundary=xxBx").body(body)
        };
        let refused = house.send(form(b"no sound")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("voice-error"));
        let large = house.send(form(&vec![7; 3 * 1024 * 1024])).await;
        assert_eq!(large.status, 413);
        let page = large.text();
        assert!(page.contains("Một lời kèm theo") && page.contains("voice-error") && !page.contains("photos-error"));
        let first = crate::pages::location(&house.send(form(&recording(3))).await);
        assert_eq!(crate::pages::location(&house.send(form(&recording(3))).await), first);
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        assert_eq!(desk["items"].as_array().unwrap().len(), 1);
    }
}

/// Writes a recording down under the idea's present version.
async fn act_put(house: &House, who: &Visitor, path: &str, body: Value) -> Reply {
    house.clock.set(house.app.now().plus_seconds(1));
    let tag = house.get(who, path).await.etag();
    house.change(who, Method::PUT, &format!("{path}/recording/transcript"), &tag, body).await
}
