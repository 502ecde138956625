package dev.akin.embeddings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encoders of texts and of files, such as pictures, into one space, so that both can be compared with each other; or only one of
/// the two. What is the path of a file that can be read is a file, anything else a text. Thread-safe as its parts; closing it closes
/// them.
public final class JointEncoder implements Encoder<String> {
    private final @Nullable TextEncoder texts;
    private final @Nullable FileEncoder files;

    private final String without;

    private JointEncoder(@Nullable TextEncoder texts, @Nullable FileEncoder files, String without) {
        this.texts = texts;
        this.files = files;
        this.without = without;
    }

    /// Of texts alone.
    public static JointEncoder of(TextEncoder texts) {
        return new JointEncoder(texts, null, "");
    }

    /// Of files alone.
    public static JointEncoder of(FileEncoder files) {
        return of(files, "");
    }

    /// Of files alone, although texts have their space, too.
    ///
    /// @param without why texts cannot be encoded; empty where there never was anything that could. Who gives a text is told
    public static JointEncoder of(FileEncoder files, String without) {
        return new JointEncoder(null, files, without);
    }

    /// Of both.
    ///
    /// @throws IllegalArgumentException if their vectors differ in dimension
    public static JointEncoder of(TextEncoder texts, FileEncoder files) {
        if (texts.dimension() != files.dimension()) {
            throw new IllegalArgumentException(
                    texts.name()
                            + " makes vectors of "
                            + texts.dimension()
                            + " numbers and "
                            + files.name()
                            + " of "
                            + files.dimension()
                            + ": they are not of one space");
        }
        return new JointEncoder(texts, files, "");
    }

    /// What encodes texts; null if nothing does.
    public @Nullable TextEncoder texts() {
        return texts;
    }

    /// What encodes files; null if nothing does.
    public @Nullable FileEncoder files() {
        return files;
    }

    /// This encoder, but such that pictures of more pixels are refused before they are decoded.
    ///
    /// @throws IllegalArgumentException as [FileEncoder#maxPixels(long)], and where it reads no files
    public JointEncoder maxPixels(long pixels) {
        if (files == null) {
            throw new IllegalArgumentException(
                    name() + " reads texts, which have no pixels to be limited");
        }
        return new JointEncoder(texts, files.maxPixels(pixels), without);
    }

    /// Why nothing encodes texts, where something once did; else empty.
    public String without() {
        return without;
    }

    private Encoder<?> main() {
        if (texts != null) {
            return texts;
        }
        if (files != null) {
            return files;
        }
        throw new IllegalStateException("there is no encoder");
    }

    @Override
    public String name() {
        return main().name();
    }

    @Override
    public int dimension() {
        return main().dimension();
    }

    @Override
    public Similarity similarity() {
        return main().similarity();
    }

    /// That of what encodes files, if anything does: it is their space.
    @Override
    public String fingerprint() {
        return files == null ? main().fingerprint() : files.fingerprint();
    }

    /// Whether what was typed is taken for a file.
    ///
    /// @throws IllegalArgumentException if it is none, and there is nothing that encodes texts
    public boolean isFile(String typed) {
        boolean file = files != null && isReadable(typed, files);
        if (!file && texts == null) {
            throw new IllegalArgumentException(
                    name()
                            + " encodes "
                            + (files == null ? "files" : files.contents())
                            + ", but there is no such file: "
                            + typed
                            + (without.isEmpty() ? "" : "; texts cannot be encoded: " + without));
        }
        return file;
    }

    private static boolean isReadable(String typed, FileEncoder files) {
        try {
            Path path = Path.of(typed);
            return files.reads(path) && Files.isRegularFile(path);
        } catch (InvalidPathException _) {
            // Nothing that has such a name.
            return false;
        }
    }

    /// Texts, and paths of files.
    ///
    /// @throws IllegalArgumentException as [#isFile]
    /// @throws java.io.UncheckedIOException if a file cannot be read
    @Override
    public float[][] encode(List<? extends String> typed) {
        List<String> words = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        boolean[] file = new boolean[typed.size()];
        for (int i = 0; i < file.length; i++) {
            file[i] = isFile(typed.get(i));
            if (file[i]) {
                paths.add(Path.of(typed.get(i)));
            } else {
                words.add(typed.get(i));
            }
        }
        float[][] ofTexts = texts == null ? new float[0][] : texts.encode(words);
        float[][] ofFiles = files == null ? new float[0][] : files.encode(paths);
        float[][] vectors = new float[file.length][];
        int text = 0;
        for (int i = 0; i < file.length; i++) {
            vectors[i] = file[i] ? ofFiles[i - text] : ofTexts[text++];
        }
        return vectors;
    }

    @Override
    public void close() {
        if (texts != null) {
            texts.close();
        }
        if (files != null) {
            files.close();
        }
    }
}
