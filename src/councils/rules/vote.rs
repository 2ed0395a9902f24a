//! The vote engine: integer arithmetic over a versioned ballot rule, and the sentence the minutes print.
//!
//! TT 18/2013/TT-BKHCN Đ.8: the council decides with at least two thirds of its **members** agreeing. The
//! law is silent on members kept out by a conflict of interest; the rule says whether they lower the base.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::foundation::{
    Code, Law,
    instant::day_iso,
    messages::{Lang, fill},
};

/// A proportion of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// Above the line.
    pub parts: u32,
    /// Below the line, never 0.
    pub of: u32,
}

impl Ratio {
    /// The least count that is at least this proportion of `base` (more than it, if `strict`).
    pub fn least_of(self, base: u32, strict: bool) -> u32 {
        let parts = u64::from(self.parts).saturating_mul(u64::from(base));
        let of = u64::from(self.of.max(1));
        let least = if strict { (parts / of).saturating_add(1) } else { parts.div_ceil(of) };
        u32::try_from(least).unwrap_or(u32::MAX)
    }

    /// True if `count` reaches the proportion of `base`.
    pub fn reached_by(self, count: u32, base: u32, strict: bool) -> bool {
        let have = u64::from(self.of.max(1)).saturating_mul(u64::from(count));
        let need = u64::from(self.parts).saturating_mul(u64::from(base));
        if strict { have > need } else { have >= need }
    }
}

/// What a proportion is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Every member of the council.
    Members,
    /// Members without a conflict of interest in the dossier.
    Eligible,
    /// Members without a conflict who are in the room.
    Present,
    /// Ballots cast, blank and invalid ones included.
    Cast,
}

/// One version of the rule a council decides by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotRule {
    /// Where the rule is from.
    pub source: String,
    /// First day in force, YYYY-MM-DD.
    pub since: String,
    /// The proportion that must agree.
    pub agree: Ratio,
    /// What it is taken of.
    pub base: Base,
    /// True if exactly the proportion is not enough.
    pub strict: bool,
    /// The proportion of all members that must be in the room.
    pub quorum: Ratio,
}

/// What was counted for one dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// All members of the council.
    pub members: u32,
    /// Members in the room, those with a conflict included.
    pub present: u32,
    /// Members kept out of this dossier by a conflict of interest.
    pub recused: u32,
    /// Of them, those in the room.
    pub recused_present: u32,
    /// Đồng ý.
    pub yes: u32,
    /// Không đồng ý.
    pub no: u32,
    /// Phiếu trắng.
    pub blank: u32,
    /// Phiếu không hợp lệ.
    pub invalid: u32,
}

impl Tally {
    /// Ballots that were given.
    pub fn cast(&self) -> u32 {
        self.yes.saturating_add(self.no).saturating_add(self.blank).saturating_add(self.invalid)
    }

    /// Members who may vote and are in the room.
    pub fn voters(&self) -> u32 {
        self.present.saturating_sub(self.recused_present)
    }
}

/// What the rule says about a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The number the proportion was taken of.
    pub base: u32,
    /// Yes votes needed.
    pub needed: u32,
    /// Yes votes given.
    pub yes: u32,
    /// True if they are enough.
    pub agreed: bool,
}

impl BallotRule {
    /// The rule in force on a day.
    ///
    /// # Errors
    /// `NoRuleInForce` if the law table has none for that day.
    pub fn on(law: &Law, day: Date) -> Result<Self, Code> {
        let agree = law.rule("council_agree_numerator", day)?;
        let reduces = law.value("council_conflict_reduces_base", day)? != 0;
        Ok(Self {
            source: agree.source.clone(),
            since: day_iso(agree.valid_from),
            agree: Ratio {
                parts: law.count("council_agree_numerator", day)?,
                of: law.count("council_agree_denominator", day)?,
            },
            base: if reduces { Base::Eligible } else { Base::Members },
            strict: false,
            quorum: Ratio {
                parts: law.count("council_quorum_numerator", day)?,
                of: law.count("council_quorum_denominator", day)?,
            },
        })
    }

    /// Members needed in the room.
    pub fn quorum_of(&self, members: u32) -> u32 {
        self.quorum.least_of(members, false)
    }

    /// The base of one dossier.
    pub fn base_of(&self, tally: &Tally) -> u32 {
        match self.base {
            Base::Members => tally.members,
            Base::Eligible => tally.members.saturating_sub(tally.recused),
            Base::Present => tally.voters(),
            Base::Cast => tally.cast(),
        }
    }

    /// Decides a tally.
    ///
    /// # Errors
    /// `QuorumMissing` without enough members in the room or with nobody left to vote;
    /// `TooManyVotes` if more ballots were counted than voters present.
    pub fn decide(&self, tally: &Tally) -> Result<Verdict, Code> {
        if tally.present < self.quorum_of(tally.members) || tally.present > tally.members {
            return Err(Code::QuorumMissing);
        }
        if tally.cast() > tally.voters() {
            return Err(Code::TooManyVotes);
        }
        let base = self.base_of(tally);
        if base == 0 {
            return Err(Code::QuorumMissing);
        }
        Ok(Verdict {
            base,
            needed: self.agree.least_of(base, self.strict),
            yes: tally.yes,
            agreed: self.agree.reached_by(tally.yes, base, self.strict),
        })
    }

    /// The rule as the minutes print it.
    pub fn sentence(&self, lang: Lang) -> String {
        let key = match self.base {
            Base::Members => "council_rule_members",
            Base::Eligible => "council_rule_eligible",
            Base::Present => "council_rule_present",
            Base::Cast => "council_rule_cast",
        };
        let (agree, quorum) = (self.agree.words(), self.quorum.words());
        fill(lang, key, &[("agree", &agree), ("quorum", &quorum), ("source", &self.source)])
    }
}

impl Ratio {
    fn words(self) -> String {
        format!("{}/{}", self.parts, self.of)
    }
}

#[cfg(test)]
pub(in crate::councils) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub fn legal(base: Base) -> BallotRule {
        let thirds = Ratio { parts: 2, of: 3 };
        BallotRule {
            source: "TT 18/2013/TT-BKHCN Đ.8".into(),
            since: "2013-10-01".into(),
            agree: thirds,
            base,
            strict: false,
            quorum: thirds,
        }
    }

    fn tally(members: u32, present: u32, yes: u32) -> Tally {
        Tally { members, present, yes, no: present - yes, ..Tally::default() }
    }

    /// Test vector 1 and the table of the evaluation design.
    #[test]
    fn two_thirds_of_the_members() {
        let table = [
            (3, 2),
            (4, 3),
            (5, 4),
            (6, 4),
            (7, 5),
            (8, 6),
            (9, 6),
            (10, 7),
            (11, 8),
            (12, 8),
            (13, 9),
            (15, 10),
            (21, 14),
        ];
        for (members, needed) in table {
            let rule = legal(Base::Members);
            assert_eq!(rule.agree.least_of(members, false), needed, "{members}");
            assert_eq!(rule.quorum_of(members), needed, "{members}");
            assert!(rule.decide(&tally(members, members, needed)).unwrap().agreed);
            assert!(!rule.decide(&tally(members, members, needed - 1)).unwrap().agreed);
        }
    }

    /// N, two thirds, 70 %, 80 %, 90 %, and more than half of N present: worked examples with known answers.
    #[test]
    fn thresholds_with_known_answers() {
        let table = [
            (3, 2, 3, 3, 3, 2),
            (4, 3, 3, 4, 4, 3),
            (5, 4, 4, 4, 5, 3),
            (6, 4, 5, 5, 6, 4),
            (7, 5, 5, 6, 7, 4),
            (8, 6, 6, 7, 8, 5),
            (9, 6, 7, 8, 9, 5),
            (10, 7, 7, 8, 9, 6),
        ];
        for (n, thirds, seventy, eighty, ninety, half) in table {
            let least = |parts, of| Ratio { parts, of }.least_of(n, false);
            assert_eq!(least(2, 3), thirds);
            assert_eq!(least(70, 100), seventy, "{n}");
            assert_eq!(least(80, 100), eighty, "{n}");
            assert_eq!(least(90, 100), ninety, "{n}");
            assert_eq!(Ratio { parts: 1, of: 2 }.least_of(n, true), half, "{n}");
        }
    }

    /// Nine members, six present: a majority of those present would pass with four, the law needs six.
    #[test]
    fn nine_members_six_present() {
        let rule = legal(Base::Members);
        assert!(rule.decide(&tally(9, 6, 6)).unwrap().agreed);
        assert!(!rule.decide(&tally(9, 6, 5)).unwrap().agreed);
        assert_eq!(rule.decide(&tally(9, 5, 5)), Err(Code::QuorumMissing));
        let majority = BallotRule { agree: Ratio { parts: 1, of: 2 }, strict: true, ..legal(Base::Present) };
        assert!(majority.decide(&tally(9, 6, 4)).unwrap().agreed);
    }

    /// Test vector 2: one author among nine; the default lowers the base to eight, `keep` leaves nine.
    #[test]
    fn a_conflict_lowers_the_base_only_if_the_rule_says_so() {
        let tally = Tally {
            members: 9,
            present: 9,
            recused: 1,
            recused_present: 1,
            yes: 6,
            no: 2,
            ..Tally::default()
        };
        let reduced = legal(Base::Eligible).decide(&tally).unwrap();
        assert_eq!((reduced.base, reduced.needed, reduced.agreed), (8, 6, true));
        let kept = legal(Base::Members).decide(&tally).unwrap();
        assert_eq!((kept.base, kept.needed, kept.agreed), (9, 6, true));
        let ten = Tally { members: 10, present: 10, yes: 6, no: 3, ..tally };
        assert!(legal(Base::Eligible).decide(&ten).unwrap().agreed);
        assert!(!legal(Base::Members).decide(&ten).unwrap().agreed);
    }

    #[test]
    fn a_recused_member_in_the_room_gives_no_ballot() {
        let full =
            Tally { members: 9, present: 9, recused: 1, recused_present: 1, yes: 9, ..Tally::default() };
        assert_eq!(legal(Base::Eligible).decide(&full), Err(Code::TooManyVotes));
    }

    #[test]
    fn the_sentence_names_the_proportion_and_its_source() {
        let words = legal(Base::Eligible).sentence(Lang::Vi);
        assert!(words.contains("2/3") && words.contains("TT 18/2013"), "{words}");
        assert_ne!(words, legal(Base::Members).sentence(Lang::Vi));
    }

    fn bases() -> impl Strategy<Value = Base> {
        prop_oneof![Just(Base::Members), Just(Base::Eligible), Just(Base::Present), Just(Base::Cast)]
    }

    fn tallies() -> impl Strategy<Value = Tally> {
        (1_u32..40, 0_u32..40, 0_u32..40, 0_u32..10, 0_u32..40, 0_u32..40, 0_u32..5).prop_map(
            |(members, away, yes, recused, no, blank, invalid)| {
                let recused = recused.min(members);
                Tally {
                    members,
                    present: members.saturating_sub(away),
                    recused,
                    recused_present: recused.min(members.saturating_sub(away)),
                    yes,
                    no,
                    blank,
                    invalid,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn one_more_yes_never_harms(tally in tallies(), base in bases(), strict: bool) {
            let rule = BallotRule { strict, ..legal(base) };
            let more = Tally { yes: tally.yes + 1, no: tally.no.saturating_sub(1), ..tally };
            if let (Ok(before), Ok(after)) = (rule.decide(&tally), rule.decide(&more)) {
                prop_assert!(!before.agreed || after.agreed);
            }
        }

        #[test]
        fn one_more_member_never_lowers_what_is_needed(base in 1_u32..500, parts in 1_u32..100, strict: bool) {
            let ratio = Ratio { parts, of: 100 };
            prop_assert!(ratio.least_of(base + 1, strict) >= ratio.least_of(base, strict));
        }

        #[test]
        fn recusing_a_yes_voter_can_only_harm_under_all_members(tally in tallies()) {
            let rule = legal(Base::Members);
            prop_assume!(tally.yes > 0 && tally.recused < tally.members && tally.recused_present < tally.present);
            let recused = Tally {
                yes: tally.yes - 1,
                recused: tally.recused + 1,
                recused_present: tally.recused_present + 1,
                ..tally
            };
            if let (Ok(before), Ok(after)) = (rule.decide(&tally), rule.decide(&recused)) {
                prop_assert!(before.agreed || !after.agreed);
                prop_assert_eq!(before.needed, after.needed);
            }
        }

        #[test]
        fn what_is_needed_is_enough_and_one_less_is_not(base in 1_u32..500, parts in 1_u32..100, strict: bool) {
            let ratio = Ratio { parts, of: 100 };
            let needed = ratio.least_of(base, strict);
            prop_assert!(ratio.reached_by(needed, base, strict));
            prop_assert!(!ratio.reached_by(needed - 1, base, strict));
        }
    }
}
