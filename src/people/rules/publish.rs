//! When something of a person may be public. Silence is no consent, and anybody's no is a no.

use crate::people::model::{Capacity, ChildAge, Said};

/// True if all who must agree did: a grown person for themselves; from seven the child and the guardian; under
/// seven the guardian (Luật 91/2025/QH15, Đ.24). A no of anybody concerned outweighs every yes.
pub fn publishable(child: Option<ChildAge>, words: &[Said]) -> bool {
    let needed: &[Capacity] = match child {
        None => &[Capacity::Own],
        Some(ChildAge::From7) => &[Capacity::Child, Capacity::Guardian],
        Some(ChildAge::Under7) => &[Capacity::Guardian],
    };
    let agreed = |capacity: &Capacity| words.iter().any(|said| said.capacity == *capacity && said.yes);
    !objected(words) && needed.iter().all(agreed)
}

/// True if anybody concerned said no.
pub fn objected(words: &[Said]) -> bool {
    words.iter().any(|said| !said.yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// yes, no or nothing of: oneself, the child, the guardian
    fn words(own: &str, child: &str, guardian: &str) -> Vec<Said> {
        [(Capacity::Own, own), (Capacity::Child, child), (Capacity::Guardian, guardian)]
            .into_iter()
            .filter(|(_, word)| !word.is_empty())
            .map(|(capacity, word)| Said { capacity, yes: word == "yes" })
            .collect()
    }

    #[test]
    fn who_must_agree_by_age() {
        use ChildAge::{From7, Under7};
        let table = [
            (None, "", "", "", false),
            (None, "yes", "", "", true),
            (None, "no", "", "", false),
            // A child's or a guardian's word is not a grown person's.
            (None, "", "yes", "yes", false),
            // Test vector 13: nine years old, the guardian agrees, the child was not asked.
            (Some(From7), "", "", "yes", false),
            (Some(From7), "", "yes", "", false),
            (Some(From7), "", "yes", "yes", true),
            (Some(From7), "", "yes", "no", false),
            (Some(From7), "", "no", "yes", false),
            (Some(From7), "yes", "", "yes", false),
            (Some(Under7), "", "", "", false),
            (Some(Under7), "", "", "yes", true),
            (Some(Under7), "", "yes", "", false),
            (Some(Under7), "", "yes", "yes", true),
            (Some(Under7), "", "no", "yes", false),
            (Some(Under7), "", "yes", "no", false),
        ];
        for (child, own, of_child, of_guardian, public) in table {
            let words = words(own, of_child, of_guardian);
            assert_eq!(publishable(child, &words), public, "{child:?} {own} {of_child} {of_guardian}");
        }
    }

    #[test]
    fn one_no_is_an_objection_and_silence_is_none() {
        assert!(!objected(&words("", "", "")));
        assert!(!objected(&words("yes", "", "")));
        assert!(objected(&words("", "yes", "no")));
    }
}
