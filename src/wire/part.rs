//! A part of a file: players on telephones ask for the beginning first.

/// The first and the last byte asked for by a `Range` header, where it asks for one part that there is. Everything
/// else is answered with the whole (RFC 9110, 14.2).
pub fn part(range: Option<&str>, length: usize) -> Option<(usize, usize)> {
    let last = length.checked_sub(1)?;
    let (from, to) = range?.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.parse::<usize>().ok();
    let (from, to) = match (from, to) {
        ("", count) => (length.saturating_sub(number(count).filter(|count| *count > 0)?), last),
        (from, "") => (number(from)?, last),
        (from, to) => (number(from)?, number(to)?.min(last)),
    };
    (from <= to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn one_part_is_cut_and_everything_else_is_whole() {
        let of = |range: &str| part(Some(range), 10);
        assert_eq!(of("bytes=0-"), Some((0, 9)));
        assert_eq!(of("bytes=2-4"), Some((2, 4)));
        assert_eq!(of("bytes=2-400"), Some((2, 9)));
        assert_eq!(of("bytes=-3"), Some((7, 9)));
        assert_eq!(of("bytes=-30"), Some((0, 9)));
        for whole in
            ["bytes=10-", "bytes=4-2", "bytes=-0", "bytes=", "bytes=0-1,3-4", "lines=0-1", "", "bytes=--1"]
        {
            assert_eq!(of(whole), None, "{whole}");
        }
        assert_eq!(part(Some("bytes=0-"), 0), None);
        assert_eq!(part(None, 10), None);
    }
}
