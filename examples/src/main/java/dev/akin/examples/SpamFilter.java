package dev.akin.examples;

import dev.akin.evaluate.LabelResult;
import dev.akin.networks.Body;
import dev.akin.networks.TextClassification;
import dev.akin.networks.TextClassifier;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Learns to find one label, such as spam, five times on four fifths of the texts, and scores it on the fifth left out each time: so every
/// text is scored once. Arguments: lines of label, tab, text; the label; the body; the first line's label where it names columns.
public final class SpamFilter {
    private static final int PARTS = 5;

    private SpamFilter() {}

    public static void main(String[] arguments) throws IOException {
        String wanted = arguments[1];
        Body body = Body.of(arguments[2]);
        List<LabelledText> messages =
                LabelledTexts.in(List.of(Path.of(arguments[0]))).read().stream()
                        .filter(m -> arguments.length < 4 || !m.label().equals(arguments[3]))
                        .toList();
        long began = System.nanoTime();
        List<String> right = new ArrayList<>();
        List<String> given = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            List<LabelledText> test = part(messages, part, true);
            right.addAll(labels(test));
            given.addAll(predicted(task(body), part(messages, part, false), test));
        }
        List<String> always = Collections.nCopies(right.size(), wanted);
        System.out.printf(
                "%s: F1 of %s %s, of everything %s, in %.1f s%n",
                body.name(),
                wanted,
                LabelResult.ofLabels(right, given).label(wanted).f1(),
                LabelResult.ofLabels(right, always).label(wanted).f1(),
                (System.nanoTime() - began) / 1e9);
    }

    private static List<LabelledText> part(List<LabelledText> messages, int part, boolean test) {
        return IntStream.range(0, messages.size())
                .filter(i -> (i % PARTS == part) == test)
                .mapToObj(messages::get)
                .toList();
    }

    private static TextClassification task(Body body) {
        TextClassification.Builder task = TextClassification.builder().body(body);
        return body.name().equals("mean")
                ? task.rate(0.003).epochs(20).build()
                : task.rate(0.002)
                        .epochs(8)
                        .minCount(2)
                        .dropout(0.2)
                        .validation(0.1)
                        .patience(3)
                        .build();
    }

    private static List<String> predicted(
            TextClassification task, List<LabelledText> train, List<LabelledText> test)
            throws IOException {
        try (TextClassifier model = task.fit(texts(train), labels(train))) {
            return model.predict(texts(test), 1).stream()
                    .map(labels -> labels.getFirst().name())
                    .toList();
        }
    }

    private static List<String> texts(List<LabelledText> messages) {
        return messages.stream().map(LabelledText::text).toList();
    }

    private static List<String> labels(List<LabelledText> messages) {
        return messages.stream().map(LabelledText::label).toList();
    }
}
