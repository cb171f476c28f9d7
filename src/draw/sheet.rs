//! The whole sheet: title, panel, legend, scale and foot, and in what order they are drawn.

use super::area::Area;
use super::ground::{Land, ticks};
use super::labels::Labels;
use super::legend::{self, Missing};
use super::marks::{Exactness, Mark, Marks};
use super::signs::{INK, Signs};
use super::stand;
use super::svg::{Svg, number};
use super::text::{Anchor, Fonts, Look, has, write};
use super::told::Told;
use super::view::View;
use super::words::Words;
use super::{Options, Picture};
use crate::earth::LatLng;
use crate::layer::{Ground, Named, Names, names};
use std::collections::BTreeSet;

/// What all parts of the picture look things up in.
pub(super) struct Sheet<'a> {
    pub ground: &'a Ground<'a>,
    pub fonts: &'a Fonts,
    pub words: Words,
    pub signs: Signs,
    pub view: View,
}

/// The area of a picture in its own units: that of 1600 by 1000.
const UNITS: f64 = 1_600_000.0;
/// Around the sheet.
const EDGE: f64 = 34.0;
/// The width of the legend beside the map.
const BESIDE: f64 = 236.0;
/// The height of the legend below the map.
const BELOW: f64 = 330.0;
/// Farther than this from the border a mark does not widen the map, in kilometres.
const NEAR_KM: f64 = 150.0;

const TITLE: Look = Look::bold(29.0, INK);
const SUBTITLE: Look = Look::plain(15.0, "#4a4f57");
const FOOT: Look = Look::plain(10.5, "#6a6e75");

impl Sheet<'_> {
    /// Whether a country is one of the two sides.
    pub(super) fn is_side(&self, code: &str) -> bool {
        self.ground.region.sides.iter().any(|side| side.code() == code)
    }

    /// The name for the reader, if the fonts have its letters.
    pub(super) fn name<'n>(&self, names: &'n Names) -> Option<&'n str> {
        self.words.name(names).filter(|name| has(name))
    }

    /// A thing of the ground with its name, where it is on the panel.
    pub(super) fn named<'n>(&self, named: &'n Named) -> Option<(&'n str, [f64; 2])> {
        let at = self.view.spot(LatLng::new(named.lat, named.lon).ok()?);
        let name = self.words.own_name(&named.names).filter(|name| has(name))?;
        Some((name, at)).filter(|(_, at)| self.view.panel.has(*at))
    }
}

/// Draws the whole picture.
pub(super) fn draw(ground: &Ground<'_>, told: &Told, options: Options, fonts: &Fonts) -> Picture {
    let (words, signs) = (Words::of(options.language), Signs::new());
    let marks = Marks::of(ground, &told.records, &signs);
    let [width, height] = options.size.map(f64::from);
    let unit = (width * height / UNITS).sqrt();
    let page = Area { left: 0.0, top: 0.0, right: width / unit, bottom: height / unit };
    let head = Head::of(ground, told.documents, &words, &marks);
    let (panel, aside, title) = parts(&page, fonts, &head, words.is_rtl());
    let foot = foot(told, &words);
    let foot_lines: Vec<String> =
        foot.iter().flat_map(|line| fonts.lines(line, FOOT, page.width() - 2.0 * EDGE)).collect();
    let rise = 14.0 * f64::from(u32::try_from(foot_lines.len()).unwrap_or(0));
    let cut = |area: Area| Area { bottom: area.bottom - rise, ..area };
    let is_beside = aside.top < panel.bottom;
    let lifted = |area: Area| Area { top: area.top - rise, bottom: area.bottom - rise, ..area };
    let (panel, aside) = (cut(panel), if is_beside { cut(aside) } else { lifted(aside) });

    let view = View::of(&spots(ground, &marks), panel);
    let sheet = Sheet { ground, fonts, words, signs, view };
    let mut svg = Svg::default();
    open(&mut svg, &sheet, options, &page, &head);
    let drawn = map(&mut svg, &sheet, &marks);
    frame(&mut svg, &panel);
    title_block(&mut svg, &sheet, &title, &head);
    let missing = Missing { off_map: marks.off_map, beyond: drawn.beyond };
    legend::draw(&mut svg, &sheet, &aside, &marks, &drawn.shown, &missing);
    let side = if sheet.words.is_rtl() { page.right - EDGE } else { EDGE };
    let anchor = if sheet.words.is_rtl() { Anchor::Right } else { Anchor::Left };
    let mut y = page.bottom - EDGE - rise + 22.0;
    for line in &foot_lines {
        write(&mut svg, line, [side, y], anchor, FOOT);
        y += 14.0;
    }
    svg.close("svg");
    Picture {
        svg: svg.finish(),
        labels: drawn.labels,
        dropped: drawn.dropped,
        dropped_ground: drawn.dropped_ground,
    }
}

/// The words above the map.
struct Head {
    title: String,
    subtitle: String,
}

impl Head {
    fn of(ground: &Ground<'_>, documents: usize, words: &Words, marks: &Marks) -> Self {
        let [a, b] = ground.region.sides.map(|side| {
            let known = ground.gazetteer.country(side).map(|id| names(ground.gazetteer, id));
            known.as_ref().and_then(|names| words.name(names)).unwrap_or(side.code()).to_owned()
        });
        let title = words.phrase("title", &[("a", &a), ("b", &b)]);
        let mut facts = Vec::new();
        if let Some((first, last)) = &marks.days {
            // Days only if all are known to the day; else years are what is sure.
            let told = |day: &str| {
                if marks.coarse {
                    words.digits(day.get(..4).unwrap_or(day))
                } else {
                    words.date(day)
                }
            };
            let (first, last) = (told(first), told(last));
            facts.push(if first == last { first } else { format!("{first} – {last}") });
        }
        for (measure, count) in [("incidents", marks.incidents), ("facilities", marks.facilities)] {
            if count > 0 {
                facts.push(format!("{}: {}", words.measure(measure), words.number(count)));
            }
        }
        facts.push(match documents {
            1 => words.phrase("document1", &[]),
            count => words.counted("documents", count),
        });
        Self { title, subtitle: facts.join("  ·  ") }
    }
}

/// Where the map, the legend and the title are.
fn parts(page: &Area, fonts: &Fonts, head: &Head, is_rtl: bool) -> (Area, Area, Area) {
    let inner = page.grown(-EDGE);
    let lines = fonts.lines(&head.title, TITLE, inner.width()).len()
        + fonts.lines(&head.subtitle, SUBTITLE, inner.width()).len();
    let top = inner.top + 8.0 + 27.0 * f64::from(u32::try_from(lines).unwrap_or(2));
    let title = Area { bottom: top, ..inner };
    let below = Area { top, ..inner };
    if page.width() < page.height() * 1.15 {
        let middle = inner.bottom - BELOW;
        (Area { bottom: middle, ..below }, Area { top: middle + 6.0, ..below }, title)
    } else if is_rtl {
        let middle = inner.left + BESIDE;
        (Area { left: middle + 26.0, ..below }, Area { right: middle, ..below }, title)
    } else {
        let middle = inner.right - BESIDE;
        (Area { right: middle - 26.0, ..below }, Area { left: middle, ..below }, title)
    }
}

/// What the map has to show: the border, and what is reported near it.
fn spots(ground: &Ground<'_>, marks: &Marks) -> Vec<LatLng> {
    let border = &ground.region.border;
    let mut spots: Vec<LatLng> = border.line().parts().concat();
    let has_line = !spots.is_empty();
    let near = marks.places.iter().map(|mark| mark.at);
    spots.extend(near.filter(|at| !has_line || border.nearest(*at).distance.km() <= NEAR_KM));
    spots
}

/// What was drawn on the panel.
struct Drawn<'a> {
    shown: Vec<&'a Mark>,
    labels: Vec<(String, Area)>,
    dropped: Vec<String>,
    dropped_ground: Vec<String>,
    /// Reports of places that are not on the panel.
    beyond: usize,
}

fn map<'a>(svg: &mut Svg, sheet: &Sheet<'_>, marks: &'a Marks) -> Drawn<'a> {
    let land = Land::of(sheet);
    let panel = sheet.view.panel;
    svg.open("g", &[("clip-path", "url(#panel)")]);
    let [x, y, width, height] = [panel.left, panel.top, panel.width(), panel.height()].map(number);
    svg.element(
        "rect",
        &[
            ("x", &x),
            ("y", &y),
            ("width", &width),
            ("height", &height),
            ("fill", &sheet.signs.colours.sea),
        ],
    );
    land.draw(svg, sheet, marks);

    let mut labels = Labels::new(sheet.fonts, panel, land.border_points());
    scale(svg, sheet, &mut labels);
    let (on, off): (Vec<&Mark>, Vec<&Mark>) =
        marks.places.iter().partition(|mark| panel.grown(-12.0).has(sheet.view.spot(mark.at)));
    let (standing, crowded) = stand::place(sheet, &land, &on, &mut labels);
    stand::draw(svg, sheet, &standing);

    let mut dropped: Vec<String> =
        crowded.iter().filter_map(|mark| sheet.name(&mark.names)).map(str::to_owned).collect();
    let mut named = Vec::new();
    for standing in &standing {
        let mark = standing.mark;
        // The name of a province is written on it; the border has none.
        if mark.exactness == Exactness::Province {
            continue;
        }
        let Some(name) = sheet.name(&mark.names) else { continue };
        let is_spot = mark.exactness == Exactness::Spot;
        let halo = Some("#ffffff");
        let look = Look { halo, is_bold: is_spot, is_slanted: !is_spot, ..Look::plain(12.5, INK) };
        named.push(name.to_owned());
        if !labels.beside(name, &standing.area, look) {
            dropped.push(name.to_owned());
        }
    }
    let mut dropped_ground = land.name_countries(sheet, &mut labels);
    ticks(svg, sheet, &mut labels);
    dropped_ground.extend(land.name_towns(svg, sheet, &mut labels, &named));
    dropped_ground.extend(land.name_provinces(sheet, &mut labels));
    labels.draw(svg);
    svg.close("g");
    let shown = standing.iter().map(|standing| standing.mark).collect();
    let beyond = off.iter().chain(&crowded).map(|mark| mark.count()).sum();
    let unique =
        |names: Vec<String>| names.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    Drawn {
        shown,
        labels: labels.placed.into_iter().map(|placed| (placed.words, placed.area)).collect(),
        dropped: unique(dropped),
        dropped_ground: unique(dropped_ground),
        beyond,
    }
}

/// Draws the scale in the corner at which reading ends, and keeps its place free.
fn scale(svg: &mut Svg, sheet: &Sheet<'_>, labels: &mut Labels<'_>) {
    let (panel, unit) = (sheet.view.panel, sheet.view.units_per_km());
    let round = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let km = round.into_iter().rev().find(|km| km * unit <= 170.0).unwrap_or(1.0);
    let (length, y) = (km * unit, panel.bottom - 16.0);
    let left = if sheet.words.is_rtl() { panel.right - 18.0 - length } else { panel.left + 18.0 };
    let plate =
        Area { left: left - 10.0, top: y - 24.0, right: left + length + 10.0, bottom: y + 9.0 };
    let [x, top, width, height] =
        [plate.left, plate.top, plate.width(), plate.height()].map(number);
    svg.element(
        "rect",
        &[
            ("x", &x),
            ("y", &top),
            ("width", &width),
            ("height", &height),
            ("rx", "3"),
            ("fill", "#fff"),
            ("fill-opacity", "0.82"),
        ],
    );
    let [from, half, to, high, low] =
        [left, left + length / 2.0, left + length, y - 5.0, y].map(number);
    let data = format!(
        "M{from} {high}L{from} {low}L{to} {low}L{to} {high}M{half} {low}L{half} {}",
        number(y - 3.0)
    );
    svg.path(&data, &[("fill", "none"), ("stroke", INK), ("stroke-width", "1.3")]);
    let words =
        format!("{} {}", sheet.words.digits(&format!("{km:.0}")), sheet.words.phrase("km", &[]));
    write(svg, &words, [left + length / 2.0, y - 10.0], Anchor::Middle, Look::plain(11.0, INK));
    labels.take(plate);
}

/// Opens the document, with what it is for those who cannot see it.
fn open(svg: &mut Svg, sheet: &Sheet<'_>, options: Options, page: &Area, head: &Head) {
    let [width, height] = options.size.map(|pixels| pixels.to_string());
    let view_box = format!("0 0 {:.4} {:.4}", page.right, page.bottom);
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &width),
            ("height", &height),
            ("viewBox", &view_box),
            ("role", "img"),
            ("xml:lang", options.language.code()),
        ],
    );
    svg.words("title", &[], &head.title);
    svg.words(
        "desc",
        &[],
        &format!(
            "{}. Projection: {}, north up. marz {}",
            head.subtitle,
            sheet.view.projection.name(),
            env!("CARGO_PKG_VERSION")
        ),
    );
    let panel = sheet.view.panel;
    let [x, y, wide, high] = [panel.left, panel.top, panel.width(), panel.height()].map(number);
    svg.open("defs", &[]);
    svg.open("clipPath", &[("id", "panel")]);
    svg.element("rect", &[("x", &x), ("y", &y), ("width", &wide), ("height", &high)]);
    svg.close("clipPath");
    svg.close("defs");
    let [right, bottom] = [page.right, page.bottom].map(|edge| number(edge + 1.0));
    svg.element("rect", &[("width", &right), ("height", &bottom), ("fill", "#ffffff")]);
}

fn frame(svg: &mut Svg, panel: &Area) {
    let [x, y, width, height] = [panel.left, panel.top, panel.width(), panel.height()].map(number);
    svg.element(
        "rect",
        &[
            ("x", &x),
            ("y", &y),
            ("width", &width),
            ("height", &height),
            ("fill", "none"),
            ("stroke", "#9aa0a8"),
            ("stroke-width", "0.8"),
        ],
    );
}

fn title_block(svg: &mut Svg, sheet: &Sheet<'_>, area: &Area, head: &Head) {
    let (x, anchor) =
        if sheet.words.is_rtl() { (area.right, Anchor::Right) } else { (area.left, Anchor::Left) };
    let mut y = area.top + 20.0;
    for (words, look) in [(&head.title, TITLE), (&head.subtitle, SUBTITLE)] {
        for line in sheet.fonts.lines(words, look, area.width()) {
            write(svg, &line, [x, y], anchor, look);
            y += 27.0;
        }
    }
}

/// Below the map: who published the reports, where the map is from, and that lines are no opinion.
fn foot(told: &Told, words: &Words) -> Vec<String> {
    let comma = words.phrase("comma", &[]);
    let publishers: Vec<&String> = told.publishers.iter().filter(|name| has(name)).collect();
    let data: Vec<&String> = told.sources.iter().collect();
    let line = |key: &str, names: &[&String]| {
        let names: Vec<String> = names.iter().map(|name| words.apart(name)).collect();
        format!("{}: {}", words.phrase(key, &[]), names.join(&comma))
    };
    let mut lines = Vec::new();
    if !publishers.is_empty() {
        lines.push(line("sources", &publishers));
    }
    lines.push(line("mapData", &data));
    lines.push(format!("{}  {}", words.phrase("disclaimer", &[]), words.apart("marz")));
    lines
}
