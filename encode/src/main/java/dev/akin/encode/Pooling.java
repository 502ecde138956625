package dev.akin.encode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How the vectors of a text's tokens become one, as sentence-transformers' `models/Pooling.py` defines it.
enum Pooling {
    CLS("cls", "cls_token") {
        @Override
        void pool(float[] tokens, int first, Span span, float[] into, int from) {
            System.arraycopy(tokens, first, into, from, span.width());
        }
    },
    MAX("max", "max_tokens") {
        @Override
        void pool(float[] tokens, int first, Span span, float[] into, int from) {
            Arrays.fill(into, from, from + span.width(), Float.NEGATIVE_INFINITY);
            for (int t = span.skipped(); t < span.length(); t++) {
                int at = first + t * span.width();
                for (int i = 0; i < span.width(); i++) {
                    into[from + i] = Math.max(into[from + i], tokens[at + i]);
                }
            }
        }
    },
    MEAN("mean", "mean_tokens") {
        @Override
        void pool(float[] tokens, int first, Span span, float[] into, int from) {
            weighted(tokens, first, span, into, from);
            scale(into, from, span.width(), 1f / span.counted());
        }
    },
    MEAN_SQRT("mean_sqrt_len_tokens", "mean_sqrt_len_tokens") {
        @Override
        void pool(float[] tokens, int first, Span span, float[] into, int from) {
            weighted(tokens, first, span, into, from);
            scale(into, from, span.width(), (float) (1 / Math.sqrt(span.counted())));
        }
    },
    /// A token counts as much as its place, from 1 on (Muennighoff 2022, "SGPT").
    WEIGHTED_MEAN("weightedmean", "weightedmean_tokens") {
        @Override
        void pool(float[] tokens, int first, Span span, float[] into, int from) {
            Arrays.fill(into, from, from + span.width(), 0);
            double weights = 0;
            for (int t = span.skipped(); t < span.length(); t++) {
                add(t + 1f, tokens, first + t * span.width(), into, from, span.width());
                weights += t + 1;
            }
            scale(into, from, span.width(), (float) (1 / weights));
        }
    },
    LAST("lasttoken", "lasttoken") {
        @Override
        void pool(float[] tokens, int first, Span span, float[] into, int from) {
            int last = first + (span.length() - 1) * span.width();
            System.arraycopy(tokens, last, into, from, span.width());
        }
    };

    /// Which tokens count.
    ///
    /// @param length tokens of the text, special ones among them
    /// @param skipped how many at the beginning do not count: those of a prompt; fewer than `length`
    /// @param width numbers in a token's vector
    record Span(int length, int skipped, int width) {
        int counted() {
            return length - skipped;
        }
    }

    private final String label;
    private final String flag;

    Pooling(String label, String flag) {
        this.label = label;
        this.flag = flag;
    }

    /// Its name in a configuration.
    String label() {
        return label;
    }

    /// What turns it on in a pooling module's configuration.
    String flag() {
        return "pooling_mode_" + flag;
    }

    /// The pooling of this name; null if there is none.
    static @Nullable Pooling ofLabel(String name) {
        for (Pooling pooling : values()) {
            if (pooling.label.equals(name)) {
                return pooling;
            }
        }
        return null;
    }

    /// Pools the tokens whose vectors begin at `tokens[first]`, one after the other, to `into[from …]`.
    abstract void pool(float[] tokens, int first, Span span, float[] into, int from);

    private static void weighted(float[] tokens, int first, Span span, float[] into, int from) {
        Arrays.fill(into, from, from + span.width(), 0);
        for (int t = span.skipped(); t < span.length(); t++) {
            add(1, tokens, first + t * span.width(), into, from, span.width());
        }
    }

    private static void add(
            float weight, float[] tokens, int at, float[] into, int from, int width) {
        for (int i = 0; i < width; i++) {
            into[from + i] += weight * tokens[at + i];
        }
    }

    private static void scale(float[] into, int from, int width, float factor) {
        for (int i = from; i < from + width; i++) {
            into[i] *= factor;
        }
    }
}
