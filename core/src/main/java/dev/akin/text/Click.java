package dev.akin.text;

/// That a user chose an item: clicked, bought, watched.
///
/// @param time when, in the log's own unit; in a log without times its place among the log's lines
public record Click(String user, String item, double time) {}
