//! The legend: what the signs, the colours and the frames mean, and what is not on the map.

use super::Sheet;
use super::area::Area;
use super::ground::classes;
use super::marks::{Exactness, Mark, Marks, used};
use super::signs::{INK, Sign};
use super::stand::head;
use super::svg::{Svg, number};
use super::text::{Anchor, Look, write};

const HEADING: Look = Look::bold(12.0, INK);
const ROW: Look = Look::plain(12.0, "#33363b");
const NOTE: Look = Look::plain(11.0, "#5d6168");
/// Where the words of a row begin.
const INDENT: f64 = 30.0;
/// The width of a column.
const COLUMN: f64 = 236.0;

/// A row of the legend.
enum Row {
    Heading(String),
    Sign(Sign, bool, String),
    Frame(Exactness, String),
    Border(String),
    /// Colours, each with its range.
    Ramp(Vec<(String, String)>),
    Note(String),
}

/// What is not on the map, and why.
pub(super) struct Missing {
    pub off_map: usize,
    pub beyond: usize,
}

/// Draws the legend in `area`, in as many columns as it takes.
pub(super) fn draw(
    svg: &mut Svg,
    sheet: &Sheet<'_>,
    area: &Area,
    marks: &Marks,
    shown: &[&Mark],
    missing: &Missing,
) {
    let is_rtl = sheet.words.is_rtl();
    let (mut column, mut top) = (0.0, area.top);
    for row in rows(sheet, marks, shown, missing) {
        let lines = row.lines(sheet);
        let height = row.height(lines.len());
        if top + height > area.bottom && top > area.top {
            column += COLUMN + 20.0;
            top = area.top;
        }
        let side =
            Side { is_rtl, edge: if is_rtl { area.right - column } else { area.left + column } };
        row.draw(svg, sheet, side, top, &lines);
        top += height;
    }
}

/// From which side things are put in a row.
#[derive(Clone, Copy)]
struct Side {
    is_rtl: bool,
    edge: f64,
}

impl Side {
    /// What is `off` from the edge at which reading begins.
    fn at(self, off: f64) -> f64 {
        if self.is_rtl { self.edge - off } else { self.edge + off }
    }

    fn anchor(self) -> Anchor {
        if self.is_rtl { Anchor::Right } else { Anchor::Left }
    }
}

fn rows(sheet: &Sheet<'_>, marks: &Marks, shown: &[&Mark], missing: &Missing) -> Vec<Row> {
    let words = &sheet.words;
    let phrase = |key: &str| words.phrase(key, &[]);
    let mut rows = Vec::new();
    let used = used(shown);
    let families = used.iter().filter(|sign| matches!(sign, Sign::Family(_)));
    let mut first = Some(Row::Heading(phrase("place")));
    for sign in families {
        rows.extend(first.take());
        if let Sign::Family(family) = sign {
            rows.push(Row::Sign(sign.clone(), false, words.family(family)));
        }
    }
    let hollow = shown
        .iter()
        .flat_map(|mark| &mark.signs)
        .find(|sign| sign.is_hollow && matches!(sign.sign, Sign::Family(_)));
    if let Some(sign) = hollow {
        rows.push(Row::Sign(sign.sign.clone(), true, phrase("hollow")));
    }
    let mut first = Some(Row::Heading(phrase("facilities")));
    let mut seen = Vec::new();
    for sign in &used {
        let Sign::Facility(kind) = sign else { continue };
        let spoken = words.facility(kind);
        if !seen.contains(&spoken) && seen.len() < 7 {
            rows.extend(first.take());
            rows.push(Row::Sign(sign.clone(), false, spoken.clone()));
            seen.push(spoken);
        }
    }
    let mut frames = vec![
        (Exactness::Circle(0.0), "areaPill"),
        (Exactness::Wide, "widePill"),
        (Exactness::Province, "pill"),
        (Exactness::Line, "line"),
    ];
    frames.retain(|(exactness, _)| {
        shown.iter().any(|mark| {
            std::mem::discriminant(&mark.exactness) == std::mem::discriminant(exactness)
        })
    });
    rows.push(Row::Heading(phrase("precision")));
    rows.extend(frames.into_iter().map(|(exactness, key)| Row::Frame(exactness, phrase(key))));
    rows.push(Row::Border(phrase("ticks")));
    let most = marks.by_province.values().copied().max().unwrap_or(0);
    if most > 0 {
        rows.push(Row::Heading(
            words.phrase("legendProvinces", &[("x", &words.measure("incidents"))]),
        ));
        rows.push(Row::Ramp(ramp(sheet, most)));
    }
    let notes = [("offMap", missing.off_map), ("hidden", marks.hidden)];
    rows.extend(
        notes
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| Row::Note(words.counted(key, count))),
    );
    if missing.beyond > 0 {
        rows.push(Row::Note(format!("{}: {}", phrase("beyond"), words.number(missing.beyond))));
    }
    rows
}

/// The colours of provinces with the numbers that each is for; only as many as there are numbers.
fn ramp(sheet: &Sheet<'_>, most: usize) -> Vec<(String, String)> {
    let least = classes(most);
    let number = |value: usize| sheet.words.number(value);
    let mut all = vec![(sheet.signs.colours.ramp[0].clone(), number(0))];
    for (index, from) in least.into_iter().enumerate().filter(|(_, from)| *from <= most) {
        let until = least.get(index + 1).map_or(most, |next| next - 1).min(most);
        let range = if until > from {
            format!("{}–{}", number(from), number(until))
        } else {
            number(from)
        };
        all.push((sheet.signs.colours.ramp[index + 1].clone(), range));
    }
    all
}

impl Row {
    /// Its words in lines.
    fn lines(&self, sheet: &Sheet<'_>) -> Vec<String> {
        let (words, look, room) = match self {
            Self::Heading(words) => (words, HEADING, COLUMN),
            Self::Note(words) => (words, NOTE, COLUMN),
            Self::Sign(_, _, words) | Self::Frame(_, words) | Self::Border(words) => {
                (words, ROW, COLUMN - INDENT)
            }
            Self::Ramp(_) => return Vec::new(),
        };
        sheet.fonts.lines(words, look, room)
    }

    fn height(&self, lines: usize) -> f64 {
        let lines = f64::from(u32::try_from(lines).unwrap_or(1));
        match self {
            Self::Heading(_) => 18.0 + 15.0 * lines,
            Self::Sign(..) | Self::Border(_) => 7.5 + 14.5 * lines,
            Self::Frame(..) => 9.5 + 14.5 * lines,
            Self::Ramp(_) => 40.0,
            Self::Note(_) => 8.0 + 14.0 * lines,
        }
    }

    fn draw(&self, svg: &mut Svg, sheet: &Sheet<'_>, side: Side, top: f64, lines: &[String]) {
        let middle = top + 11.0;
        match self {
            Self::Heading(_) => stack(svg, lines, side, (0.0, top + 26.0), HEADING),
            Self::Note(_) => stack(svg, lines, side, (0.0, top + 17.0), NOTE),
            Self::Sign(sign, is_hollow, _) => {
                sheet.signs.draw(svg, sign, [side.at(11.0), middle], 15.0, *is_hollow);
                stack(svg, lines, side, (INDENT, middle + 4.2), ROW);
            }
            Self::Frame(exactness, _) => {
                head(
                    svg,
                    *exactness,
                    &Area::around([side.at(11.0), middle + 1.0], 22.0, 17.0),
                    &sheet.signs.colours.border,
                );
                stack(svg, lines, side, (INDENT, middle + 5.2), ROW);
            }
            Self::Border(_) => {
                let [from, to, tick, y] =
                    [side.at(0.0), side.at(22.0), side.at(11.0), middle].map(number);
                let line = format!("M{from} {y}L{to} {y}");
                let colour = &*sheet.signs.colours.border;
                svg.path(&line, &[("stroke", colour), ("stroke-width", "2.4")]);
                let [high, low] = [middle - 5.5, middle + 5.5].map(number);
                svg.path(
                    &format!("M{tick} {high}L{tick} {low}"),
                    &[("stroke", colour), ("stroke-width", "1.5")],
                );
                stack(svg, lines, side, (INDENT, middle + 4.2), ROW);
            }
            Self::Ramp(classes) => {
                for (index, (colour, range)) in classes.iter().enumerate() {
                    let off = 44.0 * f64::from(u32::try_from(index).unwrap_or(0));
                    let left = side.at(off).min(side.at(off + 44.0));
                    let [x, y] = [left, top + 6.0].map(number);
                    svg.element(
                        "rect",
                        &[
                            ("x", &x),
                            ("y", &y),
                            ("width", "44"),
                            ("height", "13"),
                            ("fill", colour),
                            ("stroke", "#b9b1a0"),
                            ("stroke-width", "0.6"),
                        ],
                    );
                    write(svg, range, [left + 22.0, top + 32.0], Anchor::Middle, NOTE);
                }
            }
        }
    }
}

/// Writes lines below each other.
fn stack(svg: &mut Svg, lines: &[String], side: Side, (off, first): (f64, f64), look: Look) {
    let mut y = first;
    for line in lines {
        write(svg, line, [side.at(off), y], side.anchor(), look);
        y += 14.5;
    }
}
