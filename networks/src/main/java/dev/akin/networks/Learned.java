package dev.akin.networks;

import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is learned, tensor by tensor: the rows of tables, dense weights, or several such.
interface Learned {
    /// Copies of all weights, by name.
    Map<String, Tensor> weights();

    /// Puts others in their places; those of other names are passed over.
    ///
    /// @throws IllegalArgumentException if something is missing, or of another shape
    void weights(Map<String, Tensor> others);

    /// Copies of what continuing needs beside the weights.
    Map<String, Tensor> state();

    /// @throws IllegalArgumentException if something is missing, or of another shape
    void state(Map<String, Tensor> others);

    /// All rows of a table.
    static Learned table(String name, EmbeddingLayer layer) {
        return new Learned() {
            @Override
            public Map<String, Tensor> weights() {
                return Map.of(name, Tables.rows(layer));
            }

            @Override
            public void weights(Map<String, Tensor> others) {
                Tables.rows(name, others, layer);
            }

            @Override
            public Map<String, Tensor> state() {
                return Tables.state(name, layer);
            }

            @Override
            public void state(Map<String, Tensor> others) {
                Tables.state(name, others, layer);
            }
        };
    }

    /// All of these, which have names of their own.
    static Learned of(Learned... parts) {
        return of(List.of(parts));
    }

    /// As [#of(Learned...)].
    static Learned of(List<Learned> parts) {
        return new Learned() {
            @Override
            public Map<String, Tensor> weights() {
                Map<String, Tensor> weights = new TreeMap<>();
                parts.forEach(part -> weights.putAll(part.weights()));
                return weights;
            }

            @Override
            public void weights(Map<String, Tensor> others) {
                parts.forEach(part -> part.weights(others));
            }

            @Override
            public Map<String, Tensor> state() {
                Map<String, Tensor> state = new TreeMap<>();
                parts.forEach(part -> state.putAll(part.state()));
                return state;
            }

            @Override
            public void state(Map<String, Tensor> others) {
                parts.forEach(part -> part.state(others));
            }
        };
    }

    /// The same, by names that begin with this.
    default Learned under(String prefix) {
        Learned own = this;
        return new Learned() {
            @Override
            public Map<String, Tensor> weights() {
                return Tables.named(prefix, own.weights());
            }

            @Override
            public void weights(Map<String, Tensor> others) {
                own.weights(Tables.under(prefix, others));
            }

            @Override
            public Map<String, Tensor> state() {
                return Tables.named(prefix, own.state());
            }

            @Override
            public void state(Map<String, Tensor> others) {
                own.state(Tables.under(prefix, others));
            }
        };
    }
}
