package dev.akin.search;

import java.util.Map;

/// What a collection is, and how large.
///
/// @param documents how many documents it holds
/// @param vectors how many vectors these have
/// @param bytes what its folder takes on the disk
/// @param fields the kinds of the fields of metadata, in the order in which they were first seen; immutable
public record CollectionInfo(
        CollectionOptions options,
        long documents,
        long vectors,
        long bytes,
        Map<String, FieldKind> fields) {}
