package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import java.util.Arrays;

/// A vector for each class, learned beside the network.
final class Proxies {
    /// How much longer their steps are than those of the network, which moves all of its vectors at once.
    private static final double FASTER = 10;

    private final EmbeddingLayer layer;
    private final int[] ids;

    Proxies(int classes, FitOptions options) {
        this.layer =
                EmbeddingLayer.builder(classes, options.dimension())
                        .initializer(Initializer.uniform(1))
                        .seed(options.seed())
                        .optimizer(options.optimizer())
                        .threads(options.threads())
                        .build();
        this.ids = new int[classes];
        Arrays.setAll(ids, i -> i);
    }

    void rate(double rate) {
        layer.rate(FASTER * rate);
    }

    /// @param step whether they move
    double loss(ImageTraining.Plan plan, UnitRows rows, int[] met, float[] gradient, boolean step) {
        float[] values = new float[Math.multiplyExact(ids.length, layer.dimension())];
        layer.forward(ids, ids.length, values);
        UnitRows proxies = new UnitRows(values, layer.dimension());
        Cosines cosines = new Cosines(rows, proxies);
        double loss = plan.loss().loss(cosines, met, plan.numbers());
        float[] own = new float[values.length];
        cosines.back(gradient, own);
        if (step && Double.isFinite(loss)) {
            proxies.back(own);
            layer.backward(ids, ids.length, own);
            layer.step();
        }
        return loss;
    }

    Learned learned() {
        return Learned.table("proxies", layer);
    }
}
