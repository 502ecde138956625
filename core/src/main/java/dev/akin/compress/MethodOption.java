package dev.akin.compress;

import java.util.Locale;

/// What a method may be asked for by name.
public enum MethodOption {
    /// Bits a number, or a code.
    BITS,
    /// Into how many parts a row is cut.
    PARTS,
    /// How many codes follow one another, each for what the one before left.
    LEVELS,
    /// How many numbers a row has between its factors.
    RANK,
    /// Into which two sides a row is folded.
    SHAPE,
    /// How often factors are found anew at the most.
    TURNS,
    /// Numbers in a row.
    DIMENSION,
    /// How many of the first directions are left out.
    TOP,
    /// How many rows keep their own, as a number or as a share such as `20%`.
    KEEP,
    /// What makes a row worth keeping.
    BY,
    /// What stands for a row that keeps nothing of its own.
    INSTEAD,
    /// From which cosine on two rows are one.
    COSINE,
    /// What has a scale of its own.
    SCALE;

    /// As it is written on the command line, without its dashes.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
