//! How fast distances and provinces are, in units of one `geographiclib-rs` inverse.
//!
//! `cargo bench --bench geodesy` prints the table; with `MARZ_WRITE_DOCS=1` it also stands in `docs/BENCHMARKS.md`.
//! Each contender is run in turn, five rounds; the median counts. A ratio is more portable than a rate.

#![allow(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a benchmark counts and prints"
)]

use geographiclib_rs::{Geodesic, InverseGeodesic};
use marz::earth::{LatLng, Line, Metres, destination, inverse};
use marz::region::{Region, provinces};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

const POINTS: usize = 500_000;
const ROUNDS: usize = 5;
const BEGIN: &str = "<!-- geodesy: written by `cargo bench --bench geodesy` -->\n";
const END: &str = "<!-- end of geodesy -->\n";

/// A name, how many points it takes, and what it does with all of them.
type Contender<'c> = (&'static str, usize, Box<dyn Fn() -> f64 + 'c>);

fn main() {
    let region = Region::embedded("TJ-AF").expect("the default border is embedded");
    let line = region.border.line();
    let fine = fractal(line);
    let near = around(line, 500_000.0);
    let world = world();
    let wgs84 = Geodesic::wgs84();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
    let sum = |metres: Vec<Metres>| metres.iter().map(|metres| metres.0).sum::<f64>();
    let contenders: Vec<Contender<'_>> = vec![
        (
            "one inverse",
            POINTS,
            Box::new(|| {
                near.iter().map(|p| -> f64 { wgs84.inverse(p.lat(), p.lng(), 37.0, 70.0) }).sum()
            }),
        ),
        (
            "`Line::distance`, one by one, within 500 km",
            POINTS,
            Box::new(|| near.iter().map(|&p| line.distance(p).0).sum()),
        ),
        (
            "`Line::nearest`, one by one, within 500 km",
            POINTS,
            Box::new(|| near.iter().map(|&p| line.nearest(p).chainage.0).sum()),
        ),
        (
            "`Line::distances`, one core, within 500 km",
            POINTS,
            Box::new(|| one.install(|| sum(line.distances(&near)))),
        ),
        (
            "`Line::distances`, all cores, within 500 km",
            POINTS,
            Box::new(|| sum(line.distances(&near))),
        ),
        (
            "`Line::distances`, one core, line of 29,000 vertices",
            POINTS,
            Box::new(|| one.install(|| sum(fine.distances(&near)))),
        ),
        (
            "`provinces::at`, land and sea of the world",
            POINTS,
            Box::new(|| world.iter().filter(|&&p| provinces::at(p).is_some()).count() as f64),
        ),
        (
            "`provinces::at`, within 500 km of the line",
            POINTS,
            Box::new(|| near.iter().filter(|&&p| provinces::at(p).is_some()).count() as f64),
        ),
    ];
    let mut rates = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for (rates, (_, points, run)) in rates.iter_mut().zip(&contenders) {
            let start = Instant::now();
            black_box(run());
            rates.push(*points as f64 / start.elapsed().as_secs_f64());
        }
    }
    let median = |rates: &mut Vec<f64>| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    };
    let rates: Vec<f64> = rates.iter_mut().map(median).collect();
    let mut table = String::from("| what | points a second | in inverses |\n|---|---|---|\n");
    for ((name, ..), rate) in contenders.iter().zip(&rates) {
        writeln!(table, "| {name} | {:.2} M | {:.2} × |", rate / 1e6, rate / rates[0])
            .expect("a string takes all");
    }
    println!("{table}");
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        write(&table);
    }
}

fn write(table: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/BENCHMARKS.md");
    let text = std::fs::read_to_string(path).expect("docs/BENCHMARKS.md is there");
    let (before, rest) =
        text.split_once(BEGIN).expect("the page has the mark where the table begins");
    let (_, after) = rest.split_once(END).expect("the page has the mark where the table ends");
    std::fs::write(path, format!("{before}{BEGIN}{table}{END}{after}"))
        .expect("the page can be written");
}

/// Fractions between 0 and 1 that fill a square evenly (M. Roberts, "The R2 sequence", 2018).
fn even(number: usize) -> [f64; 2] {
    [0.754_877_666_246_692_7, 0.569_840_290_998_053_2].map(|step| (number as f64 * step).fract())
}

fn around(line: &Line, reach: f64) -> Vec<LatLng> {
    let length = line.length().0;
    (0..POINTS)
        .map(|number| {
            let [u, v] = even(number);
            let start = line.at(Metres(u * length));
            destination(start, 360.0 * (v * 97.0).fract(), Metres(v * reach))
        })
        .collect()
}

fn world() -> Vec<LatLng> {
    let at = |[u, v]: [f64; 2]| LatLng::new((2.0 * u - 1.0).asin().to_degrees(), 360.0 * v - 180.0);
    (0..POINTS).map(|number| at(even(number)).expect("in range")).collect()
}

/// The line with its edges broken three times over, each break a tenth of the edge to one side.
fn fractal(line: &Line) -> Line {
    let mut parts = line.parts().to_vec();
    while parts.iter().map(Vec::len).sum::<usize>() < 29_000 {
        for part in &mut parts {
            let mut out = vec![part[0]];
            for (number, ends) in part.windows(2).enumerate() {
                let way = inverse(ends[0], ends[1]);
                let middle = destination(ends[0], way.azimuth, Metres(0.5 * way.distance.0));
                let turn = if number % 2 == 0 { 90.0 } else { -90.0 };
                out.push(destination(middle, way.azimuth + turn, Metres(0.1 * way.distance.0)));
                out.push(ends[1]);
            }
            *part = out;
        }
    }
    Line::new(&parts).expect("a line stays one")
}
