//! What the two searches of the new API share (specification 2.8: U16, and D9 which is identical).

use serde_json::{Value, json};

use crate::envelope::Answer;
use crate::errors::{Failure, NewApiError};
use crate::parameters::{Parameters, required};

/// The largest page. The documentation names none.
const LARGEST_PAGE: usize = 100;

/// What is looked for, and which part of what is found is wanted. The offset counts items.
pub(crate) struct Search {
    word: String,
    offset: usize,
    size: usize,
}

impl Search {
    pub fn parse(parameters: &Parameters) -> Result<Self, Failure> {
        let word = required("queryWord", parameters.text("queryWord")?)?;
        let offset = required("offset", parameters.integer("offset")?)?;
        let size = required("size", parameters.integer("size")?)?;
        let (Ok(offset), Ok(size @ 1..=LARGEST_PAGE)) =
            (usize::try_from(offset), usize::try_from(size))
        else {
            return Err(NewApiError::bad_parameter().into());
        };
        if word.is_empty() {
            return Err(NewApiError::bad_parameter().into());
        }
        Ok(Self { word, offset, size })
    }

    /// Whether the text holds the words as they stand. Capital and small letters are the same.
    pub fn is_in(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.word.to_lowercase())
    }

    /// Whether the text is exactly what is looked for.
    pub fn is(&self, text: &str) -> bool {
        text == self.word
    }

    /// One page of the ids that were found.
    pub fn page(&self, found: impl Iterator<Item = Value>) -> Answer {
        let found: Vec<Value> = found.collect();
        let has_more = self.offset.saturating_add(self.size) < found.len();
        let total = found.len();
        let page: Value = found
            .into_iter()
            .skip(self.offset)
            .take(self.size)
            .collect();
        Ok(Some(
            json!({"hasMore": has_more, "totalCount": total, "list": page}),
        ))
    }
}
