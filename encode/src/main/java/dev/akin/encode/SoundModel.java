package dev.akin.encode;

import dev.akin.media.Sound;
import java.util.List;

/// Sounds of any rate, length and number of channels → vectors of their windows, on the caller's thread. Thread-safe.
interface SoundModel extends AutoCloseable {
    /// @param apart whether the parts that the model tells apart are wanted, even where it pools them itself
    /// @throws IllegalStateException if ONNX Runtime fails
    SoundWindows windows(Sound sound, boolean apart);

    /// How windows are pooled where nobody says.
    List<SoundPooling> usual();

    String fingerprint();

    @Override
    void close();
}
