//! Ogg as Firefox records it: one stream of Opus. The comments are written anew, empty; every page gets its new number
//! and checksum.

use super::{Read, SoundError, take};

/// Opus counts in 48,000 ticks a second, whatever the microphone.
const TICKS_A_MILLISECOND: u64 = 48;
/// An empty page of comments: who wrote it, and no comment.
const NO_COMMENTS: &[u8] = b"OpusTags\x08\0\0\0sangkien\0\0\0\0";
const GOES_ON: u8 = 1;
const FIRST: u8 = 2;

struct Leaf<'a> {
    flags: u8,
    /// Ticks at its end.
    granule: u64,
    serial: [u8; 4],
    segments: &'a [u8],
    body: &'a [u8],
}

/// The next page, its checksum proven, and what follows it.
fn leaf(bytes: &[u8]) -> Result<(Leaf<'_>, &[u8]), SoundError> {
    let (head, rest) = take(bytes, 27)?;
    let [
        b'O',
        b'g',
        b'g',
        b'S',
        0,
        flags,
        g0,
        g1,
        g2,
        g3,
        g4,
        g5,
        g6,
        g7,
        s0,
        s1,
        s2,
        s3,
        _,
        _,
        _,
        _,
        c0,
        c1,
        c2,
        c3,
        count,
    ] = *head
    else {
        return Err(SoundError::Damaged);
    };
    let (segments, rest) = take(rest, usize::from(count))?;
    let (body, rest) = take(rest, segments.iter().map(|segment| usize::from(*segment)).sum())?;
    let mut sum = checksum(0, head.get(..22).unwrap_or_default());
    sum = checksum(checksum(sum, &[0; 4]), &[count]);
    sum = checksum(checksum(sum, segments), body);
    if sum != u32::from_le_bytes([c0, c1, c2, c3]) {
        return Err(SoundError::Damaged);
    }
    let granule = u64::from_le_bytes([g0, g1, g2, g3, g4, g5, g6, g7]);
    Ok((Leaf { flags, granule, serial: [s0, s1, s2, s3], segments, body }, rest))
}

pub(super) fn checksum(start: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(start, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| {
            if sum >> 31 == 1 { sum << 1 ^ 0x04C1_1DB7 } else { sum << 1 }
        })
    })
}

pub(super) fn write(out: &mut Vec<u8>, flags: u8, granule: u64, place: u32, segments: &[u8], body: &[u8]) {
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend(granule.to_le_bytes());
    // One stream in the file: its number tells nothing.
    page.extend([1, 0, 0, 0]);
    page.extend(place.to_le_bytes());
    page.extend([0; 4]);
    page.push(u8::try_from(segments.len()).unwrap_or(u8::MAX));
    page.extend(segments);
    page.extend(body);
    let sum = checksum(0, &page).to_le_bytes();
    if let Some(slot) = page.get_mut(22..26) {
        slot.copy_from_slice(&sum);
    }
    out.extend(page);
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, SoundError> {
    let (first, mut rest) = leaf(bytes)?;
    let [b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', 1, _channels, skip_low, skip_high, ..] = *first.body
    else {
        return Err(SoundError::NotASound);
    };
    let one_packet =
        u8::try_from(first.body.len()).is_ok_and(|length| first.segments == [length] && length < 255);
    if first.flags != FIRST || !one_packet {
        return Err(SoundError::NotASound);
    }
    let mut out = Vec::new();
    write(&mut out, FIRST, 0, 0, first.segments, first.body);

    // The comments may be long and run over pages; the sound begins on a page of its own.
    let mut begun = false;
    loop {
        let (page, after) = leaf(rest)?;
        rest = after;
        let fits =
            if begun { page.flags == GOES_ON } else { page.flags == 0 && page.body.starts_with(b"OpusTags") };
        if page.serial != first.serial || !fits {
            return Err(SoundError::NotASound);
        }
        begun = true;
        let ends = page.segments.iter().position(|segment| *segment < 255);
        match ends {
            Some(at) if at + 1 == page.segments.len() => break,
            Some(_) => return Err(SoundError::Damaged),
            None if page.segments.is_empty() => return Err(SoundError::Damaged),
            None => {}
        }
    }
    let length = u8::try_from(NO_COMMENTS.len()).unwrap_or(u8::MAX);
    write(&mut out, 0, 0, 1, &[length], NO_COMMENTS);

    let (mut place, mut end) = (2, 0);
    while !rest.is_empty() {
        let (page, after) = leaf(rest)?;
        rest = after;
        if page.serial != first.serial || page.flags & FIRST != 0 {
            return Err(SoundError::NotASound);
        }
        // A page on which no packet ends has no moment.
        if page.granule != u64::MAX {
            end = end.max(page.granule);
        }
        write(&mut out, page.flags, page.granule, place, page.segments, page.body);
        place += 1;
    }
    if place == 2 {
        return Err(SoundError::Damaged);
    }
    let skipped = u64::from(u16::from_le_bytes([skip_low, skip_high]));
    Ok(Read { bytes: out, millis: Some(end.saturating_sub(skipped) / TICKS_A_MILLISECOND) })
}
