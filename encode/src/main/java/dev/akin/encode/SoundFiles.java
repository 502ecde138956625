package dev.akin.encode;

import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.media.Sound;
import dev.akin.media.SoundReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Files of sounds → vectors. While a thread decodes one, others run the model: no more sounds are in memory than there are threads.
final class SoundFiles implements FileEncoder {
    private final OnnxSoundEncoder encoder;
    private final SoundReader reader;
    private final boolean windows;
    private final int dimension;

    SoundFiles(OnnxSoundEncoder encoder, SoundReader reader, boolean windows) {
        this.encoder = encoder;
        this.reader = reader;
        this.windows = windows;
        this.dimension = windows ? width() : encoder.dimension();
    }

    private int width() {
        int width = encoder.windows(Sound.of(new float[16_000], 16_000)).width();
        return encoder.isCut() ? Math.min(width, encoder.dimension()) : width;
    }

    @Override
    public String contents() {
        return "sounds";
    }

    @Override
    public boolean reads(Path file) {
        return SoundReader.looksLikeSound(file);
    }

    /// A vector for each window, by the second at which it begins: `#1.60`.
    @Override
    public FileEncoder parts() {
        return encoder.whileOpen(() -> new SoundFiles(encoder, reader, true));
    }

    @Override
    public FileEncoder pooling(String how) {
        return new SoundFiles(encoder.pooling(SoundPooling.parse(how)), reader, windows);
    }

    @Override
    public List<Outcome> outcomes(List<? extends Path> files) {
        return encoder.whileOpen(() -> encoder.lanes().outcomes(files, this::outcome));
    }

    private Outcome outcome(Path file) {
        try {
            Sound sound = reader.read(file);
            return windows
                    ? new Outcome(parts(encoder.windows(sound)), null)
                    : Outcome.of(encoder.vector(sound));
        } catch (IOException e) {
            return Outcome.failed(e);
        }
    }

    private Map<String, float[]> parts(SoundWindows all) {
        Map<String, float[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < all.count(); i++) {
            String key = String.format(Locale.ROOT, "#%.2f", i * all.step());
            parts.put(key, Arrays.copyOf(all.vector(i), dimension));
        }
        return parts;
    }

    @Override
    public String name() {
        return encoder.name();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public Similarity similarity() {
        return encoder.similarity();
    }

    @Override
    public String fingerprint() {
        return windows ? Fingerprint.of(encoder.fingerprint(), "windows") : encoder.fingerprint();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
