//! Where marks stand, and how they are drawn.
//!
//! Marks that would lie on each other are moved apart, with a line to the place they belong to.

use super::Sheet;
use super::area::Area;
use super::ground::Land;
use super::labels::{Labels, around};
use super::marks::{Counted, Exactness, Mark};
use super::signs::INK;
use super::svg::{Svg, number};
use super::text::{Anchor, Look, write};
use geo::{Contains, Point};

/// The side of a sign, in units of the picture.
const SIGN: f64 = 15.0;
/// What a pill has before its signs.
const HEAD: f64 = 17.0;
/// Signs of one mark at most; the others are counted.
const MOST: usize = 5;

/// A mark that has its place on the picture.
pub(super) struct Standing<'a> {
    pub mark: &'a Mark,
    /// Where it belongs.
    at: [f64; 2],
    /// Where it is drawn.
    pub area: Area,
}

/// Finds room for `marks`, the first of them first; those for which there is none are given back too.
pub(super) fn place<'a>(
    sheet: &Sheet<'_>,
    land: &Land,
    marks: &[&'a Mark],
    labels: &mut Labels<'_>,
) -> (Vec<Standing<'a>>, Vec<&'a Mark>) {
    let (mut standing, mut left_out) = (Vec::new(), Vec::new());
    // Spots first: they cannot move far.
    let (spots, areas): (Vec<&&Mark>, Vec<&&Mark>) =
        marks.iter().partition(|mark| mark.exactness == Exactness::Spot);
    for mark in spots.into_iter().chain(areas) {
        let at = sheet.view.spot(mark.at);
        let (width, height) = size(sheet, mark);
        let mut points = around(at, 7.0, 105.0);
        if mark.exactness == Exactness::Province
            && let Some(province) = land.province_at(at)
        {
            points.retain(|[x, y]| province.contains(&Point::new(*x, *y)));
        }
        let areas = points.into_iter().map(|point| Area::around(point, width, height));
        match { areas }.find(|area| labels.is_free(&area.grown(1.5))) {
            Some(area) => {
                labels.take(area.grown(1.5));
                standing.push(Standing { mark, at, area });
            }
            None => left_out.push(*mark),
        }
    }
    (standing, left_out)
}

/// Whether a mark is a sign alone.
fn is_bare(mark: &Mark) -> bool {
    mark.exactness == Exactness::Spot && mark.count() == 1
}

fn size(sheet: &Sheet<'_>, mark: &Mark) -> (f64, f64) {
    if is_bare(mark) {
        return (SIGN + 3.0, SIGN + 3.0);
    }
    let head = if mark.exactness == Exactness::Spot { 3.0 } else { HEAD };
    let signs: f64 = mark.signs.iter().take(MOST).map(|sign| advance(sheet, sign)).sum();
    (head + signs + more(sheet, mark).map_or(0.0, |(_, width)| width) + 3.0, SIGN + 5.0)
}

const NUMBER: Look = Look::bold(11.0, INK);

fn advance(sheet: &Sheet<'_>, sign: &Counted) -> f64 {
    let number = if sign.count > 1 {
        sheet.fonts.width(&sheet.words.number(sign.count), NUMBER) + 3.0
    } else {
        0.0
    };
    SIGN + number + 3.0
}

/// How many signs of a mark are not drawn, and the room for it.
fn more(sheet: &Sheet<'_>, mark: &Mark) -> Option<(String, f64)> {
    let left: usize = mark.signs.iter().skip(MOST).map(|sign| sign.count).sum();
    let words = format!("+{}", sheet.words.number(left));
    let width = sheet.fonts.width(&words, NUMBER) + 4.0;
    (left > 0).then_some((words, width))
}

/// Draws the circles, lines and marks.
pub(super) fn draw(svg: &mut Svg, sheet: &Sheet<'_>, standing: &[Standing<'_>]) {
    let unit = sheet.view.units_per_km();
    for Standing { mark, at, .. } in standing {
        if let Exactness::Circle(km) = mark.exactness {
            let radius = (km * unit).max(9.0);
            let [x, y, radius] = [at[0], at[1], radius].map(number);
            svg.element(
                "circle",
                &[
                    ("cx", &x),
                    ("cy", &y),
                    ("r", &radius),
                    ("fill", "#5b6472"),
                    ("fill-opacity", "0.07"),
                    ("stroke", "#5b6472"),
                    ("stroke-width", "1"),
                    ("stroke-dasharray", "4 3"),
                ],
            );
        }
    }
    for Standing { mark, at, area } in standing {
        let [x, y] = area.middle();
        let is_tied =
            matches!(mark.exactness, Exactness::Spot) && (x - at[0]).hypot(y - at[1]) > 1.0;
        if is_tied {
            let data = format!("M{} {}L{} {}", number(at[0]), number(at[1]), number(x), number(y));
            svg.path(&data, &[("stroke", "#fff"), ("stroke-width", "3")]);
            svg.path(&data, &[("stroke", "#4a4f57"), ("stroke-width", "0.9")]);
            let [x, y] = at.map(number);
            svg.element(
                "circle",
                &[
                    ("cx", &x),
                    ("cy", &y),
                    ("r", "2.4"),
                    ("fill", "#4a4f57"),
                    ("stroke", "#fff"),
                    ("stroke-width", "1"),
                ],
            );
        }
    }
    for standing in standing {
        pill(svg, sheet, standing.mark, &standing.area);
    }
}

/// Draws a mark in its area.
fn pill(svg: &mut Svg, sheet: &Sheet<'_>, mark: &Mark, area: &Area) {
    let [_, middle] = area.middle();
    if is_bare(mark) {
        if let Some(only) = mark.signs.first() {
            sheet.signs.draw(svg, &only.sign, area.middle(), SIGN, only.is_hollow);
        }
        return;
    }
    let mut left = area.left + 3.0;
    if mark.exactness == Exactness::Spot {
        frame(svg, area, "6", None);
    } else {
        head(svg, mark.exactness, area, &sheet.signs.colours.border);
        left = area.left + HEAD;
    }
    for sign in mark.signs.iter().take(MOST) {
        sheet.signs.draw(svg, &sign.sign, [left + SIGN / 2.0, middle], SIGN * 0.93, sign.is_hollow);
        if sign.count > 1 {
            write(
                svg,
                &sheet.words.number(sign.count),
                [left + SIGN + 2.0, middle + 4.0],
                Anchor::Left,
                NUMBER,
            );
        }
        left += advance(sheet, sign);
    }
    if let Some((words, _)) = more(sheet, mark) {
        write(svg, &words, [left + 1.0, middle + 4.0], Anchor::Left, NUMBER);
    }
}

/// The frame of a mark: dashed if it is of an area.
fn frame(svg: &mut Svg, area: &Area, corner: &str, dashes: Option<&str>) {
    let [left, top, width, height] = [area.left, area.top, area.width(), area.height()].map(number);
    let mut attributes = vec![
        ("x", &*left),
        ("y", &*top),
        ("width", &*width),
        ("height", &*height),
        ("rx", corner),
        ("fill", "#fff"),
        ("fill-opacity", "0.95"),
        ("stroke", "#5b6472"),
        ("stroke-width", "0.9"),
    ];
    if let Some(dashes) = dashes {
        attributes.push(("stroke-dasharray", dashes));
    }
    svg.element("rect", &attributes);
}

/// The frame of what is no spot, headed by what it is: hatching for a province, a circle, dots for what has no edge,
/// a line.
pub(super) fn head(svg: &mut Svg, exactness: Exactness, area: &Area, line: &str) {
    let [_, middle] = area.middle();
    let corner = if exactness == Exactness::Province { "3" } else { "10" };
    frame(svg, area, corner, Some("3 2"));
    let at = |x: f64, y: f64| format!("{} {}", number(area.left + x), number(middle + y));
    match exactness {
        Exactness::Province => {
            let data =
                [2.0, 6.0, 10.0].map(|x| format!("M{}L{}", at(x, 7.0), at(x + 4.5, -7.0))).concat();
            svg.path(&data, &[("stroke", "#5b6472"), ("stroke-width", "1.3")]);
        }
        Exactness::Line => {
            let data =
                format!("M{}L{}L{}L{}", at(3.0, 4.0), at(6.5, -2.0), at(9.5, 2.5), at(14.0, -4.0));
            svg.path(&data, &[("fill", "none"), ("stroke", line), ("stroke-width", "2")]);
        }
        Exactness::Wide => {
            let dots = [5.0, 9.0, 13.0].map(|x| format!("M{}h0.01", at(x, 0.0))).concat();
            svg.path(
                &dots,
                &[("stroke", "#5b6472"), ("stroke-width", "2.6"), ("stroke-linecap", "round")],
            );
        }
        Exactness::Circle(_) | Exactness::Spot => {
            let [x, y] = [area.left + 9.0, middle].map(number);
            svg.element(
                "circle",
                &[
                    ("cx", &x),
                    ("cy", &y),
                    ("r", "4.5"),
                    ("fill", "none"),
                    ("stroke", "#5b6472"),
                    ("stroke-width", "1.2"),
                    ("stroke-dasharray", "2.2 1.6"),
                ],
            );
        }
    }
}
