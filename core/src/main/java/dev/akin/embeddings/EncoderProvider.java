package dev.akin.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// Opens encoders of one kind of input from folders that hold models. Found by [ServiceLoader]: modules that bring encoders
/// name theirs in `META-INF/services`. Thread-safe.
public interface EncoderProvider {
    /// What encoders are made for.
    enum Input {
        /// Its encoders are [TextEncoder]s.
        TEXT,
        /// Its encoders are [FileEncoder]s.
        PICTURES,
        /// Its encoders are [FileEncoder]s.
        SOUNDS;

        /// What people call it: `pictures`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How an encoder is opened.
    ///
    /// @param home where Akin keeps what it needs between runs
    /// @param dimension how many numbers of each vector are kept, the first ones; 0 for all
    /// @param threads how many inputs are encoded at a time
    record Settings(Path home, int dimension, int threads) {
        /// @throws IllegalArgumentException if the dimension is negative, or there are no threads
        public Settings {
            if (dimension < 0 || threads < 1) {
                throw new IllegalArgumentException(
                        "an encoder needs a dimension of at least 0 and at least 1 thread, not "
                                + dimension
                                + " and "
                                + threads);
            }
        }
    }

    Input input();

    /// Whether a folder holds a model that this opens. One folder may belong to several, if its model sees several kinds of
    /// input. Looks at names of files, and does not read what is in large ones.
    boolean opens(Path folder) throws IOException;

    /// Whether a file's name ends as those of such input do.
    boolean reads(Path file);

    /// @throws dev.akin.MalformedFileException if a file of the model is not what it should be
    /// @throws IllegalArgumentException if the settings ask for what the model does not have
    Encoder<?> open(Path folder, Settings settings) throws IOException;

    /// Those on the class path that open this folder, by their input.
    static Map<Input, EncoderProvider> of(Path folder) throws IOException {
        Map<Input, EncoderProvider> found = new EnumMap<>(Input.class);
        for (EncoderProvider provider : all()) {
            if (provider.opens(folder)) {
                found.putIfAbsent(provider.input(), provider);
            }
        }
        return found;
    }

    /// The one on the class path for such input, if there is one.
    static Optional<EncoderProvider> of(Input input) {
        return all().stream().filter(provider -> provider.input() == input).findFirst();
    }

    private static List<EncoderProvider> all() {
        return ServiceLoader.load(EncoderProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
