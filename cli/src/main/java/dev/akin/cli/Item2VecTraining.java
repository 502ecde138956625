package dev.akin.cli;

import dev.akin.items.Item2Vec;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
        Set<String> fixed = new HashSet<>(OF_LEARNING);
        if (request.files().resumed() != null) {
            fixed.add("--seed");
            refuse(fixed, "--resume goes on as it was begun");
        } else if (request.files().updated() != null) {
            fixed.removeAll(OF_UPDATES);
            refuse(fixed, "--update learns on as FILE was learned");
        }
    }

    private void refuse(Set<String> fixed, String why) {
        for (String option : fixed.stream().sorted().toList()) {
            if (request.command().given(option)) {
                throw new IllegalArgumentException(why + ": leave out " + option);
            }
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
        TrainingRun run =
                resumed == null
                        ? learner().train(clicks, progress)
                        : learner().resume(model(resumed), clicks, progress);
        return new Outcome(run.model(), run.finished());
    }
}
