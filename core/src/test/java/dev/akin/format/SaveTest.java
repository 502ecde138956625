package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SaveTest {
    private static final Contents OLD = contents("old", 1);
    private static final Contents NEW = contents("new", 4000);

    @TempDir Path folder;

    private static Contents contents(String key, int rows) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            keys.add(key + i);
        }
        return Contents.of(Vocabulary.of(keys), EmbeddingTable.of(new float[rows * 25], rows, 25));
    }

    @ParameterizedTest
    @EnumSource
    void aFullDiskLeavesTheOldFileAndNothingElse(FileFormat format) throws IOException {
        for (long limit : new long[] {0, 20, 3_000, 100_000}) {
            failsAndLeavesTheOldFile(format, LimitedChannel.fullAfter(limit));
        }
        failsAndLeavesTheOldFile(format, LimitedChannel.fullWhenForced());
    }

    @Test
    void aFullDiskLeavesTheOldFileOfRowsToo() throws IOException {
        Path path = folder.resolve("rows.safetensors");
        EmbeddingTable rows = EmbeddingTable.of(new float[6000], 3000, 2);
        RowsFile.write(path, Map.of("embeddings", rows), Map.of(), Map.of());
        byte[] before = Files.readAllBytes(path);
        for (AtomicFile.Opener opener :
                List.of(LimitedChannel.fullAfter(9_000), LimitedChannel.fullWhenForced())) {
            assertThatThrownBy(() ->
                            RowsFile.write(
                                    path, Map.of("embeddings", rows), Map.of(), Map.of(), opener))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path.toString());
            assertThat(Files.readAllBytes(path)).isEqualTo(before);
            assertThat(files()).containsExactly(path);
        }
    }

    @Test
    void aFullDiskLeavesTheOldFileOfTensorsToo() throws IOException {
        Path path = folder.resolve("tensors.safetensors");
        Map<String, Tensor> tensors = Map.of("a", Tensor.of(new float[3000]));
        Safetensors.write(path, tensors, Map.of(), ProgressListener.NONE);
        byte[] before = Files.readAllBytes(path);
        SafetensorsWriter writer =
                new SafetensorsWriter(
                        List.of(TensorPart.of("a", Tensor.of(new float[4000]))), _ -> Map.of());
        assertThatThrownBy(() ->
                        Safetensors.write(
                                path,
                                writer,
                                ProgressListener.NONE,
                                LimitedChannel.fullAfter(9_000)))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(path + ": No space left on device");
        assertThat(path).hasBinaryContent(before);
        assertThat(files()).containsExactly(path);
    }

    private void failsAndLeavesTheOldFile(FileFormat format, AtomicFile.Opener opener)
            throws IOException {
        Path path = folder.resolve("words.npy");
        VectorFiles.write(path, OLD, format, ProgressListener.NONE);
        byte[] before = Files.readAllBytes(path);
        List<Path> files = files();

        assertThatThrownBy(
                        () -> VectorFiles.write(path, NEW, format, ProgressListener.NONE, opener))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(": No space left on device");

        assertThat(path).hasBinaryContent(before);
        assertThat(files()).isEqualTo(files);
    }

    @ParameterizedTest
    @EnumSource
    void stoppedHalfwayLeavesTheOldFile(FileFormat format) throws IOException {
        Path path = folder.resolve("words.npy");
        VectorFiles.write(path, OLD, format, ProgressListener.NONE);
        byte[] before = Files.readAllBytes(path);
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {
                        // Only the wish to stop matters here.
                    }

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> VectorFiles.write(path, NEW, format, stopping))
                .isInstanceOf(CancellationException.class);
        assertThat(path).hasBinaryContent(before);
    }

    @ParameterizedTest
    @EnumSource
    void aFileMayBeWrittenOverItself(FileFormat format) throws IOException {
        Path path = folder.resolve("words.npy");
        VectorFiles.write(path, NEW, format, ProgressListener.NONE);
        ReadOptions options = ReadOptions.builder().from(format).build();
        Contents mapped = VectorFiles.read(path, options);
        VectorFiles.write(path, mapped, format, ProgressListener.NONE);
        assertThat(VectorFiles.read(path, options).main().vocabulary().keys())
                .isEqualTo(NEW.main().vocabulary().keys());
        assertThat(mapped.main().table().row(3999)).hasSize(25);
    }

    @Test
    void keysThatTextCannotHoldAreNamed() {
        for (String key : List.of("a b", "a\tb", "a\nb", "a\r", "")) {
            Contents contents =
                    Contents.of(Vocabulary.of(List.of(key)), EmbeddingTable.of(new float[2], 1, 2));
            for (FileFormat format :
                    List.of(
                            FileFormat.WORD2VEC_TEXT,
                            FileFormat.WORD2VEC_BINARY,
                            FileFormat.GLOVE_TEXT)) {
                assertRefuses(
                        contents, format, "the key \"" + key + "\" is empty or holds a space");
            }
        }
        Contents newline =
                Contents.of(Vocabulary.of(List.of("a\nb")), EmbeddingTable.of(new float[2], 1, 2));
        assertRefuses(newline, FileFormat.NUMPY, "the key \"a\nb\" is empty or holds a line end");
    }

    @Test
    void numbersThatTextCannotHoldAreNamed() {
        Contents contents =
                Contents.of(
                        Vocabulary.of(List.of("a", "b")),
                        EmbeddingTable.of(new float[] {1, 2, 3, Float.NaN}, 2, 2));
        assertRefuses(contents, FileFormat.WORD2VEC_TEXT, "the key \"b\" has the number NaN");
        assertRefuses(contents, FileFormat.WORD2VEC_BINARY, "the key \"b\" has the number NaN");
    }

    private void assertRefuses(Contents contents, FileFormat format, String reason) {
        assertThatThrownBy(() ->
                        VectorFiles.write(
                                folder.resolve("x.npy"), contents, format, ProgressListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void placesWhereNoFileCanBe() throws IOException {
        assertThatThrownBy(() -> save(folder.resolve("none/words.vec")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("there is no such folder");
        assertThatThrownBy(() -> save(folder))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("it is a folder");
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device), "there is no /dev/null here");
        assertThatThrownBy(() -> save(device))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("it is a device or a pipe");
    }

    @Test
    void aFolderThatMayNotBeWrittenTo() throws IOException {
        assumePosix();
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(Files.isWritable(closed), "this user may write everywhere");
        assertThatThrownBy(() -> save(closed.resolve("words.vec"))).isInstanceOf(IOException.class);
    }

    @Test
    void keepsLinksAndPermissions() throws IOException {
        assumePosix();
        Path real = folder.resolve("real.vec");
        Path link = folder.resolve("link.vec");
        save(real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(link, real.getFileName());

        VectorFiles.write(link, NEW, FileFormat.WORD2VEC_TEXT, ProgressListener.NONE);

        assertThat(link).isSymbolicLink();
        assertThat(VectorFiles.read(real).main().table().rows()).isEqualTo(4000);
        assertThat(Files.getPosixFilePermissions(real))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static void assumePosix() {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "this system has no POSIX permissions");
    }

    private static void save(Path path) throws IOException {
        VectorFiles.write(path, OLD, FileFormat.WORD2VEC_TEXT, ProgressListener.NONE);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
