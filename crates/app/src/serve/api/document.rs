//! The document of the interface (OpenAPI 3.1), made from the list of addresses and the shapes of
//! `schemas.json`. Roles are those of the one table.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::call::Visit;
use super::problem::Problem;
use super::reply::Answer;
use super::route::{Brings, Door, ROUTES, Route};
use crate::accounts::{Role, may};

static SCHEMAS: &str = include_str!("schemas.json");
static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_string());

pub(super) async fn show(_visit: Visit) -> Result<Answer, Problem> {
    Ok(Answer::written_json(200, DOCUMENT.clone()))
}

/// The whole document.
pub(super) fn document() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.as_str().to_ascii_lowercase()] = operation(route);
    }
    // The file is part of the program and a test reads it.
    let schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Tact",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "What people and scripts ask of a server of Tact. The company is that of the session or token, never one named in a request. Requests that change something with the cookie of a session carry `Sec-Fetch-Site: same-origin` (browsers send it) or the header `X-Tact-Request`. Errors are `application/problem+json`, in French or English after `Accept-Language`. What does not exist and what belongs to others answer the same 404.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": {
                    "type": "apiKey", "in": "cookie", "name": super::gate::COOKIE,
                    "description": "Set by POST /api/v1/session; 12 hours.",
                },
                "token": {
                    "type": "http", "scheme": "bearer",
                    "description": "Made by POST /api/v1/tokens or `tact account token add`.",
                },
            },
            "responses": {
                "Problem": {
                    "description": "Not answered, and why.",
                    "content": {"application/problem+json": {"schema": reference("Problem")}},
                },
            },
        },
    })
}

fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

fn operation(route: &Route) -> Value {
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "responses": responses(route),
    });
    match &route.door {
        Door::Open(_) => operation["security"] = json!([]),
        Door::Right(action, _) => {
            operation["security"] = json!([{"session": []}, {"token": []}]);
            let roles = Role::ALL.into_iter().filter(|role| may(*role, *action));
            let roles: Vec<_> = roles.map(Role::word).collect();
            operation["x-roles"] = json!(roles);
        }
    }
    let parameters = parameters(route);
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    let content = match route.brings {
        Brings::Nothing => None,
        Brings::Json(schema) => Some(json!({"application/json": {"schema": reference(schema)}})),
        Brings::ConsentFile => Some(json!({"text/csv": {"schema": {
            "type": "string",
            "description": "UTF-8, header contact,purpose,state,at,notice,channel,proof.",
        }}})),
    };
    if let Some(content) = content {
        operation["requestBody"] = json!({"required": true, "content": content});
    }
    operation
}

/// `deleteAccountsName` of `DELETE /api/v1/accounts/{name}`.
fn operation_id(route: &Route) -> String {
    let words = route.path.split(['/', '-', '.', '{', '}']).skip(3);
    let mut id = route.method.as_str().to_ascii_lowercase();
    for word in words {
        let mut letters = word.chars();
        id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(letters.as_str());
    }
    id
}

fn parameters(route: &Route) -> Vec<Value> {
    let mut parameters = Vec::new();
    let named = route.path.split('/').find_map(|part| {
        let name = part.strip_prefix('{')?.strip_suffix('}')?;
        Some(name.to_owned())
    });
    if let Some(name) = named {
        let kind = if name == "id" { "integer" } else { "string" };
        parameters.push(json!({
            "name": name, "in": "path", "required": true, "schema": {"type": kind},
        }));
    }
    if let Some((name, meaning)) = route.query {
        parameters.push(json!({
            "name": name, "in": "query", "required": false, "description": meaning,
            "schema": {"type": "string"},
        }));
    }
    parameters
}

fn responses(route: &Route) -> Value {
    let mut responses = Map::new();
    let mut done = json!({"description": "Done."});
    if !route.answers.is_empty() {
        done["content"] = json!({"application/json": {"schema": reference(route.answers)}});
    }
    responses.insert(route.status.to_string(), done);
    let mut refused = vec!["500", "503"];
    match route.door {
        Door::Open(_) => refused.push("403"),
        Door::Right(..) => refused.extend(["401", "403"]),
    }
    if route.brings != Brings::Nothing {
        refused.extend(["400", "408", "413", "415"]);
    }
    if route.query.is_some() {
        refused.push("400");
    }
    if route.path.contains('{')
        || route.path.contains("/contacts/")
        || route.path.ends_with("/exports")
    {
        refused.push("404");
    }
    if route.path.ends_with("/session") && route.brings != Brings::Nothing {
        refused.push("401");
    }
    if route.path.contains("/session") && route.brings != Brings::Nothing {
        refused.push("429");
    }
    if ["/accounts", "/tokens", "/approval"]
        .iter()
        .any(|part| route.path.contains(part))
    {
        refused.push("409");
    }
    for status in refused {
        let problem = || json!({"$ref": "#/components/responses/Problem"});
        responses.entry(status).or_insert_with(problem);
    }
    Value::Object(responses)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(to)) = map.get("$ref") {
                    found.insert(to.clone());
                }
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(all) => all.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_shape_is_there_and_used() {
        let document = document();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        for reference in &found {
            let pointer = reference.trim_start_matches('#');
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
        let schemas = document["components"]["schemas"]
            .as_object()
            .expect("shapes");
        for name in schemas.keys() {
            let reference = format!("#/components/schemas/{name}");
            assert!(found.contains(&reference), "{name} is used by nothing");
        }
    }

    #[test]
    fn the_copy_beside_the_documentation_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
        let copy = std::fs::read_to_string(path).expect("docs/openapi.json");
        let now = serde_json::to_string_pretty(&document()).expect("JSON");
        assert!(
            copy.trim_end() == now,
            "write this to docs/openapi.json:\n{now}"
        );
    }

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let names: BTreeSet<_> = ROUTES.iter().map(operation_id).collect();
        assert_eq!(names.len(), ROUTES.len());
    }

    #[test]
    fn shapes_let_nothing_in_that_is_not_described() {
        let schemas: Value = serde_json::from_str(SCHEMAS).expect("JSON");
        for (name, schema) in schemas.as_object().expect("shapes") {
            if schema["type"] == "object" {
                assert!(schema.get("additionalProperties").is_some(), "{name}");
            }
        }
    }
}
