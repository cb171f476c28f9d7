//! Rectangles of the picture.

/// A rectangle; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Area {
    /// A rectangle around a point.
    #[must_use]
    pub fn around([x, y]: [f64; 2], width: f64, height: f64) -> Self {
        Self {
            left: x - width / 2.0,
            top: y - height / 2.0,
            right: x + width / 2.0,
            bottom: y + height / 2.0,
        }
    }

    /// Its width.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> [f64; 2] {
        [f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom)]
    }

    /// The same with a margin all around; a negative one makes it smaller.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Whether two rectangles have more than an edge in common.
    ///
    /// ```
    /// use marz::draw::Area;
    ///
    /// let square = Area::around([0.0, 0.0], 2.0, 2.0);
    /// assert!(square.overlaps(&Area::around([1.5, 0.0], 2.0, 2.0)));
    /// assert!(!square.overlaps(&Area::around([2.0, 0.0], 2.0, 2.0)));
    /// ```
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a point is inside.
    #[must_use]
    pub fn has(&self, [x, y]: [f64; 2]) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Whether all of another is inside.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.has([other.left, other.top]) && self.has([other.right, other.bottom])
    }
}
