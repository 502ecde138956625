package dev.akin.learn;

import dev.akin.vocabulary.EncodedCorpus;
import java.util.ArrayList;
import java.util.List;

/// Learning whose result does not depend on the number of threads.
///
/// A round is a fixed number of parts. Each part learns from copies of the rows as they were when the round began, at
/// the learning rate of that moment. When all have ended, what each added is added to the tables, in the order of the
/// parts. Threads only divide this work: the parts among them, then the rows.
final class Rounds {
    /// Parts of a round: as many threads can be of use.
    static final int PARTS = 8;

    private final Settings settings;
    private final Training training;
    private final List<PartLearner> learners = new ArrayList<>();
    private final List<Share> shares = new ArrayList<>();
    private final List<Merger> mergers = new ArrayList<>();

    Rounds(Settings settings, EncodedCorpus corpus, Tables tables, Draws draws, Training training) {
        this.settings = settings;
        this.training = training;
        for (int i = 0; i < PARTS; i++) {
            learners.add(new PartLearner(settings, corpus, tables, draws));
            shares.add(new Share());
        }
        for (int table = 0; table < learners.getFirst().caches().size(); table++) {
            int number = table;
            mergers.add(new Merger(learners.stream().map(l -> l.caches().get(number)).toList()));
        }
    }

    /// What one part reports, kept until all have ended.
    private static final class Share implements Pace {
        private float rate;
        private long words;
        private final LossSum loss = new LossSum();

        @Override
        public float learningRate() {
            return rate;
        }

        @Override
        public void add(long moreWords, LossSum moreLoss) {
            words += moreWords;
            loss.add(moreLoss);
        }

        void begin(float learningRate) {
            rate = learningRate;
            words = 0;
            loss.clear();
        }
    }

    void run() {
        try (Crew crew = new Crew(settings.threads)) {
            long[] numbers = new long[PARTS];
            for (int count = take(numbers); count > 0; count = take(numbers)) {
                round(crew, numbers, count);
            }
        }
    }

    /// Takes the parts of a round. A run that is asked to stop stops between rounds, since only then does it hear of it.
    private int take(long[] numbers) {
        int count = 0;
        while (count < PARTS) {
            long part = training.nextPart();
            if (part < 0) {
                break;
            }
            numbers[count++] = part;
        }
        return count;
    }

    private void round(Crew crew, long[] numbers, int count) {
        shares.forEach(share -> share.begin(training.learningRate()));
        crew.each(
                count,
                i -> {
                    learners.get(i).learn(numbers[i], shares.get(i));
                    learners.get(i).toChanges();
                });
        int shards = settings.threads;
        crew.each(shards, shard -> mergers.forEach(merger -> merger.merge(count, shard, shards)));
        crew.each(count, i -> learners.get(i).clear());
        for (Share share : shares.subList(0, count)) {
            training.add(share.words, share.loss);
        }
    }
}
