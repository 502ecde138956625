package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.media.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of MNIST: grey pictures of one size in one file (`idx3-ubyte`), and their classes in another (`idx1-ubyte`).
final class IdxImages {
    private static final int PICTURES = 3;
    private static final int LABELS = 1;

    private final Path file;
    private final ByteBuffer bytes;

    private IdxImages(Path file) throws IOException {
        this.file = file;
        this.bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    }

    /// @throws IllegalArgumentException if they are not one file of each kind
    static void add(List<Path> files, LabelledImages.Builder images) throws IOException {
        IdxImages pictures = null;
        IdxImages labels = null;
        for (Path file : files) {
            IdxImages read = new IdxImages(file);
            pictures = read.dimensions() == PICTURES && pictures == null ? read : pictures;
            labels = read.dimensions() == LABELS && labels == null ? read : labels;
        }
        if (files.size() != 2 || pictures == null || labels == null) {
            throw new IllegalArgumentException(
                    "IDX files come in two, one of pictures (idx3-ubyte) and one of their labels"
                            + " (idx1-ubyte), not as "
                            + files);
        }
        int count = pictures.count(PICTURES);
        if (labels.count(LABELS) != count) {
            throw new IllegalArgumentException(
                    labels.file
                            + " has "
                            + labels.count(LABELS)
                            + " labels, and "
                            + pictures.file
                            + " "
                            + count
                            + " pictures");
        }
        for (int i = 0; i < count; i++) {
            images.add(pictures.picture(i), Integer.toString(labels.bytes.get(8 + i) & 0xff));
        }
    }

    private int dimensions() throws MalformedFileException {
        require(4);
        return bytes.get(3);
    }

    private void require(long length) throws MalformedFileException {
        if (bytes.capacity() < length) {
            throw MalformedFileException.atByte(
                    file,
                    bytes.capacity(),
                    "it has " + bytes.capacity() + " bytes, and should have " + length);
        }
    }

    /// How many things there are, all of which the file holds.
    private int count(int dimensions) throws MalformedFileException {
        require(4 + 4L * dimensions);
        long length = 1;
        for (int d = 0; d < dimensions; d++) {
            int size = bytes.getInt(4 + 4 * d);
            if (size < 1 || length > Integer.MAX_VALUE) {
                throw MalformedFileException.atByte(
                        file, 4 + 4L * d, "dimension " + d + " is " + size);
            }
            length *= size;
        }
        require(4 + 4L * dimensions + length);
        return bytes.getInt(4);
    }

    private Picture picture(int index) {
        int height = bytes.getInt(8);
        int width = bytes.getInt(12);
        int from = 16 + index * width * height;
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            byte grey = bytes.get(from + i);
            rgb[3 * i] = grey;
            rgb[3 * i + 1] = grey;
            rgb[3 * i + 2] = grey;
        }
        return Picture.of(width, height, rgb);
    }
}
