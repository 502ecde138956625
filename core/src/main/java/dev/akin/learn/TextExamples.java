package dev.akin.learn;

import dev.akin.embeddings.TextRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Labelled lines, each once made into numbers of rows and labels, so that no epoch reads text. Those without a known label or
/// without rows are left out.
final class TextExamples {
    /// Threads agree on how fast to learn after so many words, as a rule more.
    private static final int PART_TOKENS = 500;

    private final List<Example> examples = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private long tokens;

    /// A line.
    ///
    /// @param rows of words and n-grams
    /// @param labels its labels; one that stands twice counts twice
    /// @param tokens how many words and labels it has, known or not, its end too
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Example(int[] rows, int[] labels, int tokens) {}

    private TextExamples() {}

    /// @throws IllegalArgumentException if no line has a label that is known
    static TextExamples of(List<String> lines, TextRows rows, LineMeter meter) {
        TextExamples read = new TextExamples();
        long inPart = 0;
        for (String line : lines) {
            byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
            rows.read(utf8, 0, utf8.length);
            int[] labels = rows.labels();
            if (labels.length > 0 && rows.size() > 0) {
                int[] own = Arrays.copyOf(rows.rows(), rows.size());
                read.examples.add(new Example(own, labels, rows.tokens()));
                inPart += rows.tokens();
            }
            if (inPart >= PART_TOKENS) {
                inPart = read.endPart(inPart);
            }
            meter.next();
        }
        read.endPart(inPart);
        if (read.examples.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of " + lines.size() + " lines has a label that the model knows");
        }
        return read;
    }

    private long endPart(long inPart) {
        if (inPart > 0) {
            ends.add(examples.size());
            tokens += inPart;
        }
        return 0;
    }

    /// Words and labels of all lines kept.
    long tokens() {
        return tokens;
    }

    /// Rows of all lines kept.
    long rows() {
        long rows = 0;
        for (Example example : examples) {
            rows += example.rows.length;
        }
        return rows;
    }

    int size() {
        return examples.size();
    }

    int parts() {
        return ends.size();
    }

    /// The lines of a part.
    List<Example> part(int part) {
        return examples.subList(part == 0 ? 0 : ends.get(part - 1), ends.get(part));
    }

    /// Gives the buckets that occur rows without gaps, behind those of words, so that others take no memory.
    ///
    /// @return these buckets, in rising order
    int[] closeGaps(int words) {
        BitSet used = new BitSet();
        examples.forEach(example ->
                Arrays.stream(example.rows)
                        .filter(row -> row >= words)
                        .forEach(row -> used.set(row - words)));
        int[] buckets = used.stream().toArray();
        int[] places = new int[used.length()];
        for (int place = 0; place < buckets.length; place++) {
            places[buckets[place]] = words + place;
        }
        for (Example example : examples) {
            int[] rows = example.rows;
            Arrays.setAll(rows, i -> rows[i] < words ? rows[i] : places[rows[i] - words]);
        }
        return buckets;
    }
}
