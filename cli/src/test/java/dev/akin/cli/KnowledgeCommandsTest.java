package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `train --model transe` and its like, and what asks what they wrote.
class KnowledgeCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path facts;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void write() throws IOException {
        StringBuilder lines = new StringBuilder("# capitals\n");
        for (int i = 0; i < 20; i++) {
            lines.append("town " + i + "\tcapital-of\tcountry " + i + "\n");
            lines.append("country " + i + "\tin\tcontinent " + i % 3 + "\n");
            lines.append("town " + i + "\tin\tcontinent " + i % 3 + "\n");
        }
        facts = Files.writeString(folder.resolve("facts.tsv"), lines);
        model = folder.resolve("facts.akin");
    }

    private Run train(String method, Object... more) {
        Object[] common = {
            "train",
            facts,
            "-o",
            model,
            "--model",
            method,
            "--dim",
            32,
            "--epochs",
            300,
            "--negatives",
            0,
            "--quiet"
        };
        Object[] all = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return Run.akin(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transe", "distmult", "complex", "rotate"})
    void learnsAndCompletes(String method) {
        train(method).succeeds();
        assertThat(Run.akin("complete", model, "town 3", "capital-of", "-k", 1).succeeds().out())
                .startsWith("country 3\t")
                .contains("\tknown");
        assertThat(
                        Run.akin("complete", model, "?", "capital-of", "country 7", "-k", 1)
                                .succeeds()
                                .out())
                .startsWith("town 7\t");
        Json.Obj found =
                Run.akin("complete", model, "town 3", "?", "country 3", "--json").succeeds().json();
        assertThat(Run.text(Run.element(found, "answers", 0), "key")).isEqualTo("capital-of");
        assertThat(Run.akin("complete", model, "town 3", "capital-of", "--new").succeeds().out())
                .doesNotContain("known");
    }

    @Test
    void whatAsksVectorsAsksEntities() {
        train("rotate").succeeds();
        Run.akin("neighbors", model, "country 3").succeeds();
        Run.akin("info", model).succeeds();
        Run.akin("cluster", model, "-o", folder.resolve("c.safetensors"), "-k", 3).succeeds();
    }

    @Test
    void holdsFactsBackAndScoresThem() throws IOException {
        Path test = folder.resolve("test.tsv");
        Files.writeString(test, "town 1\tin\tcontinent 1\ntown 2\tin\tcontinent 2\nx\tin\ty\n");
        Run run =
                Run.akin(
                        "train",
                        facts,
                        "-o",
                        model,
                        "--model",
                        "transe",
                        "--dim",
                        16,
                        "--epochs",
                        50,
                        "--hold-out",
                        0.1,
                        "--json");
        assertThat(Run.number(Run.member(run.succeeds().json(), "heldOut"), "mrr"))
                .isBetween(0.0, 1.0);
        Run scored = Run.akin("evaluate", model, "--facts", test, "--known", facts).succeeds();
        assertThat(scored.out())
                .contains("test.tsv MRR")
                .contains("test.tsv hits@10 by frequency")
                .containsPattern("test.tsv MRR +\\S+ +\\S+ to \\S+ +2 +1");
    }

    @Test
    void newFactsJoin() throws IOException {
        train("complex").succeeds();
        Path more = Files.writeString(folder.resolve("more.tsv"), "Ур\tcapital-of\tШумер\n");
        Path after = folder.resolve("after.safetensors");
        Run.akin("train", more, "-o", after, "--model", "complex", "--update", model).succeeds();
        assertThat(Run.akin("complete", after, "Ур", "capital-of", "-k", 1).succeeds().out())
                .startsWith("Шумер\t");
        assertThat(Run.akin("complete", after, "town 3", "capital-of", "-k", 1).succeeds().out())
                .startsWith("country 3\t");
    }

    @Test
    void aTrainingGoesOnAsItWasBegunOrNotAtAll() {
        train("complex").succeeds();
        assertThat(train("complex", "--resume", model).err()).contains("is finished");
        assertThat(train("complex", "--resume", model, "--n3", 2).err())
                .contains("--resume goes on as it was begun, with --n3 0.1, not 2.0");
        assertThat(train("rotate", "--resume", model).err())
                .contains("was learned with --model complex, not rotate");
    }

    @Test
    void aLeanFileLacksItsFacts() {
        train("transe", "--lean").succeeds();
        assertThat(Run.akin("complete", model, "town 3", "capital-of").succeeds().out())
                .doesNotContain("known");
        Run.akin("complete", model, "town 3", "capital-of", "--new")
                .failsWith(
                        ExitCode.FAILED,
                        model
                                + " was written with --lean, without its facts, so --new cannot tell"
                                + " what is new");
        assertThat(
                        Run.akin(
                                        "train",
                                        facts,
                                        "-o",
                                        model,
                                        "--model",
                                        "transe",
                                        "--update",
                                        model)
                                .err())
                .contains("written with --lean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rotate|--dim 5|must be even with rotate, not 5",
                "complex|--norm 2|--norm is not for --model complex",
                "transe|--window 3|--window is not for --model transe",
                "transe|--loss hs|--loss must be ns or softmax with transe, not hs",
                "transe|--hold-out 1|--hold-out must be above 0 and below 1, not 1.0",
                "transe|--margin -1|margin must be 0 or more, not -1.0",
                "skipgram|--margin 3|--margin"
            })
    void wrongOptionsAreNamed(String method, String options, String message) {
        Object[] typed = options.split(" ", -1);
        Object[] all = new Object[6 + typed.length];
        System.arraycopy(
                new Object[] {"train", facts, "-o", model, "--model", method}, 0, all, 0, 6);
        System.arraycopy(typed, 0, all, 6, typed.length);
        Run run = Run.akin(all);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains(message);
    }

    @Test
    void unknownPartsAndWrongFilesAreNamed() throws IOException {
        train("transe").succeeds();
        assertThat(Run.akin("complete", model, "tovn 3", "in").err())
                .contains("unknown key \"tovn 3\"")
                .contains("town 3");
        assertThat(Run.akin("complete", model, "town 3", "?").err())
                .contains("one part of the fact must be missing, ?, not 2");
        Files.writeString(facts, "a\tb\tc\na\tb\n");
        assertThat(train("transe").err()).contains("facts.tsv: line 2: it has 2 columns");
        Files.writeString(facts, "\n");
        assertThat(train("transe").err()).contains("facts.tsv: there are no facts");
        Run.akin("train", facts, "-o", folder.resolve("facts.vec"), "--model", "rotate")
                .failsSaying(ExitCode.WRONG_USAGE, "which has no place for relations and facts");
        Path words = Files.writeString(folder.resolve("words.vec"), "1 2\na 1 2\n");
        assertThat(Run.akin("complete", words, "a", "b").err()).contains("no knowledge");
    }
}
