//! Tiền thưởng kèm theo hình thức khen thưởng (NĐ 152/2025/NĐ-CP; NĐ 98/2023/NĐ-CP Đ.58).

use time::Date;

use crate::{
    commendations::model::{Bonus, Form, RecipientKind, Rounding},
    foundation::{Code, Law},
};

/// Without a factor of its own a recipient kind gets the whole.
const WHOLE: u32 = 100;
/// Multiplier and factor are hundredths each.
const HUNDREDTHS: i128 = 100 * 100;

/// The money of one recipient by the rules in force on a day.
///
/// # Errors
/// `NoRuleInForce` where the law table has no multiplier, salary or rounding for the day.
pub fn bonus(form: &Form, kind: RecipientKind, law: &Law, on: Date) -> Result<Bonus, Code> {
    let multiplier = law.count(&form.bonus_rule, on)?;
    let base_salary = law.value("base_salary", on)?;
    let rounding = Rounding::new(law.value("bonus_rounding", on)?).ok_or(Code::NoRuleInForce)?;
    let factor = form.factor_rule(kind).map_or(Ok(WHOLE), |key| law.count(key, on))?;
    let mut sources = vec![law.rule(&form.bonus_rule, on)?.source.clone()];
    let others = ["base_salary"].into_iter().chain(form.factor_rule(kind));
    for key in others {
        let source = law.rule(key, on)?.source.clone();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let amount = amount(base_salary, multiplier, factor, rounding).ok_or(Code::NoRuleInForce)?;
    Ok(Bonus { multiplier, base_salary, factor, rounding, amount, source: sources.join("; ") })
}

/// `base × multiplier × factor`, rounded up once at the end, in whole đồng; nothing where that does not fit.
pub fn amount(base_salary: i64, multiplier: u32, factor: u32, rounding: Rounding) -> Option<i64> {
    let exact =
        i128::from(base_salary).checked_mul(i128::from(multiplier))?.checked_mul(i128::from(factor))?;
    if exact < 0 {
        return None;
    }
    let multiple = i128::from(rounding.multiple());
    let step = HUNDREDTHS.checked_mul(multiple)?;
    let steps = exact.checked_add(step.checked_sub(1)?)?.checked_div(step)?;
    i64::try_from(steps.checked_mul(multiple)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commendations::rules::tests::form;
    use proptest::prelude::*;
    use time::macros::date;

    const BASE: i64 = 2_340_000;

    fn exactly(multiple: i64) -> Rounding {
        Rounding::new(multiple).unwrap()
    }

    fn law(rounding: i64) -> Law {
        Law::of([
            ("bonus_merit_certificate_commune", 30),
            ("base_salary", BASE),
            ("bonus_household_factor", 150),
            ("bonus_collective_factor", 200),
            ("bonus_rounding", rounding),
        ])
    }

    /// Test vector 5 of the defaults, unrounded and rounded up to ten thousand.
    #[test]
    fn a_giay_khen_of_the_commune_brings_what_the_decree_says() {
        let of = |rounding, kind| bonus(&form(), kind, &law(rounding), date!(2026 - 11 - 24)).unwrap().amount;
        assert_eq!(of(1, RecipientKind::Individual), 702_000);
        assert_eq!(of(1, RecipientKind::Household), 1_053_000);
        assert_eq!(of(1, RecipientKind::Collective), 1_404_000);
        assert_eq!(of(10_000, RecipientKind::Individual), 710_000);
        assert_eq!(of(10_000, RecipientKind::Household), 1_060_000);
        assert_eq!(of(10_000, RecipientKind::Collective), 1_410_000);
    }

    /// Test vector 6: the titles that other issues add are rows of the same arithmetic.
    #[test]
    fn titles_follow_the_same_arithmetic() {
        let of = |multiplier| amount(BASE, multiplier, 100, exactly(1)).unwrap();
        assert_eq!(of(100), 2_340_000);
        assert_eq!(of(30), 702_000);
        assert_eq!(of(300), 7_020_000);
        assert_eq!(of(80), 1_872_000);
        assert_eq!(of(150), 3_510_000);
    }

    #[test]
    fn no_rule_on_the_day_means_no_money_is_invented() {
        let empty = Law::default();
        let refused = bonus(&form(), RecipientKind::Individual, &empty, date!(2026 - 11 - 24));
        assert_eq!(refused, Err(Code::NoRuleInForce));
    }

    proptest! {
        #[test]
        fn rounding_only_ever_adds_less_than_one_step(
            base in 0_i64..100_000_000, multiplier in 0_u32..2_000, factor in 0_u32..1_000,
            step in prop::sample::select(vec![1_i64, 1_000, 10_000])
        ) {
            let rounded = amount(base, multiplier, factor, exactly(step)).unwrap();
            let exact = i128::from(base) * i128::from(multiplier) * i128::from(factor);
            let scaled = i128::from(rounded) * HUNDREDTHS;
            prop_assert!(scaled >= exact && scaled - exact < HUNDREDTHS * i128::from(step));
            prop_assert_eq!(rounded % step, 0);
        }

        #[test]
        fn no_number_overflows(base: i64, multiplier: u32, factor: u32, step in 1_i64..) {
            let found = amount(base, multiplier, factor, exactly(step));
            prop_assert!(found.is_none_or(|amount| amount >= 0));
        }
    }
}
