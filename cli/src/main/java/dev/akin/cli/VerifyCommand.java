package dev.akin.cli;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.JointEncoder;
import dev.akin.evaluate.Auc;
import dev.akin.evaluate.ErrorRate;
import dev.akin.evaluate.Interval;
import dev.akin.evaluate.LabelledPair;
import dev.akin.evaluate.Score;
import dev.akin.evaluate.Verification;
import dev.akin.evaluate.VerificationThreshold;
import dev.akin.format.AtomicFile;
import dev.akin.picture.Picture;
import dev.akin.picture.RocPlot;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Says whether two things are the same: two texts, two pictures or two sounds, by how alike"
                    + " their vectors are.",
            "",
            "Where to draw the line is learned from labelled pairs, with --pairs: how often it is wrong"
                    + " then, and on which side."
        },
        footer = {
            "  akin verify 'I cannot log in' 'the login fails' --encoder minilm --threshold 0.6",
            "  akin verify --pairs pairs.tsv --false-accepts 0.01 --save line.json -o roc.svg",
            "  akin verify 'I cannot log in' 'the login fails' --threshold line.json"
        })
final class VerifyCommand extends Subcommand {
    @Parameters(
            arity = "0..2",
            paramLabel = "A B",
            description = "Two texts, or two files where the encoder is one of files.")
    private List<String> things = new ArrayList<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private EncoderChoice encoder;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private PictureLimit limit;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description =
                    "From which cosine on they are the same: a number, or a file of --save. Default: what"
                            + " --pairs gives; without, none.")
    private @Nullable String threshold;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description =
                    "Labelled pairs: lines of two things and 1 (the same) or 0 (different), with tabs"
                            + " between. Paths may be relative to the file.")
    private @Nullable Path pairs;

    @Option(
            names = "--false-accepts",
            paramLabel = "X",
            description =
                    "With --pairs: the share of different pairs that may be taken for the same. Default:"
                            + " where false accepts and false rejects are equally frequent.")
    private @Nullable Double falseAccepts;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "With --pairs: keep the threshold with its error rates, as JSON.")
    private @Nullable Path save;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "With --pairs: draw the ROC curve; .png or .svg.")
    private @Nullable Path output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private PictureOptions look;

    /// What the labelled pairs say.
    private record Learned(
            Verification verification, VerificationThreshold threshold, List<String> notes) {}

    @Override
    public Integer call() throws IOException {
        check();
        VerificationThreshold given = given();
        return show(progress -> {
            try (JointEncoder opened = limit.on(encoder.openJoint(this), this)) {
                warnOfOther(given, opened);
                Learned learned = pairs == null ? null : learn(pairs, opened, given, progress);
                progress.clear();
                VerificationThreshold used = learned == null ? given : learned.threshold();
                Double cosine = things.isEmpty() ? null : cosine(opened);
                write(learned);
                if (json) {
                    print(document(cosine, used, learned, opened));
                } else {
                    report(cosine, used, learned);
                }
                List<String> notes = learned == null ? List.of() : learned.notes();
                notes.forEach(this::warn);
                return notes.isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
            }
        });
    }

    private void check() throws IOException {
        if (things.size() == 1 || (things.isEmpty() && pairs == null)) {
            throw wrongUsage("name two things, or labelled pairs by --pairs");
        }
        if (pairs == null && (falseAccepts != null || save != null || output != null)) {
            throw wrongUsage("--false-accepts, --save and -o need --pairs");
        }
        if (threshold != null && falseAccepts != null) {
            throw wrongUsage("--false-accepts looks for a threshold, and --threshold gives one");
        }
        if (falseAccepts != null && !(falseAccepts >= 0 && falseAccepts <= 1)) {
            throw wrongUsage("--false-accepts is 0 to 1, not " + falseAccepts);
        }
        if (output != null) {
            if (!Picture.isName(output)) {
                throw wrongUsage("a picture is .png or .svg, not " + output);
            }
            new OutputPlace(output).check();
        }
        if (save != null) {
            new OutputPlace(save).check();
        }
    }

    private @Nullable VerificationThreshold given() throws IOException {
        if (threshold == null) {
            return null;
        }
        Path file = Path.of(threshold);
        if (Files.exists(file)) {
            try {
                return VerificationThreshold.ofJson(Files.readString(file));
            } catch (IllegalArgumentException e) {
                throw MalformedFileException.atByte(file, 0, String.valueOf(e.getMessage()), e);
            }
        }
        try {
            return VerificationThreshold.chosen(Double.parseDouble(threshold));
        } catch (NumberFormatException e) {
            throw wrongUsage(
                    "--threshold is a number or a file of --save, and "
                            + threshold
                            + " is neither");
        }
    }

    private void warnOfOther(@Nullable VerificationThreshold given, JointEncoder opened) {
        if (given != null
                && !given.encoder().isEmpty()
                && !given.encoder().equals(opened.fingerprint())) {
            warn(
                    "the threshold is that of another encoder, of the fingerprint "
                            + given.encoder()
                            + ", not "
                            + opened.fingerprint()
                            + ": its error rates do not hold here");
        }
    }

    private Learned learn(
            Path file,
            JointEncoder opened,
            @Nullable VerificationThreshold given,
            ProgressDisplay progress)
            throws IOException {
        List<LabelledPair> labelled = LabelledPair.read(file);
        List<String> all = new ArrayList<>();
        labelled.forEach(pair -> all.addAll(List.of(pair.first(), pair.second())));
        List<String> notes = new ArrayList<>();
        Map<String, float[]> vectors =
                TypedThings.of(opened).beside(file).leavingOut(notes).vectors(all, progress);
        labelled =
                labelled.stream()
                        .filter(pair ->
                                vectors.containsKey(pair.first())
                                        && vectors.containsKey(pair.second()))
                        .toList();
        double[] cosines = new double[labelled.size()];
        boolean[] same = new boolean[labelled.size()];
        for (int i = 0; i < same.length; i++) {
            LabelledPair pair = labelled.get(i);
            cosines[i] = TypedThings.cosine(vectors, pair.first(), pair.second());
            same[i] = pair.same();
        }
        Verification verification = Verification.of(cosines, same);
        VerificationThreshold found;
        if (given != null) {
            found = verification.at(given.value());
        } else if (falseAccepts != null) {
            found = verification.atFalseAccepts(falseAccepts);
        } else {
            found = verification.atEqualErrors();
        }
        warnOfFew(verification);
        return new Learned(verification, found.of(opened.fingerprint()), notes);
    }

    /// A rate of one in a thousand cannot be seen in a hundred pairs.
    private void warnOfFew(Verification verification) {
        long different = verification.pairs() - verification.same();
        if (falseAccepts != null && falseAccepts > 0 && falseAccepts * different < 1) {
            warn(
                    "a share of "
                            + falseAccepts
                            + " cannot be told from none by "
                            + Quantities.exact(different)
                            + " different pairs; there should be "
                            + Quantities.exact((long) Math.ceil(1 / falseAccepts))
                            + " at least");
        }
    }

    private double cosine(JointEncoder opened) throws IOException {
        Map<String, float[]> vectors =
                TypedThings.of(opened).vectors(things, ProgressListener.NONE);
        return TypedThings.cosine(vectors, things.getFirst(), things.getLast());
    }

    private void write(@Nullable Learned learned) throws IOException {
        if (learned == null) {
            return;
        }
        if (save != null) {
            String text = learned.threshold().toJson() + "\n";
            AtomicFile.write(save, text.getBytes(StandardCharsets.UTF_8));
            say("wrote " + save);
        }
        if (output != null) {
            PictureOptions.withoutScreen();
            double[][] curve = learned.verification().curve();
            PictureOptions.save(
                    RocPlot.of(encoder.name(), curve[0], curve[1])
                            .draw(look.sheet("same or different: " + encoder.name())),
                    output,
                    this);
            say("wrote " + output);
        }
    }

    private void report(
            @Nullable Double cosine,
            @Nullable VerificationThreshold used,
            @Nullable Learned learned) {
        if (learned != null) {
            reportPairs(learned);
        }
        if (cosine != null) {
            out().println(verdict(cosine, used) + "  (cosine " + digits(cosine) + ")");
            if (used == null) {
                say("for a verdict, draw a line: --threshold T, or --pairs FILE to learn it");
            } else if (learned == null && used.falseAccepts() != null) {
                out().println(rates(used));
            }
        }
    }

    private void reportPairs(Learned learned) {
        Verification verification = learned.verification();
        Auc auc = verification.auc();
        out().println(
                        Quantities.counted(verification.pairs(), "pair")
                                + ", "
                                + Quantities.exact(verification.same())
                                + " of the same thing");
        out().println("AUC               " + new Score(auc.value(), auc.interval()));
        out().println("equal error rate  " + verification.equalErrorRate());
        out().println(rates(learned.threshold()));
    }

    private static String rates(VerificationThreshold threshold) {
        return "at "
                + digits(threshold.value())
                + ": false accepts "
                + threshold.falseAccepts()
                + ", false rejects "
                + threshold.falseRejects();
    }

    private static String digits(double cosine) {
        return String.format(Locale.ROOT, "%.4f", cosine);
    }

    private static String verdict(double cosine, @Nullable VerificationThreshold used) {
        if (used == null) {
            return "no verdict";
        }
        return used.accepts(cosine) ? "same" : "different";
    }

    private Json document(
            @Nullable Double cosine,
            @Nullable VerificationThreshold used,
            @Nullable Learned learned,
            JointEncoder opened) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("encoder", Json.of(opened.name()));
        if (cosine != null) {
            members.put("a", Json.of(things.getFirst()));
            members.put("b", Json.of(things.getLast()));
            members.put("cosine", Json.of(cosine));
            members.put("same", Json.of(used == null ? null : used.accepts(cosine)));
        }
        if (used != null) {
            members.put("threshold", Json.of(used.value()));
            members.put("falseAccepts", rate(used.falseAccepts()));
            members.put("falseRejects", rate(used.falseRejects()));
        }
        if (learned != null) {
            Auc auc = learned.verification().auc();
            Score equal = learned.verification().equalErrorRate();
            members.put("pairs", Json.of(learned.verification().pairs()));
            members.put("samePairs", Json.of(learned.verification().same()));
            members.put("auc", score(auc.value(), auc.interval()));
            members.put("equalErrorRate", score(equal.value(), equal.interval()));
        }
        return new Json.Obj(members);
    }

    private static Json rate(@Nullable ErrorRate rate) {
        return rate == null ? new Json.Null() : score(rate.value(), rate.interval());
    }

    private static Json score(double value, Interval interval) {
        return Json.object("value", value, "low", interval.low(), "high", interval.high());
    }
}
