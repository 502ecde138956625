package dev.akin.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;

/// For a terminal: a bar on its last line, drawn anew a few times a second also while no news comes.
final class ProgressBars extends ProgressDisplay {
    private static final int WIDEST_BAR = 30;

    private final int columns;
    private final boolean lasting;
    private @Nullable ProgressBar bar;
    private volatile @Nullable Phase current;

    /// @param lasting whether each phase leaves a line behind
    ProgressBars(PrintWriter err, int columns, boolean lasting) {
        super(err);
        this.columns = columns;
        this.lasting = lasting;
    }

    @Override
    void say(String line) {
        if (lasting) {
            super.say(line);
        }
    }

    @Override
    void draw(Phase phase) {
        current = phase;
        if (bar == null) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(phase.name())
                            .setInitialMax(-1)
                            .setUpdateIntervalMillis(200)
                            .setRenderer((state, width) -> render(width))
                            .setConsumer(new LastLine(err(), columns))
                            .clearDisplayOnFinish()
                            .build();
        }
    }

    @Override
    void erase() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    String render(int width) {
        Phase phase = current;
        if (phase == null) {
            return "";
        }
        String line = phase.line();
        int room = Math.min(WIDEST_BAR, width - DisplayWidth.of(line) - 4);
        if (phase.fraction() < 0 || room < 5) {
            return line.substring(0, Math.min(line.length(), Math.max(0, width - 1)));
        }
        int full = (int) Math.round(room * Math.min(1, phase.fraction()));
        String drawn = "━".repeat(full) + "╌".repeat(room - full);
        return phase.name() + "  " + drawn + line.substring(phase.name().length());
    }

    /// Writes over the line that the cursor is on.
    private record LastLine(PrintWriter err, int columns) implements ProgressBarConsumer {
        private static final String ERASE = "\r\u001b[K";

        @Override
        public int getMaxRenderedLength() {
            return columns;
        }

        @Override
        public void accept(String line) {
            err.print(ERASE + line);
            err.flush();
        }

        @Override
        public void clear() {
            accept("");
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
