package dev.akin.benchmarks;

import dev.akin.search.CollectionOptions;
import dev.akin.search.Document;
import dev.akin.search.DocumentIndex;
import dev.akin.search.Hit;
import dev.akin.search.Quantization;
import dev.akin.search.SearchRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Builds a collection of vectors, durable at the end, and searches it on two threads with rising effort; recall is held
/// against sorting all rows. `peers/search_hnswlib.py` does the same over the same file; `benchmarks/collection.sh` runs
/// both in turn.
///
/// ```
/// java --add-modules jdk.incubator.vector -cp 'benchmarks/target/classes:…' dev.akin.benchmarks.CollectionBenchmark \
///     make FILE ROWS DIMENSION
/// java … dev.akin.benchmarks.CollectionBenchmark run FILE FOLDER QUANTIZATION
/// ```
final class CollectionBenchmark {
    private static final int K = 10;
    private static final int QUERIES = 1_000;
    private static final int THREADS = 2;
    private static final int BATCH = 1_000;

    /// Vectors of text vary in far fewer directions than they have numbers.
    private static final int DIRECTIONS = 24;

    private CollectionBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("make")) {
            make(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        } else {
            run(Path.of(args[1]), Path.of(args[2]), Quantization.ofLabel(args[3]));
        }
    }

    /// The file: rows, dimension and queries as ints, the rows, the queries, and for each of these the ten nearest rows;
    /// all with the lowest byte first.
    private static void make(Path file, int rows, int dimension) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        float[][] directions = new float[DIRECTIONS][];
        Arrays.setAll(directions, i -> gaussian(random, dimension));
        float[][] vectors = new float[rows + QUERIES][];
        Arrays.setAll(vectors, i -> vector(random, directions, dimension));
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * (3 + (rows + QUERIES) * dimension + QUERIES * K))
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(rows).putInt(dimension).putInt(QUERIES);
        for (float[] vector : vectors) {
            bytes.asFloatBuffer().put(vector);
            bytes.position(bytes.position() + 4 * dimension);
        }
        int[][] nearest = new int[QUERIES][];
        IntStream.range(0, QUERIES)
                .parallel()
                .forEach(query -> nearest[query] = nearest(vectors, rows, vectors[rows + query]));
        for (int[] ids : nearest) {
            Arrays.stream(ids).forEach(bytes::putInt);
        }
        Files.write(file, bytes.array());
    }

    private static float[] gaussian(SplittableRandom random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static float[] vector(SplittableRandom random, float[][] directions, int dimension) {
        float[] vector = gaussian(random, dimension);
        for (float[] direction : directions) {
            float weight = (float) random.nextGaussian();
            for (int i = 0; i < dimension; i++) {
                vector[i] += weight * direction[i];
            }
        }
        double squares = 0;
        for (float x : vector) {
            squares += x * x;
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static int[] nearest(float[][] vectors, int rows, float[] query) {
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = 0; i < query.length; i++) {
                sum += vectors[row][i] * query[i];
            }
            scores[row] = sum;
        }
        return IntStream.range(0, rows)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .limit(K)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// What the file holds.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Data(float[][] rows, float[][] queries, List<Set<String>> nearest) {
        static Data read(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer bytes =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                                .order(ByteOrder.LITTLE_ENDIAN);
                int rows = bytes.getInt();
                int dimension = bytes.getInt();
                int queries = bytes.getInt();
                float[][] all = new float[rows + queries][dimension];
                for (float[] vector : all) {
                    bytes.asFloatBuffer().get(vector);
                    bytes.position(bytes.position() + 4 * dimension);
                }
                List<Set<String>> nearest = new ArrayList<>();
                for (int query = 0; query < queries; query++) {
                    Set<String> ids = new HashSet<>();
                    for (int i = 0; i < K; i++) {
                        ids.add(Integer.toString(bytes.getInt()));
                    }
                    nearest.add(ids);
                }
                return new Data(
                        Arrays.copyOf(all, rows),
                        Arrays.copyOfRange(all, rows, rows + queries),
                        nearest);
            }
        }
    }

    private static void run(Path file, Path folder, Quantization quantization) throws Exception {
        Data data = Data.read(file);
        CollectionOptions options =
                CollectionOptions.builder()
                        .dimension(data.rows()[0].length)
                        .quantization(quantization)
                        .build();
        long began = System.nanoTime();
        try (DocumentIndex index = DocumentIndex.create(folder, options)) {
            for (int from = 0; from < data.rows().length; from += BATCH) {
                index.upsert(documents(data, from));
            }
            double kept = seconds(began);
            index.compact();
            System.out.printf(
                    Locale.ROOT,
                    "akin %s: %d × %d kept in %.1f s, compact and durable in %.1f s%n",
                    quantization.label(),
                    data.rows().length,
                    data.rows()[0].length,
                    kept,
                    seconds(began));
            search(index, data, 100, 5);
            for (int effort : new int[] {10, 20, 40, 80, 160, 320, 640}) {
                search(index, data, effort, 3);
            }
        }
    }

    private static List<Document> documents(Data data, int from) {
        return IntStream.range(from, Math.min(data.rows().length, from + BATCH))
                .mapToObj(row ->
                        Document.builder(Integer.toString(row)).vector(data.rows()[row]).build())
                .toList();
    }

    /// The best of some rounds.
    private static void search(DocumentIndex index, Data data, int effort, int rounds)
            throws Exception {
        double best = Double.MAX_VALUE;
        int found = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < rounds; round++) {
                long began = System.nanoTime();
                List<Future<Integer>> parts = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    int first = thread;
                    parts.add(threads.submit(() -> part(index, data, first, effort)));
                }
                found = 0;
                for (Future<Integer> part : parts) {
                    found += part.get();
                }
                best = Math.min(best, seconds(began));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "akin effort %d: recall %.4f, %.0f queries/s%n",
                effort,
                found / (double) (K * data.queries().length),
                data.queries().length / best);
    }

    private static int part(DocumentIndex index, Data data, int first, int effort)
            throws IOException {
        int found = 0;
        for (int query = first; query < data.queries().length; query += THREADS) {
            List<Hit> hits =
                    index.search(
                            SearchRequest.builder()
                                    .vector(data.queries()[query])
                                    .k(K)
                                    .effort(effort)
                                    .contents(false)
                                    .build());
            for (Hit hit : hits) {
                found += data.nearest().get(query).contains(hit.id()) ? 1 : 0;
            }
        }
        return found;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
