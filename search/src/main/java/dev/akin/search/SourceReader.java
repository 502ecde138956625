package dev.akin.search;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads the texts of a file, by its ending: `.md`, `.markdown`, `.txt`, `.text`, `.html`, `.htm`, `.pdf`, `.csv`, `.tsv`,
/// `.jsonl`, `.ndjson`.
final class SourceReader {
    private static final Set<String> ENDINGS =
            Set.of(
                    "md",
                    "markdown",
                    "txt",
                    "text",
                    "html",
                    "htm",
                    "pdf",
                    "csv",
                    "tsv",
                    "jsonl",
                    "ndjson");

    private SourceReader() {}

    /// Whether the file's ending is one of those.
    static boolean reads(Path file) {
        return ENDINGS.contains(ending(file));
    }

    static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /// The texts of a file whose bytes these are.
    ///
    /// @throws MalformedFileException if the bytes are not what the file's ending says
    /// @throws IOException if a PDF is encrypted
    static List<SourceText> read(Path file, byte[] bytes, RecordFields fields) throws IOException {
        return switch (ending(file)) {
            case "md", "markdown" -> List.of(Markdown.read(utf8(file, bytes)));
            case "html", "htm" -> List.of(HtmlText.read(bytes));
            case "pdf" -> List.of(PdfText.read(file, bytes));
            case "csv" -> RecordTexts.table(file, bytes, ',', fields);
            case "tsv" -> RecordTexts.table(file, bytes, '\t', fields);
            case "jsonl", "ndjson" -> RecordTexts.jsonLines(file, bytes, fields);
            default -> List.of(SourceText.plain(utf8(file, bytes)));
        };
    }

    /// The text, without a byte order mark.
    static String utf8(Path file, byte[] bytes) throws MalformedFileException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw MalformedFileException.atByte(
                    file, in.position(), "the bytes are not UTF-8; convert the file");
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static Map<String, Json> title(String title) {
        return title.isBlank() ? Map.of() : Map.of("title", new Json.Str(shortened(title.strip())));
    }

    /// A title is metadata, which is not of any length.
    private static String shortened(String title) {
        return title.length() <= 500
                ? title
                : title.substring(0, title.offsetByCodePoints(0, 250)) + "…";
    }
}
