//! Small ideas of a commune, as people tell them; the same number gives the same idea.

use serde_json::{Value, json};

const WHO: &[&str] =
    &["Bà con", "Học sinh lớp 5", "Chị em phụ nữ", "Đoàn viên", "Tổ tự quản", "Cô giáo", "Cán bộ một cửa"];
const TROUBLE: &[&str] = &[
    "phải gánh nước tưới rau mỗi sáng, mất gần hai giờ",
    "đi gọi từng nhà mỗi lần họp thôn",
    "bỏ rác lẫn lộn nên điểm tập kết luôn bốc mùi",
    "chờ lâu khi nộp hồ sơ vì thiếu giấy tờ phải quay về",
    "sợ đọc to trước lớp, nhiều em không dám giơ tay",
    "mất nhiều công phơi lúa khi trời chuyển mưa",
    "không biết lịch cắt điện nên máy ấp trứng hỏng",
];
const WAY: &[&str] = &[
    "lắp ống nhựa nhỏ giọt từ bể cũ, hẹn giờ bằng van cơ",
    "lập nhóm tin nhắn cho từng cụm mười nhà",
    "đặt ba thùng sơn ba màu và dán hình dễ hiểu",
    "in tờ nhắc giấy tờ cần mang, dán ở nhà văn hóa thôn",
    "cho các em đọc theo cặp rồi mới đọc trước lớp",
    "làm khung bạt kéo ròng rọc, một người che được cả sân",
    "ghi lịch lên bảng tin chung và đọc trên loa mỗi tối",
];
const GAIN: &[&str] = &[
    "tiết kiệm một phần ba thời gian",
    "mười phút là cả thôn biết",
    "đường làng sạch hẳn",
    "không ai phải đi lại lần hai",
    "cả lớp mạnh dạn hơn",
    "không mất mẻ lúa nào từ tháng Tám",
    "đỡ tốn gần hai triệu đồng một vụ",
];
const FIELD: &[&str] = &["agriculture", "administration", "environment", "education", "health", "other"];
const NAMES: &[&str] =
    &["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Em", "Võ Thị Giang"];

/// The word for a number, round and round.
pub fn nth<T>(words: &[T], n: u32) -> Option<&T> {
    let at = usize::try_from(n).unwrap_or_default();
    words.get(at.checked_rem(words.len())?)
}

fn word(words: &'static [&'static str], n: u32) -> &'static str {
    nth(words, n).copied().unwrap_or_default()
}

/// The `n`th card.
pub fn card(n: u32) -> Value {
    // Each list turns at a speed of its own, so that neighbours differ.
    let (trouble, way) = (word(TROUBLE, n / 3), word(WAY, n / 7));
    let who = word(WHO, n);
    json!({
        "title": format!("{who} {way} ở thôn {}", n % 23 + 1),
        "before": format!("Trước đây {} thôn {} {trouble}.", who.to_lowercase(), n % 23 + 1),
        "proposal": format!("Tôi {way}. Làm từ tháng {} và chỉ lại cho {} nhà bên cạnh.", n % 12 + 1, n % 9 + 2),
        "outcome": format!("Nhờ vậy {}.", word(GAIN, n / 5)),
        "done_already": true,
        "field": word(FIELD, n),
        "place": format!("Thôn {}", n % 23 + 1),
        "author_name": word(NAMES, n / 2),
        "author_kind": "citizen",
        "name_public": true
    })
}
