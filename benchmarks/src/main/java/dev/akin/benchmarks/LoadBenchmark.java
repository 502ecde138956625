package dev.akin.benchmarks;

import dev.akin.ProgressListener;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.KeyedTable;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Reading vector files, once, in a fresh JVM, warm-up included. `benchmarks/loading.sh` runs it in turn with gensim.
/// `make` writes random gaussians of six significant digits; `load` prints seconds and the sum of all numbers, which
/// must be the peer's.
///
/// ```
/// java --add-modules jdk.incubator.vector -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.LoadBenchmark make FILE ROWS DIMENSION | load FILE | open FILE
/// ```
final class LoadBenchmark {
    private static final int BLOCK = 1000;

    private LoadBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        switch (args[0]) {
            case "make" -> make(file, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            case "load" -> load(file);
            case "open" -> open(file);
            default -> throw new IllegalArgumentException("make, load or open, not " + args[0]);
        }
    }

    private static void make(Path file, int rows, int dimension) throws IOException {
        Random random = new Random(1);
        float[] numbers = new float[Math.multiplyExact(rows, dimension)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = sixDigits(random.nextGaussian());
        }
        List<String> keys = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            keys.add("word" + row);
        }
        Contents contents =
                Contents.of(Vocabulary.of(keys), EmbeddingTable.of(numbers, rows, dimension));
        long start = System.nanoTime();
        FileFormat format = VectorFiles.forName(file);
        VectorFiles.write(file, contents, format, ProgressListener.NONE);
        System.out.printf(Locale.ROOT, "akin wrote %s in %.3f s%n", format, seconds(start));
    }

    private static float sixDigits(double number) {
        double scale = Math.pow(10, 5 - Math.floor(Math.log10(Math.abs(number))));
        return (float) (Math.rint(number * scale) / scale);
    }

    private static void load(Path file) throws IOException {
        long start = System.nanoTime();
        KeyedTable read = VectorFiles.read(file, ReadOptions.DEFAULT).main();
        double seconds = seconds(start);
        System.out.printf(
                Locale.ROOT,
                "akin load %.3f s rows %d last %s sum %.2f%n",
                seconds,
                read.table().rows(),
                read.vocabulary().key(read.table().rows() - 1),
                sum(read.table()));
    }

    private static void open(Path file) throws IOException {
        long start = System.nanoTime();
        KeyedTable read = VectorFiles.read(file, ReadOptions.DEFAULT).main();
        double opened = seconds(start);
        String last = read.vocabulary().key(read.table().rows() - 1);
        int id = read.vocabulary().id(last);
        float number = read.table().row(id)[0];
        System.out.printf(
                Locale.ROOT,
                "akin open %.4f s, with one look-up %.4f s: %s is row %d, %f%n",
                opened,
                seconds(start),
                last,
                id,
                number);
    }

    private static double sum(EmbeddingTable table) {
        float[] block = new float[BLOCK * table.dimension()];
        double sum = 0;
        for (int first = 0; first < table.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, table.rows() - first);
            table.read(first, count, block, 0);
            for (int i = 0; i < count * table.dimension(); i++) {
                sum += block[i];
            }
        }
        return sum;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
