package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.evaluate.ClickSplit;
import dev.akin.items.Recommender;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// What `train` does for models of users and items: lines of a user, a tab, an item and, if known, the time.
abstract class ItemTraining extends ModelTraining {
    final ItemOptions options;

    ItemTraining(Request request, ItemOptions options) {
        super(request);
        this.options = options;
    }

    /// What came of learning from clicks.
    record Outcome(Model model, boolean finished) {}

    /// Passes over later choices, unless told.
    static final int UPDATE_EPOCHS = 3;

    static Outcome outcome(TrainingRun run) {
        return new Outcome(run.model(), run.finished());
    }

    final double decay() {
        return request.learner().decay();
    }

    /// @throws IllegalArgumentException if it is to be found
    final int dimension() {
        int dimension = request.learner().dimension;
        if (dimension == LearnerOptions.AUTO) {
            throw new IllegalArgumentException(
                    "--dim auto goes with networks, not with " + method());
        }
        return dimension;
    }

    /// Refuses options that a file says already, and such as say nothing.
    ///
    /// @param fixed what an update may not change
    /// @throws IllegalArgumentException naming the option
    final void refuseFixed(Set<String> fixed) {
        if (request.files().updated() != null) {
            refuse(fixed, "--update learns on as FILE was learned");
        }
    }

    private void refuse(Set<String> options, String why) {
        options.stream()
                .sorted()
                .filter(request.command()::given)
                .findFirst()
                .ifPresent(option -> {
                    throw new IllegalArgumentException(why + ": leave out " + option);
                });
    }

    @Override
    final String beside() {
        return "users and what they chose";
    }

    /// @throws CancellationException if it was stopped and nothing is worth keeping
    abstract Outcome learn(List<Click> clicks, ProgressDisplay progress) throws IOException;

    @Override
    final Learned learn(ProgressDisplay progress) throws IOException {
        List<Click> clicks = read();
        if (progress.stopRequested()) {
            throw new CancellationException("stopped while reading");
        }
        ClickSplit split =
                options.leaveLastOut
                        ? ClickSplit.lastOut(clicks)
                        : new ClickSplit(clicks, List.of());
        Outcome outcome = learn(split.learned(), progress);
        Map<String, Json> figures = new HashMap<>();
        if (outcome.finished() && options.leaveLastOut) {
            figures.put("heldOut", evaluated(outcome.model(), split, progress));
        }
        return learned(outcome, figures);
    }

    private List<Click> read() throws IOException {
        List<String> inputs = request.files().inputs();
        return (inputs.contains("-")
                        ? ClickLog.standardInput(System.in)
                        : ClickLog.in(inputs.stream().map(Path::of).toList()))
                .rated(options.values || options.explicit)
                .read();
    }

    private Json evaluated(Model model, ClickSplit split, ProgressDisplay progress) {
        RecommenderScores scores =
                RecommenderScores.of(
                        Recommender.of(model), split.later(), RecommenderScores.K, progress);
        progress.clear();
        Subcommand command = request.command();
        if (!command.json) {
            command.out().println("the last choices, which were not learned from");
            scores.print(command.out());
            command.out().flush();
        }
        return new Json.Obj(scores.members());
    }

    private Learned learned(Outcome outcome, Map<String, Json> figures) {
        Model model = outcome.model();
        int users = model.table("users").size();
        figures.put("users", Json.of(users));
        return new Learned(
                model,
                outcome.finished(),
                "item",
                Quantities.counted(users, "user"),
                figures,
                List.of("recommend", model.table("users").vocabulary().key(0)));
    }

    /// A model that learning goes on from.
    static Model model(Path path) throws IOException {
        Subcommand.requireFile(path);
        Model model = Model.load(path);
        try {
            Recommender.of(model);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
        return model;
    }
}
