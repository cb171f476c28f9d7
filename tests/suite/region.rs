//! Borders, sides, sections, provinces.

use marz::earth::{LatLng, Metres, Turn, destination};
use marz::region::{self, Region, Side, area_distance, provinces};
use std::fmt::Write as _;

fn at(lat: f64, lng: f64) -> LatLng {
    LatLng::new(lat, lng).unwrap()
}

/// Place, position, kilometres to the border, country.
///
/// Measured independently with pyproj on the line of OpenStreetMap.
const PLACES: &[(&str, [f64; 2], f64, &str)] = &[
    ("Kunduz", [36.7289, 68.8570], 53.17, "AF"),
    ("Balkh town", [36.7563, 66.8972], 87.40, "AF"),
    ("Ayvoj", [36.9851, 68.0374], 5.27, "TJ"),
    ("Shaymak", [37.5372, 74.8256], 18.86, "TJ"),
    ("Khorog", [37.4904, 71.5534], 2.60, "TJ"),
    ("Ishkashim, Tajikistan", [36.7248, 71.6133], 0.57, "TJ"),
    ("Panji Poyon", [37.1944, 68.5772], 0.55, "TJ"),
    ("Sher Khan Bandar", [37.1904, 68.6113], 0.66, "AF"),
    ("Nusay", [38.4435, 70.8041], 0.14, "AF"),
    ("Qalai Khumb", [38.4537, 70.7890], 0.23, "TJ"),
    ("Dushanbe", [38.5358, 68.7790], 123.9, "TJ"),
    ("Kabul", [34.5281, 69.1723], 284.73, "AF"),
    ("Fayzabad", [37.1166, 70.5800], 58.52, "AF"),
    ("Sochi", [43.5970, 39.7248], 2473.20, "other"),
];

#[test]
fn places_are_as_far_from_the_border_as_measured_independently() {
    let region = Region::embedded("TJ-AF").unwrap();
    for (name, [lat, lng], km, side) in PLACES {
        let found = region.border.nearest(at(*lat, *lng)).distance.km();
        let tolerance = if *name == "Dushanbe" { 2.0 } else { 0.05 };
        assert!((found - km).abs() < tolerance, "{name}: {found} km, expected {km}");
        assert_eq!(region.border.side(at(*lat, *lng)).code(), *side, "{name}");
    }
    let mut table =
        String::from("| place | km to the line | side | km along it |\n|---|---:|---|---:|\n");
    for (name, [lat, lng], ..) in PLACES {
        let nearest = region.border.nearest(at(*lat, *lng));
        let side = region.border.side(at(*lat, *lng));
        let (km, along) = (nearest.distance.km(), nearest.chainage.km());
        writeln!(table, "| {name} | {km:.2} | {} | {along:.1} |", side.code()).unwrap();
    }
    crate::earth::document("places", &table);
}

/// The outlines of provinces are off by kilometres from the line, so that farther from it both must say the same.
#[test]
fn line_and_outlines_agree_on_the_side() {
    for (pair, least) in [("TJ-AF", 1.0), ("IN-PK", 0.99), ("KH-TH", 0.99), ("US-MX", 0.99)] {
        let border = Region::embedded(pair).unwrap().border;
        let mut counts = [0.0, 0.0];
        for step in 0..200 {
            let along = Metres(border.length().0 * (f64::from(step) + 0.5) / 200.0);
            for azimuth in 0..8 {
                let start = border.line().at(along);
                let position = destination(start, 45.0 * f64::from(azimuth), Metres(20_000.0));
                let nearest = border.nearest(position);
                let country = provinces::at(position).map(provinces::Province::country);
                let ours = country.filter(|country| border.sides().contains(country));
                // Beyond an end of the line only the outlines can tell.
                let Some(country) = ours.filter(|_| !nearest.beyond_end) else { continue };
                if nearest.distance.0 < 14_000.0 {
                    continue;
                }
                counts[1] += 1.0;
                let by_line = match nearest.turn {
                    Turn::Left => border.sides()[0],
                    _ => border.sides()[1],
                };
                counts[0] += f64::from(u8::from(by_line == country));
                assert_eq!(border.side(position), Side::In(by_line), "{pair}: {position}");
            }
        }
        assert!(counts[1] > 300.0, "{pair}: few positions: {counts:?}");
        assert!(counts[0] / counts[1] >= least, "{pair}: {counts:?}");
    }
}

#[test]
fn a_slip_in_a_pair_is_guessed() {
    for (asked, meant) in
        [("TJ-AG", "TJ-AF"), ("TJK-AFH", "TJ-AF"), ("USA-MXE", "US-MX"), ("IN-PX", "IN-PK")]
    {
        let error = Region::embedded(asked).unwrap_err();
        assert!(error.meant.iter().any(|name| name == meant), "{asked}: {error}");
    }
    assert_eq!(Region::embedded("QQQ-ZZZ").unwrap_err().meant, Vec::<String>::new());
}

#[test]
fn a_pair_turned_round_is_the_same_line_walked_back() {
    let there = Region::embedded("TJ-AF").unwrap();
    let back = Region::embedded("AF-TJ").unwrap();
    let khorog = at(37.4904, 71.5534);
    let (one, other) = (there.border.nearest(khorog), back.border.nearest(khorog));
    assert!((one.distance.0 - other.distance.0).abs() < 1e-6);
    assert!((one.chainage.0 + other.chainage.0 - there.border.length().0).abs() < 1e-3);
    assert_eq!(back.border.side(khorog).code(), "TJ");
}

#[test]
fn borders_go_by_many_names() {
    for name in ["TJ-AF", "tj-af", "Tajikistan–Afghanistan", "Таджикистан-Афганистан"]
    {
        assert_eq!(Region::embedded(name).unwrap().name, "TJ-AF", "{name}");
    }
    assert_eq!(Region::embedded("Guinea-Bissau-Senegal").unwrap().name, "GW-SN");
}

#[test]
fn an_unknown_border_says_what_may_be_meant() {
    for (asked, meant) in [("TJ-AG", "TJ-AF"), ("TJAF", "TJ-AF"), ("IN-PQ", "IN-PK")] {
        let error = Region::embedded(asked).unwrap_err();
        assert!(error.meant.iter().any(|name| name == meant), "{asked}: {error}");
    }
    assert!(Region::embedded("").is_err());
    assert!(Region::embedded("TJ-TJ").is_err());
    assert!(Region::embedded("US-JP").is_err());
}

#[test]
fn sections_make_up_the_border() {
    let border = Region::embedded("TJ-AF").unwrap().border;
    let sections = border.sections(Metres(25_000.0));
    assert_eq!(sections.len(), 55);
    let mut end = 0.0;
    for section in &sections {
        assert!((section.from.0 - end).abs() < 1e-9, "{}", section.id);
        end = section.to.0;
        let middle = Metres(f64::midpoint(section.from.0, section.to.0));
        assert_eq!(border.section_at(middle, Metres(25_000.0)), section.id);
        assert!(!section.line.is_empty());
    }
    assert!((end - border.length().0).abs() < 1e-6);
}

#[test]
fn every_border_has_a_line_and_two_sides() {
    let borders = region::borders();
    assert!(borders.len() >= 320, "{}", borders.len());
    for border in &borders {
        assert!(border.sides[0] < border.sides[1]);
        assert!(border.length.0 > 0.0 && border.parts > 0, "{border:?}");
    }
}

#[test]
fn the_grid_agrees_with_the_outlines() {
    use geo::Contains;
    // A walk over the region in steps that are no multiple of the grid's.
    for row in 0..60 {
        for column in 0..60 {
            let position =
                at(34.013 + 0.1171 * f64::from(row), 64.017 + 0.2131 * f64::from(column));
            let point = geo::Point::new(position.lng(), position.lat());
            let found = provinces::at(position);
            if let Some(province) = found {
                assert!(
                    province.polygons().contains(&point),
                    "{position}: not in {}",
                    province.iso()
                );
            } else {
                let missed = ["TJ", "AF", "UZ", "KG", "CN", "PK", "TM"].iter().any(|code| {
                    let country = marz::gazetteer::Country::from_code(code).unwrap();
                    provinces::of(country).any(|province| province.polygons().contains(&point))
                });
                assert!(!missed, "{position} is in a province");
            }
        }
    }
}

#[test]
fn provinces_share_the_whole_border() {
    let region = Region::embedded("TJ-AF").unwrap();
    let shares = region::shares(&region);
    for side in region.sides {
        let of_side = shares.iter().filter(|(province, _)| province.country() == side);
        let km: f64 = of_side.map(|(_, length)| length.km()).sum();
        // Where the outlines cross the line by kilometres, nothing of that side is found beside it.
        assert!((km - 1366.7).abs() < 30.0, "{side}: {km} km");
    }
    let codes: Vec<&str> = shares.iter().map(|(province, _)| province.iso()).collect();
    assert_eq!(codes, ["TJ-GB", "TJ-KT", "AF-BAL", "AF-BDS", "AF-KDZ", "AF-TAK"]);
}

#[test]
fn areas_have_a_nearest_and_a_farthest_distance() {
    let border = Region::embedded("TJ-AF").unwrap().border;
    for (iso, nearest, farthest) in
        [("AF-BDS", 0.0, 150.0), ("TJ-SU", 110.0, 260.0), ("AF-KAB", 240.0, 330.0)]
    {
        let found = area_distance(&border, &provinces::by_iso(iso).unwrap().polygons());
        assert!((found.nearest.km() - nearest).abs() < 40.0, "{iso}: {found:?}");
        assert!((found.farthest.km() - farthest).abs() < 60.0, "{iso}: {found:?}");
    }
}
