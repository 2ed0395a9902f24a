//! Small recordings, built byte by byte as browsers write them: for tests only.

use super::ogg;

fn el(id: &[u8], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len()).unwrap() | 0x1000_0000;
    [id, &size.to_be_bytes()[..], content].concat()
}

const HEAD: &[u8] = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0";

/// As Chromium records: no sizes of segment and clusters, and a tag that names the device.
pub fn webm(seconds: u16) -> Vec<u8> {
    webm_of(1, b"A_OPUS", seconds)
}

/// With a track of this kind: 1 is a picture, 2 is a sound.
pub fn webm_of(count: u8, codec: &[u8], seconds: u16) -> Vec<u8> {
    let header = el(&[0x1A, 0x45, 0xDF, 0xA3], &el(&[0x42, 0x82], b"webm"));
    let track = |kind: u8| {
        let parts = [
            el(&[0xD7], &[1]),
            el(&[0x73, 0xC5], &[7, 7]),
            el(&[0x83], &[kind]),
            el(&[0x86], codec),
            el(&[0x63, 0xA2], HEAD),
            el(&[0x53, 0x6E], b"Micro cua Huong"),
            el(&[0xE1], &[el(&[0xB5], &48_000_f32.to_be_bytes()), el(&[0x9F], &[1])].concat()),
        ];
        el(&[0xAE], &parts.concat())
    };
    let tracks: Vec<u8> = if count == 1 { track(2) } else { [track(2), track(1)].concat() };
    let mut segment = el(&[0x15, 0x49, 0xA9, 0x66], &el(&[0x7B, 0xA9], b"Ghi o nha ba Tu"));
    segment.extend(el(&[0x16, 0x54, 0xAE, 0x6B], &tracks));
    for second in 0..=seconds {
        segment.extend([0x1F, 0x43, 0xB6, 0x75, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        segment.extend(el(&[0xE7], &(u32::from(second) * 1_000).to_be_bytes()));
        segment.extend(el(&[0xA3], &[0x81, 0, 0, 0x80, 0xF8, 0xFF, 0xFE]));
    }
    segment.extend(el(&[0x12, 0x54, 0xC3, 0x67], &el(&[0x73, 0x73], b"GPS 20.95,106.06")));
    [header, vec![0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], segment].concat()
}

/// As Firefox records, with a comment that names the place.
pub fn ogg(seconds: u32) -> Vec<u8> {
    let mut out = Vec::new();
    ogg::write(&mut out, 2, 0, 0, &[19], HEAD);
    let tags = b"OpusTags\x03\0\0\0moz\x01\0\0\0\x10\0\0\0LOCATION=ba-Tu-1";
    ogg::write(&mut out, 0, 0, 1, &[u8::try_from(tags.len()).unwrap()], tags);
    let end = u64::from(seconds) * 48_000 + 312;
    ogg::write(&mut out, 4, end, 2, &[3], &[0xF8, 0xFF, 0xFE]);
    out
}

fn boxed(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap();
    [&size.to_be_bytes()[..], kind, content].concat()
}

/// As an iPhone records, with the box that tells where.
pub fn mp4(seconds: u32) -> Vec<u8> {
    mp4_of(b"soun", b"mp4a", seconds)
}

/// With a track of this handler and coding.
pub fn mp4_of(handler: &[u8], coding: &[u8], seconds: u32) -> Vec<u8> {
    let numbers =
        |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<u8>>();
    let mvhd = numbers(&[0, 0xE000_0001, 0xE000_0002, 1_000, seconds * 1_000]);
    let mdhd = numbers(&[0, 0xE000_0001, 0xE000_0002, 48_000, 0]);
    let hdlr = [&[0; 8], handler, &[0; 12], b"Core Media Audio cua Huong\0"].concat();
    let stsd = [numbers(&[0, 1, 36]), coding.to_vec(), vec![0; 28]].concat();
    let stbl = boxed(b"stbl", &boxed(b"stsd", &stsd));
    let minf = boxed(b"minf", &[boxed(b"smhd", &[0; 8]), stbl].concat());
    let mdia = boxed(b"mdia", &[boxed(b"mdhd", &mdhd), boxed(b"hdlr", &hdlr), minf].concat());
    let udta = boxed(b"udta", &boxed(b"\xA9xyz", b"+20.95+106.06/"));
    let moov = [boxed(b"mvhd", &mvhd), boxed(b"trak", &mdia), udta].concat();
    [boxed(b"ftyp", b"M4A \0\0\0\0"), boxed(b"moov", &moov), boxed(b"mdat", &[0x21, 0x10, 0x05])].concat()
}
