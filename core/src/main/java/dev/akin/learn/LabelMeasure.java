package dev.akin.learn;

import dev.akin.embeddings.Label;
import dev.akin.embeddings.TextClassifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How good the labels are that a classifier gives lines whose labels are known, by the measures of fastText's autotune.
///
/// @param percent the recall or the precision that must be reached; 0 for F1
/// @param label the one that counts; empty for all together
record LabelMeasure(Kind kind, double percent, String label, List<Line> lines) {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "(f1)(?::(.+))?|(precisionAtRecall|recallAtPrecision):(\\d+(?:\\.\\d+)?)(?::(.+))?");

    enum Kind {
        F1,
        PRECISION_AT_RECALL,
        RECALL_AT_PRECISION
    }

    /// @param text with its labels, which a classifier passes over
    record Line(String text, Set<String> labels) {}

    /// A label that a line was given.
    private record Given(double probability, boolean right) {}

    static void check(String metric) {
        matched(metric);
    }

    private static Matcher matched(String metric) {
        Matcher matcher = SHAPE.matcher(metric);
        if (!matcher.matches()
                || (matcher.group(4) != null && Double.parseDouble(matcher.group(4)) > 100)) {
            throw new IllegalArgumentException(
                    "there is no metric \""
                            + metric
                            + "\"; there are f1, f1:LABEL, precisionAtRecall:P and recallAtPrecision:P,"
                            + " P being 0 to 100, and these with :LABEL");
        }
        return matcher;
    }

    /// @param lines some of which have labels
    /// @throws IllegalArgumentException if none has, or none has the one that counts
    static LabelMeasure of(String metric, List<String> lines, String prefix) {
        Matcher matcher = matched(metric);
        boolean f1 = matcher.group(1) != null;
        String label = f1 ? matcher.group(2) : matcher.group(5);
        Kind kind =
                f1
                        ? Kind.F1
                        : matcher.group(3).equals("precisionAtRecall")
                                ? Kind.PRECISION_AT_RECALL
                                : Kind.RECALL_AT_PRECISION;
        List<Line> labelled = new ArrayList<>();
        for (String line : lines) {
            Set<String> labels = new HashSet<>();
            for (String word : line.split("\\s+", -1)) {
                if (word.startsWith(prefix)) {
                    labels.add(word);
                }
            }
            if (!labels.isEmpty()) {
                labelled.add(new Line(line.replace('\n', ' '), labels));
            }
        }
        LabelMeasure measure =
                new LabelMeasure(
                        kind,
                        f1 ? 0 : Double.parseDouble(matcher.group(4)) / 100,
                        label == null ? "" : named(label, prefix),
                        List.copyOf(labelled));
        measure.checkLines();
        return measure;
    }

    private static String named(String label, String prefix) {
        return label.startsWith(prefix) ? label : prefix + label;
    }

    private void checkLines() {
        if (lines.stream().noneMatch(line -> label.isEmpty() || line.labels().contains(label))) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "no line to score on has %s",
                            label.isEmpty() ? "a label" : "the label " + label));
        }
    }

    /// In [0, 1].
    double score(TextClassifier classifier) {
        Set<String> known = new HashSet<>(classifier.labels());
        if (lines.stream().allMatch(line -> line.labels().stream().noneMatch(known::contains))) {
            throw new IllegalArgumentException(
                    "no label of the lines to score on is among those that were learned from: "
                            + lines.getFirst().labels());
        }
        return kind == Kind.F1 ? f1(classifier) : atLeast(classifier);
    }

    private double f1(TextClassifier classifier) {
        TextClassifier.Predictor predictor = classifier.predictor();
        double hits = 0;
        double given = 0;
        double held = 0;
        for (Line line : lines) {
            held += counted(line);
            for (Label found : predict(predictor, line, 1)) {
                if (label.isEmpty() || found.name().equals(label)) {
                    given++;
                    hits += line.labels().contains(found.name()) ? 1 : 0;
                }
            }
        }
        return given + held == 0 ? 0 : 2 * hits / (given + held);
    }

    private int counted(Line line) {
        return label.isEmpty() ? line.labels().size() : line.labels().contains(label) ? 1 : 0;
    }

    private static List<Label> predict(TextClassifier.Predictor predictor, Line line, int k) {
        byte[] utf8 = line.text().getBytes(StandardCharsets.UTF_8);
        return predictor.predict(utf8, 0, utf8.length, k, 0);
    }

    /// The best precision, or recall, among all thresholds at which the other is reached.
    private double atLeast(TextClassifier classifier) {
        TextClassifier.Predictor predictor = classifier.predictor();
        List<Given> given = new ArrayList<>();
        double held = 0;
        for (Line line : lines) {
            held += counted(line);
            for (Label found : predict(predictor, line, classifier.labels().size())) {
                if (label.isEmpty() || found.name().equals(label)) {
                    given.add(new Given(found.probability(), line.labels().contains(found.name())));
                }
            }
        }
        given.sort(Comparator.comparingDouble(one -> -one.probability()));
        double best = 0;
        double hits = 0;
        for (int i = 0; i < given.size(); i++) {
            hits += given.get(i).right() ? 1 : 0;
            boolean last =
                    i + 1 == given.size()
                            || given.get(i + 1).probability() < given.get(i).probability();
            double precision = hits / (i + 1);
            double recall = held == 0 ? 0 : hits / held;
            if (last) {
                best = Math.max(best, reached(precision, recall));
            }
        }
        return best;
    }

    private double reached(double precision, double recall) {
        if (kind == Kind.PRECISION_AT_RECALL) {
            return recall >= percent ? precision : 0;
        }
        return precision >= percent ? recall : 0;
    }
}
