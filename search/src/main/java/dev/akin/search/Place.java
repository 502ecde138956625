package dev.akin.search;

import dev.akin.text.Json;
import java.util.Map;

/// Where a passage stands in the file it was read from.
///
/// @param path the file; empty for a document that is of no file
/// @param page from 1; 0 where there are no pages
/// @param line from 1; 0 where lines are not the file's
/// @param from where it begins in the file's text, in `char`s
/// @param to where it ends, exclusive
/// @param heading the headings above it, with ` › ` between them; empty if there is none
public record Place(String path, int page, int line, long from, long to, String heading) {

    /// What [FileIndexer] wrote into the metadata of a passage.
    public static Place of(Map<String, Json> metadata) {
        return new Place(
                text(metadata, FileIndexer.PATH),
                (int) number(metadata, FileIndexer.PAGE),
                (int) number(metadata, FileIndexer.LINE),
                number(metadata, FileIndexer.FROM),
                number(metadata, FileIndexer.TO),
                text(metadata, FileIndexer.HEADING));
    }

    private static String text(Map<String, Json> metadata, String field) {
        return metadata.get(field) instanceof Json.Str text ? text.value() : "";
    }

    private static long number(Map<String, Json> metadata, String field) {
        return metadata.get(field) instanceof Json.Num number ? (long) number.asDouble() : 0;
    }

    /// `notes/billing.md:12`, `contract.pdf, page 3`; empty for a document that is of no file.
    @Override
    public String toString() {
        return path + (page > 0 ? ", page " + page : line > 0 ? ":" + line : "");
    }
}
