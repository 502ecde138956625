package dev.akin.media;

import java.util.Arrays;
import java.util.Locale;

/// A sound: samples of one or more channels, usually in [-1, 1], so many a second. Immutable and thread-safe.
public final class Sound {
    /// The most samples a second.
    static final int MOST_RATE = 1_536_000;

    private final float[] samples;
    private final int channels;
    private final int rate;

    private Sound(float[] samples, int channels, int rate) {
        this.samples = samples;
        this.channels = channels;
        this.rate = rate;
    }

    /// Of one channel.
    ///
    /// @param samples in the order of time; copied
    /// @param rate samples a second
    /// @throws IllegalArgumentException if there are none, or the rate is not 1 to 1,536,000
    public static Sound of(float[] samples, int rate) {
        return of(samples, 1, rate);
    }

    /// @param samples [frames × channels]: of each moment, one of each channel; copied
    /// @param rate frames a second
    /// @throws IllegalArgumentException if there are no samples, or not as many of each channel, or the rate is not 1 to
    ///     1,536,000
    public static Sound of(float[] samples, int channels, int rate) {
        return owning(samples.clone(), channels, rate);
    }

    /// As [#of(float\[\], int, int)], but keeps the array, which nobody changes from now on.
    static Sound owning(float[] samples, int channels, int rate) {
        if (channels < 1 || samples.length == 0 || samples.length % channels != 0) {
            throw new IllegalArgumentException(
                    samples.length + " samples are no sound of " + channels + " channels");
        }
        checkRate(rate);
        return new Sound(samples, channels, rate);
    }

    static void checkRate(int rate) {
        if (rate < 1 || rate > MOST_RATE) {
            throw new IllegalArgumentException(
                    "a sound has 1 to " + MOST_RATE + " samples a second, not " + rate);
        }
    }

    /// Frames a second.
    public int rate() {
        return rate;
    }

    /// At least 1.
    public int channels() {
        return channels;
    }

    /// Samples of each channel, at least 1.
    public int frames() {
        return samples.length / channels;
    }

    public double seconds() {
        return (double) frames() / rate;
    }

    /// [frames × channels]. A copy.
    public float[] samples() {
        return samples.clone();
    }

    /// As [#samples()], but the array itself: readers must not write.
    float[] values() {
        return samples;
    }

    /// One channel: the mean of all.
    public Sound mono() {
        if (channels == 1) {
            return this;
        }
        float[] means = new float[frames()];
        for (int frame = 0; frame < means.length; frame++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples[frame * channels + channel];
            }
            means[frame] = (float) (sum / channels);
        }
        return new Sound(means, 1, rate);
    }

    /// The same sound with so many samples a second, as [Resampler] makes it; each channel for itself.
    ///
    /// @throws IllegalArgumentException if the rate is not 1 to 1,536,000, or no array could hold the result
    public Sound at(int newRate) {
        if (newRate == rate) {
            return this;
        }
        Resampler resampler = Resampler.of(rate, newRate);
        if (channels == 1) {
            return new Sound(resampler.resample(samples), 1, newRate);
        }
        float[] together = new float[resampler.length(frames()) * channels];
        for (int channel = 0; channel < channels; channel++) {
            float[] one = resampler.resample(channel(channel));
            for (int i = 0; i < one.length; i++) {
                together[i * channels + channel] = one[i];
            }
        }
        return new Sound(together, channels, newRate);
    }

    private float[] channel(int channel) {
        float[] one = new float[frames()];
        for (int i = 0; i < one.length; i++) {
            one[i] = samples[i * channels + channel];
        }
        return one;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sound that
                && channels == that.channels
                && rate == that.rate
                && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rate + channels) + Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "Sound[%.2f s, %d channels, %d Hz]", seconds(), channels, rate);
    }
}
