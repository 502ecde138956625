package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.MediaFolders;
import dev.akin.format.Column;
import dev.akin.media.MediaType;
import io.helidon.http.Status;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which pictures and sounds may be given: those that keys name, in the folders that the server was told, or that their file of vectors
/// records. Immutable.
///
/// @param given whether any are
/// @param recorded whether what a file of vectors says of its folders counts
/// @param folders that count whatever a file says
record MediaAccess(boolean given, boolean recorded, List<Path> folders) {
    /// Columns that name a row's file, where its key does not.
    private static final List<String> COLUMNS = List.of("path", "file");

    static final MediaAccess NONE = new MediaAccess(false, false, List.of());

    MediaAccess {
        folders = List.copyOf(folders);
    }

    MediaFolders folders(Watched<WordModel> file) {
        if (!given) {
            return MediaFolders.in(List.of());
        }
        MediaFolders told = MediaFolders.in(folders);
        Embeddings words = file.current().content().words();
        return recorded ? told.and(MediaFolders.recorded(words.metadata(), file.file())) : told;
    }

    /// What names a row's file: its column `path` or `file`, else its key.
    static String name(Embeddings words, int row) {
        Column column = column(words);
        String named = column == null ? "" : column.text(row);
        return named.isEmpty() ? words.vocabulary().key(row) : named;
    }

    private static @Nullable Column column(Embeddings words) {
        return COLUMNS.stream()
                .map(words.columns()::get)
                .filter(column -> column != null && column.kind() == Column.Kind.TEXT)
                .findFirst()
                .orElse(null);
    }

    /// What a row is by the ending of its name; null for a text.
    static MediaType.@Nullable Kind kind(Embeddings words, int row) {
        String name = name(words, row);
        int part = name.lastIndexOf('#');
        try {
            MediaType.Kind whole = MediaType.kindOfName(Path.of(name)).orElse(null);
            return whole == null && part > 0
                    ? MediaType.kindOfName(Path.of(name.substring(0, part))).orElse(null)
                    : whole;
        } catch (InvalidPathException e) {
            return null; // What cannot be a path is a text.
        }
    }

    /// @throws ProblemException if files are not given, or there is none of this name
    Path find(MediaFolders where, String name) {
        if (where.isEmpty()) {
            throw new ProblemException(
                    Status.NOT_FOUND_404,
                    given
                            ? "it is not known where the pictures and sounds of this model lie; see --media"
                            : "this server gives no pictures and sounds");
        }
        Path file = where.find(name);
        if (file == null) {
            throw new ProblemException(
                    Status.NOT_FOUND_404, "there is no picture or sound \"" + name + "\" any more");
        }
        return file;
    }
}
