package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTest {
    @TempDir Path temporary;
    private final WordHashEncoder encoder = new WordHashEncoder(64, 1);
    private DocumentIndex index;
    private Path file;

    @BeforeEach
    void fill() throws IOException {
        file = temporary.resolve("billing.md");
        Files.writeString(
                file,
                """
                # Meeting
                We met on Monday. We decided to send bills monthly. Anna brought cake.

                # Garden
                The roses need water. The fence is broken.

                # 账单
                我们决定每月寄账单。天气很好。
                """);
        index =
                DocumentIndex.create(
                        temporary.resolve("c"), CollectionOptions.forEncoder(encoder).build());
        FileIndexer.index(
                index, encoder, List.of(file), IndexingOptions.DEFAULT, ProgressListener.NONE);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private Context ask(String question, int budget) throws IOException {
        return Context.of(index, encoder, SearchRequest.ofText(question), budget);
    }

    private static String nearest(Context.Passage passage) {
        return passage.text().substring(passage.from(), passage.to());
    }

    @Test
    void passagesAreCitedAndTheAnswerIsMarked() throws IOException {
        Context context = ask("What did we decide: send bills monthly?", 500);

        Context.Passage first = context.passages().getFirst();
        assertThat(first.number()).isEqualTo(1);
        assertThat(nearest(first)).isEqualTo("We decided to send bills monthly.");
        assertThat(context.prompt())
                .contains(
                        "[1] " + file + ":1 (Meeting)\n",
                        "We met on Monday. **We decided to send bills monthly.** Anna brought cake.\n",
                        "[2] " + file)
                .endsWith("Question: What did we decide: send bills monthly?\n");
        assertThat(context.prompt().split("\\*\\*", -1)).hasSize(5);
        assertThat(context.tokens()).isEqualTo(encoder.tokenize(context.prompt()).size());
        assertThat(nearest(ask("账单寄", 500).passages().getFirst())).isEqualTo("我们决定每月寄账单。");
    }

    @Test
    void theBudgetIsKeptAndUsed() throws IOException {
        int all = ask("bills monthly", 10_000).tokens();
        int shown = 0;
        for (int budget = all; budget > 0; budget--) {
            int most = budget;
            Context context;
            try {
                context = ask("bills monthly", budget);
            } catch (IllegalArgumentException e) {
                assertThat(shown).isLessThanOrEqualTo(1);
                return;
            }
            assertThat(context.tokens()).isLessThanOrEqualTo(most);
            assertThat(nearest(context.passages().getFirst())).isNotBlank();
            shown = context.passages().size();
        }
        assertThat(shown).as("passages at a budget of 1").isZero();
    }

    @Test
    void whatOverlapsIsTakenOnce() throws IOException {
        Path overlapping = temporary.resolve("long.txt");
        Files.writeString(overlapping, "We send bills monthly. And so on it goes. ".repeat(3));
        IndexingOptions options =
                new IndexingOptions(new ChunkOptions(12, 6), RecordFields.DEFAULT);
        FileIndexer.index(index, encoder, List.of(overlapping), options, ProgressListener.NONE);

        List<Context.Passage> passages = ask("send bills monthly", 2_000).passages();
        for (Context.Passage a : passages) {
            for (Context.Passage b : passages) {
                if (a.number() < b.number()) {
                    assertThat(Context.overlaps(b.place(), List.of(a))).isFalse();
                }
            }
        }
    }

    @Test
    void aBudgetWithoutRoomIsRefusedAndAnEmptyCollectionIsNot() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask("bills", 20))
                .withMessageContaining("a budget of 20 tokens has no room");
        index.delete(Filter.parse("exists path"));
        assertThat(ask("bills", 200).passages()).isEmpty();
    }
}
