package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.knowledge.Completion;
import dev.akin.knowledge.Knowledge;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "complete",
        description = {
            "Completes a fact of which one part is missing, with what train --model transe, distmult,"
                    + " complex or rotate learned.",
            "",
            "A ? stands for the missing part; without TAIL the tail is missing. Prints one line for each"
                    + " answer, the best first: the answer, its score, and known if it was learned from,"
                    + " with tabs between."
        },
        footer = {
            "  akin complete facts.akin Paris capital-of",
            "  akin complete facts.akin '?' capital-of France",
            "  akin complete facts.akin Paris '?' France",
            "  akin complete facts.akin Paris capital-of --new -k 3"
        })
final class CompleteCommand extends Subcommand {
    private static final String MISSING = "?";

    @Parameters(index = "0", paramLabel = "FILE", description = "What train learned from facts.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Parameters(index = "1", paramLabel = "HEAD", description = "What the fact is about, or ?.")
    @SuppressWarnings("NullAway.Init")
    private String head;

    @Parameters(index = "2", paramLabel = "RELATION", description = "What it says, or ?.")
    @SuppressWarnings("NullAway.Init")
    private String relation;

    @Parameters(
            index = "3",
            arity = "0..1",
            paramLabel = "TAIL",
            defaultValue = MISSING,
            description = "What it says that of, or ?, the default.")
    private String tail = MISSING;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many answers. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(names = "--new", description = "Leave out answers that were learned from.")
    private boolean fresh;

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw wrongUsage("-k must be at least 1, not " + k);
        }
        long missing = List.of(head, relation, tail).stream().filter(MISSING::equals).count();
        if (missing != 1) {
            throw wrongUsage(
                    "one part of the fact must be missing, ?, not "
                            + missing
                            + "; give the others");
        }
        requireFile(file);
        Knowledge knowledge = knowledge();
        if (fresh && knowledge.facts() == null) {
            throw new IllegalArgumentException(
                    file
                            + " was written with --lean, without its facts, so --new cannot tell what is new");
        }
        return print(answers(knowledge));
    }

    private Knowledge knowledge() throws IOException {
        Model model = Model.load(file);
        try {
            return Knowledge.of(model);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " " + e.getMessage(), e);
        }
    }

    private List<Completion> answers(Knowledge knowledge) {
        if (head.equals(MISSING)) {
            return knowledge.heads(relation, tail, k, fresh);
        }
        return relation.equals(MISSING)
                ? knowledge.relations(head, tail, k, fresh)
                : knowledge.tails(head, relation, k, fresh);
    }

    private int print(List<Completion> answers) {
        if (json) {
            return print(
                    Json.object(
                            "head", part(head),
                            "relation", part(relation),
                            "tail", part(tail),
                            "answers", answers.stream().map(CompleteCommand::document).toList()));
        }
        for (Completion answer : answers) {
            out().println(
                            answer.key()
                                    + '\t'
                                    + VectorFileCommand.score(answer.score())
                                    + (answer.known() ? "\tknown" : ""));
        }
        return ExitCode.DONE;
    }

    private static @Nullable String part(String typed) {
        return typed.equals(MISSING) ? null : typed;
    }

    private static Json document(Completion answer) {
        return Json.object(
                "key", answer.key(), "score", (float) answer.score(), "known", answer.known());
    }
}
