//! Results as JSON, CSV, or a table that fits the terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use marz::write::guarded;
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::Write;

/// `rows` as one JSON array.
pub fn json<T: Serialize>(out: &mut dyn Write, rows: &[T]) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, rows)?;
    Ok(writeln!(out)?)
}

/// `rows` as CSV, their fields as columns.
pub fn csv<T: Serialize>(out: &mut dyn Write, rows: &[T]) -> anyhow::Result<()> {
    let rows: Vec<Map<String, Value>> = serde_json::from_value(serde_json::to_value(rows)?)?;
    let mut writer = csv::Writer::from_writer(out);
    if let Some(first) = rows.first() {
        writer.write_record(first.keys())?;
    }
    for row in &rows {
        writer.write_record(row.values().map(|value| match value {
            Value::Null => String::new(),
            Value::String(text) => guarded(text),
            other => other.to_string(),
        }))?;
    }
    Ok(writer.flush()?)
}

/// `rows` under `header`, as wide as the terminal allows; columns of figures are flush right.
pub fn table(out: &mut dyn Write, header: &[&str], rows: Vec<Vec<String>>) -> anyhow::Result<()> {
    let figures = |column: usize| {
        let is_figure = |text: &String| text.starts_with(|c: char| c.is_ascii_digit());
        rows.iter().filter_map(|row| row.get(column)).all(|text| text.is_empty() || is_figure(text))
    };
    let figures: Vec<bool> = (0..header.len()).map(figures).collect();
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header);
    table.add_rows(rows);
    for (column, _) in figures.iter().enumerate().filter(|(_, is_figure)| **is_figure) {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
