package dev.akin.evaluate;

import java.util.Locale;

/// How well one label, or all of them together, was found.
///
/// @param label the label, or `micro` or `macro`
/// @param precision how many of those that were given the label have it, in [0, 1]; 0 where none was given it
/// @param recall how many of those that have the label were given it, in [0, 1]; 0 where none has it
/// @param f1 the harmonic mean of both, with its interval; 0 where both are 0
/// @param support how many have the label
public record LabelScore(String label, double precision, double recall, Score f1, int support) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: precision %.3f, recall %.3f, F1 %s, n %d",
                label,
                precision,
                recall,
                f1,
                support);
    }
}
