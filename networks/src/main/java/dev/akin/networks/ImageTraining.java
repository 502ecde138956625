package dev.akin.networks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// An encoder of pictures, and the pictures that it learns from.
final class ImageTraining implements Learner {
    /// The share of the training in which steps grow to their full length.
    private static final double WARM_UP = 0.05;

    /// Steps do not become shorter than this share of the longest.
    private static final double LEAST_RATE = 0.01;

    private static final RandomGeneratorFactory<RandomGenerator> CHANCE =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /// How pictures meet, and how they are changed.
    ///
    /// @param hard the share of a batch that is of classes near each other
    /// @param quarterTurns whether a picture turned by a quarter is of another class
    record Plan(
            ClassLoss loss,
            ClassLossOptions numbers,
            Augmentation augmentation,
            double hard,
            boolean quarterTurns,
            int perClass) {
        int turns() {
            return quarterTurns ? 4 : 1;
        }
    }

    private final ImageNetwork network;
    private final LabelledImages images;
    private final Plan plan;
    private final FitOptions options;
    private final int[] classes;
    private final ClassBatches batches;
    private final ClassMeans means;
    private final @Nullable Captions captions;
    private final @Nullable Proxies proxies;
    private int epoch;

    /// @param captions what the labels say, where that is learned; null for classes without words
    ImageTraining(
            ImageNetwork network,
            LabelledImages images,
            @Nullable Captions captions,
            Plan plan,
            FitOptions options) {
        this.network = network;
        this.images = images;
        this.captions = captions;
        this.plan = plan;
        this.options = options;
        int turns = plan.turns();
        this.classes = new int[Math.multiplyExact(images.size(), turns)];
        Arrays.setAll(classes, e -> images.classOf(e / turns) * turns + e % turns);
        int all = images.classes().size() * turns;
        int perBatch = Math.min(all, Math.max(2, options.batchSize() / plan.perClass()));
        int perClass = Math.max(plan.perClass(), options.batchSize() / perBatch);
        this.batches = new ClassBatches(perBatch, perClass, options.seed());
        this.means = new ClassMeans(all, network.shape().dimension());
        this.proxies = captions == null && plan.loss().proxies() ? new Proxies(all, options) : null;
    }

    @Override
    public int examples() {
        return classes.length;
    }

    /// @throws IllegalArgumentException if no two classes have two pictures each
    @Override
    public Optional<int[][]> batches(int[] learnedFrom, int number) {
        epoch = number;
        means.begin(number);
        if (captions != null) {
            return Optional.empty();
        }
        int[][] made =
                batches.of(learnedFrom, classes, number, number == 1 ? 0 : plan.hard(), means);
        if (made.length == 0) {
            throw new IllegalArgumentException(
                    learnedFrom.length
                            + " pictures to learn from, but no two classes with two of them each; give"
                            + " more, or hold back fewer");
        }
        return Optional.of(made);
    }

    /// Steps grow for a while, and shrink along half a cosine.
    @Override
    public void pace(double done) {
        double falling = 0.5 * (1 + Math.cos(Math.PI * done));
        double share = Math.min(1, done / WARM_UP) * falling;
        double rate = options.rate() * Math.max(LEAST_RATE, share);
        network.dense().rate(rate);
        if (proxies != null) {
            proxies.rate(rate);
        }
    }

    @Override
    public double train(int[] chosen) {
        int[] met = Arrays.stream(chosen).map(e -> classes[e]).toArray();
        return network.train(
                changed(chosen),
                chosen.length,
                (rows, gradient) -> {
                    means.follow(rows, met);
                    return loss(rows, met, gradient, true);
                });
    }

    private double loss(UnitRows rows, int[] met, float[] gradient, boolean step) {
        if (captions != null) {
            return captions.loss(rows, met, plan.numbers().temperature(), gradient);
        }
        if (proxies != null) {
            return proxies.loss(plan, rows, met, gradient, step);
        }
        Cosines cosines = new Cosines(rows, rows);
        double loss = plan.loss().loss(cosines, met, plan.numbers());
        cosines.back(gradient, gradient);
        return loss;
    }

    /// The pictures as chance changes them in this epoch.
    private float[] changed(int[] chosen) {
        float[] pixels = plain(chosen);
        int width = images.form().bytes();
        for (int i = 0; i < chosen.length; i++) {
            long own = ((long) epoch << 32) + chosen[i];
            RandomGenerator random = CHANCE.create(options.seed() * 1_000_003 + own);
            plan.augmentation().apply(pixels, i * width, images.form(), random);
        }
        return pixels;
    }

    private float[] plain(int[] chosen) {
        int width = images.form().bytes();
        float[] pixels = new float[Math.multiplyExact(chosen.length, width)];
        for (int i = 0; i < chosen.length; i++) {
            byte[] picture = images.pixels(chosen[i] / plan.turns());
            byte[] turned = images.form().turned(picture, chosen[i] % plan.turns());
            network.shape().put(turned, pixels, i * width);
        }
        return pixels;
    }

    /// The loss, and how many of the pictures held back have one of their own class for their nearest; with captions, the text of their own label.
    @Override
    public Map<String, Double> validate(int[] chosen) {
        double lossSum = 0;
        long counted = 0;
        for (int[] batch : heldBack(chosen)) {
            int[] met = Arrays.stream(batch).map(e -> classes[e]).toArray();
            UnitRows rows = network.rows(plain(batch), batch.length);
            lossSum += batch.length * loss(rows, met, new float[rows.values().length], false);
            counted += batch.length;
        }
        if (counted == 0) {
            throw new IllegalArgumentException(
                    "of "
                            + chosen.length
                            + " pictures held back no two classes have two each; hold back more, or none");
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", lossSum / counted);
        measures.put("accuracy", accuracy(chosen));
        return measures;
    }

    private int[][] heldBack(int[] chosen) {
        if (captions == null) {
            return batches.of(chosen, classes, 0, 0, means);
        }
        int size = options.batchSize();
        int[][] parts = new int[Math.ceilDiv(chosen.length, size)][];
        Arrays.setAll(
                parts,
                p -> Arrays.copyOfRange(chosen, p * size, Math.min(chosen.length, (p + 1) * size)));
        return parts;
    }

    private double accuracy(int[] chosen) {
        UnitRows rows = network.rows(plain(chosen), chosen.length);
        if (captions != null) {
            return captions.accuracy(rows, Arrays.stream(chosen).map(e -> classes[e]).toArray());
        }
        Cosines cosines = new Cosines(rows, rows);
        int asked = 0;
        int right = 0;
        for (int i = 0; i < chosen.length; i++) {
            int nearest = -1;
            boolean alone = true;
            for (int j = 0; j < chosen.length; j++) {
                alone &= i == j || classes[chosen[i]] != classes[chosen[j]];
                if (i != j && (nearest < 0 || cosines.at(i, j) > cosines.at(i, nearest))) {
                    nearest = j;
                }
            }
            asked += alone ? 0 : 1;
            right += !alone && classes[chosen[nearest]] == classes[chosen[i]] ? 1 : 0;
        }
        return right / (double) asked;
    }

    @Override
    public Learned learned() {
        Learned weights = network.dense().under("network/");
        return proxies == null
                ? Learned.of(weights, means)
                : Learned.of(weights, means, proxies.learned());
    }

    @Override
    public String description() {
        return network.shape().toJson()
                + ", "
                + plan.loss()
                + " "
                + plan.numbers()
                + ", "
                + plan.augmentation()
                + ", hard "
                + plan.hard()
                + ", "
                + plan.perClass()
                + " of a class together, classes "
                + Integer.toHexString(Arrays.hashCode(classes));
    }
}
