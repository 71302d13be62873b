//! Answers against the document: as much of JSON Schema as the document uses.

use serde_json::Value;

/// What of a value is not as its shape says; nothing when all is.
pub(super) fn faults(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(Value::String(reference)) = schema.get("$ref") {
        let pointer = reference.trim_start_matches('#');
        return match document.pointer(pointer) {
            Some(schema) => faults(document, schema, value, place),
            None => vec![format!("{place}: {reference} is not there")],
        };
    }
    if let Some(Value::Array(any)) = schema.get("anyOf") {
        let fits = |schema: &Value| faults(document, schema, value, place).is_empty();
        return match any.iter().any(fits) {
            true => Vec::new(),
            false => vec![format!("{place}: {value} fits none of {any:?}")],
        };
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(|known| known == kind),
        known => known == kind,
    };
    if !allowed {
        return vec![format!("{place}: {kind} is not {}", schema["type"])];
    }
    let mut found = Vec::new();
    if let (Some(Value::Array(words)), false) = (schema.get("enum"), value.is_null())
        && !words.contains(value)
    {
        found.push(format!("{place}: {value} is none of {words:?}"));
    }
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let place = format!("{place}/{at}");
                found.extend(faults(document, &schema["items"], item, &place));
            }
        }
        Value::Object(map) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                if !map.contains_key(name.as_str().expect("a name")) {
                    found.push(format!("{place}: {name} is missing"));
                }
            }
            for (name, item) in map {
                let place = format!("{place}/{name}");
                match schema["properties"].get(name) {
                    Some(schema) => found.extend(faults(document, schema, item, &place)),
                    None if schema["additionalProperties"] == false => {
                        found.push(format!("{place} is not described"));
                    }
                    None => {}
                }
            }
        }
        _ => {}
    }
    found
}

#[test]
fn a_wrong_answer_is_found() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": {"a": {"type": ["integer", "null"]}},
    });
    let faults = |value| faults(&Value::Null, &schema, &value, "").len();
    assert_eq!(faults(serde_json::json!({"a": 1})), 0);
    assert_eq!(faults(serde_json::json!({"a": null})), 0);
    assert_eq!(faults(serde_json::json!({"a": "1"})), 1);
    assert_eq!(faults(serde_json::json!({"b": 1})), 2);
}
