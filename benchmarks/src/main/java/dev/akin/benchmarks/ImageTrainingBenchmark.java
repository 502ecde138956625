package dev.akin.benchmarks;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import dev.akin.ProgressListener;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.networks.Augmentation;
import dev.akin.networks.ImageEncoder;
import dev.akin.networks.ImageForm;
import dev.akin.networks.ImageLearning;
import dev.akin.networks.LabelledImages;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// How well encoders of pictures learn, in how many seconds of a processor: Omniglot's 20 runs of one-shot classification (Lake and others
/// 2015) by the 136 letters of the first small background set alone, and MNIST's digits by their nearest neighbour. Beside both stands what
/// the pixels themselves give.
///
/// `benchmarks/images-training.sh OMNIGLOT MNIST`
public final class ImageTrainingBenchmark {
    private static final ImageForm FORM = new ImageForm(28, 1);

    private ImageTrainingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "omniglot" -> omniglot(folder, threads);
            case "mnist" -> mnist(folder, threads);
            default -> throw new IllegalArgumentException("omniglot or mnist, not " + arguments[0]);
        }
    }

    /// Vectors of pictures.
    @FunctionalInterface
    private interface Vectors {
        float[][] of(List<Picture> pictures);
    }

    private static ImageEncoder fit(ImageLearning.Builder how, LabelledImages images)
            throws IOException {
        long wall = System.nanoTime();
        long busy = busy();
        ImageEncoder encoder = how.onEpoch(System.err::println).build().fit(images);
        System.out.printf(
                Locale.ROOT,
                "learned from %,d pictures of %d classes in %.0f s, %.0f s of a processor%n",
                images.size(),
                images.classes().size(),
                (System.nanoTime() - wall) / 1e9,
                (busy() - busy) / 1e9);
        return encoder;
    }

    private static long busy() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void omniglot(Path folder, int threads) throws IOException {
        Map<String, Picture> background = pictures(folder.resolve("images_background_small1.zip"));
        List<String> classes =
                background.keySet().stream()
                        .map(name -> name.substring(0, name.lastIndexOf('/')))
                        .toList();
        LabelledImages images = LabelledImages.of(FORM, List.copyOf(background.values()), classes);
        ImageLearning.Builder how =
                ImageLearning.builder()
                        .quarterTurns(true)
                        .hardClasses(0.3)
                        .batchSize(250)
                        .epochs(24)
                        .rate(0.002)
                        .threads(threads)
                        .augmentation(
                                Augmentation.builder()
                                        .rotation(15)
                                        .shear(15)
                                        .scale(0.2)
                                        .elastic(0.05)
                                        .build());
        Path runs = folder.resolve("all_runs.zip");
        report("pixels", oneShot(runs, ImageTrainingBenchmark::pixels));
        try (ImageEncoder encoder = fit(how, images)) {
            report("learned", oneShot(runs, encoder::encode));
        }
    }

    private static void report(String what, double share) {
        System.out.printf(Locale.ROOT, "%-10s %6.2f %%%n", what, 100 * share);
    }

    private static Map<String, Picture> pictures(Path zip) throws IOException {
        Map<String, Picture> pictures = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".png")) {
                    pictures.put(
                            entry.getName(),
                            PictureReader.DEFAULT.read(entry.getName(), bytes(file, entry)));
                }
            }
        }
        return pictures;
    }

    private static byte[] bytes(ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /// The share of test pictures whose nearest training picture is of their class, over all runs of 20 classes.
    private static double oneShot(Path zip, Vectors encoder) throws IOException {
        Map<String, Picture> pictures = pictures(zip);
        List<String> names = List.copyOf(pictures.keySet());
        float[][] made = encoder.of(List.copyOf(pictures.values()));
        Map<String, float[]> vectors = new TreeMap<>();
        for (int i = 0; i < made.length; i++) {
            vectors.put(names.get(i), made[i]);
        }
        int right = 0;
        int asked = 0;
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith("class_labels.txt")) {
                    String text = new String(bytes(file, entry), StandardCharsets.UTF_8);
                    for (String line : text.strip().split("\n", -1)) {
                        String[] pair = line.strip().split("\\s+", -1);
                        right += nearest(vectors, pair[0]).equals(pair[1]) ? 1 : 0;
                        asked++;
                    }
                }
            }
        }
        return right / (double) asked;
    }

    private static String nearest(Map<String, float[]> vectors, String test) {
        String prefix = test.substring(0, test.indexOf('/')) + "/training/";
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        float[] vector = requireNonNull(vectors.get(test));
        for (Map.Entry<String, float[]> one : vectors.entrySet()) {
            double cosine = dot(vector, one.getValue());
            if (one.getKey().startsWith(prefix) && cosine > most) {
                best = one.getKey();
                most = cosine;
            }
        }
        return best;
    }

    private static void mnist(Path folder, int threads) throws IOException {
        List<Picture> pictures = digits(folder.resolve("images-idx3-ubyte"));
        LabelledImages all =
                LabelledImages.in(
                        List.of(
                                folder.resolve("images-idx3-ubyte"),
                                folder.resolve("labels-idx1-ubyte")),
                        FORM,
                        ProgressListener.NONE);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            labels.add(all.label(i));
        }
        int learned = pictures.size() * 4 / 5;
        LabelledImages images =
                LabelledImages.of(FORM, pictures.subList(0, learned), labels.subList(0, learned));
        ImageLearning.Builder how =
                ImageLearning.builder()
                        .epochs(12)
                        .rate(0.002)
                        .threads(threads)
                        .augmentation(Augmentation.builder().elastic(0.04).build());
        report("pixels", nearestDigit(pixels(pictures), labels, learned));
        try (ImageEncoder encoder = fit(how, images)) {
            report("learned", nearestDigit(encoder.encode(pictures), labels, learned));
        }
    }

    private static List<Picture> digits(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int height = bytes.getInt(8);
        int width = bytes.getInt(12);
        List<Picture> pictures = new ArrayList<>();
        for (int from = 16; from < bytes.capacity(); from += width * height) {
            byte[] rgb = new byte[3 * width * height];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = bytes.get(from + i / 3);
            }
            pictures.add(Picture.of(width, height, rgb));
        }
        return pictures;
    }

    private static double nearestDigit(float[][] vectors, List<String> labels, int learned) {
        int right = 0;
        for (int i = learned; i < vectors.length; i++) {
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < learned; j++) {
                double cosine = dot(vectors[i], vectors[j]);
                if (cosine > most) {
                    best = j;
                    most = cosine;
                }
            }
            right += labels.get(best).equals(labels.get(i)) ? 1 : 0;
        }
        return right / (double) (vectors.length - learned);
    }

    /// Grey pixels less their mean, at unit length.
    private static float[][] pixels(List<Picture> pictures) {
        float[][] vectors = new float[pictures.size()][];
        for (int i = 0; i < vectors.length; i++) {
            byte[] rgb = pictures.get(i).rgb();
            float[] vector = new float[rgb.length / 3];
            double mean = 0;
            for (int p = 0; p < vector.length; p++) {
                vector[p] = rgb[3 * p] & 0xff;
                mean += vector[p] / vector.length;
            }
            double squares = 0;
            for (int p = 0; p < vector.length; p++) {
                vector[p] -= (float) mean;
                squares += vector[p] * vector[p];
            }
            for (int p = 0; p < vector.length; p++) {
                vector[p] /= (float) Math.sqrt(squares);
            }
            vectors[i] = vector;
        }
        return vectors;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }
}
