//! MP4 as iPhones record it: one track of sound. Boxes that are not named here become empty room of the same size, so
//! that every place a player looks up stays where it was.

use super::{Read, SoundError, number, take};

/// Boxes that hold boxes.
const FOLDERS: [&[u8; 4]; 9] =
    [b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"mvex", b"moof", b"traf"];
/// Boxes a player needs.
const KEPT: [&[u8; 4]; 30] = [
    b"ftyp", b"styp", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"smhd", b"dref", b"stsd", b"stts", b"ctts",
    b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"edts", b"mehd", b"trex", b"mfhd", b"tfhd",
    b"tfdt", b"trun", b"sbgp", b"sgpd", b"sidx", b"mfra", b"mdat", b"url ",
];
/// Boxes deeper in one another than any real file has them.
const DEEPEST: u8 = 8;
/// The widest list of references to where the sound lies: one, in the file itself.
const REFERENCE: usize = 28;

#[derive(Default)]
struct Found {
    movies: u32,
    tracks: u32,
    sounds: u32,
    coded: bool,
    data: bool,
    foreign: bool,
    /// Ticks a second of the film and of its track, and their lengths in ticks.
    film: (u64, u64),
    track: (u64, u64),
    /// Ticks of one sample where a fragment does not say.
    sample: u64,
    /// Ticks of the fragments.
    fragments: u64,
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, SoundError> {
    let mut out = bytes.to_vec();
    let mut found = Found::default();
    walk(&mut out, &mut found, 0)?;
    if found.foreign || found.movies != 1 || found.tracks != 1 || found.sounds != 1 || !found.coded {
        return Err(SoundError::NotASound);
    }
    if !found.data {
        return Err(SoundError::Damaged);
    }
    let of = |(ticks_a_second, ticks): (u64, u64)| {
        (ticks_a_second > 0).then(|| ticks.saturating_mul(1_000) / ticks_a_second)
    };
    let lengths = [of(found.film), of(found.track), of((found.track.0, found.fragments))];
    let millis = lengths.into_iter().flatten().max().filter(|millis| *millis > 0);
    Ok(Read { bytes: out, millis })
}

/// Goes through the boxes of a content and clears those nobody needs.
fn walk(mut bytes: &mut [u8], found: &mut Found, depth: u8) -> Result<(), SoundError> {
    if depth > DEEPEST {
        return Err(SoundError::Damaged);
    }
    while !bytes.is_empty() {
        let (start, kind) = (take(bytes, 8)?.0, bytes.get(4..8).unwrap_or_default());
        let kind: [u8; 4] = kind.try_into().map_err(|_short| SoundError::Damaged)?;
        let (head, size) = match number(start.get(..4).unwrap_or_default()) {
            // The last box of the file may leave its size out.
            0 if depth == 0 && kind == *b"mdat" => (8, bytes.len()),
            1 => (16, whole(number(take(bytes, 16)?.0.get(8..).unwrap_or_default()))?),
            size => (8, whole(size)?),
        };
        if size < head || size > bytes.len() {
            return Err(SoundError::Damaged);
        }
        let (this, rest) = std::mem::take(&mut bytes).split_at_mut(size);
        bytes = rest;
        if FOLDERS.contains(&&kind) {
            found.movies += u32::from(kind == *b"moov");
            found.tracks += u32::from(kind == *b"trak");
            walk(this.get_mut(head..).unwrap_or_default(), found, depth + 1)?;
        } else if KEPT.contains(&&kind) {
            look(kind, this.get_mut(head..).unwrap_or_default(), found)?;
        } else {
            if let Some(name) = this.get_mut(4..8) {
                name.copy_from_slice(b"free");
            }
            this.get_mut(head..).unwrap_or_default().fill(0);
        }
    }
    Ok(())
}

fn whole(size: u64) -> Result<usize, SoundError> {
    usize::try_from(size).map_err(|_huge| SoundError::Damaged)
}

/// The number at a place of a box.
fn at(content: &[u8], place: usize, width: usize) -> Result<u64, SoundError> {
    content.get(place..place.saturating_add(width)).map(number).ok_or(SoundError::Damaged)
}

/// Learns what a box tells, and clears what in it tells of the day or the device.
fn look(kind: [u8; 4], content: &mut [u8], found: &mut Found) -> Result<(), SoundError> {
    let long = content.first() == Some(&1);
    match &kind {
        b"mvhd" | b"mdhd" => {
            // Made and changed: two moments before the ticks.
            let (moments, width) = if long { (16, 8) } else { (8, 4) };
            let told = (at(content, 4 + moments, 4)?, at(content, 8 + moments, width)?);
            // All ones: the length is not known.
            let told = if told.1 == u64::MAX >> (64 - 8 * width) { (told.0, 0) } else { told };
            if kind == *b"mvhd" {
                found.film = told
            } else {
                found.track = told
            }
            clear(content, 4, moments);
        }
        b"tkhd" => clear(content, 4, if long { 16 } else { 8 }),
        b"hdlr" => {
            let sound = content.get(8..12) == Some(b"soun");
            found.sounds += u32::from(sound);
            found.foreign |= !sound;
            // The name of the recorder.
            clear(content, 24, content.len());
        }
        b"stsd" => {
            let coded = matches!(content.get(12..16), Some(b"mp4a" | b"Opus"));
            found.coded = coded && at(content, 4, 4)? == 1;
            found.foreign |= !found.coded;
        }
        b"dref" => found.foreign |= content.len() > REFERENCE,
        b"trex" => found.sample = at(content, 12, 4)?,
        b"tfhd" => {
            let flags = at(content, 1, 3)?;
            if flags & 0x8 != 0 {
                let before = [(0x1, 8), (0x2, 4)].iter().filter(|(flag, _)| flags & flag != 0);
                found.sample = at(content, 8 + before.map(|(_, width)| width).sum::<usize>(), 4)?;
            }
        }
        b"trun" => found.fragments = found.fragments.saturating_add(run(content, found.sample)?),
        b"mdat" => found.data |= !content.is_empty(),
        _ => {}
    }
    Ok(())
}

/// The ticks of a run of samples.
fn run(content: &[u8], sample: u64) -> Result<u64, SoundError> {
    let (flags, count) = (at(content, 1, 3)?, at(content, 4, 4)?);
    if flags & 0x100 == 0 {
        return Ok(count.saturating_mul(sample));
    }
    let head = 8 + [0x1, 0x4].iter().filter(|flag| flags & **flag != 0).count() * 4;
    let wide = [0x100, 0x200, 0x400, 0x800].iter().filter(|flag| flags & **flag != 0).count() * 4;
    let samples = content.get(head..).unwrap_or_default().chunks_exact(wide);
    if u64::try_from(samples.len()).unwrap_or(0) < count {
        return Err(SoundError::Damaged);
    }
    Ok(samples
        .take(usize::try_from(count).unwrap_or(0))
        .map(|sample| number(sample.get(..4).unwrap_or_default()))
        .sum())
}

fn clear(content: &mut [u8], from: usize, count: usize) {
    let end = from.saturating_add(count).min(content.len());
    content.get_mut(from..end).unwrap_or_default().fill(0);
}
