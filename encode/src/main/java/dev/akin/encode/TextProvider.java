package dev.akin.encode;

import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// Opens folders as [TextEncoders] does.
public final class TextProvider implements EncoderProvider {
    private static final Set<String> ENDINGS =
            Set.of("txt", "text", "md", "jsonl", "ndjson", "json", "csv", "tsv");

    @Override
    public Input input() {
        return Input.TEXT;
    }

    @Override
    public boolean opens(Path folder) {
        return Files.isRegularFile(folder.resolve("tokenizer.json"))
                || Files.isRegularFile(folder.resolve("modules.json"));
    }

    @Override
    public boolean reads(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending);
    }

    @Override
    public TextEncoder open(Path folder, Settings settings) throws IOException {
        EncoderOptions options =
                EncoderOptions.builder()
                        .dimension(settings.dimension())
                        .threads(settings.threads())
                        .build();
        return TextEncoders.open(folder.toString(), settings.home(), options);
    }
}
