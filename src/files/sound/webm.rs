//! WebM as browsers record it: one track of Opus. Elements are copied by name; what has no name here is dropped.

use super::{Read, SoundError, number, take};

const HEADER: u32 = 0x1A45_DFA3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TIMESTAMP_SCALE: u32 = 0x2A_D7B1;
const DURATION: u32 = 0x4489;
const MUXING_APP: u32 = 0x4D80;
const WRITING_APP: u32 = 0x5741;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK: u32 = 0xAE;
const TRACK_NUMBER: u32 = 0xD7;
const TRACK_UID: u32 = 0x73C5;
const TRACK_TYPE: u32 = 0x83;
const CODEC_ID: u32 = 0x86;
const CODEC_PRIVATE: u32 = 0x63A2;
const CODEC_DELAY: u32 = 0x56AA;
const SEEK_PRE_ROLL: u32 = 0x56BB;
const CONTENT_ENCODINGS: u32 = 0x6D80;
const AUDIO: u32 = 0xE1;
const SAMPLING: u32 = 0xB5;
const CHANNELS: u32 = 0x9F;
const CLUSTER: u32 = 0x1F43_B675;
const TIMESTAMP: u32 = 0xE7;
const SIMPLE_BLOCK: u32 = 0xA3;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;
const BLOCK_DURATION: u32 = 0x9B;
const DISCARD_PADDING: u32 = 0x75A2;

/// What may stand in a segment beside the parts that are kept; it is dropped.
const BESIDE: [u32; 7] = [
    0x114D_9B74, // SeekHead
    0x1C53_BB6B, // Cues
    0x1254_C367, // Tags
    0x1043_A770, // Chapters
    0x1941_A469, // Attachments
    0xEC,        // Void
    0xBF,        // CRC-32
];

/// The sound track of Matroska's numbering.
const SOUND: u64 = 2;
/// How long the last block sounds, in milliseconds.
const LAST_BLOCK: u64 = 20;

/// An element: its name, its content, and what follows it.
struct Element<'a> {
    id: u32,
    content: &'a [u8],
    rest: &'a [u8],
    /// True if its size is not written: its content goes on until something that cannot be in it.
    endless: bool,
}

fn element(bytes: &[u8]) -> Result<Element<'_>, SoundError> {
    let first = *bytes.first().ok_or(SoundError::Damaged)?;
    let width = usize::try_from(first.leading_zeros()).unwrap_or(8) + 1;
    if width > 4 {
        return Err(SoundError::Damaged);
    }
    let (id, rest) = take(bytes, width)?;
    let id = u32::try_from(number(id)).map_err(|_wide| SoundError::Damaged)?;
    let first = *rest.first().ok_or(SoundError::Damaged)?;
    let width = usize::try_from(first.leading_zeros()).unwrap_or(8) + 1;
    if width > 8 {
        return Err(SoundError::Damaged);
    }
    let (size, rest) = take(rest, width)?;
    let most = (1_u64 << (7 * width)) - 1;
    let size = number(size) & most;
    if size == most {
        return Ok(Element { id, content: rest, rest: &[], endless: true });
    }
    let (content, rest) = take(rest, usize::try_from(size).map_err(|_huge| SoundError::Damaged)?)?;
    Ok(Element { id, content, rest, endless: false })
}

/// The elements of a content, each with its size written.
fn elements(mut bytes: &[u8]) -> Result<Vec<(u32, &[u8])>, SoundError> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let element = element(bytes)?;
        if element.endless {
            return Err(SoundError::Damaged);
        }
        found.push((element.id, element.content));
        bytes = element.rest;
    }
    Ok(found)
}

/// Writes an element; sizes always take eight bytes.
fn write(out: &mut Vec<u8>, id: u32, content: &[u8]) {
    out.extend(id.to_be_bytes().into_iter().skip_while(|byte| *byte == 0));
    let size = u64::try_from(content.len()).unwrap_or(u64::MAX >> 8);
    out.extend((size | 1 << 56).to_be_bytes());
    out.extend(content);
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, SoundError> {
    let header = element(bytes)?;
    if header.id != HEADER || header.endless {
        return Err(SoundError::NotASound);
    }
    let kind = elements(header.content)?.into_iter().find(|(id, _)| *id == DOC_TYPE);
    if kind.map(|(_, kind)| kind) != Some(b"webm") {
        return Err(SoundError::NotASound);
    }
    let segment = element(header.rest)?;
    if segment.id != SEGMENT || !segment.rest.is_empty() {
        return Err(SoundError::Damaged);
    }
    let parts = Parts::of(segment.content)?;
    let sounding = parts.end.saturating_mul(parts.scale) / 1_000_000 + LAST_BLOCK;
    Ok(Read { bytes: parts.written(sounding), millis: Some(sounding) })
}

struct Parts {
    /// Nanoseconds of one tick.
    scale: u64,
    /// The tick of the last block.
    end: u64,
    track: Option<(u64, Vec<u8>)>,
    clusters: Vec<u8>,
}

impl Parts {
    fn of(mut bytes: &[u8]) -> Result<Self, SoundError> {
        let mut parts = Self { scale: 1_000_000, end: 0, track: None, clusters: Vec::new() };
        while !bytes.is_empty() {
            let part = element(bytes)?;
            bytes = part.rest;
            match part.id {
                CLUSTER => {
                    let inside = if part.endless { until_next_part(part.content)? } else { part.content };
                    if part.endless {
                        bytes = part.content.get(inside.len()..).unwrap_or_default();
                    }
                    parts.cluster(inside)?;
                }
                _ if part.endless => return Err(SoundError::Damaged),
                INFO => {
                    let scale = elements(part.content)?.into_iter().find(|(id, _)| *id == TIMESTAMP_SCALE);
                    parts.scale = scale.map_or(1_000_000, |(_, scale)| number(scale));
                }
                TRACKS if parts.track.is_none() => parts.track = Some(track(part.content)?),
                id if BESIDE.contains(&id) => {}
                _ => return Err(SoundError::Damaged),
            }
        }
        if parts.clusters.is_empty() { Err(SoundError::Damaged) } else { Ok(parts) }
    }

    fn cluster(&mut self, bytes: &[u8]) -> Result<(), SoundError> {
        let (known, _) = self.track.as_ref().ok_or(SoundError::Damaged)?;
        let known = *known;
        let (mut kept, mut start, mut blocks) = (Vec::new(), 0, 0_usize);
        for (id, content) in elements(bytes)? {
            let block = match id {
                TIMESTAMP => {
                    start = number(content);
                    write(&mut kept, id, content.get(..8).unwrap_or(content));
                    continue;
                }
                SIMPLE_BLOCK => {
                    write(&mut kept, id, content);
                    content
                }
                BLOCK_GROUP => {
                    let inside = elements(content)?;
                    let mut group = Vec::new();
                    for (id, content) in &inside {
                        if matches!(*id, BLOCK | BLOCK_DURATION | DISCARD_PADDING) {
                            write(&mut group, *id, content);
                        }
                    }
                    write(&mut kept, id, &group);
                    inside.into_iter().find(|(id, _)| *id == BLOCK).ok_or(SoundError::Damaged)?.1
                }
                _ => continue,
            };
            // A block begins with the number of its track, in one byte for the first 127, and its moment.
            let [number, high, low, _, _, ..] = block else { return Err(SoundError::Damaged) };
            if u64::from(*number) != known | 0x80 {
                return Err(SoundError::NotASound);
            }
            let after = u64::try_from(i16::from_be_bytes([*high, *low])).unwrap_or(0);
            self.end = self.end.max(start.saturating_add(after));
            blocks += 1;
        }
        if blocks > 0 {
            write(&mut self.clusters, CLUSTER, &kept);
        }
        Ok(())
    }

    fn written(self, millis: u64) -> Vec<u8> {
        let mut header = Vec::new();
        let fixed: [(u32, &[u8]); 7] = [
            (0x4286, &[1]),
            (0x42F7, &[1]),
            (0x42F2, &[4]),
            (0x42F3, &[8]),
            (DOC_TYPE, b"webm"),
            (0x4287, &[4]),
            (0x4285, &[2]),
        ];
        for (id, content) in fixed {
            write(&mut header, id, content);
        }
        let mut info = Vec::new();
        write(&mut info, TIMESTAMP_SCALE, &self.scale.to_be_bytes());
        // Browsers leave the length out while they record; with it a player can show how long it is.
        let ticks = millis.saturating_mul(1_000_000) / self.scale.max(1);
        let ticks = u32::try_from(ticks).map_or(f64::from(u32::MAX), f64::from);
        write(&mut info, DURATION, &ticks.to_be_bytes());
        write(&mut info, MUXING_APP, b"sangkien");
        write(&mut info, WRITING_APP, b"sangkien");
        let mut tracks = Vec::new();
        write(&mut tracks, TRACK, &self.track.map(|(_, track)| track).unwrap_or_default());
        let mut segment = Vec::new();
        write(&mut segment, INFO, &info);
        write(&mut segment, TRACKS, &tracks);
        segment.extend(self.clusters);
        let mut out = Vec::new();
        write(&mut out, HEADER, &header);
        write(&mut out, SEGMENT, &segment);
        out
    }
}

/// The content of a cluster without a size: it ends where another part of the segment begins.
fn until_next_part(bytes: &[u8]) -> Result<&[u8], SoundError> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let next = element(rest)?;
        if next.endless
            || matches!(next.id, CLUSTER | INFO | TRACKS)
            || (next.id > 0xFFFF && BESIDE.contains(&next.id))
        {
            break;
        }
        rest = next.rest;
    }
    Ok(bytes.get(..bytes.len() - rest.len()).unwrap_or_default())
}

/// The one track: its number, and what a player needs to know of it.
fn track(bytes: &[u8]) -> Result<(u64, Vec<u8>), SoundError> {
    let mut tracks = elements(bytes)?.into_iter().filter(|(id, _)| *id == TRACK);
    let (Some((_, track)), None) = (tracks.next(), tracks.next()) else { return Err(SoundError::NotASound) };
    let parts = elements(track)?;
    let part = |wanted| parts.iter().find(|(id, _)| *id == wanted).map(|(_, content)| *content);
    let sound = part(TRACK_TYPE).map(number) == Some(SOUND);
    let opus = part(CODEC_ID) == Some(b"A_OPUS");
    // The head of Opus: 19 bytes, more with many channels.
    let head = part(CODEC_PRIVATE).unwrap_or_default();
    let headed = head.starts_with(b"OpusHead") && head.len() <= 300;
    if !sound || !opus || !headed || part(CONTENT_ENCODINGS).is_some() {
        return Err(SoundError::NotASound);
    }
    let own =
        part(TRACK_NUMBER).map(number).filter(|own| (1..=127).contains(own)).ok_or(SoundError::Damaged)?;
    let mut kept = Vec::new();
    // Identities are chosen at random by a browser: one of ours tells nothing.
    write(&mut kept, TRACK_UID, &[1]);
    for id in [TRACK_NUMBER, TRACK_TYPE, CODEC_ID, CODEC_PRIVATE, CODEC_DELAY, SEEK_PRE_ROLL] {
        if let Some(content) = part(id) {
            let whole = matches!(id, CODEC_ID | CODEC_PRIVATE);
            write(&mut kept, id, if whole { content } else { content.get(..8).unwrap_or(content) });
        }
    }
    let mut audio = Vec::new();
    for (id, content) in elements(part(AUDIO).unwrap_or_default())? {
        if matches!(id, SAMPLING | CHANNELS) {
            write(&mut audio, id, content.get(..8).unwrap_or(content));
        }
    }
    write(&mut kept, AUDIO, &audio);
    Ok((own, kept))
}
