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
    private @Nullable LastLine lastLine;
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
            lastLine = new LastLine(err(), columns);
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(phase.name())
                            .setInitialMax(-1)
                            .setUpdateIntervalMillis(200)
                            .setRenderer((state, width) -> render(width))
                            .setConsumer(lastLine)
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
        if (lastLine != null) {
            lastLine.finish();
            lastLine = null;
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

    /// Writes over the line that the cursor is on. The library draws from a thread of its own, which may be in the middle
    /// of a drawing when the bar is closed: once finished, nothing is written any more.
    private static final class LastLine implements ProgressBarConsumer {
        private static final String ERASE = "\r\u001b[K";

        private final PrintWriter err;
        private final int columns;
        private boolean finished;

        LastLine(PrintWriter err, int columns) {
            this.err = err;
            this.columns = columns;
        }

        synchronized void finish() {
            accept("");
            finished = true;
        }

        @Override
        public int getMaxRenderedLength() {
            return columns;
        }

        @Override
        public synchronized void accept(String line) {
            if (!finished) {
                err.print(ERASE + line);
                err.flush();
            }
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
