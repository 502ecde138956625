package dev.akin.text;

import java.util.List;

/// What came of reading a corpus once.
///
/// @param bytes how many bytes the sources held, as they lie (compressed where they are)
/// @param notes what a person should know: how many records lacked the field, for example; often empty
public record Reading(long bytes, List<String> notes) {
    public Reading {
        notes = List.copyOf(notes);
    }
}
