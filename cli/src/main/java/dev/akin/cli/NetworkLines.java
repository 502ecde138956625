package dev.akin.cli;

import dev.akin.embeddings.Label;
import dev.akin.networks.ClickModel;
import dev.akin.networks.Tagger;
import dev.akin.text.Json;
import dev.akin.text.TaggedSentence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lines of text → answers by a network, many at once where nobody waits.
final class NetworkLines {
    private static final int TOGETHER = 256;

    private final Answers answers;

    NetworkLines(Answers answers) {
        this.answers = answers;
    }

    /// What a network says of texts.
    interface Answers {
        void print(List<String> texts, PrintWriter out);

        /// An object for each text.
        List<Json> documents(List<String> texts);
    }

    /// Labels and their probabilities: a line for each text.
    record Labels(Function<List<String>, List<List<Label>>> predict, double threshold)
            implements Answers {
        @Override
        public void print(List<String> texts, PrintWriter out) {
            for (List<Label> labels : kept(texts)) {
                StringBuilder answer = new StringBuilder();
                for (Label label : labels) {
                    answer.append(answer.isEmpty() ? "" : "\t").append(label.name()).append('\t');
                    Digits.six(label.probability(), answer);
                }
                out.append(answer).append('\n');
            }
        }

        @Override
        public List<Json> documents(List<String> texts) {
            return kept(texts).stream()
                    .<Json>map(labels ->
                            Json.object("labels", labels.stream().map(Labels::document).toList()))
                    .toList();
        }

        private static Json document(Label label) {
            return Json.object("label", label.name(), "probability", (float) label.probability());
        }

        private List<List<Label>> kept(List<String> texts) {
            return predict.apply(texts).stream()
                    .map(all -> all.stream().filter(l -> l.probability() >= threshold).toList())
                    .toList();
        }
    }

    /// Lines of values, with tabs between, as of a user and an item: how probable a click is.
    static final class Clicks implements Answers {
        private final ClickModel model;
        private final String source;
        private long read;

        /// @param source of the lines, for errors
        Clicks(ClickModel model, String source) {
            this.model = model;
            this.source = source;
        }

        @Override
        public void print(List<String> texts, PrintWriter out) {
            for (float probability : probabilities(texts)) {
                StringBuilder answer = new StringBuilder();
                Digits.six(probability, answer);
                out.append(answer).append('\n');
            }
        }

        @Override
        public List<Json> documents(List<String> texts) {
            List<Json> documents = new ArrayList<>();
            for (float probability : probabilities(texts)) {
                documents.add(Json.object("probability", probability));
            }
            return documents;
        }

        private float[] probabilities(List<String> texts) {
            List<List<String>> examples = new ArrayList<>();
            for (String text : texts) {
                read++;
                List<String> values = List.of(text.split("\t", -1));
                if (values.size() != model.fields().size()) {
                    throw new IllegalArgumentException(
                            source
                                    + ": line "
                                    + read
                                    + ": it has "
                                    + values.size()
                                    + " values, and not one for each of "
                                    + model.fields()
                                    + ", with tabs between");
                }
                examples.add(values);
            }
            return model.probabilities(examples);
        }
    }

    /// Words and their tags: a line for each word, and an empty one behind each text.
    record Tags(Tagger tagger) implements Answers {
        @Override
        public void print(List<String> texts, PrintWriter out) {
            for (String text : texts) {
                TaggedSentence tagged = tagger.tag(text);
                for (int i = 0; i < tagged.words().size(); i++) {
                    out.append(tagged.words().get(i))
                            .append('\t')
                            .append(tagged.tags().get(i))
                            .append('\n');
                }
                out.append('\n');
            }
        }

        @Override
        public List<Json> documents(List<String> texts) {
            List<Json> documents = new ArrayList<>();
            for (String text : texts) {
                TaggedSentence tagged = tagger.tag(text);
                documents.add(
                        Json.object(
                                "words", strings(tagged.words()), "tags", strings(tagged.tags())));
            }
            return documents;
        }

        private static Json strings(List<String> texts) {
            return new Json.Arr(texts.stream().<Json>map(Json.Str::new).toList());
        }
    }

    void print(ByteLines lines, PrintWriter out) throws IOException {
        for (List<String> some = next(lines, out); !some.isEmpty(); some = next(lines, out)) {
            answers.print(some, out);
        }
        out.flush();
    }

    List<Json> documents(ByteLines lines, PrintWriter out) throws IOException {
        List<Json> documents = new ArrayList<>();
        for (List<String> some = next(lines, out); !some.isEmpty(); some = next(lines, out)) {
            documents.addAll(answers.documents(some));
        }
        return documents;
    }

    /// What is there without waiting; at least one line, or none at the end.
    private static List<String> next(ByteLines lines, PrintWriter out) throws IOException {
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
