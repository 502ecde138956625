package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.table.EmbeddingTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a method says its rows will take is what they take.
class PredictedBytesTest {
    private static final int ROWS = 600;
    private static final int DIMENSION = 30;
    private static final EmbeddingTable TABLE = Planted.random(ROWS, DIMENSION, 4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "float16",
                "bfloat16",
                "int8",
                "int4",
                "binary",
                "binary+int8",
                "svd",
                "svd+int4",
                "pca",
                "pca+int8",
                "order+float16",
                "pq",
                "opq",
                "residual",
                "codes",
                "prune",
                "prune+int8",
                "prune+pca+pq",
                "cp+int8",
                "tucker",
                "tensor-train"
            })
    void isExact(String method) {
        Compressor compressor = Methods.of(method, MethodRequest.standard());
        assertThat(compressor.bytes(ROWS, DIMENSION)).hasValue(compressor.compress(TABLE).bytes());
    }

    @Test
    void ofMergedRowsIsTheMost() {
        Compressor merge = Methods.of("merge+int8", MethodRequest.standard());
        assertThat(merge.compress(TABLE).bytes())
                .isLessThanOrEqualTo(merge.bytes(ROWS, DIMENSION).orElseThrow());
    }

    @Test
    void whatIsRememberedOfATableChangesNothing() {
        EmbeddingTable remembering = new RememberingTable(TABLE);
        for (String method : List.of("svd+int8", "pca", "order", "prune+pca+int8", "merge")) {
            Compressor compressor = Methods.of(method, MethodRequest.standard());
            EmbeddingTable plain = compressor.compress(TABLE);
            compressor.compress(remembering);
            EmbeddingTable again = compressor.compress(remembering);
            for (int row = 0; row < ROWS; row++) {
                assertThat(again.row(row)).as(method).isEqualTo(plain.row(row));
            }
        }
    }
}
