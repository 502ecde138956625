package dev.akin.media;

import dev.akin.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Where the samples of a file lie, and how they are written: those of each moment side by side.
///
/// @param from the first byte
/// @param bytes how many
record SampleLayout(SampleKind kind, ByteOrder order, int channels, int rate, int from, int bytes) {

    int frames() {
        return bytes / (kind.size() * channels);
    }

    void check(SoundSource source, boolean mono) throws MalformedFileException {
        source.checkSamples(from, (long) frames() * (mono ? 1 : channels));
    }

    /// @return [frames × channels], or one of each moment, the mean
    float[] decode(SoundSource source, boolean mono) throws MalformedFileException {
        ByteBuffer view = source.view(order);
        int parts = mono ? channels : 1;
        float[] samples = new float[frames() * channels / parts];
        int at = from;
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int part = 0; part < parts; part++, at += kind.size()) {
                sum += kind.at(view, at);
            }
            samples[i] = (float) (sum / parts);
            if (!Float.isFinite(samples[i])) {
                throw source.malformed(
                        at - (long) parts * kind.size(), "the sample is " + samples[i]);
            }
        }
        return samples;
    }
}
