//! Scores as text.

use super::figures::{Tally, wilson};
use std::fmt::Write;

/// The figures of one language or of all, a line each; shares with their 95 % confidence interval.
pub(super) fn block(title: &str, tally: &Tally) -> String {
    let mut text = String::new();
    let mut line = |label: &str, said: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{label:<30} {said}");
    };
    let share = |right: &str, all: &str| {
        let (right, all) = (tally.of(right), tally.of(all));
        wilson(right, all).map_or_else(
            || "none".to_owned(),
            |interval| {
                let (low, high) = (100.0 * interval.low, 100.0 * interval.high);
                format!("{:.1} % ({right}/{all}, {low:.0} to {high:.0})", percent(right, all))
            },
        )
    };
    let found = |of: &str| {
        let (precision, recall, f1) = tally.precision_recall(of);
        let (gold, predicted) = (tally.of(&format!("{of}_gold")), tally.of(&format!("{of}_pred")));
        format!("P {precision:.3}  R {recall:.3}  F1 {f1:.3}  (gold {gold}, predicted {predicted})")
    };
    line(&format!("== {title}"), format!("{} documents", tally.of("docs")));
    line("toponyms, all uses", found("top"));
    line("toponyms that are locations", found("loc"));
    line("use, exact", share("use_exact", "use_n"));
    line("use, grouped", share("use_group", "use_n"));
    line("resolved within 25 km", share("pt_25", "pt_n"));
    line("resolved within the radius", share("pt_rad", "pt_n"));
    line("admin-1 of locations", share("a1_ok", "a1_n"));
    line("country of locations", share("cc_ok", "cc_n"));
    line("incidents", found("inc"));
    line("  told more than once", tally.of("inc_dup").to_string());
    line("  beyond the scope", tally.of("inc_soft").to_string());
    line("  status", share("st_ok", "st_n"));
    line("  admin-1", share("ia_ok", "ia_n"));
    line("false assertions", share("fa", "fa_n"));
    line("  of what did not happen", tally.of("fa_status").to_string());
    line("  of nothing", tally.of("fa_none").to_string());
    line("  not counted: other type", tally.of("fa_type").to_string());
    line("  not counted: a claim as fact", tally.of("fa_claim").to_string());
    for (label, of) in [("from the text", "text_only"), ("with publication", "with_pub")] {
        let n = format!("d_{of}_n");
        line(&format!("dates {label}, exact"), share(&format!("d_{of}_ex"), &n));
        line("  compatible", share(&format!("d_{of}_co"), &n));
        line("  of a wrong year", tally.of(&format!("d_{of}_wy")).to_string());
    }
    line("killed", share("k_ok", "k_n"));
    line("wounded", share("w_ok", "w_n"));
    line("  made up", format!("{} and {}", tally.of("k_false"), tally.of("w_false")));
    line("facilities", found("fac"));
    line("  admin-1", share("ff_iso", "ff_n"));
    line("  cost", share("ff_cost", "ff_n"));
    line("  status", share("ff_status", "ff_n"));
    text
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn percent(right: u64, all: u64) -> f64 {
    100.0 * right as f64 / all as f64
}
