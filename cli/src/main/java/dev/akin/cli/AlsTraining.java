package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.items.Als;
import dev.akin.items.Interactions;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `train --model als`.
final class AlsTraining extends ItemTraining {
    /// Numbers that a file keeps, by their names there.
    private static final Map<String, String> IN_FILES =
            Map.of(
                    "--dim", "dimension",
                    "--regularization", "regularization",
                    "--confidence", "alpha",
                    "--steps", "steps",
                    "--epochs", "epochs",
                    "--seed", "seed");

    AlsTraining(Request request, ItemOptions options) {
        super(request, options);
    }

    @Override
    Set<String> heeded() {
        return Set.of(
                "--dim",
                "--epochs",
                "--reproducible",
                "--regularization",
                "--confidence",
                "--steps",
                "--values",
                "--explicit",
                "--decay",
                "--resume",
                "--update",
                "--leave-last-out");
    }

    @Override
    void check() {
        learner();
        if (options.values && options.explicit) {
            throw new IllegalArgumentException(
                    "--values say how much choices count and --explicit that they are ratings: give either");
        }
        refuseFixed(Set.of("--dim", "--regularization", "--confidence", "--steps", "--explicit"));
    }

    private Als learner() {
        LearnerOptions learner = request.learner();
        Als.Builder builder =
                Als.builder()
                        .explicit(options.explicit)
                        .seed(learner.seed)
                        .threads(learner.threads);
        if (request.command().given("--dim")) {
            builder.dimension(dimension());
        }
        if (request.command().given("--epochs")) {
            builder.epochs(learner.epochs);
        } else if (request.files().updated() != null) {
            builder.epochs(UPDATE_EPOCHS);
        }
        if (options.regularization != null) {
            builder.regularization(options.regularization);
        }
        if (options.confidence != null) {
            builder.alpha(options.confidence);
        }
        if (options.steps != null) {
            builder.steps(options.steps);
        }
        return builder.build();
    }

    @Override
    Outcome learn(List<Click> clicks, ProgressDisplay progress) throws IOException {
        Path updated = request.files().updated();
        if (updated != null) {
            return outcome(learner().update(model(updated), clicks, decay(), progress));
        }
        Interactions choices =
                options.explicit ? Interactions.ofRatings(clicks) : Interactions.of(clicks);
        Path resumed = request.files().resumed();
        if (resumed == null) {
            return outcome(learner().train(choices, progress));
        }
        Model begun = model(resumed);
        checkSame(begun, IN_FILES, Double.NaN);
        return outcome(learner().resume(begun, choices, progress));
    }
}
