package dev.akin.encode;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.media.Transparency;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files of pictures → vectors. While a thread decodes one, others run the model: no more pictures are in memory than there
/// are threads.
final class PictureFiles implements FileEncoder {
    private final OnnxImageEncoder encoder;
    private final PictureReader reader;
    private final boolean patches;
    private final int dimension;

    private PictureFiles(
            OnnxImageEncoder encoder, PictureReader reader, boolean patches, int dimension) {
        this.encoder = encoder;
        this.reader = reader;
        this.patches = patches;
        this.dimension = dimension;
    }

    static PictureFiles of(OnnxImageEncoder encoder, PictureReader reader) {
        return new PictureFiles(encoder, reader, false, encoder.dimension());
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
    public FileEncoder parts() {
        if (!encoder.givesPatches()) {
            throw new IllegalArgumentException(
                    name() + " gives one vector for a picture, and none for its patches");
        }
        int width = encoder.patches(Picture.of(1, 1, new byte[3])).dimension();
        int kept = encoder.isCut() ? Math.min(width, encoder.dimension()) : width;
        return new PictureFiles(encoder, reader, true, kept);
    }

    @Override
    public FileEncoder maxPixels(long pixels) {
        PictureReader limited = reader.toBuilder().maxPixels(pixels).build();
        return new PictureFiles(encoder, limited, patches, dimension);
    }

    @Override
    public List<Outcome> outcomes(List<? extends Path> files) {
        return encoder.whileOpen(() -> encoder.lanes().outcomes(files, this::outcome));
    }

    private Outcome outcome(Path file) {
        try {
            Picture picture = reader.read(file);
            return patches
                    ? new Outcome(parts(encoder.patchesHere(picture)), null)
                    : Outcome.of(encoder.vector(picture));
        } catch (IOException e) {
            return Outcome.failed(e);
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            return Outcome.failed(MalformedFileException.atByte(file, 0, reason, e));
        }
    }

    private Map<String, float[]> parts(Patches grid) {
        Map<String, float[]> parts = new LinkedHashMap<>();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                float[] vector = Arrays.copyOf(grid.vector(row, column), dimension);
                parts.put("#" + row + "," + column, vector);
            }
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
        return patches || reader.transparency() != Transparency.WHITE
                ? Fingerprint.of(encoder.fingerprint(), reader.transparency(), patches)
                : encoder.fingerprint();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
