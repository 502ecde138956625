package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    @TempDir static Path temporary;
    private static DocumentIndex index;

    @BeforeAll
    static void fill() throws IOException {
        index = DocumentIndex.create(temporary.resolve("c"), CollectionOptions.of(0));
        index.upsert(
                List.of(
                        Document.builder("a")
                                .put("lang", "en")
                                .put("year", 2024)
                                .put("draft", true)
                                .put("tag", List.of("x", "y"))
                                .build(),
                        Document.builder("b")
                                .put("lang", "zh")
                                .put("year", 1999.5)
                                .put("draft", false)
                                .put("date", "2024-03-01")
                                .build(),
                        Document.builder("c")
                                .put("lang", "ru")
                                .put("year", -3)
                                .put("язык", "да \"так\"")
                                .put("date", "2023-12-31")
                                .build(),
                        Document.builder("d").put("and", "reserved").put("a b", "name").build()));
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "lang = \"en\"                                  | a",
                "lang = 'en' and year >= 2024                   | a",
                "lang = 'en' and year > 2024                    | ",
                "year < 2024                                    | bc",
                "year <= 1999.5                                 | bc",
                "year = -3                                      | c",
                "year > -3                                      | ab",
                "year != -3                                     | abd",
                "not year = -3                                  | abd",
                "lang in (\"zh\", \"ru\")                       | bc",
                "lang not in (\"zh\", \"ru\")                   | ad",
                "year in (2024, -3.0e0)                         | ac",
                "draft = true                                   | a",
                "draft != true                                  | bcd",
                "exists draft                                   | ab",
                "EXISTS(draft) AND NOT exists date              | a",
                "tag = 'x' and tag = 'y'                        | a",
                "lang = 'en' or lang = 'zh' and year > 2000     | a",
                "(lang = 'en' or lang = 'zh') and year < 2000   | b",
                "date >= '2024'                                 | b",
                "date < '2024-01-01'                            | c",
                "язык = 'да \"так\"'                            | c",
                "язык = \"да \\\"так\\\"\"                      | c",
                "`and` = 'reserved'                             | d",
                "`a b` = 'name'                                 | d",
                "not not exists lang                            | abc"
            })
    void selects(String filter, String expected) throws IOException {
        Filter parsed = Filter.parse(filter);
        List<String> found = index.ids(parsed);

        assertThat(found).isSorted();
        assertThat(String.join("", found)).isEqualTo(expected == null ? "" : expected);
        assertThat(index.count(parsed)).isEqualTo(found.size());
        assertThat(parsed).hasToString(filter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "lang == \"en\"             | 5  | there is no ==; write =",
                "lang = en                  | 7  | expected a text in quotation marks",
                "lang = \"en                | 7  | no closing \"",
                "lang = \"en\" nad year = 1 | 12 | expected and, or, or the end, but found nad",
                "lang = \"en\" and          | 15 | expected the name of a field, but the filter ends",
                "(lang = \"en\"             | 12 | expected ), but the filter ends",
                "lang in \"en\"             | 8  | expected (",
                "lang in ()                 | 9  | expected a text",
                "year >= \"2024\"           | 8  | year is a number",
                "lang = 5                   | 7  | lang is a text",
                "yaer = 5                   | 0  | did you mean year?",
                "lang = 'a' or yaer = 5     | 14 | did you mean year?",
                "exists nothing             | 7  | there is a b, and, date",
                "draft < true               | 8  | have no order",
                "year = 2024x               | 7  | 2024x is no number",
                "year = 1e999               | 7  | too large",
                "year = & 1                 | 7  | unexpected &",
                "语 = 1 & 2                 | 6  | unexpected &",
                "lang = 'a\\n'              | 9  | a backslash"
            })
    void pointsAtTheMistake(String filter, int position, String reason) {
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> index.count(Filter.parse(filter)))
                .satisfies(e -> {
                    assertThat(e.reason()).contains(reason);
                    assertThat(e.position()).isEqualTo(position);
                    assertThat(e.filter()).isEqualTo(filter);
                })
                .withMessageStartingWith("filter, character ");
    }

    @ParameterizedTest
    @CsvSource({"(,200", "'not ',200"})
    void refusesWhatIsTooDeep(String part, int times) {
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filter.parse(part.repeat(times) + "exists lang"))
                .withMessageContaining("deeper than 100");
    }
}
