package dev.akin.evaluate;

import java.util.List;

/// @param sections in the order of the file
/// @param total over all questions, each counting once
public record AnalogyResult(List<AnalogyScore> sections, AnalogyScore total) {
    public AnalogyResult {
        sections = List.copyOf(sections);
    }
}
