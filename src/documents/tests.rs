//! What every paper owes its readers.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::World as _;
use typst::layout::{Frame, FrameItem};

use super::samples;
use super::*;

/// Everything printed on a page, in layout order, as plain text.
fn page_texts(document: &PagedDocument) -> Vec<String> {
    fn collect(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, out),
                FrameItem::Text(text) => {
                    out.push_str(&text.text);
                    out.push(' ');
                }
                _ => {}
            }
        }
    }
    document
        .pages()
        .iter()
        .map(|page| {
            let mut text = String::new();
            collect(&page.frame, &mut text);
            text
        })
        .collect()
}

fn printed(paper: &Paper) -> String {
    let (document, warnings) = set(paper).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    page_texts(&document).join("\n")
}

/// Letters only, so that line breaks and spaces do not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200B}').collect()
}

/// Names after `/FontName/XXXXXX+` in the file.
fn fonts(pdf: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(pdf);
    text.split("/FontName")
        .skip(1)
        .filter_map(|rest| rest.split_once('+'))
        .map(|(_, name)| {
            name.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
        })
        .collect()
}

/// The paper with `text` in every field people can fill; days and kinds stay, and so does the head and foot of a
/// certificate, which come from the settings of the unit.
fn filled_with(paper: &Paper, text: &str) -> Paper {
    let kept: &[&str] = match paper {
        Paper::InitiativeCertificate(_) | Paper::MeritCertificate(_) => {
            &["paper", "family", "verify_url", "header", "signature", "place", "office"]
        }
        _ => &["paper", "family", "lookup_url", "url"],
    };
    fn fill(value: &mut Value, text: &str, kept: &[&str]) {
        match value {
            Value::String(old) => text.clone_into(old),
            Value::Array(items) => items.iter_mut().for_each(|item| fill(item, text, kept)),
            Value::Object(fields) if fields.contains_key("words") => {}
            Value::Object(fields) => {
                for (key, field) in fields {
                    if !kept.contains(&key.as_str()) {
                        fill(field, text, kept);
                    }
                }
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(paper).unwrap();
    fill(&mut value, text, kept);
    serde_json::from_value(value).unwrap()
}

#[test]
fn every_paper_can_be_archived_and_read_aloud_with_only_tinos_inside_and_no_warning() {
    for (name, paper) in samples::all() {
        let (document, warnings) = set(&paper).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
        let pdf = export(&paper, &document).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("<pdfaid:part>2</pdfaid:part>"), "{name}");
        assert!(text.contains("<pdfaid:conformance>B</pdfaid:conformance>"), "{name}");
        assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>"), "{name}");
        let fonts = fonts(&pdf);
        assert!(
            fonts.contains("Tinos-Bold") && fonts.iter().all(|font| font.starts_with("Tinos")),
            "{name}: {fonts:?}"
        );
    }
}

#[test]
fn the_same_data_is_the_same_bytes_dated_by_the_data() {
    for (name, paper) in samples::all() {
        let first = render(&paper).unwrap();
        comemo::evict(0);
        assert!(first == render(&paper).unwrap(), "{name} changed between two renders");
        assert!(
            String::from_utf8_lossy(&first).contains("2026-02-05T00:00:00+07:00"),
            "{name} bears another date"
        );
    }
}

#[test]
fn what_people_type_is_printed_and_never_run() {
    let hostile = "#panic(\"x\") #read(\"/etc/passwd\") $x^2$ *b* _i_ \\ `r` <h1>&amp;</h1> @a [b] //c = d 1. e - f \"q\" 'q'";
    for (name, paper) in samples::all() {
        let text = printed(&filled_with(&paper, hostile));
        assert!(letters(&text).to_lowercase().contains(&letters(hostile).to_lowercase()), "{name}: {text}");
    }
}

#[test]
fn strange_scripts_and_pictures_do_not_stop_a_paper() {
    let strange = [
        "",
        "\n \n",
        "🎉👨‍👩‍👧‍👦🇻🇳 שלום עולם مرحبا 王小明 さくら 한국 \u{202E}ngược\u{202C} \u{0007}\u{FEFF}",
        "e\u{0301}\u{0302}\u{0323}\u{0315}\u{0315}\u{0315} \u{E000}\u{10FFFF} ﬁ ﷺ 𝔖 ₫ – — “ ” … ≥ № ½ °",
    ];
    for (name, paper) in samples::all() {
        for text in strange {
            let paper = filled_with(&paper, text);
            let pdf = render(&paper).unwrap_or_else(|error| panic!("{name} with {text:?}: {error}"));
            assert!(fonts(&pdf).iter().all(|font| font.starts_with("Tinos")), "{name} with {text:?}");
        }
    }
}

#[test]
fn ten_thousand_letters_flow_over_pages_with_or_without_spaces() {
    let sentence = "Bà con thôn 7 cùng làm giá phơi cá gấp gọn, ngày mưa cất nhanh vào hiên nhà. ";
    let prose: String = sentence.chars().cycle().take(10_000).collect();
    let endless = "ạ".repeat(10_000);
    let mut minutes = samples::minutes();
    minutes.items[0].opinions = vec![prose.clone()];
    let mut request = samples::request();
    request.essence.clone_from(&endless);
    let mut certificate = samples::initiative_certificate();
    certificate.summary.clone_from(&endless);
    let mut merit = samples::merit_certificate();
    merit.achievement.clone_from(&prose);
    for (paper, long) in [
        (Paper::Minutes(minutes), &prose),
        (Paper::RecognitionRequest(request), &endless),
        (Paper::InitiativeCertificate(certificate), &endless),
        (Paper::MeritCertificate(merit), &prose),
    ] {
        let (document, _) = set(&paper).unwrap();
        assert!(document.pages().len() > 2);
        let start: String = letters(long).chars().take(200).collect();
        assert!(letters(&page_texts(&document).concat()).contains(&start));
        export(&paper, &document).unwrap();
    }
}

#[test]
fn a_name_no_sheet_can_hold_is_refused_not_cut() {
    let mut merit = samples::merit_certificate();
    merit.recipient_name = "Nguyễn ".repeat(200);
    assert!(matches!(render(&Paper::MeritCertificate(merit.clone())), Err(Error::TooLong)));
    merit.recipient_name = "N".repeat(10_000);
    assert!(matches!(render(&Paper::MeritCertificate(merit)), Err(Error::TooLong)));
}

#[test]
fn no_line_leaves_the_sheet() {
    fn furthest(frame: &Frame) -> Option<f64> {
        frame
            .items()
            .filter_map(|(at, item)| match item {
                FrameItem::Group(group) => {
                    furthest(&group.frame).map(|inside| at.x.to_mm() + group.transform.tx.to_mm() + inside)
                }
                FrameItem::Text(text) => Some(at.x.to_mm() + text.width().to_mm()),
                _ => None,
            })
            .reduce(f64::max)
    }
    for (name, paper) in samples::all() {
        let (document, _) =
            set(&filled_with(&paper, &"Mười".repeat(25))).unwrap_or_else(|error| panic!("{name}: {error}"));
        for page in document.pages() {
            let right = furthest(&page.frame).unwrap();
            assert!(right <= page.frame.width().to_mm() - 8.0, "{name}: a line runs to {right} mm");
        }
    }
}

#[test]
fn slips_and_posters_are_one_upright_a4_sheet() {
    for paper in [Paper::IdeaSlips(samples::idea_slips()), Paper::UnitPoster(samples::unit_poster())] {
        let (document, _) = set(&paper).unwrap();
        let [page] = document.pages() else { panic!("more than one page") };
        assert!((page.frame.width().to_mm() - 210.0).abs() < 0.1);
        assert!((page.frame.height().to_mm() - 297.0).abs() < 0.1);
    }
    let text = printed(&Paper::IdeaSlips(samples::idea_slips()));
    assert_eq!(letters(&text).matches("Nhờvậy…").count(), 4);
}

#[test]
fn certificates_are_one_landscape_a4_sheet() {
    for paper in [
        Paper::InitiativeCertificate(samples::initiative_certificate()),
        Paper::MeritCertificate(samples::merit_certificate()),
    ] {
        let (document, _) = set(&paper).unwrap();
        let [page] = document.pages() else { panic!("more than one page") };
        assert!(
            (page.frame.width().to_mm() - 297.0).abs() < 0.1
                && (page.frame.height().to_mm() - 210.0).abs() < 0.1
        );
    }
}

#[test]
fn long_texts_move_to_the_back_and_the_front_says_so() {
    let mut certificate = samples::initiative_certificate();
    certificate.summary = "Cách làm gọn nhẹ, ai cũng làm được. ".repeat(60);
    let (document, _) = set(&Paper::InitiativeCertificate(certificate)).unwrap();
    let pages = page_texts(&document);
    assert_eq!(pages.len(), 2);
    assert!(letters(&pages[0]).contains(&letters("được in ở mặt sau của giấy này")));
    assert!(letters(&pages[0]).contains(&letters("Ông Phạm Văn Đức")));
    assert!(letters(&pages[1]).contains(&letters("Cách làm gọn nhẹ, ai cũng làm được.")));
}

#[test]
fn pages_are_numbered_from_the_second() {
    let (document, _) = set(&Paper::Minutes(samples::minutes())).unwrap();
    let pages = page_texts(&document);
    assert!(pages[0].starts_with("UBND XÃ SƠN HỒNG"), "{}", pages[0]);
    assert!(pages[1].starts_with("2 "), "{}", pages[1]);
}

#[test]
fn state_and_party_papers_wear_their_own_heads() {
    let state = letters(&printed(&Paper::RecognitionDecision(samples::recognition_decision())));
    for line in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 15/QĐ-UBND",
        "Sơn Hồng, ngày 05 tháng 02 năm 2026",
        "Điều 3.",
        "Nơi nhận:",
        "- Lưu: VT, HĐSK.",
    ] {
        assert!(state.contains(&letters(line)), "{line} is missing");
    }
    let mut party = samples::recognition_decision();
    party.header.family = Family::Party;
    party.header.superior = Some("Đảng bộ tỉnh Nghệ An".into());
    party.header.issuer = "Đảng ủy xã Sơn Hồng".into();
    let party = letters(&printed(&Paper::RecognitionDecision(party)));
    assert!(
        party.contains(&letters("ĐẢNG CỘNG SẢN VIỆT NAM"))
            && party.contains(&letters("ĐẢNG ỦY XÃ SƠN HỒNG *"))
    );
    assert!(!party.contains(&letters("CỘNG HÒA XÃ HỘI")));
}

#[test]
fn minutes_tell_everything_that_was_counted() {
    let text = letters(&printed(&Paper::Minutes(samples::minutes())));
    for line in [
        "1. Chủ trì: Trần Đình Khôi",
        "4. Vắng mặt (1 người):",
        "Đặng Hữu Phước, lý do: đi công tác tỉnh.",
        "Võ Văn Mạnh, không tham gia xét hồ sơ SK-2026-000004; lý do: là anh trai của đồng tác giả.",
        "86,40 6 1 0 7 5",
        "Đạt: 6/7 phiếu tán thành (85,7%).",
        "3 đạt, 0 không đạt, 1 để lại xét sau",
    ] {
        assert!(text.contains(&letters(line)), "{line} is missing");
    }
}

#[test]
fn a_pre_printed_blank_gets_no_border_and_may_be_shifted() {
    fn shapes(frame: &Frame) -> usize {
        frame
            .items()
            .map(|(_, item)| match item {
                FrameItem::Group(group) => shapes(&group.frame),
                FrameItem::Shape(..) => 1,
                _ => 0,
            })
            .sum()
    }
    fn first_text_left(frame: &Frame) -> Option<f64> {
        frame.items().find_map(|(at, item)| match item {
            FrameItem::Group(group) => first_text_left(&group.frame).map(|left| at.x.to_mm() + left),
            FrameItem::Text(_) => Some(at.x.to_mm()),
            _ => None,
        })
    }
    let plain = set(&Paper::MeritCertificate(samples::merit_certificate())).unwrap().0;
    let mut blank = samples::merit_certificate();
    blank.print = CertificatePrint { on_blank: true, shift_right_tenths_mm: 15, shift_down_tenths_mm: -20 };
    let blank = set(&Paper::MeritCertificate(blank)).unwrap().0;
    assert!(shapes(&plain.pages()[0].frame) > 500);
    assert!(shapes(&blank.pages()[0].frame) <= 2);
    let moved =
        first_text_left(&blank.pages()[0].frame).unwrap() - first_text_left(&plain.pages()[0].frame).unwrap();
    assert!((moved - 1.5).abs() < 0.01, "moved by {moved} mm");
}

#[test]
fn the_press_reads_nothing_but_its_own_templates_and_the_data() {
    use typst::syntax::{RootedPath, VirtualPath, VirtualRoot};
    let press = Press::get().unwrap();
    let world = press.world("receipt.typ", b"{}".to_vec()).unwrap();
    for name in ["etc/passwd", "Cargo.toml", "assets/fonts/OFL.txt"] {
        let id = RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap()).intern();
        assert!(world.file(id).is_err() && world.source(id).is_err(), "{name} was read");
    }
    assert!(world.today(None).is_none());
}

#[test]
fn an_address_too_long_for_a_code_is_told_apart() {
    let mut slip = samples::tracking_slip();
    slip.url = format!("https://example.vn/{}", "a".repeat(2_900));
    assert!(matches!(render(&Paper::TrackingSlip(slip)), Err(Error::QrTooLong(_))));
}

#[test]
fn a_paper_comes_back_from_storage_as_it_went() {
    for (name, paper) in samples::all() {
        let stored = serde_json::to_string(&paper).unwrap();
        assert_eq!(serde_json::from_str::<Paper>(&stored).unwrap(), paper, "{name}");
    }
}

#[tokio::test]
async fn renders_away_from_the_asynchronous_threads() {
    let pdf = render_async(Paper::TrackingSlip(samples::tracking_slip())).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}
