//! The nouns as JSON, both ways: what the database keeps, and what an exported account holds.
//!
//! One table a noun makes writing and reading, so that they cannot drift apart. What is absent is left out when written
//! and read as empty, so a noun may gain a field and old rows stay readable.

mod nouns;
mod wishes;

use serde_json::Value;

/// Something that can be written as JSON and read back.
pub trait Shape: Sized {
    fn to_json(&self) -> Value;

    /// `None` when it is not this shape. `Value::Null` stands for an absent field.
    fn from_json(value: &Value) -> Option<Self>;
}

/// As one line of JSON.
pub fn write(noun: &impl Shape) -> String {
    noun.to_json().to_string()
}

/// From what [`write`] wrote.
pub fn read<T: Shape>(text: &str) -> Option<T> {
    T::from_json(&serde_json::from_str(text).ok()?)
}

/// A struct whose fields all have a shape, in both directions.
macro_rules! structure {
    ($($name:path { $($field:ident),* $(,)? })*) => { $(
        impl $crate::shape::Shape for $name {
            fn to_json(&self) -> serde_json::Value {
                let mut object = serde_json::Map::new();
                $( $crate::shape::put(&mut object, stringify!($field), &self.$field); )*
                serde_json::Value::Object(object)
            }

            fn from_json(value: &serde_json::Value) -> Option<Self> {
                let object = value.as_object()?;
                Some(Self { $( $field: $crate::shape::take(object, stringify!($field))?, )* })
            }
        }
    )* };
}

/// An enum without fields, by its words.
macro_rules! words {
    ($($name:path { $($variant:ident = $word:literal),* $(,)? })*) => { $(
        impl $crate::shape::Shape for $name {
            fn to_json(&self) -> serde_json::Value {
                serde_json::Value::from(match self { $( Self::$variant => $word, )* })
            }

            fn from_json(value: &serde_json::Value) -> Option<Self> {
                match value.as_str()? { $( $word => Some(Self::$variant), )* _ => None }
            }
        }
    )* };
}

pub(crate) use {structure, words};

fn put(object: &mut serde_json::Map<String, Value>, key: &str, field: &impl Shape) {
    let value = field.to_json();
    let absent = match &value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    if !absent {
        object.insert(key.to_owned(), value);
    }
}

fn take<T: Shape>(object: &serde_json::Map<String, Value>, key: &str) -> Option<T> {
    T::from_json(object.get(key).unwrap_or(&Value::Null))
}

impl Shape for String {
    fn to_json(&self) -> Value {
        Value::from(self.as_str())
    }

    fn from_json(value: &Value) -> Option<String> {
        if value.is_null() { Some(String::new()) } else { value.as_str().map(str::to_owned) }
    }
}

impl Shape for bool {
    fn to_json(&self) -> Value {
        Value::from(*self)
    }

    fn from_json(value: &Value) -> Option<bool> {
        if value.is_null() { Some(false) } else { value.as_bool() }
    }
}

macro_rules! numbers {
    ($($number:ty: $read:ident),*) => { $(
        impl Shape for $number {
            fn to_json(&self) -> Value {
                Value::from(*self)
            }

            fn from_json(value: &Value) -> Option<$number> {
                if value.is_null() { Some(0 as $number) } else { value.$read().and_then(|number| number.try_into().ok()) }
            }
        }
    )* };
}

numbers!(u32: as_u64, u64: as_u64, usize: as_u64, i32: as_i64, i64: as_i64, i8: as_i64);

impl Shape for f64 {
    fn to_json(&self) -> Value {
        Value::from(*self)
    }

    fn from_json(value: &Value) -> Option<f64> {
        if value.is_null() { Some(0.0) } else { value.as_f64() }
    }
}

impl Shape for f32 {
    fn to_json(&self) -> Value {
        Value::from(*self)
    }

    fn from_json(value: &Value) -> Option<f32> {
        f64::from_json(value).map(|number| number as f32)
    }
}

impl<T: Shape> Shape for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, Shape::to_json)
    }

    fn from_json(value: &Value) -> Option<Option<T>> {
        if value.is_null() { Some(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(Shape::to_json).collect())
    }

    fn from_json(value: &Value) -> Option<Vec<T>> {
        if value.is_null() { Some(Vec::new()) } else { value.as_array()?.iter().map(T::from_json).collect() }
    }
}

impl<A: Shape, B: Shape> Shape for (A, B) {
    fn to_json(&self) -> Value {
        Value::Array(vec![self.0.to_json(), self.1.to_json()])
    }

    fn from_json(value: &Value) -> Option<(A, B)> {
        match value.as_array()?.as_slice() {
            [a, b] => Some((A::from_json(a)?, B::from_json(b)?)),
            _ => None,
        }
    }
}
