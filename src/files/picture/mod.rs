//! Turns a picture somebody sent into one that is safe to show: pixels only.
//!
//! A photograph from a telephone carries the place and time it was taken; a crafted file may carry a page or an
//! archive behind its pixels. Everything is decoded and encoded anew, so that only what can be seen is kept.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, RgbImage};
use tokio::sync::Semaphore;

/// Largest file taken, in bytes: above what telephones of 2026 make.
const MOST_BYTES: usize = 20 * 1024 * 1024;
/// Largest number of pixels.
const MOST_PIXELS: u64 = 40_000_000;
/// Longest side, in pixels.
const LONGEST_SIDE: u32 = 12_000;
/// Memory for the decoded picture, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Longest side of the picture that is kept.
const FULL_SIDE: u32 = 1_600;
/// Longest side of the thumbnail.
const THUMBNAIL_SIDE: u32 = 480;
/// JPEG quality of 100.
const QUALITY: u8 = 82;

/// One decoding may hold a few hundred megabytes: two at a time, whatever the number of people sending.
static TURNS: Semaphore = Semaphore::const_new(2);

/// A picture that is safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// At most 1,600 pixels a side.
    pub full: Vec<u8>,
    /// At most 480 pixels a side.
    pub thumbnail: Vec<u8>,
    /// Width of `full`, in pixels.
    pub width: u32,
    /// Height of `full`, in pixels.
    pub height: u32,
    /// Media type of both.
    pub content_type: &'static str,
}

/// Why a picture is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The file is larger than 20 MiB.
    #[error("the file is too large")]
    TooLarge,
    /// The file is no JPEG, PNG or WebP.
    #[error("the file is not a picture we take")]
    NotAPicture,
    /// The picture is cut short or broken.
    #[error("the picture is damaged")]
    Damaged,
    /// More than 40 million pixels, or a side longer than 12,000.
    #[error("the picture has too many pixels")]
    TooManyPixels,
}

#[derive(Clone, Copy)]
enum Format {
    Jpeg,
    Png,
    WebP,
}

/// Decodes the picture, turns it upright, drops all metadata, and makes the two sizes as JPEG.
///
/// Pure and blocking, up to a second or two for the largest; asynchronous callers use [`sanitise_picture_async`].
pub fn sanitise_picture(bytes: &[u8]) -> Result<Picture, PictureError> {
    if bytes.len() > MOST_BYTES {
        return Err(PictureError::TooLarge);
    }
    let pixels = match sniff(bytes).ok_or(PictureError::NotAPicture)? {
        Format::Jpeg if !jpeg_is_whole(bytes) => return Err(PictureError::Damaged),
        Format::Jpeg => decode(JpegDecoder::new(Cursor::new(bytes)).map_err(refusal)?)?,
        Format::Png => decode(PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(refusal)?)?,
        Format::WebP => decode(WebPDecoder::new(Cursor::new(bytes)).map_err(refusal)?)?,
    };
    let (pixels, orientation) = pixels;
    let mut full = shrunk(&flat(pixels), FULL_SIDE);
    full.apply_orientation(orientation);
    let thumbnail = shrunk(&full, THUMBNAIL_SIDE);
    Ok(Picture {
        width: full.width(),
        height: full.height(),
        full: encoded(&full)?,
        thumbnail: encoded(&thumbnail)?,
        content_type: "image/jpeg",
    })
}

/// Does the work of [`sanitise_picture`] away from the asynchronous threads, two pictures at a time.
pub async fn sanitise_picture_async(bytes: Bytes) -> Result<Picture, PictureError> {
    // The semaphore is never closed; were it, the work would only go unlimited.
    let turn = TURNS.acquire().await.ok();
    let outcome = tokio::task::spawn_blocking(move || sanitise_picture(&bytes)).await;
    drop(turn);
    // A decoder that panics was given a file made to break it.
    outcome.unwrap_or(Err(PictureError::Damaged))
}

/// The format by its first bytes; names and declared types prove nothing.
fn sniff(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(Format::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else {
        None
    }
}

/// Whether the end marker follows the pixels. The decoder fills what is missing with grey and says nothing.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xDA;
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xFF, START_OF_SCAN, scan @ ..] => return scan.windows(2).any(|pair| pair == [0xFF, 0xD9]),
            // Padding, and markers without a length.
            [0xFF, 0xFF, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xFF, 0x01 | 0xD0..=0xD8, after @ ..] => rest = after,
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(2 + length..).unwrap_or_default();
            }
            _ => return false,
        }
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// Reads the size first and the pixels only when they are few enough.
fn decode(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, Orientation), PictureError> {
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged);
    }
    let pixels = u64::from(width) * u64::from(height);
    let too_long = width > LONGEST_SIDE || height > LONGEST_SIDE;
    if too_long || pixels > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(PictureError::TooManyPixels);
    }
    // Broken metadata does not spoil the pixels.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    decoder.set_limits(limits()).map_err(refusal)?;
    Ok((DynamicImage::from_decoder(decoder).map_err(refusal)?, orientation))
}

fn refusal(error: ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooManyPixels,
        _ => PictureError::Damaged,
    }
}

/// Three channels of eight bits; what was transparent becomes white paper.
fn flat(pixels: DynamicImage) -> DynamicImage {
    if !pixels.color().has_alpha() {
        return pixels.into_rgb8().into();
    }
    let seen = pixels.into_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over_white = |channel: u8| {
            let mixed = (u16::from(channel) * u16::from(alpha) + 255 * (255 - u16::from(alpha)) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over_white(red), over_white(green), over_white(blue)])
    })
    .into()
}

/// The picture with no side longer than `side`; a smaller one stays as it is.
fn shrunk(pixels: &DynamicImage, side: u32) -> DynamicImage {
    let longest = pixels.width().max(pixels.height());
    if longest <= side {
        return pixels.clone();
    }
    // Sides are at most 12,000 and targets at most 3,200, so the product fits.
    let scaled = |length: u32, target: u32| (length * target / longest).max(1);
    let (width, height) = (scaled(pixels.width(), side), scaled(pixels.height(), side));
    if longest > 3 * side {
        // A cheap average first: the good filter costs time for every source pixel.
        let halfway = (scaled(pixels.width(), 2 * side), scaled(pixels.height(), 2 * side));
        pixels.thumbnail_exact(halfway.0, halfway.1).resize_exact(width, height, FilterType::CatmullRom)
    } else {
        pixels.resize_exact(width, height, FilterType::CatmullRom)
    }
}

fn encoded(pixels: &DynamicImage) -> Result<Vec<u8>, PictureError> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(pixels).map_err(refusal)?;
    Ok(out)
}

#[cfg(test)]
mod tests;
