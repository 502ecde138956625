package dev.akin.learn;

import dev.akin.ProgressListener;
import dev.akin.vocabulary.EncodedCorpus;
import java.util.ArrayList;
import java.util.List;

/// What there is to learn, and how much of it is learned already.
///
/// @param corpus what is learned from
/// @param partsDone parts learned already, of all epochs
/// @param wordsDone words learned already
record Course(EncodedCorpus corpus, long partsDone, long wordsDone) {

    /// Learns what is left, until it is whole or the listener asks to stop.
    Training learn(Settings settings, Tables tables, ProgressListener listener) {
        Training training =
                new Training(
                        new Training.Span(
                                PartLearner.parts(corpus, settings) * settings.epochs,
                                partsDone,
                                corpus.words() * settings.epochs,
                                wordsDone),
                        settings.learningRate,
                        listener);
        Draws draws = Draws.of(corpus.vocabulary(), settings);
        if (settings.reproducible) {
            new Rounds(settings, corpus, tables, draws, training).run();
        } else {
            List<Runnable> workers = new ArrayList<>();
            for (int t = 0; t < settings.threads; t++) {
                PartLearner learner = new PartLearner(settings, corpus, tables, draws);
                workers.add(() -> learnAll(learner, training));
            }
            Threads.runAll(workers);
        }
        training.finish();
        return training;
    }

    private static void learnAll(PartLearner learner, Training training) {
        for (long part = training.nextPart(); part >= 0; part = training.nextPart()) {
            learner.learn(part, training);
        }
    }
}
