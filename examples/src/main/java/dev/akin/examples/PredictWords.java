package dev.akin.examples;

import dev.akin.evaluate.KneserNeyTrigrams;
import dev.akin.networks.LanguageModel;
import dev.akin.networks.LanguageModelling;
import dev.akin.networks.Lstm;
import dev.akin.wordnet.Synset;
import dev.akin.wordnet.WordNet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Learns which word comes next in WordNet's definitions, and holds it against trigrams.
public final class PredictWords {
    private PredictWords() {}

    /// @param arguments how many definitions, and how many passes over them
    public static void main(String[] arguments) throws IOException {
        // region learn
        List<String> texts = new ArrayList<>();
        WordNet.open().synsets().stream().map(Synset::definition).forEach(texts::add);
        Collections.shuffle(texts, new Random(1));
        texts = texts.subList(0, Integer.parseInt(arguments[0]));
        List<String> others = texts.subList(0, texts.size() / 20);
        List<String> learned = texts.subList(texts.size() / 20, texts.size());

        LanguageModelling modelling =
                LanguageModelling.builder()
                        .body(Lstm.of(128))
                        .rate(0.003)
                        .dropout(0.2)
                        .epochs(Integer.parseInt(arguments[1]))
                        .build();
        try (LanguageModel model = modelling.fit(learned)) {
            System.out.println("network: " + model.perplexity(others));
            System.out.println(model.predict("a small", 5));

            KneserNeyTrigrams trigrams =
                    KneserNeyTrigrams.fit(
                            learned.stream().map(model::words).toList(), model.vocabulary().keys());
            List<List<String>> sentences = others.stream().map(model::words).toList();
            System.out.println("trigrams: " + trigrams.perplexity(sentences));
        }
        // endregion
    }
}
