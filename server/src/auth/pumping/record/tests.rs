use super::*;

const NOW: i64 = 1_000_000;

fn counts(sent: i64, approved: i64) -> Counts {
    Counts { sent, approved }
}

/// How many messages for nothing such a place takes at once, until it is held back.
fn messages_for_nothing(mut record: Record) -> i64 {
    for sent in 0.. {
        if record.judge(NOW) != Verdict::Open {
            return sent;
        }
        (record.probes, record.next_probe_at) = record.after(Verdict::Open, NOW);
        record.hour.sent += 1;
        record.day.sent += 1;
    }
    unreachable!()
}

#[test]
fn an_unknown_place_takes_four_and_the_home_country_and_its_ranges_twelve() {
    for (place, messages) in [
        ("JP", 12),
        ("JP-1f0c2d3e4b5a6978", 12),
        ("NG", 4),
        ("NG-1f0c2d3e4b5a6978", 4),
    ] {
        let record = Record::default().at(place, "JP");
        assert_eq!(messages_for_nothing(record), messages, "{place}");
    }
}

#[test]
fn a_place_that_was_bad_this_week_takes_none_after_a_silent_day() {
    let record = Record {
        week: counts(7, 0),
        ..Record::default()
    };
    assert_eq!(record.judge(NOW), Verdict::Probe);
}

#[test]
fn a_good_day_carries_an_hour_without_deliveries_and_so_does_a_good_week() {
    let day = Record {
        day: counts(2_000, 1_600),
        ..Record::default()
    };
    assert!(messages_for_nothing(day) > 3_000);
    // On a Monday morning an average day of the week stands in.
    let week = Record {
        week: counts(7_000, 5_600),
        ..Record::default()
    };
    assert!(messages_for_nothing(week) > 1_500);
}

#[test]
fn a_little_good_traffic_gives_little_room() {
    let record = Record {
        day: counts(5, 4),
        week: counts(35, 28),
        ..Record::default()
    };
    assert!(messages_for_nothing(record) <= 36);
}

#[test]
fn gaps_between_probes_double_up_to_a_day() {
    let mut record = Record {
        day: counts(5, 0),
        next_probe_at: NOW + FIRST_GAP,
        ..Record::default()
    };
    let mut now = NOW;
    let mut minutes = Vec::new();
    for _ in 0..9 {
        let Verdict::Held { until } = record.judge(now) else {
            panic!("it is open");
        };
        minutes.push((until - now) / 60);
        now = until;
        assert_eq!(record.judge(now), Verdict::Probe);
        (record.probes, record.next_probe_at) = record.after(Verdict::Probe, now);
        record.day.sent += 1;
    }
    assert_eq!(minutes, [30, 60, 120, 240, 480, 960, 1_440, 1_440, 1_440]);
}

#[test]
fn one_approved_probe_opens_the_way_as_far_as_its_share_reaches() {
    let held = Record {
        day: counts(40, 0),
        hour: counts(1, 0),
        probes: 3,
        next_probe_at: NOW + 7_200,
        ..Record::default()
    };
    assert_eq!(held.judge(NOW), Verdict::Held { until: NOW + 7_200 });
    let healed = |sent| Record {
        hour: counts(sent, 1),
        probes: 0,
        next_probe_at: 0,
        ..held
    };
    assert_eq!(healed(1).judge(NOW), Verdict::Open);
    assert_eq!(healed(2).judge(NOW), Verdict::Open);
    assert_eq!(healed(3).judge(NOW), Verdict::Probe);
}

#[test]
fn what_was_let_pass_for_the_record_moves_no_probe() {
    let held = Record {
        day: counts(5, 0),
        probes: 2,
        next_probe_at: NOW + 60,
        ..Record::default()
    };
    assert_eq!(held.after(held.judge(NOW), NOW), (2, NOW + 60));
}
