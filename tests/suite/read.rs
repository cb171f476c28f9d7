//! Documents are read as they are, wherever they come from, and every fault is named.

use marz::document::{Document, RawIndex};
use marz::read::{self, ReadError, ReadOptions};
use marz::text::{Language, Span};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read_all(path: &Path) -> Vec<Result<Document, ReadError>> {
    read::path(path, &ReadOptions::default()).collect()
}

fn read_one(name: &str, text: &str) -> Document {
    let folder = folder(&[(name, text)]);
    let mut all = read_all(&folder.path().join(name));
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

/// Each stretch of the text stands in the raw file where the map says.
fn assert_mapped(document: &Document, raw: &str, word: &str) {
    let index = RawIndex::new(document);
    let at = document.text.find(word).unwrap_or_else(|| panic!("{word} in {:?}", document.text));
    let found = index.span(Span::new(at, at + word.len()));
    assert_eq!(found.bytes.of(raw), word);
    let points: String = raw.chars().skip(found.points.start).take(found.points.len()).collect();
    assert_eq!(points, word);
}

#[test]
fn plain_text_is_kept_byte_for_byte() {
    let raw = "Khorog\r\n\r\nA\u{a0}post.  \r\n";
    let document = read_one("a.txt", raw);
    assert_eq!(document.text, raw);
    assert_mapped(&document, raw, "post");
}

#[test]
fn a_byte_order_mark_is_no_text_but_counts() {
    let raw = "\u{feff}В Хороге";
    let document = read_one("a.txt", raw);
    assert_eq!(document.text, "В Хороге");
    assert_mapped(&document, raw, "Хороге");
}

#[test]
fn html_is_what_a_reader_sees() {
    let raw = "<!DOCTYPE html><html lang=ru><head><title>Мост  в\n Хороге</title>\
        <meta property='article:published_time' content='2024-05-06T10:00:00Z'>\
        <style>p { color: red }</style></head><body><nav>Главная <a href=x>Мир</a></nav>\
        <h1>Мост</h1><p>В&nbsp;Хороге &amp; Мургабе <b>открыт</b>\n   мост.</p>\
        <script>if (a < b) alert('Куляб')</script><p>Второй<br>абзац</p><footer>Подписка</footer></body></html>";
    let document = read_one("a.html", raw);
    assert_eq!(document.text, "Мост\n\nВ\u{a0}Хороге & Мургабе открыт мост.\n\nВторой\nабзац");
    assert_eq!(document.language, Language::Russian);
    assert_eq!(document.source.title.as_deref(), Some("Мост в Хороге"));
    assert_eq!(document.source.published.as_ref().unwrap().0, "2024-05-06");
    for word in ["Хороге", "Мургабе", "открыт", "мост.", "абзац"] {
        assert_mapped(&document, raw, word);
    }
}

#[test]
fn a_frame_that_is_never_closed_does_not_swallow_the_page() {
    assert_eq!(read_one("a.html", "<nav><p>A post at Ayvoj.").text, "A post at Ayvoj.");
}

#[test]
fn deep_nesting_costs_nothing() {
    let raw = format!("{}Khorog", "<div>".repeat(200_000));
    assert_eq!(read_one("a.html", &raw).text, "Khorog");
}

#[test]
fn markdown_is_what_a_reader_sees() {
    let raw = "---\ntitle: A bridge\npublished: 2024-05\nlanguage: en\n---\n# At *Khorog*\n\n\
        The [bridge](https://example.org/a_b) at **Ishkashim** &amp; the\n`post`.\n\n- one\n- Ayvoj\n";
    let document = read_one("a.md", raw);
    assert_eq!(document.text, "At Khorog\n\nThe bridge at Ishkashim & the post.\n\none\n\nAyvoj");
    assert_eq!(document.source.title.as_deref(), Some("A bridge"));
    assert_eq!(document.source.published.as_ref().unwrap().0, "2024-05");
    for word in ["Khorog", "bridge", "Ishkashim", "post", "Ayvoj"] {
        assert_mapped(&document, raw, word);
    }
}

#[test]
fn json_lines_are_documents_and_a_bad_line_is_named() {
    let folder = folder(&[(
        "a.jsonl",
        "{\"id\":\"one\",\"text\":\"In Khorog\",\"published\":\"2024-01-02\",\"publisher\":\"P\"}\n\
         {\"id\":\"two\"}\n\n{\"text\":\"In Kunduz\",\"language\":\"fa\"}\nnot json\n",
    )]);
    let all = read_all(folder.path());
    let one = all[0].as_ref().unwrap();
    assert_eq!((one.id.as_str(), one.text.as_str()), ("one", "In Khorog"));
    assert_eq!(one.source.publisher.as_deref(), Some("P"));
    assert!(
        matches!(&all[1], Err(ReadError::Record { line: 2, reason, .. }) if reason.contains("text"))
    );
    assert_eq!(all[2].as_ref().unwrap().id, "a.jsonl:4");
    assert_eq!(all[2].as_ref().unwrap().language, Language::Persian);
    assert!(matches!(&all[3], Err(ReadError::Record { line: 5, .. })));
    assert_eq!(all.len(), 4);
}

#[test]
fn a_folder_is_read_in_order_with_its_sources() {
    let folder = folder(&[
        ("b.txt", "In Kunduz"),
        ("a.txt", "In Khorog"),
        ("sub/c.txt", "In Ayvoj"),
        ("README.md", "About"),
        (".hidden.txt", "No"),
        ("picture.png", "No"),
        (
            "sources.csv",
            "file,published,publisher,language\na.txt,2024-11-25,\"Agency, The\",en\nsub/c.txt,2025-04~,,ru\n",
        ),
    ]);
    let all: Vec<Document> = read_all(folder.path()).into_iter().collect::<Result<_, _>>().unwrap();
    let ids: Vec<&str> = all.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["a.txt", "b.txt", "sub/c.txt"]);
    assert_eq!(all[0].source.publisher.as_deref(), Some("Agency, The"));
    assert_eq!(all[2].source.published.as_ref().unwrap().0, "2025-04~");
    assert_eq!(all[2].language, Language::Russian);
}

#[test]
fn options_fill_in_what_documents_do_not_say() {
    let folder = folder(&[
        ("a.txt", "In Khorog"),
        ("b.txt", "In Kunduz"),
        ("sources.csv", "file,publisher\na.txt,Own\n"),
    ]);
    let options = ReadOptions { publisher: Some("Given".to_owned()), ..ReadOptions::default() };
    let publishers: Vec<_> = read::path(folder.path(), &options)
        .map(|document| document.unwrap().source.publisher.unwrap())
        .collect();
    assert_eq!(publishers, ["Own", "Given"]);
}

#[test]
fn a_malformed_row_is_named_and_its_document_read() {
    let cases = [
        ("file,published\na.txt,25 November\n", 2, "is no date"),
        ("file,language\n\na.txt,xx\n", 3, "is no language"),
        ("file,title\na.txt\n", 2, "1 fields where the header has 2"),
        ("file,title\n,x\n", 2, "`file` is empty"),
        ("name,title\na.txt,x\n", 1, "no column named `file`"),
    ];
    for (table, line, reason) in cases {
        let folder = folder(&[("a.txt", "In Khorog"), ("sources.csv", table)]);
        let all = read_all(folder.path());
        let fault = all[0].as_ref().unwrap_err().to_string();
        assert!(fault.contains(&format!("line {line}")) && fault.contains(reason), "{fault}");
        assert_eq!(all[1].as_ref().unwrap().text, "In Khorog");
    }
}

#[test]
fn every_fault_is_named() {
    let folder = folder(&[
        ("empty/x.png", ""),
        ("blank.txt", " \n"),
        ("nul.txt", "a\0b"),
        ("a.pdf", "%PDF"),
    ]);
    fs::write(folder.path().join("latin1.txt"), b"caf\xe9").unwrap();
    let cases = [
        ("nope.txt", "cannot read"),
        ("empty", "has no documents in it"),
        ("blank.txt", "has no text in it"),
        ("nul.txt", "is not text (a zero byte at 1)"),
        ("latin1.txt", "is not UTF-8 text (first bad byte at 3)"),
        ("a.pdf", "is a .pdf file"),
    ];
    for (name, message) in cases {
        let all = read_all(&folder.path().join(name));
        let fault = all[0].as_ref().unwrap_err().to_string();
        assert!(fault.contains(message) && fault.contains(name), "{fault}");
    }
    let options = ReadOptions { max_bytes: 2, ..ReadOptions::default() };
    let fault = read::path(&folder.path().join("a.txt"), &options).next();
    assert!(fault.unwrap().is_err());
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    #[test]
    fn nothing_that_is_read_as_a_page_panics_and_all_of_it_is_mapped(
        raw in r"(<(p|b|br|nav|script|!--|/p|/nav|title)>|&(amp|nbsp|#x41|copy)?;?|[a-zé а\n*_`\[\]()#]{0,4}|\u{1F600}){0,30}"
    ) {
        for name in ["a.html", "a.md"] {
            let folder = folder(&[(name, raw.as_str())]);
            if let Ok(document) = &read_all(&folder.path().join(name))[0] {
                let index = RawIndex::new(document);
                let mut last = 0;
                for [text, byte, point] in &document.offsets.stretches {
                    prop_assert!(document.text.is_char_boundary(*text) && raw.is_char_boundary(*byte));
                    prop_assert_eq!(raw[..*byte].chars().count(), *point);
                    prop_assert!(*byte >= last);
                    last = *byte;
                    prop_assert_eq!(index.span(Span::new(*text, *text)).bytes.start, *byte);
                }
            }
        }
    }
}
