package dev.akin.learn;

import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a file says of the training that it comes from: `akin.training`.
final class TrainingRecord {
    private TrainingRecord() {}

    static Json.Obj describe(Settings settings, EncodedCorpus corpus, Training training) {
        Map<String, Json> run = new LinkedHashMap<>();
        run.put("finished", new Json.Bool(training.finished()));
        run.put("partsDone", Json.Num.of(training.partsDone()));
        run.put("words", Json.Num.of(training.wordsDone()));
        run.put("totalWords", Json.Num.of(training.totalWords()));
        run.put("corpusWords", Json.Num.of(corpus.seen()));
        run.put("corpusLength", Json.Num.of(corpus.length()));
        run.put("lines", Json.Num.of(corpus.lines()));
        run.put("seed", Json.Num.of(settings.seed));
        if (!settings.reproducible) {
            run.put("threads", Json.Num.of(settings.threads));
        }
        if (Double.isFinite(training.lastLoss())) {
            run.put("loss", Json.Num.of(training.lastLoss()));
        }
        run.put("losses", new Json.Arr(losses(training)));
        return new Json.Obj(run);
    }

    /// How the loss fell in this run: pairs of words learned and loss.
    private static List<Json> losses(Training training) {
        List<Json> losses = new ArrayList<>();
        for (Training.Measured measured : training.losses()) {
            if (Double.isFinite(measured.loss())) {
                losses.add(
                        new Json.Arr(
                                List.of(
                                        Json.Num.of(measured.words()),
                                        Json.Num.of(measured.loss()))));
            }
        }
        return losses;
    }
}
