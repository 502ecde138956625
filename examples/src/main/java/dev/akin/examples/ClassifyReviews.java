package dev.akin.examples;

import dev.akin.networks.Body;
import dev.akin.networks.Lstm;
import dev.akin.networks.TextClassification;
import dev.akin.networks.TextClassifier;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import dev.akin.vocabulary.KerasTokenizer;
import dev.akin.vocabulary.PadSequences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Learns to tell praise from blame. Arguments: lines of label, tab, text, and a folder to write to.
public final class ClassifyReviews {
    private ClassifyReviews() {}

    public static void main(String[] arguments) throws IOException {
        List<LabelledText> reviews = LabelledTexts.in(List.of(Path.of(arguments[0]))).read();
        List<String> texts = reviews.stream().map(LabelledText::text).toList();
        List<String> names = reviews.stream().map(LabelledText::label).toList();
        Path folder = Path.of(arguments[1]);
        ofTexts(texts, names, folder);
        int[] labels = names.stream().mapToInt(name -> name.equals("good") ? 1 : 0).toArray();
        ofIds(texts, labels);
        inOrder();
    }

    private static void ofTexts(List<String> texts, List<String> names, Path folder)
            throws IOException {
        Path file = folder.resolve("reviews.akin");
        // region texts
        TextClassification task =
                TextClassification.builder().rate(0.003).epochs(20).validation(0.1).build();
        try (TextClassifier model = task.fit(texts, names)) {
            System.out.println(model.history().kept()); // loss and accuracy of the best epoch
            System.out.println(model.predict("what a superb story", 1));
            model.save(file);
        }
        // endregion

        // region load
        try (TextClassifier model = TextClassifier.load(file)) {
            System.out.println(model.predict(List.of("so dull", "how lovely"), 1));
        }
        // endregion
    }

    private static void ofIds(List<String> texts, int[] labels) throws IOException {
        // region keras
        KerasTokenizer tokenizer =
                KerasTokenizer.builder().numWords(10_000).build().fitOnTexts(texts);
        int[][] padded = PadSequences.pad(tokenizer.textsToSequences(texts), 200);
        TextClassification task =
                TextClassification.builder()
                        .vocabulary(tokenizer)
                        .dimension(50)
                        .body(Lstm.of(64))
                        .dropout(0.3)
                        .l2(1e-5)
                        .epochs(5)
                        .validation(0.1)
                        .onEpoch(System.out::println) // epoch 1: loss …, validation loss …
                        .build();
        try (TextClassifier model = task.fit(padded, labels)) {
            System.out.println(model.embeddings().neighbors("excellent", 5));
        }
        // endregion
    }

    private static void inOrder() throws IOException {
        // region order
        List<String> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String good : List.of("good", "lovely", "great", "fine", "superb", "charming")) {
            for (String bad : List.of("bad", "awful", "dull", "poor", "clumsy", "boring")) {
                texts.add("not " + bad + " but " + good);
                labels.add("praise");
                texts.add("not " + good + " but " + bad);
                labels.add("blame");
            }
        }
        for (String name : Body.NAMES) { // mean, cnn, lstm, gru, attention
            TextClassification.Builder task =
                    TextClassification.builder().body(Body.of(name, 32)).dimension(16);
            if (name.equals("mean")) {
                task.wordNgrams(1); // no runs of words, which would tell the order as well
            }
            task.rate(0.01).epochs(20).validation(0.25).patience(20);
            try (TextClassifier model = task.build().fit(texts, labels)) {
                double accuracy = model.history().kept().measure("accuracy");
                System.out.printf("%s %.2f%n", name, accuracy);
            }
        }
        // endregion
    }
}
