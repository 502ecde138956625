package dev.akin.picture;

import java.util.List;

/// The receiver operating characteristic: how much of what should be accepted is, against how much of what should not be.
public final class RocPlot {
    private static final double[] ENDS = {0, 1};

    private RocPlot() {}

    /// The curve, and that of chance beside it.
    ///
    /// @param name what the curve is of; may be empty
    /// @param accepts shares of false accepts, rising, in [0, 1]
    /// @param hits shares of right accepts, as many
    /// @throws IllegalArgumentException if there are not as many of both, or none
    public static LineChart of(String name, double[] accepts, double[] hits) {
        return new LineChart(
                "false accepts (share of different pairs)",
                List.of(
                        new LineChart.Panel(
                                "right accepts (share of same pairs)",
                                true,
                                List.of(
                                        new LineChart.Line(name, accepts, hits),
                                        new LineChart.Line("chance", ENDS, ENDS)))));
    }
}
