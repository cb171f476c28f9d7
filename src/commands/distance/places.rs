//! Places by name: which are meant, and how far they are.

use super::rows::{Measure, Row};
use marz::gazetteer::{FeatureClass, Gazetteer, GeometryKind, NameKind, Place, SearchOptions};

/// The most places of one name that are listed.
const CANDIDATES: usize = 10;

/// The rows of all places that a name may mean; why there are none.
pub fn measured(
    measure: &Measure<'_>,
    gazetteer: &Gazetteer,
    name: &str,
) -> Result<Vec<Row>, String> {
    let places = meant(measure, gazetteer, name)?;
    if places.len() > 1 {
        let listed: Vec<String> = places.iter().map(|place| describe(gazetteer, place)).collect();
        eprintln!("marz: {name} is the name of {} places: {}", places.len(), listed.join("; "));
    }
    let mut rows = Vec::new();
    for place in &places {
        let label =
            if places.len() > 1 { describe(gazetteer, place) } else { place.name.to_owned() };
        rows.push(row(measure, place, &label)?);
    }
    Ok(rows)
}

fn row(measure: &Measure<'_>, place: &Place<'_>, label: &str) -> Result<Row, String> {
    let area = matches!(place.class, FeatureClass::Admin1);
    if let (true, Some(iso)) = (area, place.admin1)
        && let Some(province) = marz::region::provinces::by_iso(iso)
    {
        return Ok(measure.area(label, province));
    }
    match place.position {
        Some(at) if place.geometry == GeometryKind::Point => {
            let mut row = measure.point(label, at);
            place.key.clone_into(&mut row.key);
            row.precision = Some(place.precision);
            Ok(row)
        }
        Some(_) => Err(format!(
            "{label} is a {}, not a point, and its outline is not known: a single distance would mislead",
            place.class.name()
        )),
        None => Err(format!("where {label} is exactly is not known")),
    }
}

/// The places that a name may mean: those of the two countries if there are any, otherwise those anywhere.
fn meant<'g>(
    measure: &Measure<'_>,
    gazetteer: &'g Gazetteer,
    name: &str,
) -> Result<Vec<Place<'g>>, String> {
    if let Some(id) = gazetteer.by_key(name) {
        return Ok(vec![gazetteer.place(id)]);
    }
    let all: Vec<Place<'g>> = gazetteer
        .lookup(name)
        .iter()
        .filter(|candidate| candidate.kind != NameKind::Demonym)
        .map(|candidate| gazetteer.place(candidate.place))
        .collect();
    if all.is_empty() {
        let fuzzy = SearchOptions { limit: 3, ..SearchOptions::default() };
        let near: Vec<String> = gazetteer
            .search(name, &fuzzy)
            .iter()
            .map(|hit| describe(gazetteer, &gazetteer.place(hit.place)))
            .collect();
        let hint = if near.is_empty() {
            "give its position as LAT,LON".to_owned()
        } else {
            format!("did you mean {}?", near.join("; "))
        };
        return Err(format!("no place is called {name}; {hint}"));
    }
    let ours = |place: &Place<'_>| {
        place.country.is_some_and(|country| measure.region.sides.contains(&country))
    };
    let here: Vec<Place<'g>> = all.iter().filter(|place| ours(place)).copied().collect();
    let asked = if here.is_empty() { all } else { here };
    let points: Vec<Place<'g>> = asked
        .iter()
        .filter(|place| place.geometry == GeometryKind::Point && place.position.is_some())
        .copied()
        .collect();
    // An area is only meant where no point has the name.
    let mut chosen = if points.is_empty() { asked[..1].to_vec() } else { points };
    chosen.truncate(CANDIDATES);
    Ok(clearly_best(chosen))
}

/// One place, if it is as large as all others of the name together ten times over; else all of them.
///
/// A crossing or a place with people comes before hamlets of the same name.
fn clearly_best(mut places: Vec<Place<'_>>) -> Vec<Place<'_>> {
    let most = places.iter().map(|place| place.population).max().unwrap_or_default();
    let others: u32 = places
        .iter()
        .map(|place| place.population)
        .fold(0_u32, u32::saturating_add)
        .saturating_sub(most);
    if places.len() > 1 && most > 0 && most / 10 >= others {
        places.retain(|place| place.population == most);
        places.truncate(1);
    }
    places
}

fn describe(gazetteer: &Gazetteer, place: &Place<'_>) -> String {
    let admin1 = place.admin1.and_then(|iso| gazetteer.admin1(iso));
    let within: Vec<&str> = [
        admin1.map(|id| gazetteer.place(id).name),
        place.country.as_ref().map(marz::gazetteer::Country::code),
    ]
    .into_iter()
    .flatten()
    .filter(|name| *name != place.name)
    .collect();
    format!("{} ({})", place.name, within.join(", "))
}
