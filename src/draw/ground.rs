//! What lies under the reports: provinces with their colour, countries, waters, the border, and their names.

use super::Sheet;
use super::area::Area;
use super::labels::{Labels, around};
use super::marks::Marks;
use super::svg::{Svg, number};
use super::text::{Look, is_joined};
use super::view::coord;
use crate::layer::{Basemap, Named, SECTION};
use geo::{Contains, LineString, MultiPolygon, Point, Polygon};
use std::collections::BTreeMap;

/// Land of countries that are not on the border.
const BESIDE: &str = "#eceae5";
const WATER: &str = "#a9c4d4";
const WATER_NAME: &str = "#4f7f9b";
const EDGE: &str = "#b9b1a0";
const FRONTIER: &str = "#8b8577";
const HALO: Option<&str> = Some("#ffffff");

/// The ground of one picture.
pub(super) struct Land {
    map: Basemap,
    /// The rings of each province on the picture.
    rings: Vec<Vec<LineString>>,
    /// The parts of the border on the picture.
    border: Vec<LineString>,
}

/// The least number of each of four classes, at 12, 35 and 65 % of the most, as on the page.
pub(super) fn classes(most: usize) -> [usize; 4] {
    if most <= 4 {
        return [1, 2, 3, 4];
    }
    let mut least =
        [1, (most * 12).div_ceil(100), (most * 35).div_ceil(100), (most * 65).div_ceil(100)];
    for class in 1..4 {
        least[class] = least[class].max(least[class - 1] + 1);
    }
    least
}

impl Land {
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        let map = Basemap::within(sheet.ground, &sheet.view.bounds());
        let rings = map
            .provinces
            .iter()
            .map(|province| province.rings.iter().map(|ring| sheet.view.line(ring)).collect());
        let parts = sheet.ground.region.border.line().parts();
        let border =
            parts.iter().map(|part| part.iter().map(|at| coord(sheet.view.spot(*at))).collect());
        Self { rings: rings.collect(), border: border.collect(), map }
    }

    /// Points along the border, close enough for the smallest label to meet one.
    pub(super) fn border_points(&self) -> Vec<[f64; 2]> {
        let mut points = Vec::new();
        let mut last: Option<[f64; 2]> = None;
        for at in self.border.iter().flat_map(LineString::coords) {
            if last.is_none_or(|[x, y]| (at.x - x).hypot(at.y - y) > 5.0) {
                points.push([at.x, at.y]);
                last = Some([at.x, at.y]);
            }
        }
        points
    }

    /// Draws the land, the waters and the border.
    pub(super) fn draw(&self, svg: &mut Svg, sheet: &Sheet<'_>, marks: &Marks) {
        let (view, colours) = (&sheet.view, &sheet.signs.colours);
        let breaks = classes(marks.by_province.values().copied().max().unwrap_or(0));
        svg.open("g", &[("stroke-linejoin", "round"), ("stroke-width", "0.6")]);
        for (province, rings) in self.map.provinces.iter().zip(&self.rings) {
            let is_ours = sheet.is_side(&province.country);
            let count = marks.by_province.get(province.id).copied().unwrap_or(0);
            let class = breaks.iter().filter(|least| count >= **least).count();
            let fill = if is_ours { &*colours.ramp[class] } else { BESIDE };
            let edge = if is_ours { EDGE } else { "#d6d2c9" };
            svg.path(&view.rings(rings), &[("fill", fill), ("stroke", edge)]);
        }
        svg.close("g");
        let lines = |encoded: &[String]| -> Vec<LineString> {
            encoded.iter().map(|line| view.line(line)).collect()
        };
        svg.path(
            &view.rings(&lines(&self.map.lakes)),
            &[("fill", "#cfdfe8"), ("stroke", WATER), ("stroke-width", "0.6")],
        );
        let stroke = [
            ("fill", "none"),
            ("stroke", WATER),
            ("stroke-width", "0.9"),
            ("stroke-linejoin", "round"),
        ];
        svg.path(&view.path(&lines(&self.map.rivers)), &stroke);
        let others: Vec<LineString> =
            self.map.borders.iter().flat_map(|border| lines(&border.lines)).collect();
        svg.path(
            &view.path(&others),
            &[
                ("fill", "none"),
                ("stroke", FRONTIER),
                ("stroke-width", "1.2"),
                ("stroke-dasharray", "7 2 1.5 2"),
            ],
        );
        // Under the border, which would be hidden by a river that it follows.
        for mark in marks.places.iter().filter(|mark| !mark.line.is_empty()) {
            let course: Vec<LineString> = mark.line.iter().map(|line| view.degrees(line)).collect();
            svg.path(
                &view.path(&course),
                &[
                    ("fill", "none"),
                    ("stroke", "#2f7fb5"),
                    ("stroke-opacity", "0.3"),
                    ("stroke-width", "9"),
                    ("stroke-linejoin", "round"),
                    ("stroke-linecap", "round"),
                ],
            );
        }
        let border = view.path(&self.border);
        for (colour, width) in [("#ffffff", "5"), (&*colours.border, "2.4")] {
            svg.path(
                &border,
                &[
                    ("fill", "none"),
                    ("stroke", colour),
                    ("stroke-width", width),
                    ("stroke-linejoin", "round"),
                    ("stroke-linecap", "round"),
                ],
            );
        }
    }

    /// Names the countries, in what is seen of each; those for which there was no room.
    pub(super) fn name_countries(&self, sheet: &Sheet<'_>, labels: &mut Labels<'_>) -> Vec<String> {
        let mut dropped = Vec::new();
        for country in &self.map.countries {
            let Some(name) = sheet.name(&country.names) else { continue };
            let is_ours = country.id.as_deref().is_some_and(|code| sheet.is_side(code));
            let size = if is_ours { 19.0 } else { 13.5 };
            let name = if is_joined(name) { name.to_owned() } else { name.to_uppercase() };
            let look = Look { spacing: 0.14, halo: HALO, ..Look::bold(size, "#5d6168") };
            let land = self.country(country);
            let spots = room_in(&land, &sheet.view.panel, sheet.fonts.width(&name, look), size);
            if !spots.is_empty() && !labels.within(&name, &spots, look) {
                dropped.push(name);
            }
        }
        dropped
    }

    /// What a country is made of, on the picture.
    fn country(&self, country: &Named) -> MultiPolygon {
        let of = self.map.provinces.iter().zip(&self.rings);
        let own = of.filter(|(province, _)| country.id.as_deref() == Some(&*province.country));
        let rings = own.flat_map(|(_, rings)| rings.iter().cloned());
        MultiPolygon(rings.map(|ring| Polygon::new(ring, Vec::new())).collect())
    }

    /// Names the provinces of the two sides.
    pub(super) fn name_provinces(&self, sheet: &Sheet<'_>, labels: &mut Labels<'_>) -> Vec<String> {
        let look = Look { is_slanted: true, halo: HALO, ..Look::plain(10.5, "#77705f") };
        let mut dropped = Vec::new();
        for (province, rings) in self.map.provinces.iter().zip(&self.rings) {
            let Some(name) =
                sheet.name(&province.names).filter(|_| sheet.is_side(&province.country))
            else {
                continue;
            };
            let Some(at) = crate::region::provinces::by_iso(province.id)
                .and_then(crate::region::provinces::Province::label)
            else {
                continue;
            };
            let at = sheet.view.spot(at);
            if !sheet.view.panel.has(at) {
                continue;
            }
            let land = polygons(rings);
            let mut spots = around(at, 9.0, 54.0);
            spots.retain(|[x, y]| land.contains(&Point::new(*x, *y)));
            if !labels.within(name, &spots, look) {
                dropped.push(name.to_owned());
            }
        }
        dropped
    }

    /// Draws and names towns and waters as far as there is room; those for which there was none.
    pub(super) fn name_towns(
        &self,
        svg: &mut Svg,
        sheet: &Sheet<'_>,
        labels: &mut Labels<'_>,
        named: &[String],
    ) -> Vec<String> {
        let mut dropped = Vec::new();
        for town in &self.map.towns {
            let Some((name, [x, y])) = sheet.named(town) else { continue };
            if named.iter().any(|known| known == name) {
                continue;
            }
            let (size, radius) = match town.rank {
                0 => (12.5, 3.2),
                1 => (11.0, 2.4),
                _ => (9.5, 1.7),
            };
            let look = Look { is_bold: town.rank == 0, halo: HALO, ..Look::plain(size, "#33363b") };
            let dot = Area::around([x, y], radius * 2.0 + 1.0, radius * 2.0 + 1.0);
            if !labels.is_free(&dot) {
                // Something of the reports is there, which has its own name.
                continue;
            }
            if labels.beside(name, &dot, look) {
                labels.take(dot);
                let [x, y, radius] = [x, y, radius].map(number);
                svg.element(
                    "circle",
                    &[
                        ("cx", &x),
                        ("cy", &y),
                        ("r", &radius),
                        ("fill", if town.rank == 0 { "#33363b" } else { "#fff" }),
                        ("stroke", "#33363b"),
                        ("stroke-width", "1"),
                    ],
                );
            } else {
                dropped.push(name.to_owned());
            }
        }
        let look = Look { is_slanted: true, halo: Some("#f4f7f9"), ..Look::plain(9.5, WATER_NAME) };
        let mut waters: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
        for water in &self.map.water_names {
            if let Some((name, at)) =
                sheet.named(water).filter(|(name, _)| named.iter().all(|known| known != name))
            {
                waters.entry(name).or_insert(at);
            }
        }
        for (name, at) in waters {
            if !labels.beside(name, &Area::around(at, 1.0, 1.0), look) {
                dropped.push(name.to_owned());
            }
        }
        dropped
    }

    /// The province of a code, on the picture.
    pub(super) fn province_at(&self, at: [f64; 2]) -> Option<MultiPolygon> {
        let point = Point::new(at[0], at[1]);
        // The small last: an exclave lies in what surrounds it.
        self.rings.iter().rev().map(|rings| polygons(rings)).find(|land| land.contains(&point))
    }
}

/// Marks the kilometres along the border, each with its number where there is room.
pub(super) fn ticks(svg: &mut Svg, sheet: &Sheet<'_>, labels: &mut Labels<'_>) {
    let border = &sheet.ground.region.border;
    let every =
        [100.0, 200.0, 500.0, 1000.0].into_iter().find(|step| border.length().km() / step <= 16.0);
    let every = every.unwrap_or(2000.0);
    let colour = sheet.signs.colours.border.clone();
    for section in border.sections(SECTION) {
        let km = section.from.km();
        if km.rem_euclid(every) > 0.5 {
            continue;
        }
        let mut spots = section.line.iter().flatten().map(|at| sheet.view.spot(*at));
        let Some([x, y]) = spots.next().filter(|at| sheet.view.panel.has(*at)) else {
            continue;
        };
        let ahead = spots.find(|at| (at[0] - x).hypot(at[1] - y) > 4.0).unwrap_or([x + 4.0, y]);
        let length = (ahead[0] - x).hypot(ahead[1] - y).max(0.1);
        let [across, up] = [(ahead[1] - y) / length * 5.5, (x - ahead[0]) / length * 5.5];
        let data = format!(
            "M{} {}L{} {}",
            number(x - across),
            number(y - up),
            number(x + across),
            number(y + up)
        );
        svg.path(&data, &[("stroke", "#fff"), ("stroke-width", "3.6")]);
        svg.path(&data, &[("stroke", &colour), ("stroke-width", "1.5")]);
        let look = Look { halo: HALO, ..Look::bold(9.5, "#7a1f4b") };
        let words = sheet.words.digits(&format!("{km:.0}"));
        let words =
            if km < 1.0 { format!("{words} {}", sheet.words.phrase("km", &[])) } else { words };
        labels.beside(&words, &Area::around([x, y], 9.0, 9.0), look);
    }
}

fn polygons(rings: &[LineString]) -> MultiPolygon {
    MultiPolygon(rings.iter().map(|ring| Polygon::new(ring.clone(), Vec::new())).collect())
}

/// Points around which words as wide as `width` lie in `land`, those nearest to its middle first.
fn room_in(land: &MultiPolygon, panel: &Area, width: f64, size: f64) -> Vec<[f64; 2]> {
    /// Between the points that are tried, in units of the picture.
    const STEP: f64 = 14.0;
    let is_land = |x: f64, y: f64| panel.has([x, y]) && land.contains(&Point::new(x, y));
    let mut inside = Vec::new();
    let mut y = panel.top + STEP;
    while y < panel.bottom {
        let mut x = panel.left + STEP;
        while x < panel.right {
            if is_land(x, y) {
                inside.push([x, y]);
            }
            x += STEP;
        }
        y += STEP;
    }
    let count = f64::from(u32::try_from(inside.len().max(1)).unwrap_or(u32::MAX));
    let middle =
        [0, 1].map(|axis| inside.iter().map(|at: &[f64; 2]| at[axis]).sum::<f64>() / count);
    let fits = |at: &[f64; 2]| {
        [-0.5, 0.0, 0.5].iter().all(|along| {
            [-0.6, 0.6].iter().all(|up| is_land(at[0] + along * width, at[1] + up * size))
        })
    };
    inside.retain(fits);
    let off = |at: &[f64; 2]| (at[0] - middle[0]).hypot(at[1] - middle[1]);
    inside.sort_by(|a, b| off(a).total_cmp(&off(b)));
    inside
}
