//! Builds the text that a reader sees, keeping where each piece of it stands in the raw file.

use crate::document::Offsets;

/// A text in the making.
pub(super) struct Builder<'r> {
    raw: &'r str,
    text: String,
    /// Byte of the text, byte of the raw file.
    pieces: Vec<[usize; 2]>,
    /// What to write before the next piece: nothing, a space, a paragraph's end.
    pending: &'static str,
}

impl<'r> Builder<'r> {
    pub(super) fn new(raw: &'r str) -> Self {
        Self { raw, text: String::new(), pieces: Vec::new(), pending: "" }
    }

    /// Appends `piece`, which stands (or is encoded) at byte `at` of the raw file.
    pub(super) fn push(&mut self, piece: &str, at: usize) {
        if piece.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(self.pending);
        }
        self.pending = "";
        self.pieces.push([self.text.len(), at]);
        self.text.push_str(piece);
    }

    /// Appends `piece` with each run of white space as one space; a no-break space is kept.
    pub(super) fn push_collapsed(&mut self, piece: &str, at: usize) {
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = 0;
        while rest < piece.len() {
            let word = piece[rest..].find(|c| !blank(c)).map_or(piece.len(), |n| rest + n);
            if word > rest {
                self.space();
            }
            let end = piece[word..].find(blank).map_or(piece.len(), |n| word + n);
            self.push(&piece[word..end], at + word);
            rest = end;
        }
    }

    /// Appends `piece`, all of which one code of the raw file at `at` stands for.
    pub(super) fn push_collapsed_as_one(&mut self, piece: &str, at: usize) {
        if piece.trim_matches([' ', '\t', '\n', '\r']).is_empty() {
            self.space();
        } else {
            self.push(piece, at);
        }
    }

    /// Appends `piece`, which stands in `range` of the raw file as it is, or is encoded there.
    pub(super) fn push_as_in_raw(&mut self, piece: &str, range: std::ops::Range<usize>) {
        let shift = self.raw.get(range.clone()).and_then(|slice| slice.find(piece)).unwrap_or(0);
        self.push(piece, range.start + shift);
    }

    /// A space before the next piece.
    pub(super) fn space(&mut self) {
        if self.pending.is_empty() && !self.text.is_empty() {
            self.pending = " ";
        }
    }

    /// A new line before the next piece.
    pub(super) fn line(&mut self) {
        if self.pending != "\n\n" {
            self.pending = "\n";
        }
    }

    /// A new paragraph before the next piece.
    pub(super) fn paragraph(&mut self) {
        self.pending = "\n\n";
    }

    /// The text and its map.
    pub(super) fn finish(self) -> (String, Offsets) {
        let mut stretches: Vec<[usize; 3]> = Vec::with_capacity(self.pieces.len());
        let (mut byte, mut point) = (0, 0);
        for [at, raw] in self.pieces {
            // Two pieces that follow each other in both are one stretch.
            if stretches.last().is_some_and(|last| {
                at - last[0] == raw.wrapping_sub(last[1])
                    && self.raw.get(last[1]..raw) == self.text.get(last[0]..at)
            }) {
                continue;
            }
            point += self.raw.get(byte..raw).map_or(0, |skipped| skipped.chars().count());
            byte = raw;
            stretches.push([at, raw, point]);
        }
        (self.text, Offsets { stretches })
    }
}
