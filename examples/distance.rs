//! How far places are from a border: `cargo run --example distance`.

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use marz::earth::{LatLng, Metres};
use marz::region::Region;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let border = Region::embedded("TJ-AF")?.border;
    for (name, lat, lng) in [("Khorog", 37.4904, 71.5534), ("Kunduz", 36.7289, 68.8570)] {
        let position = LatLng::new(lat, lng)?;
        let nearest = border.nearest(position);
        let section = border.section_at(nearest.chainage, Metres(25_000.0));
        let (km, side) = (nearest.distance.km(), border.side_of(position, &nearest));
        println!("{name}: {km:.2} km from the line, in {}, section {section}", side.code());
    }
    Ok(())
}
