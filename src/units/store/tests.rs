use super::*;
use crate::{
    app,
    foundation::Db,
    units::service::create_root,
    units::{UnitCode, UnitName},
};

async fn database(folder: &tempfile::TempDir) -> Db {
    let url = format!("sqlite://{}", folder.path().join("units.db").display());
    let db = Db::connect(&url, 1).await.unwrap();
    app::migrate(&db).await.unwrap();
    db
}

fn under(parent: UnitId, code: &str, name: &str, now: Instant) -> Unit {
    Unit {
        id: UnitId::new(now),
        code: UnitCode::parse(code, "").unwrap().as_str().to_owned(),
        slug: code.to_lowercase(),
        kind: UnitKind::Village,
        name: UnitName::parse(name, "").unwrap().as_str().to_owned(),
        parent: Some(parent),
        valid_from: parse_day("2025-07-01"),
        valid_to: None,
        successor: None,
        version: Version::FIRST,
    }
}

#[tokio::test]
async fn every_unit_knows_all_that_is_above_it() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let now = Instant(1_000_000);
    let tx = db.begin_write().await.unwrap();
    let root = create_root(&tx, "SH", "Xã Sơn Hồng", UnitKind::Commune, now).await.unwrap();
    let school = under(root.id, "TH", "Trường TH", now);
    insert(&tx, &school, now).await.unwrap();
    let class = under(school.id, "L5A", "Lớp 5A", now);
    insert(&tx, &class, now).await.unwrap();
    tx.commit().await.unwrap();

    let mut above: Vec<(uuid::Uuid, i32)> = closure::Entity::find()
        .filter(closure::Column::DescendantId.eq(class.id.0))
        .all(db.reader())
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.ancestor_id, row.depth))
        .collect();
    above.sort_by_key(|(_, depth)| *depth);
    assert_eq!(above, [(class.id.0, 0), (school.id.0, 1), (root.id.0, 2)]);

    assert_eq!(super::commune(db.reader(), Some(class.id)).await.unwrap().unwrap().slug, "xa-son-hong");
    assert_eq!(by_code(db.reader(), "L5A").await.unwrap().unwrap(), class);
    assert_eq!(by_code(db.reader(), "NONE").await.unwrap(), None);
    let known = names(db.reader(), &[school.id, UnitId(uuid::Uuid::nil())]).await.unwrap();
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [(school.id, "Trường TH".to_owned())]);
    assert_eq!(tree(db.reader()).await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_stale_change_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let now = Instant(1_000_000);
    let tx = db.begin_write().await.unwrap();
    let root = create_root(&tx, "SH", "Xã Sơn Hồng", UnitKind::Commune, now).await.unwrap();
    let renamed = Unit { name: "Phường Sơn Hồng".into(), version: root.version.next(), ..root.clone() };
    save(&tx, &renamed, root.version).await.unwrap();
    let late = Unit { name: "Khác".into(), version: root.version.next(), ..root.clone() };
    assert_eq!(save(&tx, &late, root.version).await.unwrap_err().code(), Some(Code::Stale));
    tx.commit().await.unwrap();
    assert_eq!(find(db.reader(), root.id).await.unwrap().unwrap().name, "Phường Sơn Hồng");
}

#[tokio::test]
async fn a_province_may_stand_above_and_a_unit_may_move() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let now = Instant(1_000_000);
    let tx = db.begin_write().await.unwrap();
    let root = create_root(&tx, "SH", "Xã Sơn Hồng", UnitKind::Commune, now).await.unwrap();
    let school = under(root.id, "TH", "Trường TH", now);
    insert(&tx, &school, now).await.unwrap();
    let class = under(school.id, "L5A", "Lớp 5A", now);
    insert(&tx, &class, now).await.unwrap();
    let other = under(root.id, "THCS", "Trường THCS", Instant(2_000_000));
    insert(&tx, &other, now).await.unwrap();
    let province =
        Unit { kind: UnitKind::Province, parent: None, ..under(root.id, "HT", "Tỉnh Hà Tĩnh", now) };
    insert(&tx, &province, now).await.unwrap();
    place(&tx, root.id, province.id).await.unwrap();
    place(&tx, class.id, other.id).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(above(db.reader(), class.id).await.unwrap(), [class.id, other.id, root.id, province.id]);
    assert_eq!(above(db.reader(), school.id).await.unwrap(), [school.id, root.id, province.id]);
    assert_eq!(top(db.reader()).await.unwrap().unwrap().id, province.id);
    for of in [None, Some(class.id), Some(root.id), Some(province.id)] {
        assert_eq!(commune(db.reader(), of).await.unwrap().unwrap().id, root.id);
    }
    let codes: Vec<_> = tree(db.reader()).await.unwrap().into_iter().map(|unit| unit.code).collect();
    assert_eq!(codes, ["HT", "SH", "TH", "THCS", "L5A"]);
}

#[tokio::test]
async fn of_two_communes_the_nearest_one_counts() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let now = Instant(1_000_000);
    let tx = db.begin_write().await.unwrap();
    let province = create_root(&tx, "HT", "Tỉnh Hà Tĩnh", UnitKind::Province, now).await.unwrap();
    let commune_of = |code, name, at| Unit { kind: UnitKind::Commune, ..under(province.id, code, name, at) };
    let first = commune_of("SH", "Xã Sơn Hồng", now);
    let second = commune_of("ST", "Xã Sơn Tây", Instant(2_000_000));
    insert(&tx, &first, now).await.unwrap();
    insert(&tx, &second, now).await.unwrap();
    let village = under(second.id, "T1", "Thôn 1", now);
    insert(&tx, &village, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(commune(db.reader(), Some(village.id)).await.unwrap().unwrap().id, second.id);
    assert_eq!(commune(db.reader(), Some(province.id)).await.unwrap().unwrap().id, first.id);
}
