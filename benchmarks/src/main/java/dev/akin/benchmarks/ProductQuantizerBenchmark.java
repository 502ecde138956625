package dev.akin.benchmarks;

import dev.akin.compress.ProductQuantizer;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.embeddings.Similarity;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.KeyBytes;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Product quantisation: learning centroids from rows and coding these in two threads, then scanning a million codes for one query in
/// one thread, in turn with FAISS's `IndexPQ`, which `peers/pq_faiss.py` runs on the same rows. `benchmarks/compress.sh` runs it.
///
/// ```
/// java --add-modules jdk.incubator.vector -Xmx6g -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.ProductQuantizerBenchmark FILE ROWS PARTS POINTS PYTHON SCRIPT
/// ```
final class ProductQuantizerBenchmark {
    private static final int SCANNED = 1_000_000;
    private static final int ROUNDS = 2;
    private static final int QUERIES = 40;
    private static final int K = 10;

    private ProductQuantizerBenchmark() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[1]);
        int parts = Integer.parseInt(args[2]);
        EmbeddingTable table = rows(Embeddings.load(Path.of(args[0])).table(), rows, parts);
        write(table, Path.of(args[3]));
        ProductQuantizer quantizer = ProductQuantizer.builder().parts(parts).threads(2).build();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            QuantizedTable coded = (QuantizedTable) quantizer.compress(table);
            double learnt = (System.nanoTime() - start) / 1e9;
            double error = error(table, coded);
            double scan = scan(coded, table);
            Json.Obj peer =
                    Peer.run(
                                    args[4],
                                    args[5],
                                    args[3],
                                    Integer.toString(rows),
                                    Integer.toString(parts),
                                    Integer.toString(SCANNED))
                            .said();
            double peerLearnt = number(peer, "learnt");
            double peerScan = number(peer, "scan");
            System.out.printf(
                    Locale.ROOT,
                    "learn and code %d x %d in %d parts: akin %.2f s (error %.4f), faiss %.2f s (error %.4f),"
                            + " ratio %.2f; scan of %d: akin %.2f ms, faiss %.2f ms, ratio %.2f%n",
                    rows,
                    table.dimension(),
                    parts,
                    learnt,
                    error,
                    peerLearnt,
                    number(peer, "error"),
                    peerLearnt / learnt,
                    SCANNED,
                    scan,
                    peerScan,
                    peerScan / scan);
        }
    }

    private static double number(Json.Obj said, String name) {
        return said.get(name) instanceof Json.Num number ? number.asDouble() : Double.NaN;
    }

    /// Rows beyond those there are: others with a little noise. Numbers are repeated until parts are equally wide.
    private static EmbeddingTable rows(EmbeddingTable all, int rows, int parts) {
        int known = Math.min(rows, all.rows());
        int dimension = Math.ceilDiv(all.dimension(), parts) * parts;
        float[] values = new float[rows * dimension];
        Random random = new Random(1);
        for (int row = 0; row < rows; row++) {
            float[] like = all.row(row < known ? row : random.nextInt(known));
            for (int d = 0; d < dimension; d++) {
                float noise = row < known ? 0 : 0.05f * (float) random.nextGaussian();
                values[row * dimension + d] = like[d % like.length] + noise;
            }
        }
        return EmbeddingTable.of(values, rows, dimension);
    }

    private static void write(EmbeddingTable table, Path points) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        points,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int row = 0; row < table.rows(); row++) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(Float.BYTES * table.dimension())
                                .order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(table.row(row));
                channel.write(bytes);
            }
        }
    }

    /// The Euclidean length of all differences by that of the rows.
    private static double error(EmbeddingTable table, EmbeddingTable coded) {
        double off = 0;
        double all = 0;
        for (int row = 0; row < table.rows(); row++) {
            float[] before = table.row(row);
            float[] after = coded.row(row);
            for (int d = 0; d < before.length; d++) {
                off += Math.pow((double) before[d] - after[d], 2);
                all += Math.pow(before[d], 2);
            }
        }
        return Math.sqrt(off / all);
    }

    /// Milliseconds of the median query.
    private static double scan(QuantizedTable coded, EmbeddingTable table) {
        int[] repeated = new int[SCANNED];
        Arrays.setAll(repeated, i -> i % coded.rows());
        QuantizedTable million = coded.select(repeated);
        Embeddings words = Embeddings.builder(keys(), million).similarity(Similarity.DOT).build();
        double[] millis = new double[QUERIES];
        for (int q = 0; q < QUERIES; q++) {
            float[] query = table.row(q * 97 % table.rows());
            long start = System.nanoTime();
            List<Neighbor> found =
                    words.neighbors(Query.builder().positive(query).k(K).threads(1).build());
            millis[q] = (System.nanoTime() - start) / 1e6;
            if (found.size() != K) {
                throw new IllegalStateException("found " + found);
            }
        }
        Arrays.sort(millis);
        return millis[QUERIES / 2];
    }

    private static Vocabulary keys() {
        KeyBytes keys = new KeyBytes();
        for (int row = 0; row < SCANNED; row++) {
            keys.add("word" + row);
        }
        return Vocabulary.of(keys, null);
    }
}
