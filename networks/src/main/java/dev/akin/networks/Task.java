package dev.akin.networks;

import dev.akin.embeddings.Embeddings;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/// What is to be learned of words, before it has a table.
///
/// @param <M> what comes of it
interface Task<M> {
    /// Rows that no word has, which come first: that of nothing, and that of unknown words.
    int RESERVED = 2;

    /// The words that its examples call for.
    Vocabulary words();

    /// Puts it on a table that has these words, and others if need be; word w has row [#RESERVED] + w.
    Prepared<M> on(Vocabulary words, EmbeddingLayer layer, FitOptions options);

    /// A table for words, which begins as the options say.
    static EmbeddingLayer layer(Vocabulary words, FitOptions options) {
        EmbeddingLayer layer = options.layer(RESERVED + words.size());
        if (options.pretrained() != null) {
            Tables.begin(layer, words, RESERVED, options.pretrained());
        }
        return layer;
    }

    /// Words and, behind them, those that have pretrained vectors.
    static Vocabulary withPretrained(Vocabulary words, FitOptions options) {
        Embeddings pretrained = options.pretrained();
        return pretrained == null ? words : union(words, pretrained.vocabulary());
    }

    /// The words of the first, and behind them those of the second that it lacks; without counts.
    static Vocabulary union(Vocabulary first, Vocabulary second) {
        Set<String> all = new LinkedHashSet<>(first.keys());
        all.addAll(second.keys());
        return Vocabulary.of(new ArrayList<>(all));
    }

    /// A task on its table.
    ///
    /// @param finish what comes of it, once it has learned
    /// @param network to be closed if that fails
    record Prepared<M>(Learner learner, Function<FitHistory, M> finish, SequenceNetwork network) {

        M fit(FitOptions options) throws IOException {
            return Fitting.fit(learner, options, finish, network::close);
        }
    }
}
