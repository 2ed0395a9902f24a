//! How a story becomes a publication. Pure: the same story gives the same publication and the same hash.

use sha2::{Digest, Sha256};
use time::Date;

use super::model::{Honour, PublicStory, Publication, StoryPicture, StoryReuse, StoryStep, ThanksCard};
use crate::{
    foundation::{
        instant::day_iso,
        text::{nfc, slug},
    },
    ideas::Story,
    search::Document,
};

/// The unit as a publication names it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Its part of addresses.
    pub slug: &'a str,
    /// What kind it is.
    pub kind: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// The longest readable part of an address, in bytes.
const SLUG_MOST: usize = 80;

/// The honour every applied idea has: its place in the gold book, whatever its size.
pub fn gold_book(number: i32, on: Date) -> Honour {
    Honour {
        form: "gold_book".to_owned(),
        name: String::new(),
        decision_no: number.to_string(),
        decided_on: day_iso(on),
        signer: String::new(),
        serial: String::new(),
        level: String::new(),
    }
}

/// Makes the publication of a story; `field_label` is the field as people read it.
pub fn publish(story: Story, place: &Place<'_>, field_label: &str, honours: Vec<Honour>) -> Publication {
    let id = story.id.0;
    let applied_year = story.applied_on.map_or_else(|| story.honoured_at.date().year(), Date::year);
    let shown = PublicStory {
        title: nfc(&story.title).into_owned(),
        before: story.before,
        proposal: story.proposal,
        outcome: story.outcome,
        field: story.field.as_str().to_owned(),
        place: story.place,
        author_name: story.author_name,
        author_kind: story.author_kind.as_str().to_owned(),
        pictures: story
            .pictures
            .into_iter()
            .map(|picture| StoryPicture {
                id: picture.id.0,
                moment: picture.moment.as_str().to_owned(),
                width: picture.width,
                height: picture.height,
                file_key: picture.file_key,
                thumbnail_key: picture.thumbnail_key,
            })
            .collect(),
        thanks: story.thanks.map(|thanks| ThanksCard { by: thanks.by, at: thanks.at, words: thanks.words }),
        timeline: story
            .timeline
            .into_iter()
            .map(|line| StoryStep {
                kind: line.kind.as_str().to_owned(),
                name: line.person_name,
                at: line.at,
            })
            .collect(),
        applied_on: story.applied_on.map(day_iso),
        gold_book_no: story.gold_book_no,
        honours,
        reuses: story
            .reuses
            .into_iter()
            .map(|reuse| StoryReuse { who: reuse.who, place: reuse.place, at: reuse.reported_at })
            .collect(),
        reuse_count: story.reuse_count,
    };
    let slug = short_slug(&shown.title);
    let document =
        document(&shown, id, &story.code, &slug, place, field_label, applied_year, story.honoured_at.0);
    let mut publication = Publication {
        id,
        code: story.code,
        slug,
        kind: "idea".to_owned(),
        unit: story.unit.0,
        unit_slug: place.slug.to_owned(),
        unit_kind: place.kind.to_owned(),
        unit_name: place.name.to_owned(),
        document,
        story: shown,
        honoured_at: story.honoured_at,
        hidden: false,
        hash: String::new(),
    };
    publication.hash = hash(&publication);
    publication
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the document")]
fn document(
    story: &PublicStory,
    id: uuid::Uuid,
    code: &str,
    slug: &str,
    place: &Place<'_>,
    field_label: &str,
    year: i32,
    published_at: i64,
) -> Document {
    // What changed is what a reader looks for; a thought without an outcome is told by its proposal.
    let summary = [&story.outcome, &story.proposal, &story.before]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default();
    let mut body = vec![story.before.as_str(), story.proposal.as_str()];
    body.extend(story.place.as_deref());
    let recognised = story.honours.iter().any(|honour| honour.form == "initiative_certificate");
    Document {
        id: id.to_string(),
        code: code.to_owned(),
        slug: slug.to_owned(),
        title: story.title.clone(),
        summary,
        body: body.join("\n"),
        field: story.field.clone(),
        field_label: field_label.to_owned(),
        kind: "idea".to_owned(),
        authors: story.author_name.iter().cloned().collect(),
        unit_id: place.slug.to_owned(),
        unit_name: place.name.to_owned(),
        year,
        level: highest_level(&story.honours).to_owned(),
        honours: story.honours.iter().map(|honour| honour.form.clone()).collect(),
        state: if recognised { "recognised" } else { "applied" }.to_owned(),
        reuse_count: u32::try_from(story.reuse_count).unwrap_or(0),
        published_at,
        cover: story.pictures.last().map(|picture| format!("/anh/{}/nho", picture.id)),
    }
}

/// The honour a list shows: the highest beside the gold book, which has words of its own.
pub fn highest_honour(honours: &[Honour]) -> &str {
    honours.iter().rev().find(|honour| honour.form != "gold_book").map_or("", |honour| &honour.form)
}

/// What changed in one sentence: the first one, cut at a word where it is long.
pub fn one_sentence(text: &str) -> String {
    const MOST: usize = 200;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.char_indices().find(|(at, c)| {
        let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
        matches!(c, '.' | '!' | '?') && (rest.is_empty() || rest.starts_with(' '))
    });
    let first = end.and_then(|(at, c)| line.get(..at + c.len_utf8())).unwrap_or(&line);
    if first.chars().count() <= MOST {
        return first.to_owned();
    }
    let cut: String = first.chars().take(MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.']))
}

/// The level a form of commendation belongs to, which its code ends in.
pub fn level_of_form(form: &str) -> &'static str {
    ["national", "province", "commune"].into_iter().find(|level| form.ends_with(level)).unwrap_or_default()
}

fn highest_level(honours: &[Honour]) -> &str {
    ["national", "province", "commune", "unit"]
        .into_iter()
        .find(|level| honours.iter().any(|honour| honour.level == *level))
        .unwrap_or_default()
}

/// The title as a part of an address, cut at a word.
fn short_slug(title: &str) -> String {
    let whole = slug(title);
    if whole.len() <= SLUG_MOST {
        return whole;
    }
    let cut = whole.get(..SLUG_MOST).unwrap_or(&whole);
    cut.rsplit_once('-').map_or(cut, |(words, _)| words).to_owned()
}

/// Changes whenever anything that is shown changes.
pub fn hash(publication: &Publication) -> String {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(&publication.story).unwrap_or_default());
    hash.update(serde_json::to_vec(&publication.document).unwrap_or_default());
    hash.update([u8::from(publication.hidden)]);
    data_encoding::HEXLOWER.encode(hash.finalize().get(..16).unwrap_or_default())
}

/// The codes an address may mean: `SK-SH-2026-0001-tuoi-nho-giot` may start with any of its parts.
pub fn codes_in(address: &str) -> Vec<String> {
    let mut codes: Vec<String> = address
        .match_indices('-')
        .filter_map(|(at, _)| address.get(..at))
        .chain([address])
        .map(str::to_owned)
        .collect();
    // The longest first, so that a code is never taken for the beginning of another.
    codes.reverse();
    codes.truncate(24);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        authority::UnitId,
        foundation::Instant,
        ideas::{AuthorKind, Field, IdeaId},
    };
    use uuid::Uuid;

    fn story() -> Story {
        Story {
            id: IdeaId(Uuid::from_u128(5)),
            code: "SK-SH-2026-0001".into(),
            title: "Tưới nhỏ giọt dùng pin mặt trời".into(),
            before: "Tưới tay ba giờ".into(),
            proposal: "Dùng pin cũ".into(),
            outcome: "Còn hai mươi phút".into(),
            field: Field::Agriculture,
            unit: UnitId(Uuid::from_u128(1)),
            place: None,
            author_name: None,
            author_kind: AuthorKind::Farmer,
            pictures: vec![],
            thanks: None,
            timeline: vec![],
            applied_on: None,
            honoured_at: Instant(1_790_000_000_000_000),
            gold_book_no: 7,
            reuses: vec![],
            reuse_count: 0,
        }
    }

    const PLACE: Place<'static> = Place { slug: "thon-3", kind: "village", name: "Thôn 3" };

    #[test]
    fn without_consent_no_name_is_anywhere() {
        let publication = publish(story(), &PLACE, "Nông nghiệp", vec![]);
        assert!(publication.document.authors.is_empty());
        assert_eq!(publication.path(), "/sang-kien/SK-SH-2026-0001-tuoi-nho-giot-dung-pin-mat-troi");
    }

    #[test]
    fn the_same_story_has_the_same_hash_and_another_has_another() {
        let first = publish(story(), &PLACE, "Nông nghiệp", vec![]);
        assert_eq!(first.hash, publish(story(), &PLACE, "Nông nghiệp", vec![]).hash);
        let reused = Story { reuse_count: 1, ..story() };
        assert_ne!(first.hash, publish(reused, &PLACE, "Nông nghiệp", vec![]).hash);
    }

    #[test]
    fn a_recognised_idea_says_so_and_takes_the_highest_level() {
        let certificate = Honour {
            form: "initiative_certificate".into(),
            level: "commune".into(),
            ..gold_book(7, time::macros::date!(2026 - 11 - 24))
        };
        let provincial = Honour { form: "x".into(), level: "province".into(), ..certificate.clone() };
        let document = publish(story(), &PLACE, "", vec![certificate, provincial]).document;
        assert_eq!((document.state.as_str(), document.level.as_str()), ("recognised", "province"));
    }

    #[test]
    fn what_changed_is_one_sentence() {
        assert_eq!(one_sentence("Còn 2.5 giờ. Bớt nước."), "Còn 2.5 giờ.");
        assert_eq!(one_sentence("Nhanh hơn\nnhiều"), "Nhanh hơn nhiều");
        let long = one_sentence(&"dài ".repeat(100));
        assert!(long.ends_with('…') && long.chars().count() <= 201);
        assert_eq!(one_sentence(""), "");
    }

    #[test]
    fn an_address_is_read_with_and_without_its_title() {
        assert_eq!(codes_in("SK-SH-2026-0001")[0], "SK-SH-2026-0001");
        assert!(codes_in("SK-SH-2026-0001-tuoi-nho-giot").contains(&"SK-SH-2026-0001".to_owned()));
        assert!(codes_in(&"-".repeat(500)).len() <= 24);
    }
}
