package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.items.Item2Vec;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `train --model item2vec`.
final class Item2VecTraining extends ItemTraining {
    private static final Set<String> OF_LEARNING =
            Set.of(
                    "--dim",
                    "--window",
                    "--negatives",
                    "--negative-exponent",
                    "--subsample",
                    "--epochs",
                    "--min-count",
                    "--learning-rate",
                    "--reproducible",
                    "--baskets",
                    "--history-decay");

    /// What an update may do otherwise than the model was learned.
    private static final Set<String> OF_UPDATES =
            Set.of("--epochs", "--learning-rate", "--negatives", "--subsample", "--min-count");

    /// Numbers that a file keeps, by their names there.
    private static final Map<String, String> IN_FILES =
            Map.of(
                    "--dim", "dimension",
                    "--window", "window",
                    "--negatives", "negatives",
                    "--negative-exponent", "negativeExponent",
                    "--subsample", "subsample",
                    "--epochs", "epochs",
                    "--min-count", "minCount",
                    "--learning-rate", "learningRate",
                    "--history-decay", "decay");

    /// Files do not name the exponent that is usual with words.
    private static final double WORDS_EXPONENT = 0.75;

    private static final Set<String> OF_FILES = Set.of("--resume", "--update", "--leave-last-out");

    Item2VecTraining(Request request, ItemOptions options) {
        super(request, options);
    }

    @Override
    Set<String> heeded() {
        Set<String> all = new HashSet<>(OF_LEARNING);
        all.addAll(OF_FILES);
        return all;
    }

    @Override
    void check() {
        learner();
        if (request.files().updated() != null) {
            OF_LEARNING.stream()
                    .filter(option -> !OF_UPDATES.contains(option))
                    .filter(request.command()::given)
                    .sorted()
                    .findFirst()
                    .ifPresent(option -> {
                        throw new IllegalArgumentException(
                                "--update learns on as FILE was learned: leave out " + option);
                    });
        }
    }

    private Item2Vec learner() {
        Item2Vec.Builder builder = Item2Vec.builder().baskets(options.baskets);
        tell(builder, request.learner());
        if (options.historyDecay != null) {
            builder.decay(options.historyDecay);
        }
        if (options.negativeExponent != null) {
            builder.negativeExponent(options.negativeExponent);
        }
        return builder.build();
    }

    /// What is shared with vectors of words, whose defaults are others.
    private void tell(Item2Vec.Builder builder, LearnerOptions learner) {
        Subcommand command = request.command();
        if (learner.dimension == LearnerOptions.AUTO) {
            throw new IllegalArgumentException("--dim auto goes with networks, not with item2vec");
        }
        builder.threads(learner.threads);
        if (command.given("--dim")) {
            builder.dimension(learner.dimension);
        }
        if (command.given("--window")) {
            builder.window(learner.window);
        }
        if (command.given("--negatives")) {
            builder.negatives(learner.negatives);
        }
        if (learner.subsample != null) {
            builder.subsample(learner.subsample);
        }
        if (command.given("--epochs")) {
            builder.epochs(learner.epochs);
        }
        if (command.given("--min-count")) {
            builder.minCount(learner.minCount);
        }
        if (learner.learningRate != null) {
            builder.learningRate(learner.learningRate);
        }
        if (command.given("--seed")) {
            builder.seed(learner.seed);
        }
        if (learner.reproducible) {
            builder.reproducible(true);
        }
    }

    @Override
    Outcome learn(List<Click> clicks, ProgressDisplay progress) throws IOException {
        Path resumed = request.files().resumed();
        Path updated = request.files().updated();
        if (updated != null) {
            return new Outcome(learner().update(model(updated), clicks, progress), true);
        }
        if (resumed == null) {
            return outcome(learner().train(clicks, progress));
        }
        Model begun = model(resumed);
        checkSame(begun, IN_FILES, WORDS_EXPONENT);
        return outcome(learner().resume(begun, clicks, progress));
    }
}
