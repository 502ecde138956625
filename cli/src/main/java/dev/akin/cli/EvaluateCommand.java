package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.TextEncoder;
import dev.akin.evaluate.AnalogyTask;
import dev.akin.evaluate.LabelProbe;
import dev.akin.evaluate.SimilarityTask;
import dev.akin.evaluate.StsTask;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = {
            "Scores vectors on word pairs that people judged, on analogies, on labels of keys and on"
                    + " edges of graphs; encoders on pairs of texts; networks on texts whose labels are"
                    + " known; recommenders on what users chose later.",
            "",
            "Every score comes with n, the items scored; unknown, the items left out because a word"
                    + " has no vector; and an interval that would hold 95 of 100 such scores on other"
                    + " items of the kind."
        },
        footer = {
            "  akin evaluate words.safetensors --similarity EN-WS-353-ALL.txt --analogies"
                    + " questions-words.txt",
            "  akin evaluate words.safetensors --similarity EN-WS-353-ALL.txt --against glove.txt",
            "  akin evaluate nodes.safetensors --key-labels roles.tsv",
            "  akin evaluate spam.akin --labels sms-test.tsv",
            "  akin evaluate shop.akin --clicks later.tsv --against other.akin",
            "  akin evaluate facts.akin --facts test.tsv",
            "  akin evaluate --sts sts-test.tsv --encoder minilm"
        })
final class EvaluateCommand extends Subcommand {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files of vectors.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--similarity",
            paramLabel = "FILE",
            description =
                    "Lines of two words and how alike people find them; scored by Spearman's rank"
                            + " correlation. May be given several times.")
    private List<Path> similarity = new ArrayList<>();

    @Option(
            names = "--analogies",
            paramLabel = "FILE",
            description =
                    "Lines of four words, a is to b as c is to d, in sections (questions-words.txt);"
                            + " scored by the share completed. May be given several times.")
    private List<Path> analogies = new ArrayList<>();

    @Option(
            names = "--sts",
            paramLabel = "FILE",
            description =
                    "Lines of two texts and how alike people find them, with tabs between, or STS-B's"
                            + " own; scores the --encoder by Spearman's rank correlation. May be given"
                            + " several times.")
    private List<Path> sts = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "Lines of a label, a tab and a text; scores networks that give texts labels by"
                            + " precision, recall and F1. May be given several times.")
    private List<Path> labels = new ArrayList<>();

    @Option(
            names = "--text",
            paramLabel = "FILE",
            description =
                    "Text, a sentence on each line; scores language models by their perplexity. May"
                            + " be given several times.")
    private List<Path> texts = new ArrayList<>();

    @Option(
            names = "--clicks",
            paramLabel = "FILE",
            description =
                    "Lines of user and item that came later; scores recommenders by the ranks of these"
                            + " items among all, models of clicks by telling them from drawn ones, and next-item by"
                            + " the last item of each user. May be given several times.")
    private List<Path> clicks = new ArrayList<>();

    @Option(
            names = "-k",
            paramLabel = "N",
            description =
                    "With --clicks and recommenders that are no networks: how many items of each list"
                            + " count. Default: 10.")
    private @Nullable Integer k;

    @Option(
            names = "--key-labels",
            paramLabel = "FILE",
            description =
                    "Lines of a key, a tab and its labels with commas between; scores how well a logistic"
                            + " regression on half of the vectors tells the labels of the others. May be given"
                            + " several times.")
    private List<Path> keyLabels = new ArrayList<>();

    @Option(
            names = "--clusters",
            paramLabel = "FILE",
            description =
                    "Lines of a key, a tab and its label; scores how well k-means finds the labels'"
                            + " groups. May be given several times.")
    private List<Path> clusters = new ArrayList<>();

    @Option(
            names = "--share",
            paramLabel = "X",
            defaultValue = "0.5",
            description =
                    "With --key-labels, the share of keys to learn from. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description =
                    "Lines of two nodes that have an edge which was not learned from; scores how well"
                            + " similarity tells them from pairs without one. May be given several times.")
    private List<Path> edges = new ArrayList<>();

    @Option(
            names = "--known-edges",
            paramLabel = "FILE",
            description =
                    "With --edges, the edges that were learned from: none of them is drawn as a pair"
                            + " without one. May be given several times.")
    private List<Path> knownEdges = new ArrayList<>();

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            description =
                    "Facts that were not learned from, head, relation and tail; scores knowledge by the"
                            + " place of each fact's head and tail among all entities. May be given several"
                            + " times.")
    private List<Path> facts = new ArrayList<>();

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description =
                    "With --facts, more facts that are right, so that they take no place before those"
                            + " asked for. Those learned from are known. May be given several times.")
    private List<Path> known = new ArrayList<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private EncoderChoice encoder;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "Other vectors, with --sts another encoder, with --clicks another recommender:"
                            + " shows the difference on the items, or users, that both know.")
    private @Nullable Path against;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            defaultValue = "30000",
            description =
                    "Analogies search only the N most frequent words. Default: ${DEFAULT-VALUE}.")
    private int restrict;

    private final List<Json> documents = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (!sts.isEmpty()) {
            return encoded();
        }
        if (files.isEmpty()) {
            throw wrongUsage("nothing to score: give files of vectors, or --sts FILE");
        }
        if (!clicks.isEmpty() && RecommenderFile.open(files.getFirst()) != null) {
            return recommenders();
        }
        if (k != null) {
            throw wrongUsage("-k goes with --clicks and recommenders that are no networks");
        }
        if (!labels.isEmpty() || !texts.isEmpty() || !clicks.isEmpty()) {
            return networks();
        }
        if (!facts.isEmpty()) {
            return knowledge();
        }
        if (similarity.isEmpty()
                && analogies.isEmpty()
                && keyLabels.isEmpty()
                && edges.isEmpty()
                && clusters.isEmpty()) {
            throw wrongUsage(
                    "nothing to score: give --similarity FILE, --analogies FILE, --key-labels FILE,"
                            + " --clusters FILE, --edges FILE, --facts FILE, --labels FILE, --text FILE or"
                            + " --clicks FILE");
        }
        KeyTests keyTests = keyTests();
        List<SimilarityTask> pairs = new ArrayList<>();
        for (Path file : similarity) {
            pairs.add(SimilarityTask.read(file));
        }
        List<AnalogyTask> questions = new ArrayList<>();
        for (Path file : analogies) {
            questions.add(restricted(AnalogyTask.read(file)));
        }
        Embeddings other = against == null ? null : load(against);
        for (Path file : files) {
            score(file, load(file), other, pairs, questions, keyTests);
        }
        return json ? print(Json.object("files", documents)) : ExitCode.DONE;
    }

    private int recommenders() throws IOException {
        refuse(
                List.of("--similarity", "--analogies", "--labels", "--text"),
                "recommenders, which --clicks scores");
        if (k != null && k < 1) {
            throw wrongUsage("-k must be at least 1, not " + k);
        }
        return new RecommenderEvaluation(this, against, k == null ? RecommenderScores.K : k)
                .run(files, clicks);
    }

    private int knowledge() throws IOException {
        if (!similarity.isEmpty()
                || !analogies.isEmpty()
                || !keyLabels.isEmpty()
                || !edges.isEmpty()
                || against != null) {
            throw wrongUsage(
                    "--facts scores knowledge, so no --similarity, --analogies, --key-labels, --edges or"
                            + " --against");
        }
        FactTests tests = FactTests.read(facts, known);
        for (Path file : files) {
            Scores scores = new Scores();
            tests.run(this, file, scores);
            print(file.toString(), "similarity", scores, new ScoreDifferences());
        }
        return json ? print(Json.object("files", documents)) : ExitCode.DONE;
    }

    private int networks() throws IOException {
        if (!similarity.isEmpty() || !analogies.isEmpty() || against != null) {
            throw wrongUsage(
                    "--labels, --text and --clicks score networks, so no --similarity, --analogies or --against");
        }
        return new NetworkEvaluation(this, encoder.home())
                .run(files, new NetworkEvaluation.Tests(labels, texts, clicks));
    }

    /// Scores an encoder on texts.
    private int encoded() throws IOException {
        if (!files.isEmpty() || !similarity.isEmpty() || !analogies.isEmpty()) {
            throw wrongUsage("--sts scores an encoder, so no files, --similarity or --analogies");
        }
        List<StsTask> tasks = new ArrayList<>();
        for (Path file : sts) {
            tasks.add(StsTask.read(file));
        }
        return show(progress -> {
            try (TextEncoder opened = encoder.open()) {
                return encoded(opened, tasks, progress);
            }
        });
    }

    private int encoded(TextEncoder opened, List<StsTask> tasks, ProgressDisplay progress)
            throws IOException {
        Scores scores = new Scores();
        ScoreDifferences differences = new ScoreDifferences();
        tasks.forEach(task -> scores.add(task.evaluate(opened, progress)));
        if (against != null) {
            try (TextEncoder other = encoder.open(against.toString())) {
                tasks.forEach(task ->
                        differences.add(task.name(), task.compare(opened, other, progress)));
            }
        }
        progress.clear();
        print(encoder.name(), "sts", scores, differences);
        return json ? print(Json.object("encoders", documents)) : ExitCode.DONE;
    }

    private KeyTests keyTests() throws IOException {
        try {
            return KeyTests.read(
                            keyLabels,
                            new LabelProbe.Options(
                                    share,
                                    LabelProbe.Options.standard().splits(),
                                    LabelProbe.Options.standard().seed(),
                                    LabelProbe.Options.standard().threads()),
                            edges,
                            knownEdges)
                    .withClusters(clusters);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private AnalogyTask restricted(AnalogyTask task) {
        try {
            return task.restrict(restrict);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private void score(
            Path file,
            Embeddings words,
            @Nullable Embeddings other,
            List<SimilarityTask> pairs,
            List<AnalogyTask> questions,
            KeyTests keyTests)
            throws IOException {
        Scores scores = new Scores();
        for (SimilarityTask task : pairs) {
            scores.add(task.evaluate(words));
        }
        for (AnalogyTask task : questions) {
            scores.add(task.name(), task.evaluate(words));
        }
        keyTests.run(this, words, scores);
        ScoreDifferences differences = new ScoreDifferences();
        if (other != null) {
            pairs.forEach(task -> differences.add(task.name(), task.compare(words, other)));
            questions.forEach(task -> differences.add(task.name(), task.compare(words, other)));
        }
        print(file.toString(), "similarity", scores, differences);
    }

    private void print(String what, String pairs, Scores scores, ScoreDifferences differences) {
        if (json) {
            documents.add(
                    Json.object(
                            pairs.equals("sts") ? "encoder" : "file",
                            what,
                            pairs,
                            scores.similarities,
                            "analogies",
                            scores.analogies,
                            "tests",
                            scores.others,
                            "against",
                            against == null ? "" : against.toString(),
                            "differences",
                            differences.documents));
            return;
        }
        out().println(what);
        scores.table.print(out());
        if (against != null) {
            out().println("against " + against + ", on the items that both know:");
            differences.table.print(out());
        }
    }
}
