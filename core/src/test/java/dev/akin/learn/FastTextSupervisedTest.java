package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.compress.FastTextQuantizer;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.format.FastTextArgs;
import dev.akin.format.FastTextModel;
import dev.akin.format.FileFormat;
import dev.akin.format.VectorFiles;
import dev.akin.vocabulary.Subwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FastTextSupervisedTest {
    private static final int TOPICS = 8;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(FastTextArgs.Loss.class)
    void everyLossLearnsTopics(FastTextArgs.Loss loss) throws IOException {
        Contents model = fit(learner().loss(loss).wordNgrams(2).threads(2), topics(800, 1));

        assertThat(accuracy(model, topics(200, 2))).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @EnumSource(FastTextArgs.Loss.class)
    void oneThreadAndSeedGiveTheSameBytes(FastTextArgs.Loss loss) throws IOException {
        FastTextSupervised.Builder options =
                learner().loss(loss).subwords(Subwords.of(2, 3, 500)).threads(1);
        byte[] first = written(fit(options, topics(100, 1)));

        assertThat(written(fit(options, topics(100, 1)))).isEqualTo(first);
        assertThat(written(fit(options.seed(2), topics(100, 1)))).isNotEqualTo(first);
    }

    @Test
    void rowsInSeveralArraysLearnTheSame() throws IOException {
        List<String> lines = topics(100, 1);
        float[] one = row(fit(learner().threads(1), lines), "t1w1");
        float[] several = row(fit(learner().threads(1).blockNumbers(64), lines), "t1w1");

        for (int i = 0; i < one.length; i++) {
            assertThat(several[i]).isCloseTo(one[i], within(1e-4f));
        }
    }

    @Test
    void wordsAndLabelsAreOrderedByCount() {
        Contents model =
                fit(
                        learner().minCount(2),
                        List.of(
                                "__label__b x y y z",
                                "__label__a\tz  y once",
                                "__label__a __label__c x z z"));

        assertThat(model.main().vocabulary().keys()).containsExactly("z", "y", "</s>", "x");
        assertThat(model.main().vocabulary().countArray()).containsExactly(4, 3, 3, 2);
        assertThat(model.table("labels/").vocabulary().keys())
                .containsExactly("__label__a", "__label__b", "__label__c");
        assertThat(FastTextModel.of(model).args().tokens()).isEqualTo(17);
    }

    @Test
    void rareLabelsAreLeftOut() {
        Contents model =
                fit(
                        learner().minLabelCount(2),
                        List.of("__label__a x", "__label__a y", "__label__b z"));

        assertThat(model.table("labels/").vocabulary().keys()).containsExactly("__label__a");
    }

    @Test
    void ngramsOfWordsTellOrders() throws IOException {
        List<String> lines = orders(400, 1);
        List<String> others = orders(200, 2);

        assertThat(accuracy(fit(learner().epochs(30), lines), others)).isLessThan(0.7);
        assertThat(accuracy(fit(learner().epochs(30).wordNgrams(2), lines), others))
                .isGreaterThan(0.95);
    }

    @Test
    void ngramsOfLettersTellUnknownWords() throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> others = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            String ending = i % 2 == 0 ? "ing" : "ova";
            String stem = Integer.toString(random.nextInt(1 << 20), 36);
            (i < 200 ? lines : others).add("__label__" + ending + " " + stem + ending);
        }

        assertThat(
                        accuracy(
                                fit(learner().epochs(20).subwords(Subwords.of(3, 3, 2000)), lines),
                                others))
                .isGreaterThan(0.95);
    }

    @Test
    void oneVersusAllFindsAllLabelsOfALine() throws IOException {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int a = random.nextInt(4);
            int b = 4 + random.nextInt(4);
            lines.add(label(a) + label(b) + words(a, 4, random) + words(b, 4, random));
        }
        Contents model = fit(learner().loss(FastTextArgs.Loss.OVA).epochs(20), lines);
        TextClassifier classifier = TextClassifier.of(Path.of("m"), model);

        assertThat(classifier.predict("t2w1 t2w3 t2w5 t2w4 t6w1 t6w2 t6w3 t6w7", 8, 0.5))
                .extracting(Label::name)
                .containsExactlyInAnyOrder("__label__2", "__label__6");
    }

    @Test
    void fileHasEveryBucketAndGivesTheSameAnswers() throws IOException {
        Contents model =
                fit(
                        learner().wordNgrams(2).subwords(Subwords.of(2, 3, 5000)).epochs(3),
                        topics(100, 1));
        Path file = folder.resolve("model.bin");
        VectorFiles.write(file, model, FileFormat.FASTTEXT, ProgressListener.NONE);
        TextClassifier own = TextClassifier.of(file, model);
        TextClassifier read = TextClassifier.load(file);

        for (String line : topics(50, 2)) {
            assertThat(read.predict(line + " new words", 3))
                    .isEqualTo(own.predict(line + " new words", 3));
        }
    }

    @Test
    void prunedModelLearnsAgainOnTheRowsItHas() throws IOException {
        List<String> lines = topics(600, 1);
        Contents model = fit(learner().wordNgrams(2).epochs(1).learningRate(0.02), lines);
        FastTextModel pruned = FastTextModel.of(model).keepLongest(300);
        FastTextModel again = learner().build().continued(pruned, lines, NONE);

        assertThat(again.input().rows()).isEqualTo(300);
        assertThat(again.keptBuckets()).isEqualTo(pruned.keptBuckets()).isNotEmpty();
        FastTextQuantizer.Builder small = FastTextQuantizer.builder().cutoff(300);
        double before = accuracy(small.build().quantize(model), lines);
        Contents taught = small.retrained(_ -> again).build().quantize(model);
        assertThat(accuracy(taught, lines)).isGreaterThan(before).isGreaterThan(0.9);
    }

    @Test
    void otherLabelPrefixIsKept() throws IOException {
        List<String> lines =
                topics(400, 1).stream().map(line -> line.replace("__label__", "#")).toList();
        Contents model = fit(learner().labelPrefix("#"), lines);

        assertThat(model.table("labels/").vocabulary().keys()).contains("#3").hasSize(TOPICS);
        assertThat(accuracy(model, lines)).isGreaterThan(0.95);
    }

    @Test
    void stopsWhenAsked() {
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };

        assertThatThrownBy(() -> learner().build().fit(topics(300, 1), stop))
                .isInstanceOf(CancellationException.class)
                .hasMessageStartingWith("training was stopped after");
        assertThatThrownBy(() -> learner().build().fit(topics(1500, 1), stop))
                .isInstanceOf(CancellationException.class)
                .hasMessage("counting was stopped after 1024 of 1500 lines");
    }

    @Test
    void lossFallsAndIsTold() {
        List<Progress> heard = new ArrayList<>();
        learner().build().fit(topics(400, 1), heard::add);

        assertThat(heard.stream().map(Progress::phase).distinct())
                .containsExactly("counting", "encoding", "training");
        assertThat(heard.getLast().done()).isEqualTo(heard.getLast().total());
        assertThat(heard.getLast().loss()).isBetween(0.0, Math.log(TOPICS) / 2);
    }

    @Test
    void missingLabelsAreNamedWithTheirPrefix() {
        assertThatThrownBy(() -> fit(learner().labelPrefix("L:"), topics(3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("none of 3 lines has a label")
                .hasMessageContaining("begins with L:");
        assertThatThrownBy(() -> fit(learner(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("none of 0 lines");
    }

    @Test
    void rareWordsAloneAreAnError() {
        assertThatThrownBy(() -> fit(learner().minCount(9), topics(3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no word is seen 9 times in 3 lines");
    }

    @Test
    void linesWithoutKnownLabelTeachNothing() {
        List<String> lines = topics(100, 1);
        FastTextModel model = FastTextModel.of(fit(learner(), lines));
        List<String> more = new ArrayList<>(lines);
        more.addAll(List.of("t1w1 t2w2", "__label__unknown t1w1"));
        FastTextSupervised learner = learner().build();

        assertThat(learner.continued(model, more, NONE).input().row(1))
                .isEqualTo(learner.continued(model, lines, NONE).input().row(1))
                .isNotEqualTo(model.input().row(1));
        assertThatThrownBy(() -> learner.continued(model, more.subList(100, 102), NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("none of 2 lines has a label that the model knows");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> learner().labelPrefix("a b"))
                .hasMessageContaining("without white space, not \"a b\"");
        assertThatThrownBy(() -> learner().learningRate(0)).hasMessageContaining("not 0.0");
        assertThatThrownBy(() -> learner().wordNgrams(2).subwords(Subwords.of(0, 0, 0)).build())
                .hasMessage("n-grams of up to 2 words need at least 1 bucket, not 0");
    }

    private static final ProgressListener NONE = ProgressListener.NONE;

    private static FastTextSupervised.Builder learner() {
        return FastTextSupervised.builder()
                .dimension(16)
                .epochs(10)
                .learningRate(0.5)
                .subwords(Subwords.of(0, 0, 2000))
                .threads(1);
    }

    private static Contents fit(FastTextSupervised.Builder options, List<String> lines) {
        return options.build().fit(lines, NONE);
    }

    private static String label(int topic) {
        return "__label__" + topic + " ";
    }

    private static String words(int topic, int count, Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append('t').append(topic).append('w').append(random.nextInt(10)).append(' ');
        }
        return words.toString();
    }

    /// Lines of seven words of a topic and one of any.
    private static List<String> topics(int lines, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            int topic = random.nextInt(TOPICS);
            texts.add(
                    label(topic)
                            + words(topic, 7, random)
                            + words(random.nextInt(TOPICS), 1, random));
        }
        return texts;
    }

    /// Two words of ten, the lesser first or last, among others that say nothing.
    private static List<String> orders(int lines, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            int less = random.nextInt(4);
            int more = less + 1 + random.nextInt(4 - less);
            boolean rising = random.nextBoolean();
            texts.add(
                    (rising ? "__label__up n" : "__label__down n")
                            + (rising ? less + " n" + more : more + " n" + less));
        }
        return texts;
    }

    private static double accuracy(Contents model, List<String> lines) throws IOException {
        TextClassifier classifier = TextClassifier.of(Path.of("model.bin"), model);
        int right = 0;
        for (String line : lines) {
            String label = line.substring(0, line.indexOf(' '));
            String text = line.substring(line.indexOf(' ') + 1);
            List<Label> best = classifier.predict(text, 1);
            right += best.getFirst().name().equals(label) ? 1 : 0;
        }
        return (double) right / lines.size();
    }

    private byte[] written(Contents model) throws IOException {
        Path file = folder.resolve("written.bin");
        VectorFiles.write(file, model, FileFormat.FASTTEXT, NONE);
        return Files.readAllBytes(file);
    }

    private static float[] row(Contents model, String word) {
        return model.main().table().row(model.main().vocabulary().id(word));
    }
}
