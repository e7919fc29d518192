//! The table as an OpenAPI 3.1 document.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Map, Value, json};

use super::Operation;
use super::operations::{ALL, SCHEMAS};
use crate::web::Web;

/// The same for everybody: it tells what can be asked, and nothing of what would be answered.
pub async fn show(State(web): State<Arc<Web>>) -> Json<Value> {
    Json(of(web.around.base_path()))
}

/// For a mynews that lives under a path.
fn of(base_path: &str) -> Value {
    let mut paths = Map::new();
    for operation in ALL {
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method.name()] = told(operation);
    }
    let schemas: Map<String, Value> =
        SCHEMAS.iter().map(|(name, fields)| ((*name).to_owned(), schema(fields))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "mynews",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What the pages show and do, for programs. The page /you/feeds has the reader's token.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": if base_path.is_empty() { "/" } else { base_path } }],
        "security": [{ "token": [] }, { "session": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": "mynews" },
            },
            "schemas": schemas,
        },
    })
}

fn told(operation: &Operation) -> Value {
    let in_path = operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let in_path = in_path
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
    let in_query = operation.query.iter().map(
        |(name, means)| json!({ "name": name, "in": "query", "description": means, "schema": { "type": "string" } }),
    );
    let mut value = json!({
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": in_path.chain(in_query).collect::<Vec<Value>>(),
        "responses": {
            "200": { "description": "Done", "content": content(operation.answer) },
            "default": { "description": "Refused, and why", "content": content("Error") },
        },
    });
    if let Some(body) = operation.body {
        value["requestBody"] = json!({ "required": true, "content": content(body) });
    }
    value
}

fn content(name: &str) -> Value {
    json!({ "application/json": { "schema": reference(name) } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn schema(fields: &[(&str, &str)]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|(name, kind)| ((*name).to_owned(), kind_of(kind))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|(_, kind)| !kind.ends_with('?')).map(|(name, _)| *name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn kind_of(kind: &str) -> Value {
    if let Some(kind) = kind.strip_suffix('?') {
        return json!({ "anyOf": [kind_of(kind), { "type": "null" }] });
    }
    if let Some(of) = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return json!({ "type": "array", "items": kind_of(of) });
    }
    match kind {
        "string" | "integer" | "number" | "boolean" => json!({ "type": kind }),
        "time" => json!({ "type": "string", "format": "date-time" }),
        words if words.contains('|') => json!({ "enum": words.split('|').collect::<Vec<&str>>() }),
        name => reference(name),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_that_is_used_is_told() {
        let text = of("").to_string();
        for used in text.split("#/components/schemas/").skip(1) {
            let name = used.split('"').next().unwrap();
            assert!(SCHEMAS.iter().any(|(known, _)| *known == name), "{name}");
        }
        for (name, _) in SCHEMAS {
            assert!(text.contains(&format!("#/components/schemas/{name}\"")), "{name} is used");
        }
    }

    #[test]
    fn no_two_operations_share_a_name_or_a_place() {
        let names: BTreeSet<&str> = ALL.iter().map(|one| one.name).collect();
        let places: BTreeSet<(&str, &str)> = ALL.iter().map(|one| (one.method.name(), one.path)).collect();
        assert_eq!((names.len(), places.len()), (ALL.len(), ALL.len()));
    }
}
