//! `marz draw`.

use super::reports::{ReportOptions, Survey};
use super::{BorderOptions, Outcome, ThreadOptions};
use anyhow::Context;
use marz::draw::{self, Options, Told};
use marz::layer::Ground;
use marz::text::Language;
use std::io::Write;
use std::path::PathBuf;

/// Draw the map of a set of reports, or of a folder that `marz map` wrote, as a picture, SVG or PNG
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  marz draw reports/ -o map.png                           a picture for print, 3200 by 2000 pixels
  marz draw out/ -o map.png                               the folder that `marz map` wrote, with its border
  marz draw reports/ -o map.svg --lang fa                 in Persian, to be edited in Inkscape
  marz draw reports/ -o map.svg --outlines                words as shapes: needs no fonts
  marz draw reports/ -o tall.png --size 1600x2400         a page
  marz draw reports/ -o map.png --border KH-TH            another border

The same reports give the same bytes. Names for which there is no room are listed on standard error.")]
pub struct Args {
    #[command(flatten)]
    reports: ReportOptions,

    /// The file to write: map.svg or map.png
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// The language of words and names: en, ru, tg, fa
    #[arg(long = "lang", value_name = "CODE", value_parser = super::reports::language, default_value = "en")]
    lang: Language,

    /// Width and height in pixels
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = size, default_value = "3200x2000")]
    size: [u32; 2],

    /// Write the words of an SVG as shapes, for programs that have not the fonts
    #[arg(long)]
    outlines: bool,

    #[command(flatten)]
    border: BorderOptions,

    #[command(flatten)]
    threads: ThreadOptions,
}

impl Args {
    /// Reads the reports, draws them, and says which names had no room.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let kind =
            self.output.extension().and_then(|kind| kind.to_str()).map(str::to_ascii_lowercase);
        anyhow::ensure!(
            matches!(kind.as_deref(), Some("svg" | "png")),
            "cannot draw {}: its name has to end in .svg or .png",
            self.output.display()
        );
        let (told, border, outcome) = self.told()?;
        let region = border.region()?;
        let ground = Ground::new(self.reports.gazetteer.open()?, &region);
        let picture =
            draw::picture(&ground, &told, Options { language: self.lang, size: self.size });
        let bytes = match kind.as_deref() {
            Some("png") => picture.png()?,
            _ if self.outlines => picture.outlined()?.into_bytes(),
            _ => picture.svg.clone().into_bytes(),
        };
        std::fs::write(&self.output, bytes)
            .with_context(|| format!("cannot write {}", self.output.display()))?;
        writeln!(out, "{}: {} names on the map", self.output.display(), picture.labels.len())?;
        for (what, names) in [("", &picture.dropped), (", of the ground", &picture.dropped_ground)]
        {
            if !names.is_empty() {
                eprintln!("marz: no room for {} names{what}: {}", names.len(), names.join(", "));
            }
        }
        Ok(outcome)
    }

    /// What is to be drawn: the folder of a map with its own border, or reports.
    fn told(&self) -> anyhow::Result<(Told, BorderOptions, Outcome)> {
        if let [folder] = self.reports.reports.as_slice()
            && Told::is_in(folder)
        {
            let told = Told::read(folder)?;
            let border = self.border.described(&told.options);
            return Ok((told, border, Outcome::Complete));
        }
        let Survey { layers, outcome } = self.reports.survey(&self.border, self.threads)?;
        Ok((Told::from(&layers), self.border.clone(), outcome))
    }
}

fn size(text: &str) -> Result<[u32; 2], String> {
    let parts = text.split_once(['x', '×']);
    let size = parts.and_then(|(width, height)| Some([width.parse().ok()?, height.parse().ok()?]));
    size.filter(|size: &[u32; 2]| size.iter().all(|side| draw::SIZES.contains(side))).ok_or_else(
        || {
            format!(
                "write width and height in pixels, {} to {} each: 3200x2000",
                draw::SIZES.start(),
                draw::SIZES.end()
            )
        },
    )
}
