package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.format.FastTextArgs;
import dev.akin.format.FastTextModel;
import dev.akin.format.FileFormat;
import dev.akin.format.VectorFiles;
import dev.akin.vocabulary.Subwords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Lines that are not as they should be, of which fastText makes the same.
class OddLinesTest {
    @TempDir private Path folder;

    @Test
    void linesWithoutLabelCountWordsAndTeachNothing() {
        List<String> lines = List.of("__label__a x y", "__label__b z");
        List<String> more = new ArrayList<>(lines);
        more.add("y y y");
        Contents with = fit(more);

        assertThat(with.main().vocabulary().count(with.main().vocabulary().id("y"))).isEqualTo(4);
        assertThat(with.table("labels/").vocabulary().keys())
                .containsExactly("__label__a", "__label__b");
        assertThat(with.table("labels/").vocabulary().count(0)).isEqualTo(1);
        float[] moved = output(with);
        more.set(2, "y y y __label__a");
        assertThat(output(fit(more))).isNotEqualTo(moved);
    }

    @Test
    void labelsAloneAreLearnedFromTheEndOfTheLine() throws IOException {
        Contents model = fit(Collections.nCopies(50, "__label__a"), "__label__b x");
        assertThat(best(model, "")).isEqualTo("__label__a");
        assertThat(model.main().vocabulary().keys()).containsExactly("</s>", "x");
    }

    @ParameterizedTest
    @EnumSource(FastTextArgs.Loss.class)
    void oneLabelIsAlwaysTheAnswer(FastTextArgs.Loss loss) throws IOException {
        Contents model =
                learner().loss(loss).build().fit(Collections.nCopies(20, "__label__a x y"), NONE);

        assertThat(best(model, "x")).isEqualTo("__label__a");
        assertThat(best(model, "never seen")).isEqualTo("__label__a");
    }

    @Test
    void aLabelEndsAtASpace() {
        Contents model = fit(List.of("__label__ice cream is cold", "__label__\"hot dog\" bread"));

        assertThat(model.table("labels/").vocabulary().keys())
                .containsExactly("__label__ice", "__label__\"hot");
        assertThat(model.main().vocabulary().keys()).contains("cream", "dog\"");
    }

    @Test
    void aHugeLineIsLearnedWhole() throws IOException {
        String huge = "__label__a " + "x y z ".repeat(50_000);
        List<String> lines = new ArrayList<>(Collections.nCopies(30, "__label__b u v"));
        lines.add(huge);
        Contents model =
                learner().wordNgrams(3).subwords(Subwords.of(0, 0, 1000)).build().fit(lines, NONE);

        assertThat(FastTextModel.of(model).args().tokens()).isEqualTo(30 * 4 + 150_002);
        assertThat(best(model, "x y z")).isEqualTo("__label__a");
    }

    @Test
    void aHugeWordIsNamedByItsBeginning() {
        Contents model = fit(List.of("__label__a " + "é".repeat(40_000), "__label__b x"));
        Path file = folder.resolve("huge.bin");

        assertThatThrownBy(() -> VectorFiles.write(file, model, FileFormat.FASTTEXT, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the key \"" + "é".repeat(40) + "…\" holds")
                .hasMessageContaining("80000 bytes, more than 65536");
        assertThat(file).doesNotExist();
    }

    @Test
    void validationMayHaveLabelsThatAreUnknown() {
        List<String> lines = Collections.nCopies(30, "__label__a x y");
        Autotune tuning = Autotune.builder().trials(1).learner(OddLinesTest::learner).build();
        List<String> held = List.of("__label__a x", "__label__new x", "no label");
        Autotune.Result result = tuning.run(lines, held, (_, _) -> {}, NONE);

        assertThat(result.best().score()).isEqualTo(0.5);
        assertThatThrownBy(() -> tuning.run(lines, held.subList(1, 2), (_, _) -> {}, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("__label__new");
    }

    private static final ProgressListener NONE = ProgressListener.NONE;

    private static FastTextSupervised.Builder learner() {
        return FastTextSupervised.builder()
                .dimension(8)
                .epochs(10)
                .learningRate(0.5)
                .subwords(Subwords.of(0, 0, 100))
                .threads(1);
    }

    private static Contents fit(List<String> lines, String... more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(List.of(more));
        return learner().build().fit(all, NONE);
    }

    private static float[] output(Contents model) {
        return model.table("labels/").table().row(0);
    }

    private static String best(Contents model, String text) throws IOException {
        List<Label> labels = TextClassifier.of(Path.of("model.bin"), model).predict(text, 1);
        return labels.getFirst().name();
    }
}
