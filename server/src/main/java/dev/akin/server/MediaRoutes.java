package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.media.MediaType;
import dev.akin.media.Thumbnail;
import dev.akin.text.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pictures and sounds that keys of a file of vectors name, and which keys name such.
final class MediaRoutes {
    /// The names of kinds by their codes.
    private static final List<String> KINDS = List.of("text", "picture", "sound");

    private final Models models;
    private final Answers answers;
    private final MediaAccess access;
    private final MediaFiles files;

    MediaRoutes(Models models, Answers answers, MediaAccess access, MediaFiles files) {
        this.models = models;
        this.answers = answers;
        this.access = access;
        this.files = files;
    }

    void routing(HttpRules rules) {
        rules.get("/{model}/media", answers.by(this::media));
        rules.get("/{model}/kinds", answers.by(this::kinds));
        rules.post("/{model}/kinds", answers.by(this::kinds));
    }

    /// Whether a model's keys may name files.
    boolean has(Watched<WordModel> file) {
        return !access.folders(file).isEmpty();
    }

    /// 0 for the whole file.
    static int size(Fields fields) {
        return fields.integer("size", 0, 1, Thumbnail.MOST);
    }

    private Reply media(ServerRequest request, Fields fields) throws IOException {
        Watched<WordModel> file = models.file(ModelRoutes.name(request));
        Embeddings words = file.current().content().words();
        String name = MediaAccess.name(words, words.id(fields.text("key")));
        int size = size(fields);
        fields.end();
        return files.reply(access.find(access.folders(file), name), name, size);
    }

    private Reply kinds(ServerRequest request, Fields fields) {
        Watched<WordModel> file = models.file(ModelRoutes.name(request));
        Watched.Version<WordModel> version = file.current();
        Embeddings words = version.content().words();
        TableRoutes.Page page = TableRoutes.Page.of(fields, words.size());
        fields.end();
        boolean any = has(file);
        List<Json> codes = new ArrayList<>(page.size());
        for (int row = page.from(); row < page.to(); row++) {
            codes.add(Json.of(any ? code(MediaAccess.kind(words, row)) : 0));
        }
        return new Reply.Document(
                Json.object(
                        "version", version.number(),
                        "rows", words.size(),
                        "from", page.from(),
                        "values", KINDS,
                        "codes", new Json.Arr(codes)));
    }

    private static int code(MediaType.@Nullable Kind kind) {
        return switch (kind) {
            case null -> 0;
            case PICTURE -> 1;
            case SOUND -> 2;
        };
    }
}
