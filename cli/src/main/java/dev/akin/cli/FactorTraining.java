package dev.akin.cli;

import dev.akin.cli.LearnerOptions.Method;
import dev.akin.embeddings.Model;
import dev.akin.items.FactorLearner;
import dev.akin.items.Features;
import dev.akin.items.Interactions;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `train --model bpr`, `warp` and `logistic`.
final class FactorTraining extends ItemTraining {
    /// Numbers that a file keeps, by their names there.
    private static final Map<String, String> IN_FILES =
            Map.of(
                    "--dim", "dimension",
                    "--learning-rate", "learningRate",
                    "--regularization", "regularization",
                    "--confidence", "alpha",
                    "--negatives", "negatives",
                    "--epochs", "epochs",
                    "--seed", "seed");

    FactorTraining(Request request, ItemOptions options) {
        super(request, options);
    }

    @Override
    Set<String> heeded() {
        Set<String> all =
                new HashSet<>(
                        Set.of(
                                "--dim",
                                "--epochs",
                                "--learning-rate",
                                "--reproducible",
                                "--regularization",
                                "--values",
                                "--item-features",
                                "--user-features",
                                "--decay",
                                "--resume",
                                "--update",
                                "--leave-last-out"));
        if (method() != Method.bpr) {
            all.add("--negatives");
        }
        if (method() == Method.logistic) {
            all.add("--confidence");
        }
        return all;
    }

    @Override
    void check() {
        builder();
        refuseFixed(
                Set.of(
                        "--dim",
                        "--learning-rate",
                        "--negatives",
                        "--regularization",
                        "--confidence",
                        "--item-features",
                        "--user-features"));
    }

    private FactorLearner.Builder builder() {
        LearnerOptions learner = request.learner();
        FactorLearner.Builder builder =
                switch (method()) {
                    case bpr -> FactorLearner.bpr();
                    case warp -> FactorLearner.warp();
                    default -> FactorLearner.logistic();
                };
        builder.seed(learner.seed).threads(learner.threads).reproducible(learner.reproducible);
        if (request.command().given("--dim")) {
            builder.dimension(dimension());
        }
        if (request.command().given("--epochs")) {
            builder.epochs(learner.epochs);
        } else if (request.files().updated() != null) {
            builder.epochs(UPDATE_EPOCHS);
        }
        if (request.command().given("--negatives")) {
            builder.negatives(learner.negatives);
        }
        if (learner.learningRate != null) {
            builder.learningRate(learner.learningRate);
        }
        if (options.regularization != null) {
            builder.regularization(options.regularization);
        }
        if (options.confidence != null) {
            builder.alpha(options.confidence);
        }
        return builder;
    }

    private FactorLearner learner() throws IOException {
        FactorLearner.Builder builder = builder();
        if (options.itemFeatures != null) {
            builder.itemFeatures(Features.read(options.itemFeatures));
        }
        if (options.userFeatures != null) {
            builder.userFeatures(Features.read(options.userFeatures));
        }
        return builder.build();
    }

    @Override
    Outcome learn(List<Click> clicks, ProgressDisplay progress) throws IOException {
        FactorLearner learner = learner();
        Path updated = request.files().updated();
        if (updated != null) {
            return outcome(learner.update(model(updated), clicks, decay(), progress));
        }
        Interactions choices = Interactions.of(clicks);
        Path resumed = request.files().resumed();
        if (resumed == null) {
            return outcome(learner.train(choices, progress));
        }
        Model begun = model(resumed);
        checkSame(begun, IN_FILES, Double.NaN);
        return outcome(learner.resume(begun, choices, progress));
    }
}
