package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;

/// Reads what may be anything, and everything in it.
final class Readings {
    private Readings() {}

    /// Only the documented exceptions may come out of opening; of a damaged vocabulary, also its own.
    static void readAll(Path path, ReadOptions options) {
        Contents contents;
        try {
            contents = VectorFiles.read(path, options);
        } catch (IOException | IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        contents.columns().values().forEach(Readings::lookAt);
        if (contents.subwords() != null) {
            lookAtParts(contents.subwords());
        }
        for (KeyedTable keyed : contents.tables().values()) {
            Vocabulary keys = keyed.vocabulary();
            assertThat(keys.size()).isEqualTo(keyed.table().rows());
            for (int id = 0; id < Math.min(100, keys.size()); id++) {
                assertThat(keyed.table().row(id)).hasSize(keyed.table().dimension());
                look(keys, id);
            }
        }
    }

    private static void lookAt(Column column) {
        for (int row = 0; row < Math.min(100, column.size()); row++) {
            try {
                assertThat(column.text(row)).isNotNull();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("the file is damaged");
            }
        }
    }

    private static void lookAtParts(SubwordTable subwords) {
        for (int row = 0; row < Math.min(100, subwords.rows().rows()); row++) {
            assertThat(subwords.rows().row(row)).hasSize(subwords.rows().dimension());
        }
        byte[] word = {'w', 'o', 'r', 'd'};
        for (int row : subwords.rows(word, 0, word.length)) {
            assertThat(row).isBetween(-1, subwords.rows().rows() - 1);
        }
    }

    private static void look(Vocabulary keys, int id) {
        try {
            assertThat(keys.id(keys.key(id))).isLessThan(keys.size());
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("the file is damaged");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("comes twice");
        }
    }
}
