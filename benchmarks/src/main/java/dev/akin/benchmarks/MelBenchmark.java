package dev.akin.benchmarks;

import dev.akin.media.Loudness;
import dev.akin.media.MelOptions;
import dev.akin.media.MelSpectrogram;
import dev.akin.media.Sound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/// Seconds of sound a second that become log-mel features and that are resampled from 44,100 to 16,000 Hz, the best of some rounds.
/// Leaves the sound and the features as float32 for `peers/mel_torchaudio.py`, which compares them and does the same.
/// `benchmarks/sounds.sh` runs both in turn.
///
/// Arguments: folder; threads.
final class MelBenchmark {
    private static final int RATE = 16_000;
    private static final int SECONDS = 300;
    private static final int ROUNDS = 12;

    private MelBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        Sound sound = noise(RATE);
        MelSpectrogram spectrogram =
                MelSpectrogram.of(
                        MelOptions.builder(RATE)
                                .transform(400)
                                .hop(160)
                                .mels(80)
                                .loudness(Loudness.NATURAL)
                                .threads(threads)
                                .build());
        write(folder.resolve("sound.f32"), sound.samples());
        write(folder.resolve("features.f32"), spectrogram.of(sound).values());
        double mel = best(() -> spectrogram.of(sound));
        Sound fine = noise(44_100);
        double resampled = best(() -> fine.at(RATE));
        System.out.printf(
                Locale.ROOT,
                "akin, %d threads: log-mel %.0f s/s, resampled (one thread) %.0f s/s%n",
                threads,
                SECONDS / mel,
                SECONDS / resampled);
    }

    private static Sound noise(int rate) {
        Random random = new Random(1);
        float[] samples = new float[SECONDS * rate];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (random.nextGaussian() / 5);
        }
        return Sound.of(samples, rate);
    }

    private static double best(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        return best;
    }

    private static void write(Path file, float[] values) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
