package dev.akin.search;

import dev.akin.text.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text as it was read from a file, and what is known of places in it. Immutable.
///
/// @param text all of it; places are `char`s of it
/// @param headings in their order
/// @param pages where each page begins, from the first on; empty where there are no pages
/// @param line the file's line on which the text begins, from 1; 0 where there are none that a person would look for
/// @param lines whether each line of the text is one of the file
/// @param id the id that the file gives it, or null
/// @param metadata what the file says of it
record SourceText(
        String text,
        List<Heading> headings,
        List<Integer> pages,
        int line,
        boolean lines,
        @Nullable String id,
        Map<String, Json> metadata) {

    /// @param at where its line begins
    /// @param level from 1, the highest
    record Heading(int at, int level, String title) {}

    /// A text without headings, pages, id or metadata, from line 1 on.
    static SourceText plain(String text) {
        return new SourceText(text, List.of(), List.of(), 1, true, null, Map.of());
    }

    /// The page on which a place is, from 1; 0 where there are no pages.
    int page(int at) {
        int page = 0;
        while (page < pages.size() && pages.get(page) <= at) {
            page++;
        }
        return page;
    }
}
