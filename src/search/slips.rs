//! Typing errors: what one slip of a finger makes of a syllable.

/// Every text one slip away: a letter too many, too few, wrong, or two swapped.
pub(super) fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 || letters.len() > 24 || letters.iter().all(char::is_ascii_digit) {
        return Vec::new();
    }
    let mut out = Vec::with_capacity(letters.len() * 54 + 26);
    let mut put = |before: &[char], middle: &[char], after: &[char]| {
        out.push(before.iter().chain(middle).chain(after).collect::<String>());
    };
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        for letter in 'a'..='z' {
            put(before, &[letter], after);
        }
        if let [first, rest @ ..] = after {
            put(before, &[], rest);
            for letter in ('a'..='z').filter(|l| l != first) {
                put(before, &[letter], rest);
            }
            if let [second, rest @ ..] = rest {
                put(before, &[*second, *first], rest);
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out.retain(|slip| slip != word && !slip.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_one_edit_away() {
        let all = slips("ckat");
        for near in ["chat", "cat", "kat", "ckt", "ckats", "kcat", "ckta"] {
            assert!(all.iter().any(|s| s == near), "{near}");
        }
        assert!(!all.iter().any(|s| s == "ckat" || s == "chay"));
        assert!(slips("2024").is_empty() && slips("a").is_empty());
    }
}
