package dev.akin.encode;

import java.util.Arrays;
import java.util.List;

/// The vectors of stretches of a sound, in the order of time.
///
/// @param values [count × width]
/// @param step seconds from the beginning of one to that of the next
@SuppressWarnings("ArrayRecordComponent") // never compared
record SoundWindows(float[] values, int width, double step) {
    int count() {
        return values.length / width;
    }

    float at(int window, int i) {
        return values[window * width + i];
    }

    double mean(int i) {
        double sum = 0;
        for (int window = 0; window < count(); window++) {
            sum += at(window, i);
        }
        return sum / count();
    }

    float[] vector(int window) {
        return Arrays.copyOfRange(values, window * width, (window + 1) * width);
    }

    /// One part of a sound after the other.
    static SoundWindows joined(List<SoundWindows> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int total = parts.stream().mapToInt(part -> part.values.length).sum();
        float[] all = new float[total];
        int at = 0;
        for (SoundWindows part : parts) {
            System.arraycopy(part.values, 0, all, at, part.values.length);
            at += part.values.length;
        }
        return new SoundWindows(all, parts.getFirst().width, parts.getFirst().step);
    }
}
