package dev.akin.benchmarks;

import dev.akin.compress.Compressor;
import dev.akin.compress.Int8;
import dev.akin.compress.LookupSpeed;
import dev.akin.compress.MethodOption;
import dev.akin.compress.MethodRequest;
import dev.akin.compress.Methods;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.embeddings.Similarity;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.KeyBytes;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Compressed rows against float32 rows: making int8, exact search in turn, and single look-ups of every method. The rows are
/// normally distributed numbers.
///
/// ```
/// java --add-modules jdk.incubator.vector -Xmx6g -XX:+UseTransparentHugePages \
///     -cp 'benchmarks/target/classes:core/target/classes' dev.akin.benchmarks.CompressBenchmark ROWS DIMENSION
/// ```
final class CompressBenchmark {
    private static final int ROUNDS = 15;
    private static final int K = 10;

    private CompressBenchmark() {}

    public static void main(String[] args) {
        int rows = Integer.parseInt(args[0]);
        int dimension = Integer.parseInt(args[1]);
        EmbeddingTable table = rows(rows, dimension);
        EmbeddingTable small = made(table);
        Vocabulary keys = keys(rows);
        Embeddings floats = embeddings(keys, table);
        Embeddings bytes = embeddings(keys, small);
        for (int threads = 1; threads <= 2; threads++) {
            search(floats, bytes, threads);
        }
        lookUps(table);
    }

    private static EmbeddingTable rows(int rows, int dimension) {
        SplittableRandom random = new SplittableRandom(1);
        MemorySegment numbers = Arena.ofAuto().allocate(4L * rows * dimension, 64);
        for (long i = 0; i < (long) rows * dimension; i++) {
            numbers.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
        }
        return SegmentTable.of(numbers, ElementType.FLOAT32, rows, dimension);
    }

    private static Vocabulary keys(int rows) {
        KeyBytes keys = new KeyBytes();
        long[] counts = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys.add("word" + row);
            counts[row] = (long) rows - row;
        }
        return Vocabulary.of(keys, counts);
    }

    private static Embeddings embeddings(Vocabulary keys, EmbeddingTable table) {
        return Embeddings.builder(keys, table).similarity(Similarity.DOT).build();
    }

    private static EmbeddingTable made(EmbeddingTable table) {
        Compressor int8 = Int8.builder().threads(2).build();
        double[] rates = new double[ROUNDS];
        EmbeddingTable small = table;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            small = int8.compress(table);
            rates[round] = table.bytes() / (double) (System.nanoTime() - start);
        }
        double first = rates[0];
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "int8 made of %.2f GB at %.2f GB/s, median of %d (first %.2f), two threads%n",
                table.bytes() / 1e9,
                rates[ROUNDS / 2],
                ROUNDS,
                first);
        return small;
    }

    private static void search(Embeddings floats, Embeddings bytes, int threads) {
        SplittableRandom random = new SplittableRandom(2);
        double[] slow = new double[ROUNDS];
        double[] fast = new double[ROUNDS];
        int same = 0;
        for (int round = -2; round < ROUNDS; round++) {
            float[] query = floats.table().row(random.nextInt(floats.size()));
            Query asked = Query.builder().positive(query).k(K).threads(threads).build();
            long start = System.nanoTime();
            List<Neighbor> wanted = floats.neighbors(asked);
            long between = System.nanoTime();
            List<Neighbor> found = bytes.neighbors(asked);
            long end = System.nanoTime();
            if (round >= 0) {
                slow[round] = (between - start) / 1e6;
                fast[round] = (end - between) / 1e6;
                List<Integer> ids = found.stream().map(Neighbor::id).toList();
                same += (int) wanted.stream().filter(n -> ids.contains(n.id())).count();
            }
        }
        Arrays.sort(slow);
        Arrays.sort(fast);
        double floatMillis = slow[ROUNDS / 2];
        double byteMillis = fast[ROUNDS / 2];
        System.out.printf(
                Locale.ROOT,
                "search, %d thread(s): float32 %.1f ms, int8 %.1f ms, ratio %.2f; %d of %d nearest the same%n",
                threads,
                floatMillis,
                byteMillis,
                floatMillis / byteMillis,
                same,
                ROUNDS * K);
    }

    private static void lookUps(EmbeddingTable table) {
        MethodRequest plain = MethodRequest.standard();
        MethodRequest ranked = plain.with(MethodOption.RANK, table.dimension() / 4);
        lookUps("float32", table, table);
        for (String method : List.of("float16", "bfloat16", "int8", "int4", "binary", "pq")) {
            lookUps(method, Methods.of(method, plain).compress(table), table);
        }
        for (String method : List.of("svd", "svd+int8")) {
            lookUps(method, Methods.of(method, ranked).compress(table), table);
        }
    }

    private static void lookUps(String method, EmbeddingTable small, EmbeddingTable table) {
        double before = LookupSpeed.of(table);
        double rate = LookupSpeed.of(small);
        System.out.printf(
                Locale.ROOT,
                "look-ups of a row: %s %.2f M/s, float32 %.2f M/s, %.2f times its time%n",
                method,
                rate / 1e6,
                before / 1e6,
                before / rate);
    }
}
