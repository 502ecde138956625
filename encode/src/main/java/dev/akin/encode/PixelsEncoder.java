package dev.akin.encode;

import dev.akin.algebra.Workers;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Pictures by their edges and colours alone, without any model: 832 numbers, the same on every machine up to rounding. Tells what
/// looks alike, not what is alike; enough for duplicates, and for a bridge from names to drawings. Thread-safe; nothing has to be
/// closed.
public final class PixelsEncoder implements FileEncoder {
    /// What opens it.
    public static final String NAME = "pixels";

    private static final String VERSION = "1";

    private final int threads;
    private final PictureReader reader;

    private PixelsEncoder(int threads, PictureReader reader) {
        this.threads = threads;
        this.reader = reader;
    }

    /// @param threads how many pictures are read at a time, 1 or more
    public static PixelsEncoder of(int threads) {
        return new PixelsEncoder(threads, PictureReader.DEFAULT);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimension() {
        return PixelFeatures.DIMENSION;
    }

    @Override
    public Similarity similarity() {
        return Similarity.COSINE;
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(NAME, VERSION);
    }

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
        return new PixelsEncoder(threads, reader.toBuilder().maxPixels(pixels).build());
    }

    @Override
    public List<Outcome> outcomes(List<? extends Path> files) {
        Outcome[] outcomes = new Outcome[files.size()];
        new Workers(threads).each(outcomes.length, i -> outcomes[i] = outcome(files.get(i)));
        return Arrays.asList(outcomes);
    }

    private Outcome outcome(Path file) {
        try {
            return Outcome.of(PixelFeatures.of(reader.read(file)));
        } catch (IOException e) {
            return Outcome.failed(e);
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
