//! Abbreviations of administration, schools and farms, spelled out.

/// Folded abbreviation and folded full form.
///
/// An abbreviation is looked for as it stands and spelled out. The table holds only those that
/// are no Vietnamese syllable themselves, `ai` (trí tuệ nhân tạo) excepted: who types it alone or
/// before a noun means the technique far more often than the question word.
pub(super) const ABBREVIATIONS: &[(&str, &str)] = &[
    ("ai", "tri tue nhan tao"),
    ("attp", "an toan thuc pham"),
    ("atgt", "an toan giao thong"),
    ("anqp", "an ninh quoc phong"),
    ("antt", "an ninh trat tu"),
    ("bhtn", "bao hiem that nghiep"),
    ("bhxh", "bao hiem xa hoi"),
    ("bhyt", "bao hiem y te"),
    ("bvmt", "bao ve moi truong"),
    ("cccd", "can cuoc cong dan"),
    ("cchc", "cai cach hanh chinh"),
    ("cds", "chuyen doi so"),
    ("clb", "cau lac bo"),
    ("cntt", "cong nghe thong tin"),
    ("csdl", "co so du lieu"),
    ("cskh", "cham soc khach hang"),
    ("dmst", "doi moi sang tao"),
    ("dvc", "dich vu cong"),
    ("gdtx", "giao duc thuong xuyen"),
    ("gplx", "giay phep lai xe"),
    ("gtnt", "giao thong nong thon"),
    ("hdnd", "hoi dong nhan dan"),
    ("hssv", "hoc sinh sinh vien"),
    ("htx", "hop tac xa"),
    ("khcn", "khoa hoc cong nghe"),
    ("khkt", "khoa hoc ky thuat"),
    ("mttq", "mat tran to quoc"),
    ("ntm", "nong thon moi"),
    ("nvh", "nha van hoa"),
    ("ocop", "moi xa mot san pham"),
    ("pccc", "phong chay chua chay"),
    ("phhs", "phu huynh hoc sinh"),
    ("qlnn", "quan ly nha nuoc"),
    ("skkn", "sang kien kinh nghiem"),
    ("tdtt", "the duc the thao"),
    ("thcs", "trung hoc co so"),
    ("thpt", "trung hoc pho thong"),
    ("tmdt", "thuong mai dien tu"),
    ("tthc", "thu tuc hanh chinh"),
    ("ttatgt", "trat tu an toan giao thong"),
    ("ubnd", "uy ban nhan dan"),
    ("vsattp", "ve sinh an toan thuc pham"),
    ("vsmt", "ve sinh moi truong"),
];

/// The full form of a folded abbreviation.
pub(super) fn spelled_out(folded: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(short, _)| *short == folded).map(|(_, full)| *full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::text::fold;

    #[test]
    fn the_table_is_folded_and_without_twins() {
        for (i, (short, full)) in ABBREVIATIONS.iter().enumerate() {
            assert_eq!((fold(short).as_str(), fold(full).as_str()), (*short, *full));
            assert!(full.split(' ').count() >= 2, "{short}");
            assert!(ABBREVIATIONS[..i].iter().all(|(other, _)| other != short), "{short}");
        }
        assert_eq!(spelled_out("cntt"), Some("cong nghe thong tin"));
        assert_eq!(spelled_out("lua"), None);
    }
}
