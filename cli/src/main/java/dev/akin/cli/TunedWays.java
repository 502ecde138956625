package dev.akin.cli;

import dev.akin.compress.Tuner;
import dev.akin.picture.LineChart;
import dev.akin.picture.Sheet;
import dev.akin.picture.Theme;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a tuner found, for people and for programs.
final class TunedWays {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    private TunedWays() {}

    /// The ways than which no smaller one is as good.
    static TextTable table(Tuner.Result found) {
        TextTable table =
                TextTable.of(
                                TextTable.Align.LEFT,
                                TextTable.Align.LEFT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.LEFT)
                        .row("", "method", "bytes", "kept", "95 % interval");
        for (Tuner.Trial trial : found.front()) {
            table.row(
                    trial.equals(found.best()) ? "→" : "",
                    trial.named(),
                    Quantities.bytes(trial.bytes()),
                    percent(trial.quality()),
                    Double.isNaN(trial.interval().low())
                            ? ""
                            : percent(trial.interval().low())
                                    + " to "
                                    + percent(trial.interval().high()));
        }
        return table;
    }

    /// What was not tried, and why, in a line each.
    static List<String> remarks(Tuner.Result found) {
        Tuner.LeftOut left = found.leftOut();
        List<String> remarks = new ArrayList<>();
        remarks.add(
                "tried "
                        + Quantities.counted(found.trials().size(), "way")
                        + "; "
                        + left.tooLarge()
                        + " do not fit, "
                        + left.tooSmall()
                        + " are far smaller than they need be");
        if (!left.forTime().isEmpty()) {
            remarks.add(
                    "no time was left for "
                            + Listed.some(left.forTime())
                            + "; give more with --time");
        }
        if (!left.refused().isEmpty()) {
            Map.Entry<String, String> first = left.refused().entrySet().iterator().next();
            remarks.add(
                    Quantities.counted(left.refused().size(), "way")
                            + " cannot be for these rows, such as "
                            + first.getKey()
                            + ": "
                            + first.getValue());
        }
        return remarks;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static Json json(Tuner.Result found) {
        Map<String, Json> refused = new LinkedHashMap<>();
        found.leftOut().refused().forEach((way, why) -> refused.put(way, Json.of(why)));
        return Json.object(
                "best", json(found.best()),
                "front", found.front().stream().map(TunedWays::json).toList(),
                "trials", found.trials().stream().map(TunedWays::json).toList(),
                "tooLarge", found.leftOut().tooLarge(),
                "tooSmall", found.leftOut().tooSmall(),
                "forTime", found.leftOut().forTime(),
                "refused", new Json.Obj(refused));
    }

    private static Json json(Tuner.Trial trial) {
        return Json.object(
                "method", trial.named(),
                "bytes", trial.bytes(),
                "quality", trial.quality(),
                "low", trial.interval().low(),
                "high", trial.interval().high(),
                "rows", trial.rows());
    }

    /// Draws the front, with its intervals.
    ///
    /// @return 3 if letters are missing, else 0
    static int draw(Tuner.Result found, Path file, Subcommand command) throws IOException {
        List<Tuner.Trial> front = found.front();
        double[] megabytes = front.stream().mapToDouble(trial -> trial.bytes() / 1e6).toArray();
        LineChart chart =
                new LineChart(
                        "MB of the file",
                        List.of(
                                new LineChart.Panel(
                                        "% kept",
                                        false,
                                        List.of(
                                                line(
                                                        "kept",
                                                        megabytes,
                                                        front.stream()
                                                                .mapToDouble(Tuner.Trial::quality)
                                                                .toArray()),
                                                line(
                                                        "low",
                                                        megabytes,
                                                        front.stream()
                                                                .mapToDouble(
                                                                        t -> t.interval().low())
                                                                .toArray()),
                                                line(
                                                        "high",
                                                        megabytes,
                                                        front.stream()
                                                                .mapToDouble(
                                                                        t -> t.interval().high())
                                                                .toArray())))));
        PictureOptions.withoutScreen();
        Sheet sheet = new Sheet(WIDTH, HEIGHT, Theme.LIGHT, "What is kept, by size");
        return PictureOptions.save(chart.draw(sheet), file, command);
    }

    private static LineChart.Line line(String name, double[] xs, double[] shares) {
        double[] percents = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            percents[i] = 100 * shares[i];
        }
        return new LineChart.Line(name, xs, percents);
    }
}
