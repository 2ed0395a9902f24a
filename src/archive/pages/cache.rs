//! Rendered answers of hot pages: a few hundred, gone as soon as anything published changes, and never
//! older than twenty seconds.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use poem::{Request, Response};

use crate::{
    archive::service::generation,
    foundation::Result,
    wire::{Page, public_page},
};

/// The most pages kept.
const PAGES_MOST: usize = 400;
/// The largest page kept, in bytes.
const BYTES_MOST: usize = 200_000;
/// The longest a page is kept: other processes change the projection too. With as long in the reader's browser,
/// what was taken back is gone everywhere within a minute.
const KEPT: Duration = Duration::from_secs(20);

#[derive(Debug)]
struct Kept {
    generation: u64,
    drawn: Instant,
    html: String,
}

/// The pages kept.
#[derive(Debug, Default)]
pub struct Rendered(Mutex<HashMap<String, Kept>>);

impl Rendered {
    /// The page, from memory or drawn now; people who are signed in get their own.
    pub async fn page(
        &self,
        page: &Page,
        request: &Request,
        draw: impl Future<Output = Result<String>>,
    ) -> Result<Response> {
        let html = if page.signed_in { draw.await? } else { self.html(key(page, request), draw).await? };
        Ok(public_page(request.header("if-none-match"), html))
    }

    async fn html(&self, key: String, draw: impl Future<Output = Result<String>>) -> Result<String> {
        // Read before drawing: what changes meanwhile makes this drawing old.
        let generation = generation();
        if let Some(html) = self.known(&key, generation) {
            return Ok(html);
        }
        let html = draw.await?;
        self.keep(key, generation, &html);
        Ok(html)
    }

    fn known(&self, key: &str, generation: u64) -> Option<String> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = pages.get(key)?;
        (kept.generation == generation && kept.drawn.elapsed() < KEPT).then(|| kept.html.clone())
    }

    fn keep(&self, key: String, generation: u64, html: &str) {
        if html.len() > BYTES_MOST {
            return;
        }
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= PAGES_MOST {
            pages.retain(|_, kept| kept.generation == generation && kept.drawn.elapsed() < KEPT);
        }
        if pages.len() >= PAGES_MOST {
            pages.clear();
        }
        pages.insert(key, Kept { generation, drawn: Instant::now(), html: html.to_owned() });
    }
}

fn key(page: &Page, request: &Request) -> String {
    let query = request.uri().query().unwrap_or_default();
    format!("{}|{}|{}|{}|{query}", page.path, page.lang, page.theme, page.save_data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_kept_page_is_not_drawn_again_and_memory_is_bounded() {
        let rendered = Rendered::default();
        let first = rendered.html("a".into(), async { Ok("one".to_owned()) }).await.unwrap();
        let again = rendered.html("a".into(), async { Ok("two".to_owned()) }).await.unwrap();
        // Another test of this process may publish in between; then both are drawn.
        assert!(first == "one" && (again == "one" || again == "two"));
        for number in 0..PAGES_MOST * 2 {
            rendered.keep(number.to_string(), 0, "x");
        }
        assert!(rendered.0.lock().unwrap().len() <= PAGES_MOST);
        rendered.keep("big".into(), 0, &"x".repeat(BYTES_MOST + 1));
        assert!(!rendered.0.lock().unwrap().contains_key("big"));
    }

    #[test]
    fn a_page_is_gone_everywhere_within_a_minute() {
        let rendered = Rendered::default();
        rendered.keep("a".into(), 1, "old");
        let age = |by: Duration| {
            let mut pages = rendered.0.lock().unwrap();
            pages.get_mut("a").unwrap().drawn -= by;
        };
        age(KEPT - Duration::from_secs(2));
        assert!(rendered.known("a", 1).is_some());
        age(Duration::from_secs(3));
        assert_eq!(rendered.known("a", 1), None);
        assert!(KEPT + Duration::from_secs(u64::from(crate::wire::FRESH)) <= Duration::from_secs(60));
    }

    #[test]
    fn an_older_generation_is_never_shown() {
        let rendered = Rendered::default();
        rendered.keep("a".into(), 1, "old");
        assert_eq!(rendered.known("a", 1).as_deref(), Some("old"));
        assert_eq!(rendered.known("a", 2), None);
    }
}
