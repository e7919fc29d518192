//! Learning the subject headings: examples, what they are learnt by, and the table that is made of it.

pub mod examples;
pub mod sections;
pub mod softmax;
