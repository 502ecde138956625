package dev.akin.search;

/// A passage of a longer text, and where it stands.
///
/// @param text without white space at its ends
/// @param from where it begins in the text, in `char`s
/// @param to where it ends, exclusive
/// @param heading the headings above it, from the highest to the nearest, with ` › ` between them; empty if there is none
/// @param page from 1; 0 where there are no pages
/// @param line of the file, from 1; 0 where lines are not the file's
public record Chunk(String text, int from, int to, String heading, int page, int line) {}
