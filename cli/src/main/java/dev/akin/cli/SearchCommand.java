package dev.akin.cli;

import dev.akin.embeddings.EncoderProvider.Input;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.search.CollectionHome;
import dev.akin.search.DocumentIndex;
import dev.akin.search.FilterException;
import dev.akin.search.Hit;
import dev.akin.search.Place;
import dev.akin.search.SearchMode;
import dev.akin.search.SearchRequest;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description =
                "Finds the passages of a collection that answer a question, or the pictures or sounds like one, the best"
                        + " first.",
        footer = {
            "  akin search notes \"how do I reset my password\" -k 5",
            "  akin search notes password --mode text --filter 'lang = \"en\" and year >= 2024'",
            "  akin search notes \"订单 退款\" --json",
            "  akin search gallery --image query.jpg",
            "  akin search noises --sound query.wav"
        })
final class SearchCommand extends CollectionCommand {
    @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's name.")
    @SuppressWarnings("NullAway.Init")
    private String collection;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "QUERY",
            description = "What to look for, in words.")
    private @Nullable String query;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "Look for what is like this picture, instead of for words.")
    private @Nullable Path image;

    @Option(
            names = "--sound",
            paramLabel = "FILE",
            description = "Look for what is like this sound, instead of for words.")
    private @Nullable Path sound;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many passages. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "vector: by meaning; text: by words; hybrid: by both. Default: hybrid, or text"
                            + " where there are no vectors.")
    private @Nullable SearchMode mode;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description =
                    "Only documents with such metadata: lang = \"en\" and (year >= 2024 or tag in"
                            + " (\"a\", \"b\")) and not exists draft.")
    private @Nullable String filter;

    @Option(
            names = "--encoder",
            paramLabel = "E",
            description =
                    "What makes the vector of the question: a bridge into the collection's space. Default:"
                            + " the collection's own encoder.")
    private @Nullable String encoder;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private PictureLimit limit;

    /// Hits, and what decided.
    private record Found(List<Hit> hits, SearchMode mode) {}

    @Override
    public Integer call() throws Exception {
        Path file = image == null ? sound : image;
        if ((query == null ? 0 : 1) + (image == null ? 0 : 1) + (sound == null ? 0 : 1) != 1) {
            throw wrongUsage("give one of QUERY, --image and --sound");
        }
        if (image == null) {
            refuse(List.of(PictureLimit.NAME), query == null ? "sounds" : "questions in words");
        }
        if (file != null && mode != null && mode != SearchMode.VECTOR) {
            throw wrongUsage(
                    "a picture or a sound is looked for by its vector, not in mode "
                            + mode.label());
        }
        SearchRequest request = request(query, k, mode, filter).build();
        try {
            Found found = file == null ? find(request) : like(file, request);
            if (json) {
                return print(document(found));
            }
            print(found.hits());
            return ExitCode.DONE;
        } catch (FilterException e) {
            throw pointed(e);
        } catch (ServerProblemException e) {
            throw pointed(e);
        }
    }

    private Found like(Path file, SearchRequest request) throws IOException {
        requireFile(file);
        CollectionHome collections = collections();
        ServedElsewhere served = served(collections, collection);
        if (served != null) {
            try {
                return new Found(
                        ServedElsewhere.hits(served.like(file, request)), SearchMode.VECTOR);
            } catch (ConnectException e) {
                say(e.getMessage() + "; searching what is on the disk");
            }
        }
        try (DocumentIndex index = collections.openReadOnly(collection)) {
            sayIfWritten(collections, collection);
            Input input = image == null ? Input.SOUNDS : Input.PICTURES;
            try (FileEncoder encoder = limit.on(encoder(index, collection, input), this)) {
                SearchRequest asked =
                        request.toBuilder()
                                .vector(encoded(encoder, file))
                                .fingerprint(encoder.fingerprint())
                                .mode(SearchMode.VECTOR)
                                .build();
                return new Found(index.search(asked), SearchMode.VECTOR);
            }
        }
    }

    private static float[] encoded(FileEncoder encoder, Path file) throws IOException {
        try {
            return encoder.encode(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Found find(SearchRequest request) throws IOException {
        CollectionHome collections = collections();
        ServedElsewhere served = encoder == null ? served(collections, collection) : null;
        if (served != null) {
            try {
                Json.Obj answer = served.search(request, mode);
                return new Found(ServedElsewhere.hits(answer), ServedElsewhere.mode(answer));
            } catch (ConnectException e) {
                say(e.getMessage() + "; searching what is on the disk");
            }
        }
        try (DocumentIndex index = collections.openReadOnly(collection)) {
            sayIfWritten(collections, collection);
            SearchMode used = mode(mode, index.info());
            return new Found(search(index, request.toBuilder().mode(used).build()), used);
        }
    }

    private List<Hit> search(DocumentIndex index, SearchRequest request) throws IOException {
        if (request.mode() == SearchMode.TEXT) {
            return index.search(request);
        }
        try (JointEncoder encoder = questions(index)) {
            return index.search(
                    SpaceQuestions.encoded(request, encoder, index.options(), collection));
        }
    }

    private JointEncoder questions(DocumentIndex index) throws IOException {
        return encoder == null
                ? SpaceQuestions.of(this, index.options(), collection, home.path())
                : EncoderChoice.openJoint(this, encoder, home.path());
    }

    private void print(List<Hit> hits) {
        if (hits.isEmpty()) {
            say("nothing found");
        }
        for (Hit hit : hits) {
            Place place = Place.of(hit.metadata());
            out().println(
                            String.format(Locale.ROOT, "%.4f", hit.score())
                                    + "  "
                                    + (place.path().isEmpty() ? hit.id() : place)
                                    + (place.heading().isEmpty() ? "" : "  " + place.heading()));
            hit.text()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> out().println("    " + line));
            if (!hit.text().isEmpty()) {
                out().println();
            }
        }
    }

    private String asked() {
        if (query != null) {
            return "query";
        }
        return image == null ? "sound" : "image";
    }

    private Json document(Found found) {
        return Json.object(
                "collection",
                collection,
                asked(),
                query != null ? query : String.valueOf(image == null ? sound : image),
                "mode",
                found.mode().label(),
                "hits",
                new Json.Arr(found.hits().stream().map(hit -> (Json) hit.json()).toList()));
    }
}
