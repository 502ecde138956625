package dev.akin.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.akin.embeddings.FileEncoder;
import dev.akin.encode.EncoderOptions;
import dev.akin.encode.OnnxImageEncoder;
import dev.akin.media.PicturePreprocessor;
import dev.akin.media.PictureReader;
import dev.akin.media.PixelOrder;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Pictures a second, files and decoding among it, in turn with ONNX Runtime alone in this process, which gets numbers that were made
/// of the same pictures before: by as many threads within a call, one picture and 16 pictures at a time, and by as many calls of one
/// thread each. Every vector is first held against ONNX Runtime's. `benchmarks/images.sh` runs it.
///
/// Arguments: folder of the model, whose file is `model.onnx`; folder of the pictures; how many pictures; threads; rounds.
final class ImageBenchmark {
    private final Path model;
    private final List<Path> files;
    private final int threads;
    private final List<float[]> numbers = new ArrayList<>();
    private long[] shape = {};

    private ImageBenchmark(Path model, List<Path> files, int threads) {
        this.model = model;
        this.files = files;
        this.threads = threads;
    }

    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(args[1]))) {
            files =
                    listed.filter(PictureReader::looksLikePicture)
                            .sorted()
                            .limit(Long.parseLong(args[2]))
                            .toList();
        }
        new ImageBenchmark(Path.of(args[0]), files, Integer.parseInt(args[3]))
                .run(Integer.parseInt(args[4]));
    }

    private void run(int rounds) throws Exception {
        prepare();
        EncoderOptions options = EncoderOptions.builder().threads(threads).build();
        try (FileEncoder ours = OnnxImageEncoder.open(model, options).files(PictureReader.DEFAULT);
                OrtSession wide = session(threads);
                OrtSession narrow = session(1)) {
            compare(ours, narrow);
            for (int round = 1; round <= rounds; round++) {
                report("akin, from files", round, () -> ours.outcomes(files));
                report("onnxruntime, threads within a call", round, () -> batches(wide, 1));
                report("onnxruntime, 16 at a time", round, () -> batches(wide, 16));
                report("onnxruntime, calls side by side", round, () -> sideBySide(narrow));
            }
        }
    }

    private void prepare() throws IOException {
        PicturePreprocessor preprocessor =
                PicturePreprocessor.read(model.resolve("preprocessor_config.json"));
        for (Path file : files) {
            numbers.add(
                    preprocessor.numbers(
                            preprocessor.fitted(PictureReader.DEFAULT.read(file)),
                            PixelOrder.CHANNELS_FIRST));
        }
        shape = new long[] {1, 3, preprocessor.height(), preprocessor.width()};
    }

    private OrtSession session(int within) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(within);
        return OrtEnvironment.getEnvironment()
                .createSession(model.resolve("model.onnx").toString(), options);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void report(String who, int round, Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s %.1f pictures/s, round %d%n", who, files.size() / seconds, round);
    }

    private void compare(FileEncoder ours, OrtSession session) throws OrtException {
        List<FileEncoder.Outcome> outcomes = ours.outcomes(files);
        for (int i = 0; i < outcomes.size(); i++) {
            float[] vector = outcomes.get(i).vectors().get("");
            if (!Arrays.equals(vector, encode(session, i, i + 1))) {
                throw new IllegalStateException(files.get(i) + ": the two do not compute the same");
            }
        }
        System.out.printf(Locale.ROOT, "%d vectors compared, all equal%n", outcomes.size());
    }

    private void batches(OrtSession session, int together) throws OrtException {
        for (int from = 0; from < files.size(); from += together) {
            encode(session, from, Math.min(files.size(), from + together));
        }
    }

    private void sideBySide(OrtSession session) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> others = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            others.add(Thread.ofPlatform().start(() -> take(session, next)));
        }
        for (Thread thread : others) {
            thread.join();
        }
    }

    private void take(OrtSession session, AtomicInteger next) {
        try {
            for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                encode(session, i, i + 1);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The vectors of pictures `from … to − 1`, one after the other.
    private float[] encode(OrtSession session, int from, int to) throws OrtException {
        int size = numbers.get(from).length;
        FloatBuffer all = FloatBuffer.allocate((to - from) * size);
        for (int i = from; i < to; i++) {
            all.put(numbers.get(i));
        }
        long[] batch = shape.clone();
        batch[0] = (long) to - from;
        String input = session.getInputNames().iterator().next();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(
                                OrtEnvironment.getEnvironment(), all.flip(), batch);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        }
    }
}
