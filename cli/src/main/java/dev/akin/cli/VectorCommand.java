package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.text.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "vector",
        description = "Prints the vectors of words, one a line: the word, then its numbers.",
        footer = {
            "  akin vector words.safetensors king queen",
            "  cut -f1 list.tsv | akin vector words.safetensors - > vectors.txt"
        })
final class VectorCommand extends VectorFileCommand {
    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "WORD",
            description = "Words; - reads them from standard input, one a line.")
    @SuppressWarnings("NullAway.Init")
    private List<String> keys;

    private final List<Json> documents = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private int found;

    @Override
    public Integer call() throws IOException {
        Embeddings words = load();
        if (keys.equals(List.of("-"))) {
            readAll(words);
        } else if (keys.size() == 1) {
            show(keys.getFirst(), words.vector(keys.getFirst()));
        } else {
            keys.forEach(key -> find(words, key));
        }
        if (json) {
            print(
                    Json.object(
                            "dimension", words.dimension(),
                            "vectors", documents,
                            "unknown", unknown));
        }
        return result();
    }

    private int result() {
        if (unknown.isEmpty()) {
            return ExitCode.DONE;
        }
        warn("left out what the vectors do not have: " + Listed.some(unknown));
        return found == 0 ? ExitCode.FAILED : ExitCode.DONE_IN_PART;
    }

    private void readAll(Embeddings words) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = reader.readLine()) != null; ) {
            if (!line.isBlank()) {
                find(words, line.strip());
            }
        }
    }

    private void find(Embeddings words, String key) {
        if (words.answers(key)) {
            show(key, words.vector(key));
        } else {
            unknown.add(key);
        }
    }

    private void show(String key, float[] vector) {
        found++;
        if (json) {
            documents.add(Json.object("word", key, "vector", Json.numbers(vector)));
            return;
        }
        StringBuilder line = new StringBuilder(key);
        for (float number : vector) {
            line.append(' ').append(number);
        }
        out().println(line);
    }
}
