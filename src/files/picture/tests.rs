//! Pictures people send, and pictures nobody should.

use image::{ExtendedColorType, ImageEncoder as _, ImageFormat, Rgb, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

/// Left half red, right half blue.
fn two_colours(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) },
    )
}

fn jpeg(pixels: &RgbImage) -> Vec<u8> {
    encoded(&pixels.clone().into()).unwrap()
}

fn png(pixels: &RgbImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    pixels.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn webp(pixels: &RgbImage) -> Vec<u8> {
    let mut out = Vec::new();
    image::codecs::webp::WebPEncoder::new_lossless(&mut out)
        .write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .unwrap();
    out
}

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], payload].concat()
}

/// EXIF as a telephone writes it: an orientation, and a GPS folder with a latitude reference and a note.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes()[..], &count.to_be_bytes()[..], &value[..]].concat()
    };
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, 38_u32.to_be_bytes()));
    tiff.extend([0; 4]);
    tiff.extend([0, 1]);
    tiff.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    tiff.extend([0; 4]);
    tiff.extend(b"GPS-CANARY 18.6796 105.6813");
    [b"Exif\0\0", &tiff[..]].concat()
}

fn with_segments(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat()[..], &jpeg[2..]].concat()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn pixel(jpeg: &[u8], x: u32, y: u32) -> [u8; 3] {
    image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap().to_rgb8().get_pixel(x, y).0
}

#[test]
fn a_telephone_photograph_loses_its_place_and_stands_upright() {
    let source = with_segments(
        &jpeg(&two_colours(64, 32)),
        &[
            segment(0xE1, &exif(6)),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>XMP-CANARY</x:xmpmeta>"),
            segment(0xFE, b"COMMENT-CANARY"),
        ],
    );
    let picture = sanitise_picture(&source).unwrap();
    for part in [&picture.full, &picture.thumbnail] {
        for canary in [&b"CANARY"[..], b"Exif", b"xmpmeta", b"GPS"] {
            assert!(!contains(part, canary));
        }
    }
    // Orientation 6: the left side was up.
    assert_eq!((picture.width, picture.height), (32, 64));
    let (top, bottom) = (pixel(&picture.full, 16, 4), pixel(&picture.full, 16, 60));
    assert!(top[0] > 150 && top[2] < 100, "{top:?}");
    assert!(bottom[2] > 150 && bottom[0] < 100, "{bottom:?}");
    assert_eq!(picture.content_type, "image/jpeg");
}

#[test]
fn every_orientation_keeps_or_swaps_the_sides() {
    for orientation in 0..=9 {
        let source = with_segments(&jpeg(&two_colours(64, 32)), &[segment(0xE1, &exif(orientation))]);
        let picture = sanitise_picture(&source).unwrap();
        let expected = if (5..=8).contains(&orientation) { (32, 64) } else { (64, 32) };
        assert_eq!((picture.width, picture.height), expected, "orientation {orientation}");
    }
}

#[test]
fn all_three_formats_become_jpeg_of_two_sizes() {
    let pixels = two_colours(2_000, 1_000);
    for source in [jpeg(&pixels), png(&pixels), webp(&pixels)] {
        let picture = sanitise_picture(&source).unwrap();
        assert_eq!((picture.width, picture.height), (1_600, 800));
        let thumbnail = image::load_from_memory_with_format(&picture.thumbnail, ImageFormat::Jpeg).unwrap();
        assert_eq!((thumbnail.width(), thumbnail.height()), (480, 240));
        assert!(pixel(&picture.full, 100, 400)[0] > 150 && pixel(&picture.full, 1_500, 400)[2] > 150);
    }
}

#[test]
fn small_pictures_are_not_blown_up_and_thin_ones_do_not_vanish() {
    let small = sanitise_picture(&png(&two_colours(10, 7))).unwrap();
    assert_eq!((small.width, small.height), (10, 7));
    let thin = sanitise_picture(&png(&two_colours(10_000, 1))).unwrap();
    assert_eq!((thin.width, thin.height), (1_600, 1));
}

#[test]
fn what_is_transparent_becomes_white() {
    let clear = RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0]));
    let mut out = Cursor::new(Vec::new());
    clear.write_to(&mut out, ImageFormat::Png).unwrap();
    assert!(pixel(&sanitise_picture(out.get_ref()).unwrap().full, 8, 8).iter().all(|channel| *channel > 250));
}

#[test]
fn a_picture_with_a_page_or_an_archive_behind_it_loses_them() {
    for tail in [&b"PK\x03\x04 evil.zip"[..], b"<script>alert(1)</script>", b"%PDF-1.7 evil"] {
        for source in [jpeg(&two_colours(32, 32)), png(&two_colours(32, 32))] {
            let picture = sanitise_picture(&[&source, tail].concat()).unwrap();
            assert!(!contains(&picture.full, &tail[..4]) && !contains(&picture.thumbnail, &tail[..4]));
        }
    }
}

#[test]
fn what_only_pretends_to_be_a_picture_is_refused() {
    for fake in [
        &b""[..],
        b"\xFF\xD8",
        b"GIF89a/*\x01\x00*/=1;alert(1)",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><img src=x>",
        b"%PDF-1.4",
        b"PK\x03\x04",
        b"BM\x00\x00\x00\x00",
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"\x00\x00\x00\x20ftypheic",
        b"\xEF\xBB\xBF\xFF\xD8\xFF",
    ] {
        assert_eq!(sanitise_picture(fake), Err(PictureError::NotAPicture), "{fake:?}");
    }
    let renamed = [b"\x89PNG\r\n\x1a\n".to_vec(), jpeg(&two_colours(8, 8))].concat();
    assert_eq!(sanitise_picture(&renamed), Err(PictureError::Damaged));
}

#[test]
fn a_picture_cut_short_anywhere_is_damaged() {
    let pixels = two_colours(300, 200);
    // A thumbnail inside the metadata has an end marker of its own, which must not count.
    let with_thumbnail =
        with_segments(&jpeg(&pixels), &[segment(0xE1, &[&exif(1)[..], &[0xFF, 0xD9]].concat())]);
    for source in [jpeg(&pixels), with_thumbnail, png(&pixels), webp(&pixels)] {
        assert!(sanitise_picture(&source).is_ok());
        for part in [20, 50, 90, 99] {
            let cut = &source[..(source.len() * part / 100).max(16)];
            assert_eq!(sanitise_picture(cut), Err(PictureError::Damaged), "{part} % of {:?}", &source[..4]);
        }
    }
}

#[test]
fn a_bomb_is_refused_by_its_size_alone() {
    fn png_header(width: u32, height: u32) -> Vec<u8> {
        let body = [b"IHDR", &width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 6, 0, 0, 0]].concat();
        let crc = !body.iter().fold(u32::MAX, |crc, byte| {
            (0..8)
                .fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
        });
        let end = [0, 0, 0, 1, b'I', b'D', b'A', b'T', 0x78, 0, 0, 0, 0];
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0D", &body[..], &crc.to_be_bytes(), &end].concat()
    }
    fn jpeg_claiming(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = jpeg(&two_colours(16, 16));
        let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        bytes
    }
    for bomb in [
        png_header(65_000, 65_000),
        png_header(u32::MAX >> 1, 1),
        png_header(12_001, 1),
        png_header(7_000, 6_000),
        jpeg_claiming(65_000, 65_000),
        jpeg_claiming(1, 12_001),
        jpeg_claiming(7_000, 6_000),
    ] {
        assert_eq!(sanitise_picture(&bomb), Err(PictureError::TooManyPixels));
    }
}

#[test]
fn a_file_beyond_twenty_mebibytes_is_not_even_looked_at() {
    let mut source = jpeg(&two_colours(8, 8));
    source.resize(MOST_BYTES + 1, 0);
    assert_eq!(sanitise_picture(&source), Err(PictureError::TooLarge));
    source.truncate(MOST_BYTES);
    assert!(sanitise_picture(&source).is_ok());
}

#[tokio::test]
async fn works_away_from_the_asynchronous_threads() {
    let source = Bytes::from(png(&two_colours(20, 10)));
    assert_eq!(sanitise_picture_async(source).await.unwrap().width, 20);
    assert_eq!(sanitise_picture_async(Bytes::from_static(b"no")).await, Err(PictureError::NotAPicture));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is broken inside, the answer is a picture or a refusal, never a panic.
    #[test]
    fn broken_bytes_never_panic(
        which in 0_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let pixels = two_colours(40, 30);
        let mut bytes = vec![jpeg(&pixels), png(&pixels), webp(&pixels)].swap_remove(which);
        for (at, value) in changes {
            let index = at.index(bytes.len());
            bytes[index] = value;
        }
        if let Ok(picture) = sanitise_picture(&bytes) {
            prop_assert!(picture.width <= FULL_SIDE && picture.height <= FULL_SIDE);
        }
    }
}
