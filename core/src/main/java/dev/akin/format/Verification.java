package dev.akin.format;

import java.util.List;

/// What a full check of a file found. Immutable.
///
/// @param tensors tensors, or tables, that were checked
/// @param bytes bytes of them
/// @param checksums whether the file has checksums to check by
/// @param problems one line for each thing that is wrong; empty for a sound file
public record Verification(int tensors, long bytes, boolean checksums, List<String> problems) {

    public Verification {
        problems = List.copyOf(problems);
    }

    /// Whether nothing is wrong.
    public boolean sound() {
        return problems.isEmpty();
    }
}
