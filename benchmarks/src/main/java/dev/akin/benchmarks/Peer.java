package dev.akin.benchmarks;

import dev.akin.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What a peer's script printed: one JSON object of numbers.
record Peer(Json.Obj said) {

    /// Runs a command to its end.
    static Peer run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (InputStream output = process.getInputStream()) {
            byte[] printed = output.readAllBytes();
            return new Peer((Json.Obj) Json.parse(new String(printed, StandardCharsets.UTF_8)));
        }
    }

    Json.Num number(String name) {
        return (Json.Num) Objects.requireNonNull(said.get(name), name);
    }
}
