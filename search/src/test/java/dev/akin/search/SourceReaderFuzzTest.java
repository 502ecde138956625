package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class SourceReaderFuzzTest {
    private static final List<String> ENDINGS =
            List.of("md", "txt", "html", "pdf", "csv", "tsv", "jsonl");
    private static final WordHashEncoder ENCODER = new WordHashEncoder(2, 1);

    /// Any bytes are texts, whose passages are parts of them, or an [IOException].
    @FuzzTest
    void anyBytes(FuzzedDataProvider data) {
        Path file = Path.of("file." + data.pickValue(ENDINGS));
        try {
            Chunker chunker = new Chunker(ENCODER, new ChunkOptions(8, 4));
            byte[] bytes = data.consumeRemainingAsBytes();
            for (SourceText source : SourceReader.read(file, bytes, RecordFields.DEFAULT)) {
                for (Chunk chunk : chunker.chunks(source)) {
                    assertThat(chunk.text())
                            .isEqualTo(source.text().substring(chunk.from(), chunk.to()))
                            .isNotEmpty();
                }
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }
}
