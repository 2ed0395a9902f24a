//! Recordings people send, and files nobody should.

use proptest::prelude::*;

use super::{samples::*, *};

fn heard(bytes: &[u8]) -> Result<Sound, SoundError> {
    sanitise_sound(bytes, 120)
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

fn every() -> [(Vec<u8>, &'static str); 3] {
    [(webm(3), "audio/webm"), (ogg(3), "audio/ogg"), (mp4(3), "audio/mp4")]
}

#[test]
fn a_recording_is_known_by_its_bytes_and_keeps_its_sound() {
    for (bytes, kind) in every() {
        let sound = heard(&bytes).unwrap();
        assert_eq!(sound.content_type, kind);
        let seconds = sound.seconds.unwrap();
        assert!((3..=4).contains(&seconds), "{kind}: {seconds}");
        let note: &[u8] = if kind == "audio/mp4" { &[0x21, 0x10, 0x05] } else { &[0xF8, 0xFF, 0xFE] };
        assert!(holds(&sound.bytes, note), "{kind}");
        // What was cleaned stays as it is.
        assert_eq!(heard(&sound.bytes).unwrap(), sound, "{kind}");
    }
}

#[test]
fn nothing_tells_the_place_or_the_device() {
    for (bytes, kind) in every() {
        let clean = heard(&bytes).unwrap().bytes;
        for told in [&b"ba Tu"[..], b"ba-Tu", b"GPS", b"20.95", b"Huong", b"moz", &[0xE0, 0, 0, 1]] {
            assert!(!holds(&clean, told), "{kind}: {}", String::from_utf8_lossy(told));
        }
    }
}

#[test]
fn places_in_an_mp4_stay_where_they_were() {
    let bytes = mp4(3);
    assert_eq!(heard(&bytes).unwrap().bytes.len(), bytes.len());
}

#[test]
fn pictures_archives_and_other_sounds_are_refused() {
    let refused = [
        webm_of(2, b"A_OPUS", 3),
        webm_of(1, b"A_VORBIS", 3),
        mp4_of(b"vide", b"avc1", 3),
        mp4_of(b"soun", b"alac", 3),
        b"PK\x03\x04\x14\0\0\0".to_vec(),
        b"\x89PNG\r\n\x1a\n".to_vec(),
        b"RIFF\0\0\0\0WAVE".to_vec(),
        b"ID3\x04\0\0\0\0\0\0".to_vec(),
        b"<script>alert(1)</script>".to_vec(),
        Vec::new(),
    ];
    for bytes in refused {
        assert_eq!(heard(&bytes), Err(SoundError::NotASound), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_file_with_another_behind_it_or_cut_short_is_refused() {
    for (bytes, kind) in every() {
        for after in [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], b"<html>", b"%PDF-1.7"] {
            assert!(heard(&[&bytes[..], after].concat()).is_err(), "{kind}");
        }
        for cut in [1, 5, 9] {
            assert!(heard(&bytes[..bytes.len() - cut]).is_err(), "{kind} without {cut}");
        }
        assert!(heard(&bytes[..12]).is_err(), "{kind}");
    }
}

#[test]
fn too_large_and_too_long_are_told_apart() {
    assert_eq!(heard(&vec![0; SOUND_MOST_BYTES + 1]), Err(SoundError::TooLarge));
    for bytes in [webm(130), ogg(130), mp4(130)] {
        assert_eq!(heard(&bytes), Err(SoundError::TooLong));
    }
    for bytes in [webm(120), ogg(120), mp4(120)] {
        assert!(heard(&bytes).is_ok());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_or_grow(which in 0_usize..3, at in any::<prop::sample::Index>(), flip in 1_u8..,
        cut in any::<prop::sample::Index>(), size in any::<[u8; 4]>()) {
        let (mut bytes, _) = every()[which].clone();
        let place = at.index(bytes.len());
        bytes[place] ^= flip;
        let most = bytes.len() * 3 + 400;
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            if let Ok(sound) = heard(bytes) {
                prop_assert!(sound.bytes.len() <= most);
            }
        }
        // A size that lies.
        let end = (place + 4).min(bytes.len());
        bytes[place..end].copy_from_slice(&size[..end - place]);
        drop(heard(&bytes));
    }

    #[test]
    fn noise_after_a_true_beginning_is_survived(which in 0_usize..3, noise in prop::collection::vec(any::<u8>(), 0..300)) {
        let (bytes, _) = every()[which].clone();
        drop(heard(&[&bytes[..bytes.len() / 2], &noise].concat()));
        drop(heard(&[&bytes[..12], &noise].concat()));
    }
}
