package dev.akin.picture;

import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the loss fell while a model was learned, from what its file says: `losses` of learners of words, after so many words each, or
/// `epochs` of networks with what was measured on examples held back.
public final class TrainingCurve {
    /// What files say it by.
    public static final String METADATA = "akin.training";

    private static final String LOSS = "loss";

    private TrainingCurve() {}

    /// The curves of a model.
    ///
    /// @param metadata of its file
    /// @throws IllegalArgumentException if they do not say how the loss fell
    public static LineChart of(Map<String, String> metadata) {
        String text = metadata.getOrDefault(METADATA, "{}");
        try {
            Json training = Json.parse(text);
            if (training instanceof Json.Obj object) {
                if (object.get("losses") instanceof Json.Arr losses
                        && !losses.elements().isEmpty()) {
                    return words(losses);
                }
                if (object.get("epochs") instanceof Json.Arr epochs
                        && !epochs.elements().isEmpty()) {
                    return epochs(epochs);
                }
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(METADATA + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "the file does not say how its loss fell: it was not trained by this version of Akin, or converted");
    }

    private static LineChart words(Json.Arr losses) {
        double[] xs = new double[losses.elements().size()];
        double[] ys = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            if (!(losses.elements().get(i) instanceof Json.Arr pair)
                    || pair.elements().size() != 2) {
                throw new IllegalArgumentException(
                        METADATA
                                + ": a loss is a pair of words and loss, not "
                                + losses.elements().get(i));
            }
            xs[i] = number(pair.elements().get(0));
            ys[i] = number(pair.elements().get(1));
        }
        return new LineChart(
                "words",
                List.of(new LineChart.Panel(LOSS, false, List.of(new LineChart.Line("", xs, ys)))));
    }

    /// The losses in one panel, each other measure in its own.
    private static LineChart epochs(Json.Arr epochs) {
        int count = epochs.elements().size();
        double[] learned = new double[count];
        Map<String, double[]> measured = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int epoch = i;
            if (!(epochs.elements().get(i) instanceof Json.Obj said)) {
                throw new IllegalArgumentException(
                        METADATA + ": epoch " + (i + 1) + " is no object");
            }
            learned[i] = number(said.get(LOSS));
            if (said.get("validation") instanceof Json.Obj validation) {
                validation
                        .members()
                        .forEach((name, value) ->
                                measured.computeIfAbsent(name, n -> nothing(count))[epoch] =
                                        number(value));
            }
        }
        double[] xs = new double[count];
        for (int i = 0; i < count; i++) {
            xs[i] = i + 1.0;
        }
        return chart(xs, learned, measured);
    }

    private static LineChart chart(double[] xs, double[] learned, Map<String, double[]> measured) {
        List<LineChart.Line> losses = new ArrayList<>();
        double[] validated = measured.remove(LOSS);
        losses.add(new LineChart.Line(validated == null ? "" : "learned from", xs, learned));
        if (validated != null) {
            losses.add(new LineChart.Line("held back", xs, validated));
        }
        List<LineChart.Panel> panels = new ArrayList<>();
        panels.add(new LineChart.Panel(LOSS, false, losses));
        measured.forEach((name, values) ->
                panels.add(
                        new LineChart.Panel(
                                name, false, List.of(new LineChart.Line("", xs, values)))));
        return new LineChart("epoch", panels);
    }

    private static double[] nothing(int count) {
        double[] none = new double[count];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /// Networks write what JSON has no number for, such as NaN, as null.
    private static double number(@Nullable Json value) {
        return value instanceof Json.Num number ? number.asDouble() : Double.NaN;
    }
}
