//! The demonstration commune, as its visitors and its people find it.

use crate::{
    house::{Engine, House, Visitor},
    people::back,
};

async fn kinds(house: &House, login: &str) -> Vec<String> {
    let who = back(house, login).await;
    let tasks = house.get(&who, "/api/v1/tasks").await.expect(200);
    tasks["items"].as_array().unwrap().iter().map(|task| task["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_shows_every_step_of_the_road() {
    let house = House::open(Engine::Sqlite).await;
    let begun = std::time::Instant::now();
    assert!(sangkien::demo::fill(&house.app).await.unwrap());
    let filled = begun.elapsed();
    house.settle().await;
    house.app.search.flush().await.unwrap();
    eprintln!("filled in {filled:?}, papers and archive after {:?}", begun.elapsed());
    assert!(!sangkien::demo::fill(&house.app).await.unwrap(), "a second filling changes nothing");

    let nobody = Visitor::default();
    let archive = house.get(&nobody, "/api/v1/archive").await.expect(200);
    assert!(archive["total"].as_u64().unwrap() > 60, "{}", archive["total"]);
    let (waiting, dead) = sangkien::foundation::outbox::depth(&house.app.db).await.unwrap();
    assert_eq!((waiting, dead), (0, 0));
    assert!(sangkien::foundation::audit::verify(&house.app.db).await.unwrap().broken.is_empty());

    // One round is over, with printed minutes; one is being scored.
    let secretary = back(&house, "nam").await;
    let rounds = house.get(&secretary, "/api/v1/rounds").await.expect(200);
    let mut states: Vec<_> =
        rounds["items"].as_array().unwrap().iter().map(|round| round["state"].as_str().unwrap()).collect();
    states.sort_unstable();
    assert_eq!(states, ["decided", "scoring"], "{rounds}");
    let sessions = house.get(&secretary, "/api/v1/council-sessions").await.expect(200);
    let session = sessions["items"][0]["id"].as_str().unwrap_or_else(|| panic!("{sessions}"));
    let minutes = house.get(&secretary, &format!("/api/v1/council-sessions/{session}/minutes.pdf")).await;
    assert!(minutes.bytes.starts_with(b"%PDF-"), "{}", minutes.text());

    // Certificates of both kinds can be checked by anybody.
    let year = house.app.now().date().year();
    for serial in [format!("GCN-SH-{year}-0001"), format!("GCN-SH-{year}-0003"), format!("GK-SH-{year}-0001")]
    {
        let check = house.get(&nobody, &format!("/api/v1/certificates/{serial}")).await.expect(200);
        assert_eq!(check["finding"], "valid", "{serial}: {check}");
    }

    // Everybody finds something to do.
    for (login, kind) in [
        ("quang", "score_dossier"),
        ("quang", "declare_interests"),
        ("thu", "intake_dossier"),
        ("hoaian", "hand_over_commendation"),
        ("thanh", "decide_commendation"),
        ("nhung", "supplement_dossier"),
        ("an", "finish_dossier"),
        ("huong", "confirm_reuse"),
        ("huong", "honour_idea"),
    ] {
        let found = kinds(&house, login).await;
        assert!(found.iter().any(|one| one == kind), "{login} waits for {kind}, not {found:?}");
    }
}
