package dev.akin.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the vectors of a sound's windows become one; several are put one behind the other.
public enum SoundPooling {
    MEAN {
        @Override
        void pool(SoundWindows windows, float[] into, int from) {
            for (int i = 0; i < windows.width(); i++) {
                into[from + i] = (float) windows.mean(i);
            }
        }
    },
    /// The standard deviation, of the windows themselves (divided by their number).
    STD {
        @Override
        void pool(SoundWindows windows, float[] into, int from) {
            for (int i = 0; i < windows.width(); i++) {
                double mean = windows.mean(i);
                double squares = 0;
                for (int window = 0; window < windows.count(); window++) {
                    double difference = windows.at(window, i) - mean;
                    squares += difference * difference;
                }
                into[from + i] = (float) Math.sqrt(squares / windows.count());
            }
        }
    },
    MAX {
        @Override
        void pool(SoundWindows windows, float[] into, int from) {
            Arrays.fill(into, from, from + windows.width(), Float.NEGATIVE_INFINITY);
            for (int window = 0; window < windows.count(); window++) {
                for (int i = 0; i < windows.width(); i++) {
                    into[from + i] = Math.max(into[from + i], windows.at(window, i));
                }
            }
        }
    };

    /// Writes `windows.width()` numbers to `into[from …]`.
    abstract void pool(SoundWindows windows, float[] into, int from);

    /// As configurations and options write it.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param labels such as `mean,std`
    /// @throws IllegalArgumentException if there is none, or one is not known
    public static List<SoundPooling> parse(String labels) {
        return parse(List.of(labels.split(",", -1)));
    }

    static List<SoundPooling> parse(List<String> labels) {
        List<SoundPooling> found = new ArrayList<>();
        for (String label : labels) {
            found.add(ofLabel(label.strip()));
        }
        return List.copyOf(found);
    }

    private static SoundPooling ofLabel(String label) {
        for (SoundPooling pooling : values()) {
            if (pooling.label().equals(label)) {
                return pooling;
            }
        }
        throw new IllegalArgumentException(
                "the pooling \""
                        + label
                        + "\" is not known, only "
                        + Arrays.stream(values()).map(SoundPooling::label).toList());
    }

    /// All of them, one behind the other.
    static float[] pooled(List<SoundPooling> poolings, SoundWindows windows) {
        float[] vector = new float[poolings.size() * windows.width()];
        for (int i = 0; i < poolings.size(); i++) {
            poolings.get(i).pool(windows, vector, i * windows.width());
        }
        return vector;
    }
}
