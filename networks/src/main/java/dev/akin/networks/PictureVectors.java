package dev.akin.networks;

import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files of pictures → vectors. Of each picture only the few pixels that the network looks at stay in memory.
record PictureVectors(ImageEncoder encoder, PictureReader reader) implements FileEncoder {
    /// One of the two.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Read(byte @Nullable [] pixels, @Nullable IOException failure) {}

    @Override
    public String contents() {
        return "pictures";
    }

    @Override
    public boolean reads(Path file) {
        return PictureReader.looksLikePicture(file);
    }

    @Override
    public FileEncoder maxPixels(long pixels) {
        return new PictureVectors(encoder, reader.toBuilder().maxPixels(pixels).build());
    }

    @Override
    public List<Outcome> outcomes(List<? extends Path> files) {
        List<Read> all = files.parallelStream().map(this::read).toList();
        List<byte[]> pixels = new ArrayList<>();
        for (Read one : all) {
            if (one.pixels != null) {
                pixels.add(one.pixels);
            }
        }
        Iterator<float[]> vectors = List.of(encoder.vectors(pixels)).iterator();
        List<Outcome> outcomes = new ArrayList<>();
        for (Read one : all) {
            outcomes.add(
                    one.failure == null ? Outcome.of(vectors.next()) : Outcome.failed(one.failure));
        }
        return outcomes;
    }

    private Read read(Path file) {
        try {
            return new Read(encoder.form().pixels(reader.read(file)), null);
        } catch (IOException e) {
            return new Read(null, e);
        }
    }

    @Override
    public String name() {
        return encoder.name();
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public Similarity similarity() {
        return encoder.similarity();
    }

    @Override
    public String fingerprint() {
        return encoder.fingerprint();
    }

    @Override
    public Optional<Texts> texts() {
        return encoder.texts();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
