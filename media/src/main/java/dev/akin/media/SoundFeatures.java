package dev.akin.media;

import java.util.Objects;

/// Numbers of a sound, so many of each frame. Immutable and thread-safe.
public final class SoundFeatures {
    private final float[] values;
    private final int frames;
    private final int bins;

    SoundFeatures(float[] values, int frames, int bins) {
        this.values = values;
        this.frames = frames;
        this.bins = bins;
    }

    /// At least 1.
    public int frames() {
        return frames;
    }

    /// Numbers of a frame, at least 1.
    public int bins() {
        return bins;
    }

    /// @throws IndexOutOfBoundsException if there is no such frame or bin
    public float at(int frame, int bin) {
        return values[Objects.checkIndex(frame, frames) * bins + Objects.checkIndex(bin, bins)];
    }

    /// [frames × bins]. A copy.
    public float[] values() {
        return values.clone();
    }

    /// As [#values()], but the array itself.
    float[] array() {
        return values;
    }

    /// No number more than so far below the greatest (`top_db` of `AmplitudeToDB`).
    public SoundFeatures within(double range) {
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            most = Math.max(most, value);
        }
        float least = (float) (most - range);
        float[] raised = new float[values.length];
        for (int i = 0; i < raised.length; i++) {
            raised[i] = Math.max(values[i], least);
        }
        return new SoundFeatures(raised, frames, bins);
    }

    /// The first numbers of the cosine transform of each frame (DCT-II, orthonormal): of a log-mel spectrogram, its MFCC (Davis and
    /// Mermelstein 1980).
    ///
    /// @param count 1 to [#bins()]
    /// @throws IllegalArgumentException if it is not
    public SoundFeatures cepstrum(int count) {
        if (count < 1 || count > bins) {
            throw new IllegalArgumentException(
                    "a cepstrum of " + bins + " bins has 1 to " + bins + " numbers, not " + count);
        }
        float[] cosines = cosines(count);
        float[] numbers = new float[frames * count];
        for (int frame = 0; frame < frames; frame++) {
            for (int k = 0; k < count; k++) {
                double sum = 0;
                for (int n = 0; n < bins; n++) {
                    sum += (double) cosines[k * bins + n] * values[frame * bins + n];
                }
                numbers[frame * count + k] = (float) sum;
            }
        }
        return new SoundFeatures(numbers, frames, count);
    }

    private float[] cosines(int count) {
        float[] cosines = new float[count * bins];
        for (int k = 0; k < count; k++) {
            double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / bins);
            for (int n = 0; n < bins; n++) {
                cosines[k * bins + n] = (float) (scale * Math.cos(Math.PI / bins * (n + 0.5) * k));
            }
        }
        return cosines;
    }
}
