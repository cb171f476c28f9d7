//! CSV that a spreadsheet opens without harm.

use crate::layer::Table;
use serde_json::Value;

/// The table as CSV with a header (RFC 4180; UTF-8 without a mark).
#[must_use]
pub fn table(table: &Table) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(&table.header);
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(cell));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `text`, made harmless for spreadsheets: what would be a formula gets an apostrophe in front.
///
/// Source: <https://owasp.org/www-community/attacks/CSV_Injection>.
///
/// ```
/// assert_eq!(marz::write::guarded("=1+1"), "'=1+1");
/// assert_eq!(marz::write::guarded("Khorog"), "Khorog");
/// ```
#[must_use]
pub fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => guarded(text),
        other => other.to_string(),
    }
}
