package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeLogTest {
    @TempDir Path folder;

    private Path write(Change... changes) throws IOException {
        try (ChangeLog log = ChangeLog.begin(folder, 3)) {
            for (Change change : changes) {
                log.append(change);
            }
            log.force();
            return folder.resolve("log-" + log.number());
        }
    }

    private List<Change> replayed(long from) throws IOException {
        List<Change> changes = new ArrayList<>();
        ChangeLog.replay(folder, from, changes::add);
        return changes;
    }

    private static final Change FIRST = new Change.Delete(List.of("a", "б"));
    private static final Change SECOND = new Change.DeleteMatching("n = 1");

    @Test
    void givesBackChangesInTheirOrder() throws IOException {
        write(FIRST, SECOND);
        write(FIRST);

        assertThat(replayed(0)).containsExactly(FIRST, SECOND, FIRST);
        assertThat(replayed(4)).containsExactly(FIRST);
        assertThat(ChangeLog.pending(folder, 5)).isFalse();
        ChangeLog.forget(folder, 4);
        assertThat(replayed(0)).containsExactly(FIRST);
    }

    @Test
    void leavesOutWhatWasCutOffAtAnyByte() throws IOException {
        Path file = write(FIRST, SECOND);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        int first = Files.readAllBytes(write(FIRST)).length;

        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(replayed(0))
                    .as("%d bytes", length)
                    .isEqualTo(length < first ? List.of() : List.of(FIRST));
            Files.write(file, Arrays.copyOf(Arrays.copyOf(bytes, length), bytes.length + 100));
            assertThat(replayed(0).size())
                    .as("%d bytes, then zeros", length)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void saysWhereAChangeInTheMiddleIsDamaged() throws IOException {
        Path file = write(FIRST, SECOND);
        byte[] bytes = Files.readAllBytes(file);
        bytes[10] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> replayed(0))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("byte 0: the checksum");
    }

    @Test
    void takesBackWhatCouldNotBeFinished() throws IOException {
        try (ChangeLog log = ChangeLog.begin(folder, 0)) {
            log.append(FIRST);
            long size = log.size();
            log.append(SECOND);
            log.cut(size);
            log.append(FIRST);
        }

        assertThat(replayed(0)).containsExactly(FIRST, FIRST);
    }
}
