package dev.akin.cli;

import dev.akin.embeddings.Label;
import dev.akin.networks.TextClassifier;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Lines of text → lines of answers by a network, many at once where nobody waits.
final class NetworkLines {
    private static final int TOGETHER = 256;

    private final PrintWriter out;
    private final int k;
    private final double threshold;

    /// @param k how many labels a line gets at the most
    /// @param threshold the least probability that a label has to have
    NetworkLines(PrintWriter out, int k, double threshold) {
        this.out = out;
        this.k = k;
        this.threshold = threshold;
    }

    /// Prints a line for each line: label, tab, probability, and so on.
    void print(TextClassifier classifier, ByteLines lines) throws IOException {
        for (List<String> some = next(lines); !some.isEmpty(); some = next(lines)) {
            for (List<Label> labels : predict(classifier, some)) {
                StringBuilder answer = new StringBuilder();
                for (Label label : labels) {
                    answer.append(answer.isEmpty() ? "" : "\t").append(label.name()).append('\t');
                    Digits.six(label.probability(), answer);
                }
                out.append(answer).append('\n');
            }
        }
    }

    /// The labels of each line, for one document.
    List<Json> documents(TextClassifier classifier, ByteLines lines) throws IOException {
        List<Json> documents = new ArrayList<>();
        for (List<String> some = next(lines); !some.isEmpty(); some = next(lines)) {
            for (List<Label> labels : predict(classifier, some)) {
                documents.add(
                        Json.object(
                                "labels",
                                labels.stream()
                                        .map(label ->
                                                Json.object(
                                                        "label",
                                                        label.name(),
                                                        "probability",
                                                        (float) label.probability()))
                                        .toList()));
            }
        }
        return documents;
    }

    private List<List<Label>> predict(TextClassifier classifier, List<String> texts) {
        return classifier.predict(texts, k).stream()
                .map(labels -> labels.stream().filter(l -> l.probability() >= threshold).toList())
                .toList();
    }

    /// What is there without waiting; at least one line, or none at the end.
    private List<String> next(ByteLines lines) throws IOException {
        List<String> some = new ArrayList<>();
        while (some.size() < TOGETHER && (some.isEmpty() || !lines.mayWait())) {
            if (lines.mayWait()) {
                out.flush();
            }
            if (!lines.next()) {
                break;
            }
            some.add(
                    new String(
                            lines.bytes(),
                            lines.from(),
                            lines.to() - lines.from(),
                            StandardCharsets.UTF_8));
        }
        return some;
    }
}
