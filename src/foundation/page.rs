//! Keyset pages: stable under inserts, equally fast on page one and page thousand.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::{Code, Instant, Violations};

/// Where the next page starts: after this key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key of the last row seen.
    pub at: Instant,
    /// Its identifier, which breaks ties.
    pub id: Uuid,
}

impl Cursor {
    /// An opaque token for the wire.
    pub fn encode(self) -> String {
        let mut bytes = Vec::with_capacity(24);
        bytes.extend_from_slice(&self.at.0.to_be_bytes());
        bytes.extend_from_slice(self.id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token; anything else is a violation at `/after`.
    pub fn decode(token: &str) -> Result<Self, Violations> {
        let wrong = || Violations::one(Code::BadCursor, "/after");
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_error| wrong())?;
        let (at, id) = bytes.split_at_checked(8).ok_or_else(wrong)?;
        let at = <[u8; 8]>::try_from(at).map_err(|_error| wrong())?;
        let id = Uuid::from_slice(id).map_err(|_error| wrong())?;
        Ok(Self { at: Instant(i64::from_be_bytes(at)), id })
    }
}

/// What a list is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// Rows after this key, or from the start.
    pub after: Option<Cursor>,
    /// At most this many rows.
    pub limit: u16,
}

impl Ask {
    /// The most rows one page may hold.
    pub const MOST: u16 = 100;

    /// Reads the two list parameters of the API.
    pub fn parse(after: Option<&str>, limit: Option<u16>) -> Result<Self, Violations> {
        let after = after.filter(|token| !token.is_empty()).map(Cursor::decode).transpose()?;
        Ok(Self { after, limit: limit.unwrap_or(50).clamp(1, Self::MOST) })
    }

    /// How many rows to fetch: one more tells whether another page exists.
    pub fn fetch(&self) -> u64 {
        u64::from(self.limit) + 1
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page starts, absent on the last one.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Cuts `ask.fetch()` rows to a page and finds the cursor of the last row kept.
    pub fn cut(mut rows: Vec<T>, ask: &Ask, key: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > usize::from(ask.limit);
        rows.truncate(usize::from(ask.limit));
        let next = if more { rows.last().map(key) } else { None };
        Self { items: rows, next }
    }

    /// The same page with each row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(turn).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_wire_and_garbage_is_refused() {
        let cursor = Cursor { at: Instant(-5), id: Uuid::from_u128(7) };
        assert_eq!(Cursor::decode(&cursor.encode()).unwrap(), cursor);
        for wrong in ["x", "AAAA", "%%%", "ếế"] {
            assert!(Cursor::decode(wrong).is_err(), "{wrong}");
        }
    }
}
