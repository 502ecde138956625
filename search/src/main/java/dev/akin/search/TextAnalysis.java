package dev.akin.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// How texts become the words by which they are found: a field of the index for each language that has an analysis of
/// its own, and one for all others. Thread-safe.
final class TextAnalysis extends AnalyzerWrapper {
    /// More words of one question than these are left out: no person asks that much, and Lucene takes no more than 1,024.
    private static final int MOST_WORDS = 200;

    private static final String FIELD = "text.";

    private final Map<String, Analyzer> analyzers =
            Map.of(
                    "en",
                    new EnglishAnalyzer(),
                    "zh",
                    new SmartChineseAnalyzer(),
                    "ru",
                    new RussianAnalyzer(),
                    LanguageGuess.OTHER,
                    new Folding());

    TextAnalysis() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return Objects.requireNonNull(
                analyzers.get(
                        field.startsWith(FIELD)
                                ? field.substring(FIELD.length())
                                : LanguageGuess.OTHER));
    }

    /// The field of the index in which a text is found.
    String field(Document document) {
        String language = document.language();
        return language == null
                ? fieldOf(document.text())
                : known(Locale.forLanguageTag(language.replace('_', '-')).getLanguage());
    }

    /// The field of a text of which nothing else is known.
    String fieldOf(String text) {
        return known(LanguageGuess.of(text));
    }

    private String known(String language) {
        return FIELD + (analyzers.containsKey(language) ? language : LanguageGuess.OTHER);
    }

    List<String> fields() {
        return analyzers.keySet().stream().map(language -> FIELD + language).sorted().toList();
    }

    /// The words of a question as a field has them, each once.
    List<String> words(String field, String question) {
        Set<String> words = new LinkedHashSet<>();
        tokens(
                field,
                question,
                (word, span) -> {
                    if (words.size() < MOST_WORDS) {
                        words.add(word);
                    }
                });
        return new ArrayList<>(words);
    }

    /// The words of a text as a field has them, one after the other, with where they stand.
    void tokens(String field, String text, BiConsumer<String, Highlights.Span> sink) {
        try (TokenStream tokens = tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                sink.accept(
                        term.toString(),
                        new Highlights.Span(place.startOffset(), place.endOffset()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It reads a string.
        }
    }

    @Override
    public void close() {
        analyzers.values().forEach(Analyzer::close);
        super.close();
    }

    /// Words by ICU, without case, accents and other differences in writing (Unicode Technical Report 30).
    private static final class Folding extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new ICUTokenizer();
            return new TokenStreamComponents(words, new ICUFoldingFilter(words));
        }

        @Override
        protected TokenStream normalize(String field, TokenStream in) {
            return new ICUFoldingFilter(in);
        }
    }
}
