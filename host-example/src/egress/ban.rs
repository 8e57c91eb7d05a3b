//! What a server's shield says to an address that it has banned (section 7).

use http::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;
use wasmtime_wasi_http::WasiBody;

/// How much of an answer is looked at, from its beginning.
const LOOKED_AT: usize = 4096;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Looks at the beginning of an answer while it passes, and tells when it is that of a ban.
pub(super) fn watch(
    answer: Response<WasiBody>,
    mut on_ban: impl FnMut() + Send + 'static,
) -> Response<WasiBody> {
    answer.map(|body| {
        let mut seen = Some(Vec::new());
        body.inspect_frame(move |frame| {
            if let Some(data) = frame.data_ref()
                && let Some(mut bytes) = seen.take()
            {
                let room = LOOKED_AT.saturating_sub(bytes.len()).min(data.len());
                bytes.extend_from_slice(&data[..room]);
                if is_ban(&bytes) {
                    on_ban();
                } else if bytes.len() < LOOKED_AT {
                    seen = Some(bytes);
                }
            }
        })
        .boxed_unsync()
    })
}

/// By its text, because nobody has published with which content type it comes.
fn is_ban(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    match bytes.trim_ascii_start().first() {
        Some(b'<') => is_ban_page(bytes),
        Some(b'{') => is_ban_object(bytes),
        _ => false,
    }
}

/// The wording of the page is not published: the shield's own words stand somewhere in it.
fn is_ban_page(bytes: &[u8]) -> bool {
    let contains = |mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    contains(b"punish") || contains(b"x5sec")
}

/// `{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"…"}`, once it is whole.
fn is_ban_object(bytes: &[u8]) -> bool {
    bytes.trim_ascii_end().ends_with(b"}")
        && serde_json::from_slice::<Value>(bytes).is_ok_and(|it| {
            it.get("errcode").is_none() && (it["status"] == 1111 || it["punish"] == "deny")
        })
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use http::header::CONTENT_TYPE;
    use http_body_util::channel::Channel;

    use super::*;

    const OBJECT: &str =
        r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0a0a0a"}"#;
    const PAGE: &str = "<!doctype html><script src=\"//g.example/x5sec/punish.js\"></script>";

    /// How often a ban is told while an answer passes in these pieces, unchanged.
    async fn bans(content_type: &str, pieces: &[&str]) -> usize {
        let (mut sender, body) = Channel::new(pieces.len().max(1));
        for piece in pieces {
            let piece = piece.as_bytes().to_vec().into();
            sender.send_data(piece).await.expect("there is room");
        }
        drop(sender);
        let mut answer = Response::new(body.boxed_unsync());
        if !content_type.is_empty() {
            let content_type = content_type.parse().expect("a header's value");
            answer.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        let count = Arc::new(AtomicUsize::new(0));
        let bans = count.clone();
        let watched = watch(answer, move || {
            bans.fetch_add(1, Ordering::Relaxed);
        });
        let body = watched.into_body().collect().await.expect("it is complete");
        assert_eq!(body.to_bytes(), pieces.concat());
        count.load(Ordering::Relaxed)
    }

    #[tokio::test]
    async fn the_page_and_the_object_of_a_ban_are_told_once() {
        for content_type in ["text/html", "application/json", "text/plain", ""] {
            assert_eq!(bans(content_type, &[PAGE]).await, 1, "{content_type}");
            assert_eq!(bans(content_type, &[OBJECT]).await, 1, "{content_type}");
        }
        let marked = format!("\u{feff}{PAGE}");
        assert_eq!(bans("text/html", &[&marked]).await, 1);
        for object in [r#"{"status":1111}"#, r#"{"punish":"deny"}"#] {
            assert_eq!(bans("application/json", &[object]).await, 1, "{object}");
        }
    }

    #[tokio::test]
    async fn a_ban_is_told_however_it_is_cut_into_pieces() {
        for (content_type, text) in [("text/html", PAGE), ("application/json", OBJECT)] {
            let pieces: Vec<_> = text.split_inclusive(|_| true).collect();
            assert_eq!(bans(content_type, &pieces).await, 1, "{text}");
            for place in 0..text.len() {
                let (one, two) = text.split_at(place);
                assert_eq!(
                    bans(content_type, &[one, two, "\n"]).await,
                    1,
                    "{one}|{two}"
                );
            }
        }
    }

    #[tokio::test]
    async fn other_answers_are_no_ban() {
        let large = format!(r#"{{"status":1111,"text":"{}"}}"#, "x".repeat(LOOKED_AT));
        for (content_type, text) in [
            ("text/html", "<h1>502 Bad Gateway</h1>"),
            ("text/html", ""),
            ("text/plain", "punish"),
            ("application/json", ""),
            ("application/json", "[1111]"),
            ("application/json", r#"{"errcode":0,"status":1111}"#),
            (
                "application/json",
                r#"{"errcode":0,"result":{"title":"punish"}}"#,
            ),
            ("application/json", r#"{"title":"x5sec"}"#),
            ("application/json", &large),
        ] {
            assert_eq!(
                bans(content_type, &[text]).await,
                0,
                "{content_type}: {text}"
            );
        }
    }

    #[tokio::test]
    async fn only_the_beginning_of_an_answer_is_looked_at() {
        let spaces = " ".repeat(LOOKED_AT);
        for (content_type, text) in [("text/html", PAGE), ("application/json", OBJECT)] {
            assert_eq!(bans(content_type, &[&spaces, text]).await, 0, "{text}");
            let room = &spaces[text.len()..];
            assert_eq!(bans(content_type, &[room, text]).await, 1, "{text}");
        }
    }
}
