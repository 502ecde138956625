package dev.akin.search;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a collection is, and how large.
///
/// @param documents how many documents it holds
/// @param vectors how many vectors these have
/// @param bytes what its folder takes on the disk
/// @param fields the kinds of the fields of metadata, in the order in which they were first seen; immutable
/// @param migration how far the migration to another encoder is; null if none is under way
public record CollectionInfo(
        CollectionOptions options,
        long documents,
        long vectors,
        long bytes,
        Map<String, FieldKind> fields,
        MigrationReport.@Nullable State migration) {}
