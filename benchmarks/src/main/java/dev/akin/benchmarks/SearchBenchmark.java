package dev.akin.benchmarks;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.embeddings.Similarity;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.KeyBytes;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Exact search by dot product, one query at a time on one thread, over a mapped file; then by batches on all cores. The
/// answers are checked against sorting all rows, and written down for `peers/search_faiss.py`, which searches the same
/// file. `benchmarks/search.sh` runs both in turn.
///
/// ```
/// java --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.SearchBenchmark make FILE ROWS DIMENSION
/// java … dev.akin.benchmarks.SearchBenchmark run FILE ANSWERS
/// ```
final class SearchBenchmark {
    private static final int K = 10;
    private static final int QUERIES = 40;

    private SearchBenchmark() {}

    public static void main(String[] args) throws IOException {
        if (args[0].equals("make")) {
            make(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        } else {
            run(Embeddings.load(Path.of(args[1])), Path.of(args[2]));
        }
    }

    /// Normally distributed numbers under keys `word0`, `word1` ….
    private static void make(Path file, int rows, int dimension) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        MemorySegment numbers = Arena.ofAuto().allocate(4L * rows * dimension, 64);
        KeyBytes keys = new KeyBytes();
        long[] counts = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys.add("word" + row);
            counts[row] = (long) rows - row;
            for (int i = 0; i < dimension; i++) {
                numbers.setAtIndex(
                        ValueLayout.JAVA_FLOAT,
                        (long) row * dimension + i,
                        (float) random.nextGaussian());
            }
        }
        EmbeddingTable table = SegmentTable.of(numbers, ElementType.FLOAT32, rows, dimension);
        Embeddings.builder(Vocabulary.of(keys, counts), table)
                .similarity(Similarity.DOT)
                .build()
                .save(file);
    }

    private static void run(Embeddings embeddings, Path answers) throws IOException {
        int[] ids = new SplittableRandom(2).ints(QUERIES, 0, embeddings.size()).toArray();
        check(embeddings, ids[0]);
        List<Double> times = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int id : ids) {
            Query query =
                    Query.builder().positive(embeddings.table().row(id)).k(K).threads(1).build();
            long start = System.nanoTime();
            List<Neighbor> found = embeddings.neighbors(query);
            times.add((System.nanoTime() - start) / 1e6);
            StringBuilder line = new StringBuilder().append(id);
            found.forEach(n -> line.append('\t').append(n.id()));
            lines.add(line.toString());
        }
        Files.write(answers, lines);
        double median = times.stream().sorted().toList().get(QUERIES / 2);
        double gigabytes = embeddings.table().bytes() / 1e6 / median;
        System.out.printf(
                Locale.ROOT,
                "akin one query %.2f ms, %.1f GB/s (first %.0f ms)%n",
                median,
                gigabytes,
                times.getFirst());
        batch(embeddings, ids);
    }

    private static void batch(Embeddings embeddings, int[] ids) {
        List<String> keys =
                IntStream.range(0, 256)
                        .mapToObj(
                                i -> embeddings.vocabulary().key((ids[0] + i) % embeddings.size()))
                        .toList();
        embeddings.neighborsOfEach(keys, K);
        long start = System.nanoTime();
        embeddings.neighborsOfEach(keys, K);
        double millis = (System.nanoTime() - start) / 1e6 / keys.size();
        System.out.printf(
                Locale.ROOT,
                "akin batch of %d on all cores %.2f ms a query%n",
                keys.size(),
                millis);
    }

    private static void check(Embeddings embeddings, int id) {
        EmbeddingTable table = embeddings.table();
        float[] query = table.row(id);
        double[] scores = new double[table.rows()];
        float[] row = new float[table.dimension()];
        for (int r = 0; r < scores.length; r++) {
            table.read(r, 1, row, 0);
            for (int i = 0; i < row.length; i++) {
                scores[r] += (double) row[i] * query[i];
            }
        }
        List<Integer> expected =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(r -> -scores[r]))
                        .limit(K)
                        .toList();
        List<Integer> found = embeddings.neighbors(query, K).stream().map(Neighbor::id).toList();
        if (!found.equals(expected)) {
            throw new IllegalStateException("found " + found + ", but sorting gives " + expected);
        }
    }
}
