package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class FilterFuzzTest {
    /// Any text is a filter, or a mistake at a place within it.
    @FuzzTest
    void anyText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            assertThat(Filter.parse(text)).hasToString(text);
        } catch (FilterException e) {
            assertThat(e.position()).isBetween(0, text.length());
        }
    }
}
