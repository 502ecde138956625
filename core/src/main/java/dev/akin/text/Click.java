package dev.akin.text;

/// That a user chose an item: clicked, bought, watched.
///
/// @param time when, in the log's own unit; in a log without times its place among the log's lines
/// @param value how much it counts, or how the user rated the item; 1 where the log does not say
public record Click(String user, String item, double time, double value) {
    /// A choice that counts 1.
    public Click(String user, String item, double time) {
        this(user, item, time, 1);
    }
}
