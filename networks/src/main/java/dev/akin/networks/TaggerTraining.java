package dev.akin.networks;

import dev.akin.evaluate.EntitySpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tagger that learns from sentences.
final class TaggerTraining implements Learner {
    private static final String ENTITIES = "entity F1";
    private static final int ASKED = 64;

    private final TaggerShape shape;
    private final WordRows rows;
    private final SequenceNetwork network;
    private final Sentences sentences;
    private final int[][] tags;
    private final boolean entities;

    TaggerTraining(TaggerShape shape, WordRows rows, SequenceNetwork network, Examples examples) {
        this.shape = shape;
        this.rows = rows;
        this.network = network;
        this.sentences = examples.sentences;
        this.tags = examples.tags;
        this.entities = shape.tags().stream().allMatch(EntitySpan::isEntityTag);
    }

    /// Sentences, and the number of the tag of each word.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Examples(Sentences sentences, int[][] tags) {}

    @Override
    public int examples() {
        return sentences.size();
    }

    @Override
    public int length(int example) {
        return tags[example].length;
    }

    @Override
    public double train(int[] chosen) {
        SequenceBatch batch = sentences.batch(chosen);
        return network.train(batch, targets(batch, chosen));
    }

    private Targets targets(SequenceBatch batch, int[] chosen) {
        int[] classes = new int[batch.ids().length];
        Arrays.fill(classes, -1);
        for (int i = 0; i < chosen.length; i++) {
            int[] some = tags[chosen[i]];
            System.arraycopy(some, 0, classes, i * batch.length(), some.length);
        }
        return new Targets.One(classes);
    }

    @Override
    public Map<String, Double> validate(int[] chosen) {
        Tally tally = new Tally();
        for (int from = 0; from < chosen.length; from += ASKED) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + ASKED));
            SequenceBatch batch = sentences.batch(some);
            float[] scores = network.scores(batch);
            for (int i = 0; i < some.length; i++) {
                tally.add(tags[some[i]], scores, i * batch.length());
            }
            tally.loss += some.length * targets(batch, some).loss(scores, shape.tags().size());
        }
        return tally.measures(chosen.length);
    }

    /// What was right of sentences.
    private final class Tally {
        private double loss;
        private long words;
        private long right;
        private long held;
        private long given;
        private long both;

        void add(int[] wanted, float[] scores, int place) {
            List<String> real = new ArrayList<>();
            List<String> found = new ArrayList<>();
            for (int t = 0; t < wanted.length; t++) {
                real.add(shape.tags().get(wanted[t]));
                found.add(shape.tags().get(shape.best(scores, place + t)));
                right += real.getLast().equals(found.getLast()) ? 1 : 0;
            }
            words += wanted.length;
            if (entities) {
                List<EntitySpan> spans = EntitySpan.of(found);
                List<EntitySpan> realSpans = EntitySpan.of(real);
                given += spans.size();
                held += realSpans.size();
                both += spans.stream().filter(realSpans::contains).count();
            }
        }

        Map<String, Double> measures(int examples) {
            Map<String, Double> measures = new LinkedHashMap<>();
            measures.put("loss", loss / examples);
            measures.put("accuracy", right / (double) words);
            if (entities) {
                measures.put(ENTITIES, 2.0 * both / Math.max(1, held + given));
            }
            return measures;
        }
    }

    /// Entities go on being found better long after the loss, which is mostly that of words that are none, has begun to rise.
    @Override
    public double watched(Map<String, Double> measures) {
        Double found = measures.get(ENTITIES);
        return found == null ? Learner.super.watched(measures) : -found;
    }

    @Override
    public Learned learned() {
        return Learned.of(rows.learned(), network.learned().under("network/"));
    }

    @Override
    public String description() {
        return shape.toJson() + ", " + rows.words().rows() + " × " + rows.dimension();
    }
}
