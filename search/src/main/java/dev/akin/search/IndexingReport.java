package dev.akin.search;

import java.util.List;

/// What became of the files that were to be indexed.
///
/// @param files how many were found
/// @param indexed how many of them were new or had changed, and are in the collection now
/// @param unchanged how many of them were in the collection already
/// @param removed how many files are no longer there, and no longer in the collection
/// @param passages how many passages were encoded
/// @param skipped what could not be read, and why
public record IndexingReport(
        int files, int indexed, int unchanged, int removed, long passages, List<Skipped> skipped) {

    public IndexingReport {
        skipped = List.copyOf(skipped);
    }

    /// A file that was left out.
    ///
    /// @param reason names the file
    public record Skipped(String path, Exception reason) {}
}
