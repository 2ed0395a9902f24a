//! Turns a recording somebody sent into one that is safe to hear: sound only.
//!
//! What a browser records stays as it is coded, but its wrapping is taken apart and put together anew from the few
//! parts a player needs: titles, devices, places, pictures and whatever else a file may carry are left behind.

mod mp4;
mod ogg;
mod webm;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

/// Largest file taken, in bytes: two minutes as telephones record them, with room.
pub const SOUND_MOST_BYTES: usize = 2 * 1024 * 1024;

/// A recording that is safe to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub content_type: &'static str,
    /// The usual ending of such a file's name.
    pub extension: &'static str,
    /// How long it is, in seconds begun; nothing where the file does not tell.
    pub seconds: Option<u32>,
}

/// Why a recording is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// The file is larger than 2 MiB.
    #[error("the file is too large")]
    TooLarge,
    /// It is longer than allowed.
    #[error("the recording is too long")]
    TooLong,
    /// The file is no WebM, Ogg or MP4 with one track of sound and nothing else.
    #[error("the file is not a recording we take")]
    NotASound,
    /// The recording is cut short or broken.
    #[error("the recording is damaged")]
    Damaged,
}

/// Reads a recording, checks it and drops everything but its sound.
///
/// Pure; linear in the size of the file, which is bounded.
pub fn sanitise_sound(bytes: &[u8], most_seconds: u32) -> Result<Sound, SoundError> {
    if bytes.len() > SOUND_MOST_BYTES {
        return Err(SoundError::TooLarge);
    }
    // Names and declared types prove nothing: the first bytes do.
    let (content_type, extension, read) = if bytes.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        ("audio/webm", "webm", webm::read(bytes)?)
    } else if bytes.starts_with(b"OggS") {
        ("audio/ogg", "ogg", ogg::read(bytes)?)
    } else if bytes.get(4..8) == Some(b"ftyp") {
        ("audio/mp4", "m4a", mp4::read(bytes)?)
    } else {
        return Err(SoundError::NotASound);
    };
    let seconds = read.millis.map(|millis| u32::try_from(millis.div_ceil(1_000)).unwrap_or(u32::MAX));
    // A recorder that stops at the limit may stop a moment after it.
    if seconds.is_some_and(|seconds| seconds > most_seconds.saturating_add(1)) {
        return Err(SoundError::TooLong);
    }
    Ok(Sound { bytes: read.bytes, content_type, extension, seconds })
}

/// Does the work of [`sanitise_sound`] away from the asynchronous threads.
pub async fn sanitise_sound_async(bytes: Vec<u8>, most_seconds: u32) -> Result<Sound, SoundError> {
    let outcome = tokio::task::spawn_blocking(move || sanitise_sound(&bytes, most_seconds)).await;
    outcome.unwrap_or(Err(SoundError::Damaged))
}

/// A file put together anew.
struct Read {
    bytes: Vec<u8>,
    millis: Option<u64>,
}

/// Splits off the first `count` bytes.
fn take(bytes: &[u8], count: usize) -> Result<(&[u8], &[u8]), SoundError> {
    bytes.split_at_checked(count).ok_or(SoundError::Damaged)
}

/// A big-endian number of up to eight bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}
