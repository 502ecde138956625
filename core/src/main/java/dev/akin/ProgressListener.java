package dev.akin;

/// Hears how far long work has come, and may ask it to stop.
///
/// Calls come from one thread at a time, a few times a second at the most, and once when a phase ends.
@FunctionalInterface
public interface ProgressListener {
    /// Hears nothing and never asks to stop.
    ProgressListener NONE = progress -> {};

    void update(Progress progress);

    /// Whether the work should stop at the next safe place. Asked from any thread.
    default boolean stopRequested() {
        return false;
    }
}
