package dev.akin.vocabulary;

/// Counts keys that have no row yet. Not thread-safe.
sealed interface Waiting permits ExactWaiting, BloomWaiting {

    /// Counts a key once more.
    ///
    /// @return whether it has waited long enough
    boolean admits(long key);

    /// A copy of all counts.
    WaitingKeys counts();

    /// Puts counts in the place of its own.
    ///
    /// @throws IllegalArgumentException if they are of another kind or size; nothing has changed then
    void restore(WaitingKeys counts);

    /// Forgets all counts.
    void clear();
}
