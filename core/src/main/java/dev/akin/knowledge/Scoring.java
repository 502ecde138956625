package dev.akin.knowledge;

import java.util.Arrays;
import java.util.Locale;

/// How head and relation give a place, and what a tail is worth there. What is given for tails goes for heads too: from the tail, the relation is gone
/// backwards.
public enum Scoring {
    /// −‖h + r − t‖ (Bordes and others 2013, "Translating Embeddings for Modeling Multi-relational Data").
    TRANSE(Composition.SHIFT),

    /// Σ h · r · t (Yang and others 2015, "Embedding Entities and Relations for Learning and Inference in Knowledge Bases"). Does not tell head
    /// from tail, unless relations have rows of their own for the way back.
    DISTMULT(Composition.SCALE),

    /// Re Σ h · r · conj(t) of complex numbers (Trouillon and others 2016, "Complex Embeddings for Simple Link Prediction").
    COMPLEX(Composition.PRODUCT),

    /// −‖h · exp(i r) − t‖ of complex numbers, in the paper −Σ |h · exp(i r) − t| (Sun and others 2019, "RotatE: Knowledge Graph Embedding by Relational Rotation in Complex Space").
    ROTATE(Composition.PRODUCT);

    private final Composition composition;

    Scoring(Composition composition) {
        this.composition = composition;
    }

    Composition composition() {
        return composition;
    }

    /// Whether vectors are complex numbers: the real parts first, then the imaginary ones.
    public boolean complex() {
        return composition == Composition.PRODUCT;
    }

    /// Whether a score is a distance with a minus sign, so that 0 is the best.
    public boolean distance() {
        return this == TRANSE || this == ROTATE;
    }

    /// Numbers in the row of a relation: angles are half as many.
    public int relationDimension(int dimension) {
        return this == ROTATE ? dimension / 2 : dimension;
    }

    Geometry geometry(int norm) {
        return switch (this) {
            case TRANSE -> norm == 1 ? Geometry.ABSOLUTE : Geometry.EUCLID;
            case ROTATE -> norm == 1 ? Geometry.MODULI : Geometry.EUCLID;
            case DISTMULT, COMPLEX -> Geometry.DOT;
        };
    }

    /// As it is typed: `transe`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if there is none of this name
    public static Scoring ofLabel(String label) {
        return Arrays.stream(values())
                .filter(scoring -> scoring.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no scoring "
                                        + label
                                        + ", only "
                                        + Arrays.stream(values()).map(Scoring::label).toList()));
    }
}
