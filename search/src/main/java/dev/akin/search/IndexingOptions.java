package dev.akin.search;

/// How files become documents. Immutable.
///
/// @param chunks how texts are cut into passages
/// @param fields which fields of records are what
public record IndexingOptions(ChunkOptions chunks, RecordFields fields) {
    public static final IndexingOptions DEFAULT =
            new IndexingOptions(ChunkOptions.DEFAULT, RecordFields.DEFAULT);
}
