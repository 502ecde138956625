package dev.akin.search;

import java.util.List;

/// Something that happens to a collection. Happening twice it does no more than once.
sealed interface Change {
    /// Each document takes the place of that of its id.
    record Upsert(List<Document> documents) implements Change {}

    record Delete(List<String> ids) implements Change {}

    /// Deletes what matches a filter.
    record DeleteMatching(String filter) implements Change {}
}
