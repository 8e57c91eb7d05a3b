//! Which function needs which permission: what `describe-directory` says, against what happens.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::Outcome;
use crate::support::examples::{self, EXAMPLES};

/// What needs the permission to get a token.
const BASE: &str = "qyapi_base";

/// What `describe-directory` says: the functions of each permission, with wild cards written out.
async fn described() -> BTreeMap<String, BTreeSet<String>> {
    let mut world = examples::world().await;
    let description = world.directory.describe_directory().await;
    let requirements = description.done().requirements;
    let written_out = |named: String| {
        let prefix = named.strip_suffix('*').map(str::to_owned);
        let all = EXAMPLES.iter().map(|example| example.function.to_owned());
        let fits = all.filter(move |function| match &prefix {
            Some(prefix) => function.starts_with(prefix.as_str()),
            None => *function == named,
        });
        fits.collect::<Vec<_>>()
    };
    let pairs = requirements.into_iter().map(|requirement| {
        let functions = requirement.functions.into_iter().flat_map(written_out);
        (requirement.permission, functions.collect())
    });
    pairs.collect()
}

#[test]
fn every_function_has_an_example() {
    let golden = include_str!("../golden/world.txt").lines();
    let exported = golden.filter_map(|line| {
        let line = line.strip_prefix("export orgbook:directory/")?;
        let (interface, function) = line.split_once('#')?;
        let (interface, _) = interface.split_once('@')?;
        (interface != "diagnostics").then(|| format!("{interface}.{function}"))
    });
    let examples = EXAMPLES.iter().map(|example| example.function.to_owned());
    assert_eq!(
        examples.collect::<BTreeSet<_>>(),
        exported.collect::<BTreeSet<_>>()
    );
}

#[tokio::test]
async fn every_example_succeeds_with_all_permissions() {
    for example in EXAMPLES {
        let mut world = examples::world().await;
        let outcome = example.call(&mut world).await;
        assert!(outcome.is_ok(), "{}: {outcome:?}", example.function);
    }
}

#[tokio::test]
async fn the_description_names_only_functions_that_there_are() {
    let mut world = examples::world().await;
    let description = world.directory.describe_directory().await;
    for requirement in description.done().requirements {
        for function in requirement.functions.iter().filter(|it| !it.ends_with('*')) {
            examples::of(function);
        }
    }
}

#[tokio::test]
async fn the_description_names_the_permissions_that_make_a_difference_and_no_others() {
    let mut complete = BTreeMap::new();
    for example in EXAMPLES {
        let mut world = examples::world().await;
        complete.insert(example.function, example.exercise(&mut world).await);
    }
    let mut observed = BTreeMap::new();
    for permission in examples::world()
        .await
        .organisation()
        .apps
        .remove(0)
        .permissions
    {
        let mut needed_by = BTreeSet::new();
        for example in EXAMPLES {
            let mut world = examples::world().await;
            world.without(&permission);
            if example.exercise(&mut world).await != complete[example.function] {
                needed_by.insert(example.function.to_owned());
            }
        }
        observed.insert(permission, needed_by);
    }
    let described = described().await;
    for (permission, functions) in &observed {
        assert_eq!(described.get(permission), Some(functions), "{permission}");
    }
    assert_eq!(described.len(), observed.len());
}

#[tokio::test]
async fn with_the_permissions_that_are_named_for_a_function_it_says_all_that_it_can() {
    let described = described().await;
    for example in EXAMPLES {
        let mut world = examples::world().await;
        let complete = example.exercise(&mut world).await;
        let named = described
            .iter()
            .filter(|(_, functions)| functions.contains(example.function));
        let named: Vec<_> = named.map(|(permission, _)| permission.as_str()).collect();
        let mut world = examples::world().await;
        world.only(&named);
        assert_eq!(
            example.exercise(&mut world).await,
            complete,
            "{}",
            example.function
        );
    }
}

#[tokio::test]
async fn a_call_without_its_permission_is_denied_and_says_where_to_get_it() {
    let mut denied = BTreeMap::<_, usize>::new();
    for (permission, functions) in described().await {
        for example in EXAMPLES {
            let mut world = examples::world().await;
            world.without(&permission);
            let Err(error) = example.call(&mut world).await else {
                continue;
            };
            let function = example.function;
            *denied.entry(function).or_default() += 1;
            assert!(
                functions.contains(function),
                "{function} needs {permission}: {error:?}"
            );
            assert!(
                error.is("permission-denied"),
                "{function}, {permission}: {error:?}"
            );
            assert_eq!(error.details("permission"), [&permission], "{function}");
            let page = error.details("help-url");
            let console = page.iter().all(|it| it.starts_with("https://open"));
            assert!(
                permission == BASE || page.len() == 1 && console,
                "{function}: {error:?}"
            );
        }
    }
    for example in EXAMPLES {
        // Everybody needs the base and one permission more, but for what tells the app's own scope;
        // two lookups read the user whom they found.
        let expected = match example.function {
            "organisation.get-access-scope" => 1,
            "users.find-user-by-mobile" => 3,
            _ => 2,
        };
        assert_eq!(
            denied.get(example.function),
            Some(&expected),
            "{}",
            example.function
        );
    }
}
