//! `marz` turns reports about a border region into maps.
//!
//! Each stage is a function from values to a new value; only the edges, [`read`] and [`mod@write`], fail or touch files.
//!
//! | stage | gives | from |
//! |---|---|---|
//! | [`read`] | [`document::Document`]s | files, folders, standard input |
//! | [`mention::find`] | [`mention::Mention`]s: toponyms and what they are used for | a document |
//! | [`resolve::places`] | [`resolve::Located`]: mentions and their places | mentions |
//! | [`rules`] | what a user teaches: places, names, uses, triggers | `rules.toml` |
//! | [`report::extract`] | [`report::Report`]s: incidents and facilities | located mentions |
//! | [`corpus`] | what several documents say of one event, repeated passages | reports |
//! | [`layer`] | [`layer::Layers`]: all that is drawn, and what cannot be | all of it |
//! | [`mod@write`] | GeoJSON, tables, `map.html` | layers |
//! | `draw` | a picture, SVG or PNG | layers |
//!
//! [`pipeline::survey`] runs them all. Below them are the [`gazetteer`], the [`region`] along a border, [`earth`] with its
//! geodesics, and [`text`].
//!
//! # Examples
//!
//! ```
//! use marz::document::{Document, Offsets, Source};
//! use marz::gazetteer::Gazetteer;
//! use marz::pipeline::{Atlas, survey};
//! use marz::region::Region;
//! use marz::text::Language;
//!
//! let region = Region::embedded("TJ-AF")?;
//! let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
//! let text = "Four smugglers were detained near Khorog on 3 May 2024.";
//! let document = Document {
//!     id: "example".to_owned(),
//!     text: text.to_owned(),
//!     language: Language::English,
//!     source: Source::default(),
//!     offsets: Offsets::default(),
//! };
//! let layers = survey(&atlas, [document]);
//! assert_eq!(layers.mentions[0].text, "Khorog");
//! # Ok::<(), marz::region::UnknownBorder>(())
//! ```

pub mod corpus;
pub mod document;
#[cfg(feature = "draw")]
pub mod draw;
pub mod earth;
pub mod eval;
pub mod gazetteer;
pub mod layer;
pub mod mention;
pub mod pipeline;
pub mod read;
pub mod region;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod text;
pub mod write;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
