package dev.akin.cli;

import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionHome;
import dev.akin.search.Context;
import dev.akin.search.DocumentIndex;
import dev.akin.search.FilterException;
import dev.akin.search.Place;
import dev.akin.search.SearchMode;
import dev.akin.search.SearchRequest;
import dev.akin.text.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "context",
        description =
                "Puts what a collection says about a question together as a prompt for a language model:"
                        + " numbered passages with their places, the answering sentence marked.",
        footer = {
            "  akin context notes \"what did we decide about billing?\" --budget 2000",
            "  akin context notes \"what did we decide about billing?\" --json"
        })
final class ContextCommand extends CollectionCommand {
    @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's name.")
    @SuppressWarnings("NullAway.Init")
    private String collection;

    @Parameters(index = "1", paramLabel = "QUESTION", description = "The question, in words.")
    @SuppressWarnings("NullAway.Init")
    private String question;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "The most tokens of the prompt, by the collection's encoder. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int budget;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many passages at the most. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "hybrid",
            description = "As in akin search. Default: ${DEFAULT-VALUE}.")
    private SearchMode mode = SearchMode.HYBRID;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Only documents with such metadata, as in akin search.")
    private @Nullable String filter;

    @Override
    public Integer call() throws IOException {
        SearchRequest request = request(question, k, mode, filter).build();
        CollectionHome collections = collections();
        try (DocumentIndex index = collections.openReadOnly(collection);
                TextEncoder encoder = encoder(index, collection)) {
            sayIfServed(collections, collection);
            Context context = Context.of(index, encoder, request, budget);
            if (json) {
                return print(document(context));
            }
            out().print(context.prompt());
            return ExitCode.DONE;
        } catch (FilterException e) {
            throw pointed(e);
        }
    }

    private Json document(Context context) {
        return Json.object(
                "collection",
                collection,
                "question",
                question,
                "tokens",
                context.tokens(),
                "passages",
                new Json.Arr(context.passages().stream().map(ContextCommand::document).toList()),
                "prompt",
                context.prompt());
    }

    private static Json document(Context.Passage passage) {
        Place place = passage.place();
        return Json.object(
                "number", passage.number(),
                "id", passage.id(),
                "path", place.path(),
                "page", place.page(),
                "line", place.line(),
                "heading", place.heading(),
                "text", passage.text(),
                "answer", passage.text().substring(passage.from(), passage.to()),
                "score", passage.score());
    }
}
