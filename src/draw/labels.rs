//! Where names stand: near what they name, on nothing else.
//!
//! Names are placed one after another, the most important first. Each tries a handful of positions (Imhof's order:
//! beside before above, right before left) and takes the one with the least of the border line under it. What is
//! taken stays taken; a name for which no position is free is dropped, and told of.
//!
//! # References
//!
//! - E. Imhof, "Positioning Names on Maps", *The American Cartographer* 2(2), 1975.

use super::area::Area;
use super::svg::Svg;
use super::text::{Anchor, Fonts, Look, write};

/// A name on the picture.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub words: String,
    pub at: [f64; 2],
    pub anchor: Anchor,
    pub look: Look,
    pub area: Area,
}

/// What is on the panel so far.
pub(super) struct Labels<'a> {
    fonts: &'a Fonts,
    panel: Area,
    taken: Vec<Area>,
    /// Points along the border line.
    line: Vec<[f64; 2]>,
    pub placed: Vec<Placed>,
}

/// The space around names, in units of the picture.
const ROOM: f64 = 1.5;

impl<'a> Labels<'a> {
    pub(super) fn new(fonts: &'a Fonts, panel: Area, line: Vec<[f64; 2]>) -> Self {
        Self { fonts, panel, taken: Vec::new(), line, placed: Vec::new() }
    }

    /// Whether nothing is on `area` yet, and all of it is on the panel.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        self.panel.grown(-3.0).holds(area) && !self.taken.iter().any(|taken| taken.overlaps(area))
    }

    /// Takes `area` for something else than a name.
    pub(super) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Writes a name beside a thing that takes `around`; whether there was room.
    pub(super) fn beside(&mut self, words: &str, around: &Area, look: Look) -> bool {
        let [x, y] = around.middle();
        let (gap, rise) = (3.0, look.size * 0.34);
        let (above, below) =
            (around.top - gap - look.size * 0.1, around.bottom + gap + look.size * 0.78);
        let right = around.right + gap;
        let left = around.left - gap;
        let spots = [
            ([right, y + rise], Anchor::Left),
            ([left, y + rise], Anchor::Right),
            ([x, above], Anchor::Middle),
            ([x, below], Anchor::Middle),
            ([right, above + 3.0], Anchor::Left),
            ([right, below - 3.0], Anchor::Left),
            ([left, above + 3.0], Anchor::Right),
            ([left, below - 3.0], Anchor::Right),
        ];
        self.at_best(words, &spots, look)
    }

    /// Writes a name in the middle of one of `spots`, the first being the best; whether there was room.
    pub(super) fn within(&mut self, words: &str, spots: &[[f64; 2]], look: Look) -> bool {
        let spots: Vec<_> =
            spots.iter().map(|[x, y]| ([*x, y + look.size * 0.34], Anchor::Middle)).collect();
        self.at_best(words, &spots, look)
    }

    fn at_best(&mut self, words: &str, spots: &[([f64; 2], Anchor)], look: Look) -> bool {
        let mut best: Option<(f64, Placed)> = None;
        for (order, (at, anchor)) in spots.iter().enumerate() {
            let area = self.fonts.area(words, *at, *anchor, look).grown(ROOM);
            if !self.is_free(&area) {
                continue;
            }
            let crossed = self.line.iter().filter(|point| area.has(**point)).count();
            let order = f64::from(u32::try_from(order).unwrap_or(u32::MAX));
            let cost = order + 3.0 * f64::from(u32::try_from(crossed).unwrap_or(u32::MAX));
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                let words = words.to_owned();
                best = Some((cost, Placed { words, at: *at, anchor: *anchor, look, area }));
            }
        }
        let Some((_, placed)) = best else { return false };
        self.taken.push(placed.area);
        self.placed.push(placed);
        true
    }

    /// Draws the names, the least important first.
    pub(super) fn draw(&self, svg: &mut Svg) {
        for placed in self.placed.iter().rev() {
            write(svg, &placed.words, placed.at, placed.anchor, placed.look);
        }
    }
}

/// Points around one, from near to far: where something may be moved that has no room where it belongs.
pub(super) fn around([x, y]: [f64; 2], step: f64, reach: f64) -> Vec<[f64; 2]> {
    let mut points = vec![[x, y]];
    let mut radius = step;
    while radius <= reach {
        for direction in 0..16 {
            let angle = f64::from(direction) * std::f64::consts::TAU / 16.0;
            points.push([x + radius * angle.cos(), y + radius * angle.sin()]);
        }
        radius += step;
    }
    points
}
