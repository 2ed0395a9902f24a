//! A QR code as one vector path, so that it prints sharp at any size.

use fast_qr::{ECL, QRBuilder};

use super::Error;

/// Light modules around the code that readers need (ISO/IEC 18004: four).
const QUIET_ZONE: usize = 4;

/// Draws `text` as an SVG; error correction M (15 %) bears a stamp that touches the corner of the code.
pub(super) fn svg(text: &str) -> Result<String, Error> {
    let code =
        QRBuilder::new(text).ecl(ECL::M).build().map_err(|error| Error::QrTooLong(error.to_string()))?;
    let side = code.size + 2 * QUIET_ZONE;
    let mut path = String::new();
    for (row, modules) in code.data.chunks_exact(code.size).take(code.size).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|left, right| left.value() == right.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let (x, y, length) = (column + QUIET_ZONE, row + QUIET_ZONE, run.len());
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            column += run.len();
        }
    }
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_draws_exactly_the_dark_modules() {
        let url = "https://sangkien.sonhong.gov.vn/x/7Q4M-2KTD-9F3A";
        let code = QRBuilder::new(url).ecl(ECL::M).build().unwrap();
        let drawing = svg(url).unwrap();
        let path = drawing.rsplit_once("d=\"").unwrap().1.split('"').next().unwrap();
        let mut drawn = vec![vec![false; code.size + 2 * QUIET_ZONE]; code.size + 2 * QUIET_ZONE];
        for run in path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let length: usize = rest.split('v').next().unwrap().parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            drawn[y][x..x + length].fill(true);
        }
        for (y, row) in drawn.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let inside = (QUIET_ZONE..QUIET_ZONE + code.size).contains(&x)
                    && (QUIET_ZONE..QUIET_ZONE + code.size).contains(&y);
                assert_eq!(
                    *dark,
                    inside && code[y - QUIET_ZONE.min(y)][x - QUIET_ZONE.min(x)].value(),
                    "module {x},{y}"
                );
            }
        }
    }
}
