package dev.akin.cli;

import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionHome;
import dev.akin.search.DocumentIndex;
import dev.akin.search.FilterException;
import dev.akin.search.Hit;
import dev.akin.search.Place;
import dev.akin.search.SearchMode;
import dev.akin.search.SearchRequest;
import dev.akin.text.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description = "Finds the passages of a collection that answer a question, the best first.",
        footer = {
            "  akin search notes \"how do I reset my password\" -k 5",
            "  akin search notes password --mode text --filter 'lang = \"en\" and year >= 2024'",
            "  akin search notes \"订单 退款\" --json"
        })
final class SearchCommand extends CollectionCommand {
    @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's name.")
    @SuppressWarnings("NullAway.Init")
    private String collection;

    @Parameters(index = "1", paramLabel = "QUERY", description = "What to look for, in words.")
    @SuppressWarnings("NullAway.Init")
    private String query;

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

    @Override
    public Integer call() throws IOException {
        SearchRequest.Builder request = request(query, k, mode, filter);
        CollectionHome collections = collections();
        try (DocumentIndex index = collections.openReadOnly(collection)) {
            sayIfServed(collections, collection);
            request.mode(mode(mode, index.info()));
            List<Hit> hits = search(index, request.build());
            if (json) {
                return print(document(hits, mode(mode, index.info())));
            }
            print(hits);
            return ExitCode.DONE;
        } catch (FilterException e) {
            throw pointed(e);
        }
    }

    private List<Hit> search(DocumentIndex index, SearchRequest request) throws IOException {
        if (request.mode() == SearchMode.TEXT) {
            return index.search(request);
        }
        try (TextEncoder encoder = encoder(index, collection)) {
            return index.search(request.encodedBy(encoder));
        }
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
            out().println();
        }
    }

    private Json document(List<Hit> hits, SearchMode used) {
        return Json.object(
                "collection",
                collection,
                "query",
                query,
                "mode",
                used.label(),
                "hits",
                new Json.Arr(hits.stream().map(SearchCommand::document).toList()));
    }

    private static Json document(Hit hit) {
        return Json.object(
                "id", hit.id(),
                "score", hit.score(),
                "text", hit.text(),
                "metadata", new Json.Obj(hit.metadata()),
                "vectorRank", hit.vectorRank(),
                "textRank", hit.textRank());
    }
}
