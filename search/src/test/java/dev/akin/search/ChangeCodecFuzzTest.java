package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeCodecFuzzTest {
    @Test
    void documentsComeBack() {
        List<Document> documents =
                List.of(
                        Document.builder("a").build(),
                        Document.builder("б")
                                .text("text\n")
                                .language("ru")
                                .put("n", 1.5)
                                .fingerprint("f")
                                .vector(new float[] {1, -0f})
                                .vector(new float[] {Float.MIN_VALUE, 3})
                                .build());
        byte[] bytes = ChangeCodec.encode(new Change.Upsert(documents));

        Change.Upsert decoded = (Change.Upsert) ChangeCodec.decode(bytes);

        assertThat(decoded.documents()).hasSize(2);
        assertThat(decoded.documents().getLast().vectors())
                .containsExactly(documents.getLast().vectors().toArray(float[][]::new));
        assertThat(ChangeCodec.encode(decoded)).isEqualTo(bytes);
    }

    /// Any bytes are a change, which is then written as it was read, or an [IllegalArgumentException].
    @FuzzTest
    void anyBytes(byte[] bytes) {
        Change change;
        try {
            change = ChangeCodec.decode(bytes);
        } catch (IllegalArgumentException e) {
            return;
        }
        Change again = ChangeCodec.decode(ChangeCodec.encode(change));
        assertThat(again.getClass()).isEqualTo(change.getClass());
    }
}
