//! From SVG to outlines and pixels.

use super::DrawError;
use super::text::Fonts;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::WriteOptions;

/// The same picture with its words as shapes, for programs that have not the fonts.
pub(super) fn outlined(fonts: &Fonts, svg: &str) -> Result<String, DrawError> {
    let options = WriteOptions {
        coordinates_precision: 2,
        transforms_precision: 5,
        ..WriteOptions::default()
    };
    Ok(fonts.tree(svg)?.to_string(&options))
}

/// The picture as PNG, a pixel for a unit of its size.
pub(super) fn png(fonts: &Fonts, svg: &str) -> Result<Vec<u8>, DrawError> {
    let tree = fonts.tree(svg)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(DrawError::Memory)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| DrawError::Png(error.to_string()))
}
