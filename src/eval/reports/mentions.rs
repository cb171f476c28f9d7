//! Toponyms: found, used for what, resolved to where.

use super::{Predicted, Row, Stretch, Tally, fields, list, name, names, overlap, span, truthy};
use serde_json::Value;

/// Uses in which a name stands for its place.
const LITERAL: &[&str] = &["location", "origin", "target", "destination"];

/// Other programs' names of uses.
const USES: &[(&str, &str)] = &[
    ("metonym", "actor"),
    ("demonym", "affiliation"),
    ("border", "border_name"),
    ("destination", "target"),
    ("loc", "location"),
    ("org", "org_name"),
    ("dateline", "header"),
];

/// Kinds of places that are no points.
const NO_POINT: &[&str] = &[
    "country",
    "region",
    "historical_country",
    "historical_region",
    "river",
    "border_line",
    "other",
];

/// Counts the mentions of a document.
pub(super) fn score(places: &Value, document: &Value, found: &Predicted, tally: &mut Tally) {
    let gold = list(document, "toponyms");
    let modifiers: Vec<Stretch> = list(document, "modifiers").iter().map(span).collect();
    let hits = |at: Stretch| gold.iter().any(|g| overlap(at, span(g)) > 0);
    let predicted: Vec<(Stretch, &Row)> = found
        .mentions
        .iter()
        .map(|(at, row)| (*at, row))
        .filter(|(at, _)| hits(*at) || !modifiers.iter().any(|m| overlap(*at, *m) > 0))
        .collect();
    tally.add_many("top_gold", gold.len());
    tally.add_many("top_pred", predicted.len());
    tally.add_many("top_tpp", predicted.iter().filter(|(at, _)| hits(*at)).count());
    let literal: Vec<&(Stretch, &Row)> =
        predicted.iter().filter(|(_, row)| usage(row).is_none_or(|u| is_literal(&u))).collect();
    let accepted = |g: &&Value| {
        is_literal(name(g, "use")) || names(g, "use_alt").iter().any(|u| is_literal(u))
    };
    for (at, _) in &literal {
        let over = |g: &&Value| overlap(*at, span(g)) > 0;
        if gold.iter().filter(accepted).any(|g| over(&g)) {
            tally.add("loc_pred", true);
            tally.add("loc_tpp", true);
        } else if !gold.iter().filter(|g| name(g, "use") == "container").any(|g| over(&g)) {
            tally.add("loc_pred", true);
        }
    }
    for g in gold {
        let best = predicted
            .iter()
            .enumerate()
            .filter(|(_, (at, _))| overlap(*at, span(g)) > 0)
            .max_by_key(|(i, (at, _))| {
                (overlap(*at, span(g)), std::cmp::Reverse(at.1.saturating_sub(at.0)), *i)
            })
            .map(|(_, (_, row))| *row);
        tally.add("top_tpr", best.is_some());
        let is_place = is_literal(name(g, "use"));
        if is_place {
            tally.add("loc_gold", true);
            tally.add("loc_tpr", literal.iter().any(|(at, _)| overlap(*at, span(g)) > 0));
        }
        if let Some(used) = best.and_then(usage) {
            let mut right = names(g, "use_alt");
            right.push(name(g, "use"));
            tally.add("use_n", true);
            tally.add("use_exact", right.contains(&used.as_str()));
            tally.add("use_group", right.iter().any(|u| group(u) == group(&used)));
        }
        if is_place || name(g, "use") == "container" {
            resolution(&places[name(g, "place")], g, best, is_place, tally);
        }
    }
}

fn resolution(place: &Value, g: &Value, best: Option<&Row>, literal: bool, tally: &mut Tally) {
    let at = |key| best.and_then(|row| fields::number(row, key));
    let kind = name(place, "kind");
    let (lat, lon) = (place["lat"].as_f64(), place["lon"].as_f64());
    let is_point = !NO_POINT.contains(&kind) && kind != "province";
    if literal
        && truthy(g, "maps_to_point")
        && is_point
        && let Some((lat, lon)) = lat.zip(lon)
    {
        let km = at("lat").zip(at("lon")).map(|(a, b)| kilometres((a, b), (lat, lon)));
        let within = |radius: f64| km.is_some_and(|km| km <= radius);
        tally.add("pt_n", true);
        tally.add("pt_has", km.is_some());
        if km.is_some() {
            tally.add("pt_25", within(25.0));
            tally.add("pt_rad", within(place["radius_km"].as_f64().unwrap_or(0.0).max(25.0)));
            tally.add("pt_161", within(161.0));
        }
    }
    if truthy(place, "iso3166_2") {
        let got = best.map(|row| fields::codes(row, "iso")).unwrap_or_default();
        tally.add("a1_n", true);
        tally.add("a1_has", !got.is_empty());
        tally.add("a1_ok", got.iter().any(|code| code == name(place, "iso3166_2")));
    }
    if truthy(place, "country") {
        let got = best.map(|row| fields::text(row, "country")).unwrap_or_default();
        tally.add("cc_n", true);
        tally.add("cc_has", !got.is_empty());
        tally.add("cc_ok", got.to_uppercase() == name(place, "country"));
    }
}

fn usage(row: &Row) -> Option<String> {
    fields::get(row, "use")?;
    let used = fields::lower(row, "use");
    let mapped = USES.iter().find(|(theirs, _)| *theirs == used).map(|(_, ours)| *ours);
    Some(mapped.map_or(used, str::to_owned))
}

fn is_literal(usage: &str) -> bool {
    LITERAL.contains(&usage)
}

fn group(usage: &str) -> &str {
    match usage {
        _ if is_literal(usage) => "literal",
        "container" => "container",
        "border_name" => "border",
        "actor" => "actor",
        "affiliation" | "ethnonym" => "affiliation",
        _ => "other",
    }
}

/// Kilometres between two positions in degrees, on a sphere of the mean radius 6371.0088 km (GRS 80, Moritz 2000),
/// as the reference scorer measures.
fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half_sine = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let cosines = from.0.to_radians().cos() * to.0.to_radians().cos();
    let haversine = half_sine(to.0 - from.0) + cosines * half_sine(to.1 - from.1);
    12_742.017_6 * haversine.sqrt().min(1.0).asin()
}
