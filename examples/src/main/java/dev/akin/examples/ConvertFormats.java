package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.FileFormat;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentTable;
import java.io.IOException;
import java.nio.file.Path;

/// Writes vectors in every format, and in half the space. Arguments: the file to read, the folder to write to.
public final class ConvertFormats {
    private ConvertFormats() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        // region convert
        Embeddings words = Embeddings.load(file);
        words.save(folder.resolve("words.vec"), FileFormat.WORD2VEC_TEXT, ProgressListener.NONE);
        words.save(folder.resolve("words.bin"), FileFormat.WORD2VEC_BINARY, ProgressListener.NONE);
        words.save(folder.resolve("glove.txt"), FileFormat.GLOVE_TEXT, ProgressListener.NONE);
        words.save(folder.resolve("words.npy"), FileFormat.NUMPY, ProgressListener.NONE);

        SegmentTable halves = SegmentTable.copyOf(words.table(), ElementType.FLOAT16);
        Embeddings small =
                Embeddings.builder(words.vocabulary(), halves).metadata(words.metadata()).build();
        small.save(folder.resolve("small.safetensors"));
        // endregion
    }
}
