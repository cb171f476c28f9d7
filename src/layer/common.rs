//! The columns that features of all layers share.

use super::codes;
use super::feature::rounded;
use super::ground::{Ground, Measured};
use super::level::{Level, spot};
use crate::document::Document;
use crate::gazetteer::Place;
use serde::Serialize;

/// Where something is, as columns.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct PlaceColumns {
    /// Degrees north; `None` for what is no spot.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Its main name in Latin script.
    pub place_name: Option<String>,
    /// Its name in the language of the country or the region.
    pub place_name_local: Option<String>,
    /// Its lasting identifier: `geonames:1221874`.
    pub place_id: Option<String>,
    /// How exactly it is known: see [`Level`].
    pub place_level: &'static str,
    /// The same as a number, 1 exact to 7 none.
    pub geo_precision: u8,
    /// The radius in which the true place lies.
    pub uncertainty_km: Option<f64>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// ISO 3166-2 of the first-order division; several are joined with `; `.
    pub iso3166_2: Option<String>,
    /// The name of the first-order division.
    pub admin1_name: Option<String>,
    /// Its P-code, where OCHA has one.
    pub pcode: Option<&'static str>,
    /// Which scheme of P-codes.
    pub pcode_scheme: Option<&'static str>,
    /// How it lies to the border.
    #[serde(flatten)]
    pub border: Measured,
}

impl PlaceColumns {
    /// The columns of `place`.
    pub(super) fn of(ground: &Ground<'_>, place: &Place<'_>) -> Self {
        let level = Level::of(place);
        let spot = spot(place);
        let (pcode, pcode_scheme) = place.admin1.and_then(codes::pcode).unzip();
        let division = place.admin1.and_then(|iso| ground.gazetteer.admin1(iso));
        Self {
            lat: spot.map(|spot| rounded(spot.lat(), 5)),
            lon: spot.map(|spot| rounded(spot.lng(), 5)),
            place_name: Some(place.name.to_owned()),
            place_name_local: ground.local_name(place),
            place_id: Some(place.key.to_owned()),
            place_level: level.name(),
            geo_precision: level.precision(),
            uncertainty_km: spot.map(|_| rounded(place.precision.km(), 1)),
            country: place.country.map(|country| country.code().to_owned()),
            iso3166_2: place.admin1.map(str::to_owned),
            admin1_name: division.map(|id| ground.gazetteer.place(id).name.to_owned()),
            pcode,
            pcode_scheme,
            border: ground.measure(place),
        }
    }

    /// The columns of the border itself.
    pub(super) fn of_border(ground: &Ground<'_>) -> Self {
        Self {
            place_name: Some(ground.border_name()),
            border: Measured { border_side: Some("line".to_owned()), ..Measured::default() },
            ..Self::at_level(Level::BorderLine)
        }
    }

    /// The same where only a river is named: somewhere along it, which is no spot and in no one division.
    pub(super) fn along(self) -> Self {
        let Self { place_name, place_name_local, place_id, border, .. } = self;
        Self { place_name, place_name_local, place_id, border, ..Self::at_level(Level::River) }
    }

    /// The columns of no place.
    pub(super) fn nowhere() -> Self {
        Self::at_level(Level::None)
    }

    fn at_level(level: Level) -> Self {
        Self { place_level: level.name(), geo_precision: level.precision(), ..Self::default() }
    }
}

/// Where it was published, as columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceColumns {
    /// Who published it.
    pub source_publisher: Option<String>,
    /// Its address.
    pub source_url: Option<String>,
    /// When, as EDTF.
    pub source_date: Option<String>,
}

impl SourceColumns {
    /// The columns of `document`.
    pub(super) fn of(document: &Document) -> Self {
        let source = &document.source;
        Self {
            source_publisher: source.publisher.clone(),
            source_url: source.url.clone(),
            source_date: source.published.as_ref().map(|date| date.0.clone()),
        }
    }
}

/// The dates of a record, as columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct TimeColumns {
    /// The first instant, RFC 3339; `None` if the year is unknown.
    pub datetime: Option<String>,
    /// The same: for programs that ask for a start and an end.
    pub start_datetime: Option<String>,
    /// The first instant of the last day.
    pub end_datetime: Option<String>,
    /// The date as EDTF.
    pub date_edtf: Option<String>,
    /// The words.
    pub date_text: Option<String>,
    /// `day`, `month`, `season`, `year`, `interval`, `unknown`.
    pub date_precision: Option<String>,
    /// What it rests on: `stated`, `relative`, `publication`, `none`.
    pub date_basis: Option<String>,
    /// Where the year comes from.
    pub year_source: Option<String>,
}
