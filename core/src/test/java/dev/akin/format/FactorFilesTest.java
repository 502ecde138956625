package dev.akin.format;

import dev.akin.table.CpTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import dev.akin.table.HashedTable;
import dev.akin.table.Int8Table;
import dev.akin.table.TensorTrainTable;
import dev.akin.table.TrainShape;
import dev.akin.table.TuckerShape;
import dev.akin.table.TuckerTable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files of rows that are rebuilt from factors.
class FactorFilesTest extends StoredRowsContract {
    @Override
    List<EmbeddingTable> tables() {
        EmbeddingTable inner = EmbeddingTable.of(random(6), 3, 2);
        return List.of(
                FactoredTable.of(inner, random(12), random(6)),
                train(),
                FactoredTable.of(Int8Table.copyOf(inner), random(12), random(6)),
                cp(inner),
                cp(Int8Table.copyOf(inner)),
                tucker(inner),
                tucker(Int8Table.copyOf(inner)),
                hashed(EmbeddingTable.of(random(12), 4, 3)),
                hashed(Int8Table.copyOf(EmbeddingTable.of(random(12), 4, 3))));
    }

    private static EmbeddingTable hashed(EmbeddingTable shared) {
        MemorySegment weights = MemorySegment.ofArray(random(6));
        return HashedTable.of(shared, weights, 2, random(3), 7);
    }

    private static EmbeddingTable cp(EmbeddingTable inner) {
        return CpTable.of(inner, new float[][] {random(4), random(6)}, random(6));
    }

    private static EmbeddingTable tucker(EmbeddingTable inner) {
        float[][] factors = {random(2 * 1 * 3), random(2), random(9)};
        return TuckerTable.of(inner, new TuckerShape(2, 3, 1, 3), factors, random(6));
    }

    private static EmbeddingTable train() {
        float[][] cores = {random(2 * 2 * 2), random(2 * 2 * 3 * 3), random(1 * 3 * 2)};
        return TensorTrainTable.of(new TrainShape(2, 2, 1, 2, 3, 2, 2, 3), 3, cores, random(12));
    }

    @Test
    void saysWhatDoesNotAgree() throws IOException {
        EmbeddingTable table = tables().getFirst();
        refused(table, "is of the kind zense", "svd+dense", "svd+zense");
        refused(
                table,
                "is of the kind svd, but not said is of what",
                "svd+dense\\\"",
                "svd\\\"      ");
        refused(table, "embeddings.mean", "embeddings.mean", "embeddings.xean");
        refused(train(), "does not fit between the other cores", "[2,2,3,3]", "[2,3,3,2]");
        refused(train(), "does not fit between the other cores", "[1,3,2]", "[6,1,1]");
        refused(train(), "does not fit between the other cores", "[2,2,2]", "[4,2,1]");
        refused(train(), "must be F32 [24]", "[2,2,2]", "[1,4,2]");
    }

    @Test
    void saysWhatFactorsDoNotAgree() throws IOException {
        EmbeddingTable inner = EmbeddingTable.of(random(6), 3, 2);
        EmbeddingTable cp = cp(inner);
        refused(cp, "is of the kind cp, but not said is of what", "cp+dense\\\"", "cp\\\"      ");
        refused(cp, "embeddings.factor.2", "embeddings.factor.2", "embeddings.factor.3");
        refused(cp, "is of rank 2, but the other factor of 1", "[2,2]", "[4,1]");
        refused(cp, "takes 0 bytes, but its offsets span 16", "[2,2]", "[0,2]");
        refused(cp, "must be F32 in 2 dimensions, but is [4]", "[2,2]", "[4  ]");
        refused(cp, "has 3 rows, but akin.tables says 4", "\\\"rows\\\":3", "\\\"rows\\\":4");
        EmbeddingTable tucker = tucker(inner);
        refused(tucker, "is of the kind svd  ", "tucker+dense", "tucker+svd  ");
        refused(tucker, "embeddings.core.1", "embeddings.core.1", "embeddings.core.2");
        refused(tucker, "is of ranks 3 and 1, but the factors of 1 and 3", "[2,1,3]", "[2,3,1]");
        refused(tucker, "is of ranks 2 and 3, but the factors of 1 and 3", "[2,1,3]", "[1,2,3]");
        refused(tucker, "is of ranks 1 and 3, but the factors of 2 and 3", "[2,1]", "[1,2]");
        refused(tucker, "must be F32 in 3 dimensions, but is [2, 3]", "[2,1,3]", "[2,3  ]");
        refused(tucker, "takes 12 bytes, but its offsets span 24", "[6]", "[3]");
    }

    @Test
    void saysWhatSharedRowsDoNotAgree() throws IOException {
        EmbeddingTable hashed = hashed(EmbeddingTable.of(random(12), 4, 3));
        refused(
                hashed,
                "is of the kind hash, but not said is of what",
                "hash+dense\\\"",
                "hash\\\"      ");
        refused(hashed, "embeddings.seed", "embeddings.seed", "embeddings.xeed");
        refused(hashed, "embeddings.weights", "embeddings.weights", "embeddings.weighty");
        refused(hashed, "4 shared rows are no 3 runs of the same length", "[3,2]", "[2,3]");
        refused(hashed, "has 3 rows, but akin.tables says 4", "\\\"rows\\\":3", "\\\"rows\\\":4");
    }

    /// All lengths agree, but more numbers stand for a side than it has.
    @Test
    void saysWhichFactorIsTooLong() throws IOException {
        float[][] factors = {random(3 * 2 * 2), random(4 * 2), random(3 * 2)};
        EmbeddingTable inner = EmbeddingTable.of(random(9), 3, 3);
        EmbeddingTable tucker =
                TuckerTable.of(inner, new TuckerShape(4, 3, 2, 2), factors, random(12));
        refused(
                tucker,
                "the rank of the first side is 4, but 1 to 2 will do",
                "[3,2,2]",
                "[3,4,1]",
                "[4,2]",
                "[2,4]",
                "[3,2]",
                "[6,1]");
    }
}
