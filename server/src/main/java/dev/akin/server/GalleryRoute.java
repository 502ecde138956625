package dev.akin.server;

import dev.akin.search.Document;
import dev.akin.search.MediaIndexer;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.file.Path;

/// The pictures and sounds of a gallery: the files that its documents were made of. Anybody who may put documents in may write any path
/// into them, so only a file is given whose digest the document bears: nobody learns what he does not have.
final class GalleryRoute {
    private final ServedCollections collections;
    private final Answers answers;
    private final MediaAccess access;
    private final MediaFiles files;

    GalleryRoute(
            ServedCollections collections, Answers answers, MediaAccess access, MediaFiles files) {
        this.collections = collections;
        this.answers = answers;
        this.access = access;
        this.files = files;
    }

    void routing(HttpRules rules) {
        rules.get("/{collection}/media", answers.by(this::media));
    }

    private Reply media(ServerRequest request, Fields fields) throws IOException {
        ServedCollection collection = collections.of(CollectionRoutes.name(request));
        String id = fields.text("id");
        int size = MediaRoutes.size(fields);
        fields.end();
        if (!access.given()) {
            throw new ProblemException(
                    Status.NOT_FOUND_404, "this server gives no pictures and sounds");
        }
        Document document = collection.with(index -> index.get(id)).orElse(null);
        Path file = document == null ? null : MediaIndexer.file(document).orElse(null);
        if (file == null) {
            throw new ProblemException(
                    Status.NOT_FOUND_404,
                    document == null
                            ? "there is no document \"" + id + "\""
                            : "the file of the document \""
                                    + id
                                    + "\" is gone, or another one since it was indexed");
        }
        return files.reply(file, String.valueOf(file.getFileName()), size);
    }
}
