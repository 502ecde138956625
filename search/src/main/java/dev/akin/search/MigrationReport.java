package dev.akin.search;

import org.jspecify.annotations.Nullable;

/// What became of a collection that moved to another encoder.
///
/// @param documents how many it holds
/// @param sampled how many were encoded to fit the map from old vectors to new ones; 0 where there was no need for one
/// @param recall how many of the ten nearest by new vectors are among the ten nearest by mapped ones, in [0, 1], on
///     documents that the fit did not see: what searches find while most vectors are mapped; `NaN` without a map
/// @param encoded how many documents this run encoded
/// @param mapped how many keep mapped vectors, since they have no text, or several vectors
public record MigrationReport(
        long documents, int sampled, double recall, long encoded, long mapped) {

    /// Where a migration is.
    ///
    /// @param from whose vectors the collection had
    /// @param recall as in the report
    /// @param left how many documents are still to be encoded
    public record State(@Nullable EncoderTag from, double recall, long left) {}
}
