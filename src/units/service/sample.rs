//! A whole commune as a table to start from: Sơn Hồng, which the demonstration is made of.

/// The table as it stands for a commune of the code `SH`.
const SAMPLE: &str = include_str!("../../../assets/demo/son-hong.csv");

/// The sample with everything hanging on the commune of that code.
pub fn sample(commune: &str) -> String {
    SAMPLE
        .lines()
        .map(|line| {
            let cells: Vec<&str> =
                line.split(',').map(|cell| if cell == "SH" { commune } else { cell }).collect();
            cells.join(",") + "\n"
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::units::sheet::{self, Known};

    #[test]
    fn the_sample_is_a_table_we_take_ourselves() {
        for code in ["SH", "XADAU1"] {
            let known = Known { codes: BTreeSet::from([code.to_owned()]), province: false };
            let rows = sheet::rows(&sample(code), &known).unwrap();
            assert!(rows.len() > 40 && rows.iter().filter(|row| row.successor == code).count() == 2);
        }
    }
}
