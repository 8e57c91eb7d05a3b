//! Which requests a fault strikes, and how often.

use std::time::Duration;

use orgbook_sandbox::{Fault, FaultRule, InvalidFaultRule, Stage};
use serde_json::json;

use super::{CREATE, SENIOR, all, create, get_boss, inject, is_there, last, post};
use crate::world::World;

#[test]
fn a_rule_strikes_as_often_as_it_says_and_goes_away() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::Http503).times(2));
    let statuses = [(); 3].map(|()| get_boss(&world).response.status().as_u16());
    assert_eq!(statuses, [503, 503, 200]);
    assert_eq!(world.sandbox.fault_rules(), []);
}

#[test]
fn a_rule_without_a_number_stays_until_it_is_cleared() {
    let world = World::new();
    let number = world.sandbox.inject(FaultRule::new(Fault::Http502));
    assert_eq!(
        [(); 3].map(|()| get_boss(&world).response.status()),
        [502; 3]
    );
    assert!(world.sandbox.clear_fault(number.unwrap()));
    assert_eq!(get_boss(&world).response.status(), 200);
    inject(&world, FaultRule::new(Fault::Http502));
    world.sandbox.clear_faults();
    assert_eq!(get_boss(&world).response.status(), 200);
}

#[test]
fn a_rule_for_one_path_leaves_the_others_alone() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::Http503).on(CREATE));
    assert_eq!(get_boss(&world).response.status(), 200);
    assert_eq!(create(&world, "f1").response.status(), 503);
}

#[test]
fn a_part_in_braces_stands_for_any_in_the_path_of_a_rule() {
    let world = World::new();
    inject(
        &world,
        FaultRule::new(Fault::Http503).on("/v1.0/oauth2/{corpId}/token"),
    );
    let reply = post(&world, "/v1.0/oauth2/ding1/token", "{}");
    assert_eq!(reply.response.status(), 503);
}

#[test]
fn the_first_rule_that_strikes_is_the_only_one() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::Http502).times(1));
    inject(&world, FaultRule::new(Fault::Http503).times(1));
    let statuses = [(); 3].map(|()| get_boss(&world).response.status().as_u16());
    assert_eq!(statuses, [502, 503, 200]);
}

#[test]
fn a_probability_strikes_some_and_with_the_same_seed_the_same() {
    let struck = |seed| {
        let world = World::with_seed(seed);
        inject(
            &world,
            FaultRule::new(Fault::Http503).with_probability(0.25),
        );
        let statuses = (0..400).map(|_| get_boss(&world).response.status() == 503);
        statuses.collect::<Vec<_>>()
    };
    let first = struck(1);
    let count = first.iter().filter(|struck| **struck).count();
    assert!((60..140).contains(&count), "{count}");
    assert_eq!(first, struck(1));
    assert_ne!(first, struck(2));
}

#[test]
fn a_rule_that_misses_changes_no_other_random_value() {
    let token = |inject: bool| {
        let world = World::new();
        if inject {
            let rule = FaultRule::new(Fault::Latency).with_probability(0.5);
            super::inject(&world, rule);
        }
        get_boss(&world).response.into_body()
    };
    assert_eq!(token(true), token(false));
}

#[test]
fn every_fault_strikes_at_its_stages_and_at_no_other() {
    for fault in Fault::ALL {
        for stage in Stage::ALL {
            let rule = FaultRule::new(*fault).at(*stage);
            let refused = Err(InvalidFaultRule::Impossible {
                fault: *fault,
                stage: *stage,
            });
            let expected = match fault.stages().contains(stage) {
                true => Ok(()),
                false => refused,
            };
            assert_eq!(rule.validate(), expected);
        }
    }
    let refused = FaultRule::new(Fault::AppThrottled)
        .at(Stage::After)
        .validate();
    let told = refused.unwrap_err().to_string();
    assert!(told.contains("cannot strike at the stage after"), "{told}");
    assert!(
        World::new()
            .sandbox
            .inject(FaultRule::new(Fault::Latency).at(Stage::MidAnswer))
            .is_err()
    );
}

#[test]
fn a_request_is_applied_at_every_stage_but_the_first() {
    for (fault, stage) in all().filter(|(fault, _)| fault.concerns(CREATE)) {
        let world = World::new();
        inject(&world, FaultRule::new(fault).at(stage).on(CREATE));
        create(&world, "f1");
        let record = last(&world);
        let through = matches!(fault, Fault::ClockBackward);
        assert_eq!(
            (is_there(&world, "f1"), record.applied),
            [(stage != Stage::Before || through); 2].into(),
            "{fault}@{stage}"
        );
        let injected = record.fault.unwrap();
        assert_eq!((injected.fault, injected.stage), (fault, stage));
    }
}

#[test]
fn the_record_tells_a_refusal_by_a_rule_of_the_organisation_from_an_applied_request() {
    let world = World::new();
    create(&world, "f1");
    assert!(last(&world).applied);
    create(&world, "f1");
    assert_eq!((last(&world).applied, last(&world).fault), (false, None));
}

#[test]
fn rules_are_written_as_they_are_read() {
    for (text, rule) in [
        ("http-503@before", FaultRule::new(Fault::Http503)),
        (
            "http-503@after:/topapi/v2/user/create:times=2",
            FaultRule::new(Fault::Http503)
                .at(Stage::After)
                .on(CREATE)
                .times(2),
        ),
        (
            "latency@after:probability=0.5:duration=1s 500ms",
            FaultRule::new(Fault::Latency)
                .with_probability(0.5)
                .lasting(Duration::from_millis(1500)),
        ),
    ] {
        assert_eq!(text.parse(), Ok(rule.clone()));
        assert_eq!(rule.to_string(), text);
        let written = serde_json::to_value(&rule).unwrap();
        let read: FaultRule = serde_json::from_value(written).unwrap();
        assert_eq!(
            read.to_string().split(":duration").next(),
            text.split(":duration").next()
        );
    }
    assert_eq!(
        "slow-drip".parse::<FaultRule>().unwrap().stage,
        Stage::MidAnswer
    );
    let least: FaultRule = serde_json::from_value(json!({"fault": "no-answer"})).unwrap();
    assert_eq!(least, FaultRule::new(Fault::NoAnswer));
}

#[test]
fn every_name_is_read_back() {
    for fault in Fault::ALL {
        assert_eq!(fault.name().parse(), Ok(*fault));
        assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
    }
    for stage in Stage::ALL {
        assert_eq!(stage.name().parse(), Ok(*stage));
        assert_eq!(serde_json::to_value(stage).unwrap(), stage.name());
    }
}

#[test]
fn what_is_no_rule_is_refused_with_the_reason() {
    for (text, reason) in [
        ("", "there is no fault \"\"; there are: system-busy, "),
        ("http-500", "there is no fault \"http-500\""),
        ("http-503@later", "there is no stage \"later\""),
        (
            "http-503@mid-answer",
            "http-503 cannot strike at the stage mid-answer; it can: before, after",
        ),
        ("http-503:/topapi/v2/user/gte", "no API has the path"),
        ("http-503:user/get", "\"user/get\" is no part of a rule"),
        ("http-503:times=0", "a rule strikes at least once"),
        ("http-503:times=x", "\"times=x\" is no part"),
        ("http-503:probability=0", "the probability must be above 0"),
        (
            "http-503:probability=1.1",
            "the probability must be above 0",
        ),
        (
            "http-503:probability=NaN",
            "the probability must be above 0",
        ),
        ("http-503:duration=1s", "http-503 has no duration"),
        ("latency:duration=soon", "\"soon\" is no duration"),
        ("latency:duration=0s", "the duration must be above zero"),
        (
            "latency:duration=3years",
            "the duration must be above zero and at most a year",
        ),
        (
            "app-throttled-for-minute:/topapi/v2/user/get",
            "app-throttled-for-minute does not exist for /topapi/v2/user/get",
        ),
        (
            "errcode-as-text:/v1.0/contact/seniorSettings",
            "errcode-as-text does not exist for",
        ),
    ] {
        let refused = text.parse::<FaultRule>().unwrap_err().to_string();
        assert!(refused.contains(reason), "{text}: {refused}");
    }
    for json in [
        json!({"fault": "http-503", "times": 0}),
        json!({"fault": "http-503", "time": 1}),
    ] {
        assert!(serde_json::from_value::<FaultRule>(json).is_err());
    }
}

#[test]
fn a_fault_of_one_family_leaves_the_other_alone() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::ServiceBusy));
    assert_eq!(get_boss(&world).response.status(), 200);
    assert_eq!(last(&world).fault, None);
    let (status, busy) = world.new_api(http::Method::GET, SENIOR, serde_json::Value::Null);
    assert_eq!((status, &busy["code"]), (503, &json!("serviceBusy")));
}
