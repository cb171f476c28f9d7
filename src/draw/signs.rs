//! Signs and colours: those of the page (`viewer/src/symbols.ts`), written into `assets/draw/signs.json` by
//! `viewer/picture.mjs`. Paths are in a box of 24.

use super::svg::{Svg, number};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The signs and colours.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Signs {
    pub colours: Colours,
    pub families: BTreeMap<String, Family>,
    /// The family of each kind of incident.
    pub kinds: BTreeMap<String, String>,
    /// The path of each kind of facility; that of the kind without a name stands for the others.
    pub facilities: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Colours {
    pub border: String,
    pub sea: String,
    pub ramp: [String; 5],
}

/// How a family of kinds of incidents looks.
#[derive(Debug, Deserialize)]
pub(super) struct Family {
    pub colour: String,
    pub path: String,
    #[serde(default, rename = "evenOdd")]
    pub even_odd: bool,
}

/// What a sign is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// A family of incidents, by its name.
    Family(String),
    /// A kind of facility.
    Facility(String),
}

/// Dark ink of signs and words.
pub(super) const INK: &str = "#1d2430";

impl Signs {
    pub(super) fn new() -> Self {
        let signs = serde_json::from_str(include_str!("../../assets/draw/signs.json"));
        debug_assert!(signs.is_ok(), "{signs:?}");
        signs.unwrap_or_default()
    }

    /// The family of a kind of incident.
    pub(super) fn family_of(&self, kind: &str) -> String {
        self.kinds.get(kind).map_or_else(|| "other".to_owned(), Clone::clone)
    }

    /// The path of a kind of facility.
    pub(super) fn facility(&self, kind: &str) -> &str {
        self.facilities.get(kind).or_else(|| self.facilities.get("")).map_or("", String::as_str)
    }

    /// Draws a sign in a square of `size` around a point. A hollow sign is one of low confidence.
    pub(super) fn draw(
        &self,
        svg: &mut Svg,
        sign: &Sign,
        [x, y]: [f64; 2],
        size: f64,
        is_hollow: bool,
    ) {
        match sign {
            Sign::Family(family) => {
                let Some(family) = self.families.get(family) else { return };
                let rule = if family.even_odd { "evenodd" } else { "nonzero" };
                svg.open("g", &[("transform", &boxed([x, y], size))]);
                let casing = [
                    ("fill", "none"),
                    ("stroke", "#fff"),
                    ("stroke-width", "4.5"),
                    ("stroke-linejoin", "round"),
                ];
                svg.path(&family.path, &casing);
                if is_hollow {
                    let edge = [
                        ("fill", "#fff"),
                        ("fill-rule", rule),
                        ("stroke", &*family.colour),
                        ("stroke-width", "2.4"),
                    ];
                    svg.path(&family.path, &edge);
                } else {
                    svg.path(&family.path, &[("fill", &family.colour), ("fill-rule", rule)]);
                }
                svg.close("g");
            }
            Sign::Facility(kind) => {
                let [left, top] = [x - size / 2.0, y - size / 2.0].map(number);
                let length = number(size);
                svg.element(
                    "rect",
                    &[
                        ("x", &left),
                        ("y", &top),
                        ("width", &length),
                        ("height", &length),
                        ("rx", "2.5"),
                        ("fill", "#fff"),
                        ("stroke", "#4a4f57"),
                        ("stroke-width", "0.8"),
                    ],
                );
                svg.open("g", &[("transform", &boxed([x, y], size * 0.76))]);
                svg.path(self.facility(kind), &[("fill", "#333a44"), ("fill-rule", "evenodd")]);
                svg.close("g");
            }
        }
    }
}

/// The transform of a box of 24 to a square around a point.
fn boxed([x, y]: [f64; 2], size: f64) -> String {
    let [left, top] = [x - size / 2.0, y - size / 2.0].map(number);
    format!("translate({left} {top}) scale({:.4})", size / 24.0)
}
