package dev.akin.examples;

import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.TextEncoders;
import dev.akin.search.CollectionOptions;
import dev.akin.search.Document;
import dev.akin.search.DocumentIndex;
import dev.akin.search.Filter;
import dev.akin.search.Hit;
import dev.akin.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Keeps documents in a collection and finds them. Argument: the collection's folder, which must not exist.
public final class SearchDocuments {
    private SearchDocuments() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path home = Path.of(System.getProperty("user.home"), ".akin");
        // region search
        List<Document> documents =
                List.of(
                        Document.builder("help-1")
                                .text("Open the settings to choose a new password.")
                                .put("year", 2025)
                                .build(),
                        Document.builder("help-2").text("Bills come monthly.").build());
        try (TextEncoder encoder = TextEncoders.open("minilm", home);
                DocumentIndex index =
                        DocumentIndex.create(
                                folder, CollectionOptions.forEncoder(encoder).build())) {
            index.upsert(Document.encode(documents, encoder));
            SearchRequest question =
                    SearchRequest.builder()
                            .text("I cannot log in")
                            .filter(Filter.parse("year >= 2024"))
                            .k(3)
                            .build();
            for (Hit hit : index.search(question.encodedBy(encoder))) {
                System.out.println(hit.id() + " " + hit.score() + " " + hit.text());
            }
        }
        // endregion
    }
}
