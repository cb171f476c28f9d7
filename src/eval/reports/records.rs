//! Incidents and facilities: matched with the gold records of the same sentence and kind.

use super::matching::pairs;
use super::{
    Options, Predicted, Row, Stretch, Tally, dated, fields, list, name, names, overlap, span,
    truthy,
};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Other programs' names of types.
const TYPES: &[(&str, &str)] = &[
    ("clash", "armed_clash"),
    ("battle", "armed_clash"),
    ("troop_movement", "displacement"),
    ("retreat", "displacement"),
    ("bombing", "attack"),
    ("drugs_seizure", "drug_seizure"),
];

/// Other programs' names of statuses.
const STATUSES: &[(&str, &str)] =
    &[("happened", "occurred"), ("conditional", "hypothetical"), ("rejected", "denied")];

/// Classes of gold records that are to be found.
const POSITIVE: &[&str] = &["incident", "presence", "exercise"];

/// Types beyond the core.
const EXTENDED: &[&str] = &[
    "natural_disaster",
    "road_closure",
    "base_established",
    "construction",
    "power_cut",
    "talks",
    "meeting",
    "visit",
    "phone_talks",
    "agreement",
    "assistance",
    "statement",
    "press_conference",
    "diplomacy",
    "policy",
];

/// Statuses of what did not happen.
const UNREAL: &[&str] = &[
    "planned",
    "ordered",
    "announced",
    "denied",
    "negated",
    "hypothetical",
    "legal_text",
    "threatened",
];

/// Kinds of facilities that are hard to tell apart.
const ALIKE: &[&[&str]] = &[
    &[
        "border_post",
        "border_guard_facility",
        "security_post",
        "checkpoint",
        "military_post",
        "outpost",
    ],
    &["military_base", "military_unit", "base"],
    &["crossing", "border_crossing", "checkpoint", "port_of_entry"],
    &["training_range", "range", "training_ground"],
];

fn mapped<'n>(table: &[(&str, &'static str)], name: &'n str) -> &'n str {
    table.iter().find(|(theirs, _)| *theirs == name).map_or(name, |(_, ours)| ours)
}

fn same_type(ours: &str, gold: &Value) -> bool {
    let (found, right) = (mapped(TYPES, ours), name(gold, "type"));
    let others = names(gold, "type_alt");
    found == right
        || others.contains(&found)
        || others.contains(&ours)
        || mapped(TYPES, right) == found
}

/// Where the evidence of a gold record stands.
fn spans(gold: &Value) -> Vec<Stretch> {
    if truthy(gold, "evidence_all") {
        return list(gold, "evidence_all").iter().map(span).collect();
    }
    ["evidence", "evidence_2"]
        .iter()
        .filter(|key| truthy(gold, key))
        .map(|key| span(&gold[*key]))
        .collect()
}

fn over(at: Stretch, gold: &Value) -> usize {
    spans(gold).into_iter().map(|other| overlap(at, other)).max().unwrap_or(0)
}

/// How far a row covers what gives the gold record away.
fn over_trigger(at: Stretch, gold: &Value) -> usize {
    let main = if truthy(gold, "trigger") { &gold["trigger"] } else { &gold["evidence"] };
    overlap(at, span(main))
}

/// Counts the incidents of a document.
pub(super) fn incidents(document: &Value, found: &Predicted, options: &Options, tally: &mut Tally) {
    let gold = list(document, "incidents");
    let class = |g: &Value| name(g, "cls").to_owned();
    let is_core = |g: &Value| {
        g.get("scope").and_then(Value::as_str).unwrap_or("core") == "core"
            && POSITIVE.contains(&name(g, "cls"))
    };
    let is_wanted = |g: &Value| {
        let scope = if options.all { class(g) != "negative" } else { is_core(g) };
        scope && !truthy(g, "optional") && !truthy(g, "merge_into")
    };
    let wanted: Vec<&Value> = gold.iter().filter(|g| is_wanted(g)).collect();
    let soft: Vec<&Value> =
        gold.iter().filter(|g| class(g) != "negative" && !is_wanted(g)).collect();
    let negative: Vec<&Value> = gold.iter().filter(|g| class(g) == "negative").collect();
    let rows: Vec<Incident<'_>> = found
        .incidents
        .iter()
        .map(|(row, at)| Incident {
            row,
            at: *at,
            kind: fields::lower(row, "type"),
            status: mapped(STATUSES, &fields::lower(row, "status")).to_owned(),
        })
        .collect();
    let matched = matched(&rows, &wanted);
    tally.add_many("inc_gold", wanted.len());
    tally.add_many("inc_tpr", matched.len());
    tally.add_many("inc_tpp", matched.len());
    for (i, row) in rows.iter().enumerate() {
        let status = row.status.as_str();
        let asserted = matches!(status, "occurred" | "ongoing" | "")
            || (options.claimed_counts && status == "claimed");
        if let Some(right) = matched.get(&i) {
            tally.add("inc_pred", true);
            right_one(row, wanted[*right], asserted, options, tally);
            continue;
        }
        let any =
            |among: &[&Value]| among.iter().any(|g| over(row.at, g) > 0 && same_type(&row.kind, g));
        let (repeats, is_soft, denied) = (any(&wanted), any(&soft), any(&negative));
        if denied && asserted && !repeats && !is_soft {
            for count in ["inc_pred", "fa_n", "fa_status"] {
                tally.add(count, true);
            }
        } else if repeats {
            tally.add("inc_dup", true);
        } else if is_soft
            || (denied && !asserted)
            || (!options.all && EXTENDED.contains(&mapped(TYPES, &row.kind)))
        {
            tally.add("inc_soft", true);
        } else {
            tally.add("inc_pred", true);
            if asserted {
                let near = wanted.iter().chain(&soft).any(|g| over(row.at, g) > 0);
                tally.add("fa_n", true);
                tally.add(if near { "fa_type" } else { "fa_none" }, true);
            }
        }
    }
}

/// A predicted incident.
struct Incident<'r> {
    row: &'r Row,
    at: Stretch,
    kind: String,
    status: String,
}

/// The gold record of each row that has one.
fn matched(rows: &[Incident<'_>], wanted: &[&Value]) -> BTreeMap<usize, usize> {
    let edges: Vec<Vec<usize>> = rows
        .iter()
        .map(|row| {
            let mut fitting: Vec<usize> = (0..wanted.len())
                .filter(|j| over(row.at, wanted[*j]) > 0 && same_type(&row.kind, wanted[*j]))
                .collect();
            fitting.sort_by_key(|j| {
                (Reverse(over_trigger(row.at, wanted[*j])), Reverse(over(row.at, wanted[*j])), *j)
            });
            fitting
        })
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|i| {
        let best = edges[*i].iter().map(|j| over_trigger(rows[*i].at, wanted[*j])).max();
        Reverse(best.and_then(|best| i64::try_from(best).ok()).unwrap_or(-1))
    });
    let ordered: Vec<Vec<usize>> = order.iter().map(|i| edges[*i].clone()).collect();
    pairs(&ordered).into_iter().map(|(left, right)| (order[left], right)).collect()
}

/// Counts the fields of a row that is matched with `gold`.
fn right_one(
    row: &Incident<'_>,
    gold: &Value,
    asserted: bool,
    options: &Options,
    tally: &mut Tally,
) {
    let mut statuses = names(gold, "status_alt");
    let other_statuses = statuses.clone();
    statuses.push(name(gold, "status"));
    tally.add("st_n", true);
    tally.add("st_ok", statuses.contains(&row.status.as_str()));
    if asserted {
        let is_asserted = |status: &&str| {
            matches!(*status, "occurred" | "ongoing")
                || (options.claimed_counts && *status == "claimed")
        };
        let excused = other_statuses.iter().any(is_asserted);
        tally.add("fa_n", true);
        if UNREAL.contains(&name(gold, "status")) && !excused {
            tally.add("fa_status", true);
        } else if matches!(name(gold, "status"), "claimed" | "alleged") && !excused {
            tally.add("fa_claim", true);
        }
    }
    division(row.row, gold, tally);
    let date = gold.get("date").filter(|date| date.is_object());
    if date.is_none_or(|date| !truthy(date, "uncertain")) {
        for (key, n, exact, compatible, year) in [
            ("text_only", "d_text_only_n", "d_text_only_ex", "d_text_only_co", "d_text_only_wy"),
            ("with_pub", "d_with_pub_n", "d_with_pub_ex", "d_with_pub_co", "d_with_pub_wy"),
        ] {
            let right = date.and_then(|date| date.get(key)).and_then(Value::as_str);
            let comparison = dated(row.row, right);
            tally.add(n, true);
            tally.add(exact, comparison.exact);
            tally.add(compatible, comparison.compatible);
            tally.add(year, comparison.wrong_year);
        }
    }
    casualties(row.row, gold, tally);
}

fn division(row: &Row, gold: &Value, tally: &mut Tally) {
    let places = list(gold, "places");
    let code = |place: &&Value| truthy(place, "iso3166_2");
    let all: Vec<&str> = places.iter().filter(code).map(|place| name(place, "iso3166_2")).collect();
    let mut wanted: Vec<&str> = places
        .iter()
        .filter(|place| code(place) && name(place, "role") != "origin")
        .map(|place| name(place, "iso3166_2"))
        .collect();
    if wanted.is_empty() {
        wanted.clone_from(&all);
    }
    let got = fields::codes(row, "iso");
    let right = if wanted.is_empty() {
        got.is_empty()
    } else {
        got.iter().all(|code| all.contains(&code.as_str()))
            && got.iter().any(|code| wanted.contains(&code.as_str()))
    };
    tally.add("ia_n", true);
    tally.add("ia_ok", right);
}

fn casualties(row: &Row, gold: &Value, tally: &mut Tally) {
    type Names = (&'static str, &'static str, &'static str, &'static str);
    let told = gold.get("casualties").unwrap_or(&Value::Null);
    let kinds: [(Names, [&str; 2], [&str; 2]); 2] = [
        (("k_n", "k_has", "k_ok", "k_false"), ["k_lo", "k_hi"], ["killed_low", "killed_high"]),
        (("w_n", "w_has", "w_ok", "w_false"), ["w_lo", "w_hi"], ["wounded_low", "wounded_high"]),
    ];
    for ((n, has, ok, made_up), ours, theirs) in kinds {
        let (low, high) = (told[theirs[0]].as_f64(), told[theirs[1]].as_f64());
        let (x, y) = (fields::number(row, ours[0]), fields::number(row, ours[1]));
        if low.is_none() && high.is_none() {
            if [x, y].into_iter().flatten().any(|number| number != 0.0) {
                tally.add(made_up, true);
            }
            continue;
        }
        tally.add(n, true);
        if let Some(value) = x.or(y) {
            let least = low.unwrap_or(value);
            // Without an upper bound only the least itself is right.
            let most = high.unwrap_or(least);
            tally.add(has, true);
            tally.add(ok, least <= value && value <= most);
        }
    }
}

/// Counts the facilities of a document.
pub(super) fn facilities(
    places: &Value,
    document: &Value,
    found: &Predicted,
    options: &Options,
    tally: &mut Tally,
) {
    let gold = list(document, "facilities");
    let is_wanted = |g: &&Value| {
        let scope = g.get("scope").and_then(Value::as_str).unwrap_or("core");
        !truthy(g, "optional") && (options.all || scope == "core")
    };
    let wanted: Vec<&Value> = gold.iter().filter(is_wanted).collect();
    let soft: Vec<&Value> = gold.iter().filter(|g| !is_wanted(g)).collect();
    let same = |row: &Row, g: &Value| {
        let (kind, right) = (fields::lower(row, "ftype"), name(g, "type"));
        kind == right
            || ALIKE.iter().any(|set| set.contains(&kind.as_str()) && set.contains(&right))
    };
    let edges: Vec<Vec<usize>> = found
        .facilities
        .iter()
        .map(|(row, at)| {
            let mut fitting: Vec<usize> = (0..wanted.len())
                .filter(|j| over(*at, wanted[*j]) > 0 && same(row, wanted[*j]))
                .collect();
            fitting.sort_by_key(|j| (Reverse(over_trigger(*at, wanted[*j])), *j));
            fitting
        })
        .collect();
    let matched = pairs(&edges);
    tally.add_many("fac_gold", wanted.len());
    tally.add_many("fac_tpr", matched.len());
    tally.add_many("fac_tpp", matched.len());
    for (i, (row, at)) in found.facilities.iter().enumerate() {
        let any = |among: &[&Value]| among.iter().any(|g| over(*at, g) > 0 && same(row, g));
        if let Some(right) = matched.get(&i) {
            tally.add("fac_pred", true);
            facility(places, row, wanted[*right], tally);
        } else if any(&wanted) {
            tally.add("fac_dup", true);
        } else if !any(&soft) {
            tally.add("fac_pred", true);
        }
    }
}

fn facility(places: &Value, row: &Row, gold: &Value, tally: &mut Tally) {
    let own = &places[name(gold, "place")];
    let codes = list(gold, "places").iter().chain([own]).map(|place| name(place, "iso3166_2"));
    let wanted: Vec<&str> = codes.filter(|code| !code.is_empty()).collect();
    let got = fields::codes(row, "iso");
    let there = got.iter().any(|code| wanted.contains(&code.as_str()));
    tally.add("ff_n", true);
    tally.add("ff_iso", if wanted.is_empty() { got.is_empty() } else { there });
    let right = gold.get("cost").and_then(|cost| cost.get("amount")).and_then(Value::as_f64);
    let cost = fields::get(row, "cost").and_then(|cost| match cost {
        Value::Object(cost) => cost.get("amount").and_then(fields::as_number),
        other => fields::as_number(other),
    });
    tally.add(
        "ff_cost",
        match (right, cost) {
            (Some(right), Some(cost)) => (right - cost).abs() < 0.5,
            (right, cost) => right.is_none() && cost.is_none(),
        },
    );
    tally.add("ff_status", fields::lower(row, "status") == name(gold, "status"));
}
