//! Packs the tables of `geodata/` into the form that the library reads in place.

use std::path::PathBuf;

#[path = "geodata/pack/borders.rs"]
mod borders;
#[path = "geodata/pack/claims.rs"]
mod claims;
#[path = "geodata/pack/countries.rs"]
mod countries;
#[path = "geodata/pack/gazetteer.rs"]
mod gazetteer;
#[path = "geodata/pack/geometry.rs"]
mod geometry;
#[path = "geodata/pack/provinces.rs"]
mod provinces;
#[path = "geodata/pack/tables.rs"]
mod tables;
#[path = "geodata/pack/text.rs"]
mod text;
#[path = "geodata/pack/waters.rs"]
mod waters;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=geodata/pack");
    println!("cargo::rerun-if-changed=src/region/edge.rs");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    println!("cargo::rerun-if-changed=src/text/letters.rs");
    println!("cargo::rerun-if-changed=src/text/plain.rs");
    println!("cargo::rerun-if-changed=src/gazetteer/layout.rs");
    println!("cargo::rerun-if-changed=src/gazetteer/inflect.rs");
    println!("cargo::rerun-if-changed=src/gazetteer/build");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    borders::pack(&folder);
    claims::pack(&folder);
    countries::pack(&folder);
    provinces::pack(&folder);
    waters::pack(&folder);
    gazetteer::pack(&folder);
}
