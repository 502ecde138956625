package dev.akin.benchmarks;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.TextEncoder.Purpose;
import dev.akin.learn.Doc2Vec;
import dev.akin.learn.DocumentVectors;
import dev.akin.learn.TrainingRun;
import dev.akin.text.ReadAhead;
import dev.akin.text.Records;
import dev.akin.text.TaggedText;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.EncodedDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Learning documents from a file of words separated by spaces, a document a line, timed without and with counting, in a fresh JVM; then
/// how often a document is the nearest to what is inferred from its words, and how many are inferred in a second.
/// `benchmarks/doc2vec.sh` runs it in turn with gensim.
///
/// ```
/// java --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.DocumentsBenchmark CORPUS THREADS [MODE [EPOCHS [ROUNDS [short]]]]
/// ```
///
/// MODE is dbow, dbow-words, dm or dm-concat. With more than one round later ones are in a warm JVM.
/// With short, every word counts and the learning rate is four times as high: for documents of few words.
final class DocumentsBenchmark {
    private static final int ASKED = 1000;

    private DocumentsBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path corpus = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        String mode = args.length > 2 ? args[2] : "dbow";
        int epochs = args.length > 3 ? Integer.parseInt(args[3]) : 10;
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 1;
        Doc2Vec.Builder builder =
                Doc2Vec.builder()
                        .mode(Doc2Vec.Mode.ofLabel(mode.replace("-words", "")))
                        .words(mode.endsWith("-words"))
                        .epochs(epochs)
                        .threads(threads);
        if (args.length > 5) {
            builder.minCount(1).subsample(0).learningRate(0.1);
        }
        Doc2Vec learner = builder.build();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            try (EncodedDocuments encoded = encoded(learner, corpus)) {
                double scan = seconds(start);
                start = System.nanoTime();
                TrainingRun run =
                        learner.train(
                                encoded,
                                Map.of("akin.text", "{\"tokens\":\"whitespace\"}"),
                                ProgressListener.NONE);
                double training = seconds(start);
                System.out.printf(
                        Locale.ROOT,
                        "akin %s epochs %d scan %.3f s train %.3f s %.0f words/s%n",
                        mode,
                        epochs,
                        scan,
                        training,
                        (double) encoded.corpus().words() * epochs / training);
                if (round == rounds - 1) {
                    recall(DocumentVectors.of(run.model()).threads(threads), corpus);
                }
            }
        }
    }

    private static EncodedDocuments encoded(Doc2Vec learner, Path corpus) throws IOException {
        try (ReadAhead ahead = ReadAhead.of(Records.in(List.of(corpus)))) {
            return EncodedDocuments.builder(learner.encoding(ProgressListener.NONE))
                    .encodeTexts(() -> documents(ahead), words -> words.tokens(Tokens.WHITESPACE));
        }
    }

    private static Iterator<TaggedText> documents(ReadAhead ahead) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return ahead.hasNext();
            }

            @Override
            public TaggedText next() {
                Records.Text text = ahead.next();
                return new TaggedText(List.of(text.key()), text.text(), text.key());
            }
        };
    }

    private static void recall(DocumentVectors vectors, Path corpus) throws IOException {
        List<String> lines = Files.readAllLines(corpus);
        Random random = new Random(1);
        List<Integer> asked = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        while (asked.size() < ASKED) {
            int line = random.nextInt(lines.size());
            if (!lines.get(line).isBlank()) {
                asked.add(line + 1);
                texts.add(lines.get(line));
            }
        }
        long start = System.nanoTime();
        float[][] inferred = vectors.encode(texts, Purpose.PLAIN);
        double took = seconds(start);
        Embeddings documents = vectors.documents();
        int found = 0;
        for (int i = 0; i < ASKED; i++) {
            String nearest = documents.neighbors(inferred[i], 1).getFirst().key();
            found += nearest.equals(Integer.toString(asked.get(i))) ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "akin inferred %.0f documents/s, found again %.3f%n",
                ASKED / took,
                (double) found / ASKED);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
