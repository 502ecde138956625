package dev.akin.evaluate;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.AnalogyMethod;
import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Analogies to complete: Google's `questions-words.txt` and others of its form. Immutable.
///
/// The rules are those of word2vec and of gensim's `evaluate_word_analogies`: only the most frequent words are
/// searched; the three words of the question are no answer, in whatever letter case; a question with a word that is not
/// among them is left out and counted; an answer is right if it is the expected word, letter case aside. A word is
/// looked up as [Embeddings#find] does.
public final class AnalogyTask {
    /// How many words are searched unless told.
    public static final int RESTRICT = 30_000;

    private static final long SEED = 1;

    private final String name;
    private final List<AnalogyQuestion> questions;
    private final int restrict;
    private final AnalogyMethod method;

    private AnalogyTask(
            String name, List<AnalogyQuestion> questions, int restrict, AnalogyMethod method) {
        this.name = name;
        this.questions = List.copyOf(questions);
        this.restrict = restrict;
        this.method = method;
    }

    /// 3CosAdd within the 30,000 most frequent words.
    public static AnalogyTask of(String name, List<AnalogyQuestion> questions) {
        return new AnalogyTask(name, questions, RESTRICT, AnalogyMethod.COS_ADD);
    }

    /// Reads a file of lines of four words, and lines `: name` where a section begins; UTF-8.
    ///
    /// @throws MalformedFileException for any other line, or if there are no questions
    public static AnalogyTask read(Path file) throws IOException {
        List<AnalogyQuestion> questions = new ArrayList<>();
        String[] section = {TestLines.name(file)};
        TestLines.each(
                file,
                (number, line) -> {
                    if (line.startsWith(":")) {
                        section[0] = line.substring(1).strip();
                    } else {
                        questions.add(question(file, number, section[0], line));
                    }
                });
        if (questions.isEmpty()) {
            throw MalformedFileException.atLine(file, 1, "there are no questions in this file");
        }
        return of(TestLines.name(file), questions);
    }

    private static AnalogyQuestion question(Path file, long number, String section, String line)
            throws MalformedFileException {
        String[] words = line.split("\\s+", -1);
        if (words.length != 4) {
            throw MalformedFileException.atLine(
                    file, number, "has " + words.length + " words, but a question has 4");
        }
        return new AnalogyQuestion(section, words[0], words[1], words[2], words[3]);
    }

    /// The same task within the first `words` words, which are the most frequent ones where words were counted.
    ///
    /// @throws IllegalArgumentException if below 1
    public AnalogyTask restrict(int words) {
        if (words < 1) {
            throw new IllegalArgumentException("restrict must be at least 1, not " + words);
        }
        return new AnalogyTask(name, questions, words, method);
    }

    /// The same task by another method.
    public AnalogyTask method(AnalogyMethod other) {
        return new AnalogyTask(name, questions, restrict, other);
    }

    /// The file's name without folder and extension, or what [#of] was given.
    public String name() {
        return name;
    }

    /// In the order of the file; immutable.
    public List<AnalogyQuestion> questions() {
        return questions;
    }

    /// Completes every question that can be asked, in the table's own similarity (3CosMul: by cosine), with all
    /// processors. Accuracies are in [0, 1]; where no question can be asked they are NaN.
    public AnalogyResult evaluate(Embeddings embeddings) {
        Outcome[] outcomes = outcomes(embeddings);
        List<AnalogyScore> sections = new ArrayList<>();
        for (String section : sections()) {
            sections.add(
                    score(
                            section,
                            IntStream.range(0, outcomes.length)
                                    .filter(i -> questions.get(i).section().equals(section))
                                    .mapToObj(i -> outcomes[i])
                                    .toList()));
        }
        return new AnalogyResult(sections, score("total", Arrays.asList(outcomes)));
    }

    /// As [#evaluate], the accuracy alone.
    double value(Embeddings embeddings) {
        return score("total", Arrays.asList(outcomes(embeddings))).accuracy();
    }

    /// The same rules with other questions.
    AnalogyTask with(List<AnalogyQuestion> others) {
        return new AnalogyTask(name, others, restrict, method);
    }

    /// Compares two tables on the questions that both can be asked.
    public PairedDifference compare(Embeddings first, Embeddings second) {
        Outcome[] a = outcomes(first);
        Outcome[] b = outcomes(second);
        int[] asked =
                IntStream.range(0, a.length)
                        .filter(i -> a[i] != Outcome.LEFT_OUT && b[i] != Outcome.LEFT_OUT)
                        .toArray();
        boolean[] rightA = right(Arrays.stream(asked).mapToObj(i -> a[i]).toList());
        boolean[] rightB = right(Arrays.stream(asked).mapToObj(i -> b[i]).toList());
        int[] once = Bootstrap.once(asked.length);
        double[] differences =
                Bootstrap.resample(
                        asked.length,
                        SEED,
                        times -> Bootstrap.share(rightA, times) - Bootstrap.share(rightB, times));
        return PairedDifference.of(
                Bootstrap.share(rightA, once),
                Bootstrap.share(rightB, once),
                differences,
                asked.length);
    }

    /// What became of each question, in order.
    private Outcome[] outcomes(Embeddings embeddings) {
        return AnalogySolver.solve(embeddings, questions, restrict, method);
    }

    private Set<String> sections() {
        Set<String> sections = new LinkedHashSet<>();
        questions.forEach(question -> sections.add(question.section()));
        return sections;
    }

    private static AnalogyScore score(String section, List<Outcome> outcomes) {
        int n = (int) outcomes.stream().filter(o -> o != Outcome.LEFT_OUT).count();
        int correct = (int) outcomes.stream().filter(o -> o == Outcome.RIGHT).count();
        return new AnalogyScore(
                section,
                n == 0 ? Double.NaN : (double) correct / n,
                correct,
                n,
                outcomes.size() - n,
                Interval.ofShare(correct, n));
    }

    private static boolean[] right(List<Outcome> outcomes) {
        boolean[] right = new boolean[outcomes.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = outcomes.get(i) == Outcome.RIGHT;
        }
        return right;
    }

    enum Outcome {
        RIGHT,
        WRONG,
        LEFT_OUT
    }
}
