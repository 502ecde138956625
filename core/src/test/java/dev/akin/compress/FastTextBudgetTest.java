package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.ProgressListener;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.format.VectorFiles;
import dev.akin.learn.FastTextSupervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastTextBudgetTest {
    @TempDir Path folder;

    private static Contents model(int words, int wordNgrams) {
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2 * words; i++) {
            int label = random.nextInt(2);
            lines.add("__label__l" + label + " word" + random.nextInt(words) + " tells" + label);
        }
        return FastTextSupervised.builder()
                .dimension(20)
                .wordNgrams(wordNgrams)
                .threads(1)
                .build()
                .fit(lines, ProgressListener.NONE);
    }

    @Test
    void filesAreNoLargerThanAsked() throws IOException {
        Contents model = model(2000, 2);
        for (long bytes : new long[] {40_000, 60_000, 1_000_000}) {
            Contents small = FastTextBudget.of(bytes, 1, 1).fit(model);
            Path file = folder.resolve("m" + bytes + ".bin");
            VectorFiles.writeQuantized(file, small, ProgressListener.NONE);

            assertThat(Files.size(file)).isLessThanOrEqualTo(bytes);
            assertThat(Files.size(file)).isGreaterThan(Math.min(bytes, 80_000) * 3 / 4);
            TextClassifier classifier = TextClassifier.load(file);
            assertThat(classifier.predict("word3 tells1", 1).getFirst().name())
                    .isEqualTo("__label__l1");
        }
    }

    @Test
    void whatFitsAsItIsKeepsAllRows() throws IOException {
        Contents model = model(2000, 1);
        Contents small = FastTextBudget.of(1_000_000, 1, 1).fit(model);
        Path file = folder.resolve("whole.bin");
        VectorFiles.writeQuantized(file, small, ProgressListener.NONE);

        assertThat(small.main().table().rows()).isEqualTo(model.main().table().rows());
        assertThat(Files.size(file)).isLessThan(1_000_000);
        assertThat(TextClassifier.load(file).predict("word3 tells1", 1).getFirst().name())
                .isEqualTo("__label__l1");
    }

    @Test
    void whatDoesNotFitSaysTheLeast() {
        assertThatThrownBy(() -> FastTextBudget.of(1000, 1, 1).fit(model(2000, 2)))
                .hasMessageContaining("bytes at the least, and 1,000 are allowed");
        assertThatThrownBy(() -> FastTextBudget.of(1000, 1, 1).fit(model(3, 1)))
                .hasMessageContaining("fewer than 256");
        assertThatThrownBy(() -> FastTextBudget.of(0, 1, 1)).hasMessageContaining("not 0");
    }
}
