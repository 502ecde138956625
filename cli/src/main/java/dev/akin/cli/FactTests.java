package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.evaluate.LinkScores;
import dev.akin.knowledge.Facts;
import dev.akin.knowledge.Knowledge;
import dev.akin.knowledge.LinkPrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Tests of facts that were not learned from.
record FactTests(List<Path> names, List<LinkPrediction> tests) {

    static FactTests read(List<Path> files, List<Path> known) throws IOException {
        Facts right = files.isEmpty() || known.isEmpty() ? null : FactFiles.of(known);
        List<LinkPrediction> tests = new ArrayList<>();
        for (Path file : files) {
            tests.add(LinkPrediction.of(FactFiles.of(List.of(file)), right));
        }
        return new FactTests(files, tests);
    }

    void run(Subcommand command, Path file, Scores scores) throws IOException {
        Knowledge knowledge = knowledge(file);
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < tests.size(); i++) {
            LinkPrediction test = tests.get(i);
            String name = String.valueOf(names.get(i).getFileName());
            command.show(progress -> {
                LinkPrediction.Result result = test.evaluate(knowledge, threads, progress);
                progress.clear();
                add(name, "", result.model(), result, scores);
                add(name, " by frequency", result.frequency(), result, scores);
                return ExitCode.DONE;
            });
        }
    }

    private static Knowledge knowledge(Path file) throws IOException {
        Subcommand.requireFile(file);
        Model model = Model.load(file);
        try {
            return Knowledge.of(model);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " " + e.getMessage(), e);
        }
    }

    private static void add(
            String name, String by, LinkScores found, LinkPrediction.Result result, Scores scores) {
        scores.add(name, "MRR" + by, found.mrr(), result.n(), result.unknown());
        scores.add(name, "hits@1" + by, found.hits1(), result.n(), result.unknown());
        scores.add(name, "hits@3" + by, found.hits3(), result.n(), result.unknown());
        scores.add(name, "hits@10" + by, found.hits10(), result.n(), result.unknown());
    }
}
