package dev.akin.search;

import dev.akin.embeddings.TextEncoder;
import dev.akin.search.Context.Candidate;
import dev.akin.search.Context.Passage;
import dev.akin.search.Sentences.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts passages together until a budget is used up. Not thread-safe.
final class ContextWriter {
    private static final String TASK =
            """
            Answer the question with what the passages say, in the question's language. Cite each passage you use by its \
            number, as in [1]. If the passages do not hold the answer, say so. What most likely answers stands between ** \
            and **.
            """;

    private final TextEncoder encoder;
    private final float[] query;
    private final String question;
    private final int budget;
    private final List<Passage> taken = new ArrayList<>();

    ContextWriter(TextEncoder encoder, float[] query, String question, int budget) {
        this.encoder = encoder;
        this.query = query;
        this.question = question;
        this.budget = budget;
    }

    Context write(List<Hit> hits) {
        int left = budget - tokens(prompt());
        for (Hit hit : hits) {
            Place place = Place.of(hit.metadata());
            List<Span> sentences = Sentences.of(hit.text(), 0, hit.text().length());
            if (!sentences.isEmpty() && !Context.overlaps(place, taken)) {
                Passage passage = fitting(candidate(hit, place, sentences), left);
                if (passage != null) {
                    taken.add(passage);
                    left = budget - tokens(prompt());
                }
            }
        }
        if (taken.isEmpty() && hits.stream().anyMatch(hit -> !hit.text().isBlank())) {
            throw new IllegalArgumentException(
                    "a budget of "
                            + budget
                            + " tokens has no room for a sentence; the question and what is said"
                            + " with it take "
                            + tokens(prompt())
                            + ": give more");
        }
        return new Context(question, taken, prompt(), tokens(prompt()));
    }

    private Candidate candidate(Hit hit, Place place, List<Span> all) {
        // A heading of Markdown repeats the question's words rather than to answer it.
        List<Span> saying =
                all.stream().filter(span -> !span.of(hit.text()).startsWith("#")).toList();
        List<Span> sentences = saying.isEmpty() ? all : saying;
        float[][] vectors =
                encoder.encode(
                        sentences.stream().map(span -> span.of(hit.text())).toList(),
                        TextEncoder.Purpose.DOCUMENT);
        int nearest = 0;
        for (int i = 1; i < vectors.length; i++) {
            nearest = cosine(vectors[i]) > cosine(vectors[nearest]) ? i : nearest;
        }
        return new Candidate(hit, place, sentences, nearest, cosine(vectors[nearest]));
    }

    private double cosine(float[] vector) {
        return MappedVectors.cosine(vector, query);
    }

    /// All of it, or as many sentences around the nearest as there is room for; null if not even that one.
    private @Nullable Passage fitting(Candidate candidate, int left) {
        List<Span> sentences = candidate.sentences();
        int first = 0;
        int last = sentences.size() - 1;
        Passage passage = passage(candidate, 0, candidate.hit().text().length());
        while (cost(passage) > left) {
            if (first == last) {
                return null;
            }
            boolean dropLast = last - candidate.nearest() >= candidate.nearest() - first;
            last -= dropLast ? 1 : 0;
            first += dropLast ? 0 : 1;
            passage = passage(candidate, sentences.get(first).from(), sentences.get(last).to());
        }
        return passage;
    }

    private Passage passage(Candidate candidate, int from, int to) {
        Span nearest = candidate.sentences().get(candidate.nearest());
        Hit hit = candidate.hit();
        return new Passage(
                taken.size() + 1,
                hit.id(),
                candidate.place(),
                hit.text().substring(from, to),
                nearest.from() - from,
                nearest.to() - from,
                hit.score(),
                candidate.nearness());
    }

    /// With the marks, which any passage may get.
    private int cost(Passage passage) {
        return tokens(shown(passage, true)) + 1;
    }

    private int tokens(String text) {
        return encoder.tokenizer().tokenize(text).size();
    }

    private String prompt() {
        int best =
                taken.stream()
                        .max(Comparator.comparingDouble(Passage::nearness))
                        .map(Passage::number)
                        .orElse(0);
        StringBuilder prompt = new StringBuilder(TASK).append('\n');
        for (Passage passage : taken) {
            prompt.append(shown(passage, passage.number() == best)).append('\n');
        }
        return prompt.append("Question: ").append(question.strip()).append('\n').toString();
    }

    private static String shown(Passage passage, boolean marked) {
        String text = passage.text();
        String words =
                marked
                        ? text.substring(0, passage.from())
                                + "**"
                                + text.substring(passage.from(), passage.to())
                                + "**"
                                + text.substring(passage.to())
                        : text;
        String place = passage.place().path().isEmpty() ? passage.id() : passage.place().toString();
        String heading = passage.place().heading();
        return Stream.of(
                                "[" + passage.number() + "]",
                                place,
                                heading.isEmpty() ? "" : "(" + heading + ")")
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "))
                + "\n"
                + words
                + "\n";
    }
}
