package dev.akin.cli;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Shows long work on standard error: a bar on a terminal, a plain line every few seconds elsewhere, and for each
/// phase one line that stays. Thread-safe.
abstract class ProgressDisplay implements ProgressListener, AutoCloseable {
    /// A phase shorter than this is not worth a line.
    private static final Duration NOTABLE = Duration.ofMillis(200);

    /// Speed and the time left mean nothing before.
    private static final Duration STEADY = Duration.ofSeconds(1);

    private final PrintWriter err;
    private @Nullable Phase phase;
    private volatile boolean stop;

    ProgressDisplay(PrintWriter err) {
        this.err = err;
    }

    /// A display for this process: the launcher's property `akin.columns` says that standard error is a terminal, and
    /// how wide.
    static ProgressDisplay to(PrintWriter err, boolean quiet) {
        int columns = Integer.getInteger("akin.columns", 0);
        if (quiet) {
            return new Silent(err);
        }
        return columns > 0 ? new ProgressBars(err, columns, true) : new ProgressLines(err);
    }

    /// As [#to], for what is not the command's purpose: leaves no lines behind.
    static ProgressDisplay passing(PrintWriter err, boolean quiet) {
        int columns = Integer.getInteger("akin.columns", 0);
        return quiet || columns == 0 ? new Silent(err) : new ProgressBars(err, columns, false);
    }

    /// Draws how far the phase is.
    abstract void draw(Phase current);

    /// Takes away what was drawn, before a line that stays.
    abstract void erase();

    @Override
    public final synchronized void update(Progress progress) {
        Phase current = phase;
        if (current == null || !current.name().equals(progress.phase())) {
            end();
            current = new Phase(progress.phase(), System.nanoTime());
            phase = current;
        }
        current.last = progress;
        draw(current);
        if (progress.done() == progress.total()) {
            end();
        }
    }

    @Override
    public final boolean stopRequested() {
        return stop;
    }

    /// Asks the work to stop at its next safe place.
    final void requestStop() {
        stop = true;
    }

    /// @throws CancellationException if the work was asked to stop
    final void checkStop() {
        if (stop) {
            throw new CancellationException("stopped before writing");
        }
    }

    /// Takes away what is on view, without a word: a phase that came to its end has said so already.
    final synchronized void clear() {
        phase = null;
        erase();
    }

    @Override
    public final void close() {
        clear();
    }

    private void end() {
        Phase ended = phase;
        phase = null;
        if (ended != null) {
            erase();
            if (ended.elapsed().compareTo(NOTABLE) > 0) {
                say(ended.summary());
            }
        }
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }

    final PrintWriter err() {
        return err;
    }

    /// One phase of the work and its newest numbers.
    static final class Phase {
        private final String name;
        private final long began;
        private @Nullable Progress last;

        Phase(String name, long began) {
            this.name = name;
            this.began = began;
        }

        String name() {
            return name;
        }

        /// `training   42 %  35.7 M of 85.0 M words  2.31 M words/s  21 s left  loss 2.314`
        String line() {
            Progress now = last;
            if (now == null) {
                return name;
            }
            Duration elapsed = elapsed();
            StringBuilder line = new StringBuilder(name);
            if (now.total() > 0) {
                line.append("  ").append(100 * now.done() / now.total()).append(" %");
            }
            line.append("  ").append(amount(now));
            if (elapsed.compareTo(STEADY) > 0 && !isTime(now)) {
                line.append("  ").append(speed(now, elapsed));
            }
            if (elapsed.compareTo(STEADY) > 0 && now.total() > 0 && now.done() > 0) {
                double rest = elapsed.toMillis() * ((double) now.total() / now.done() - 1);
                line.append("  ")
                        .append(Quantities.duration(Duration.ofMillis((long) rest)))
                        .append(" left");
            }
            return line.append(loss(now)).toString();
        }

        /// `training: 85.0 M words in 36.8 s, 2.31 M words/s, loss 2.214`
        String summary() {
            Progress now = last;
            if (now == null) {
                return name;
            }
            Duration elapsed = elapsed();
            return name
                    + ": "
                    + Quantities.of(now.done(), now.unit())
                    + " in "
                    + Quantities.duration(elapsed)
                    + (isTime(now) ? "" : ", " + speed(now, elapsed))
                    + loss(now).replace("  ", ", ");
        }

        double fraction() {
            Progress now = last;
            return now == null || now.total() <= 0 ? -1 : (double) now.done() / now.total();
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        /// Seconds have no speed.
        private static boolean isTime(Progress now) {
            return now.unit().equals("s");
        }

        private static String amount(Progress now) {
            if (now.total() <= 0) {
                return Quantities.of(now.done(), now.unit());
            }
            String done = Quantities.of(now.done(), now.unit());
            return done.replace(" " + now.unit(), "")
                    + " of "
                    + Quantities.of(now.total(), now.unit());
        }

        private static String speed(Progress now, Duration elapsed) {
            double seconds = Math.max(0.001, elapsed.toNanos() / 1e9);
            return Quantities.speed(now.done() / seconds, now.unit());
        }

        private static String loss(Progress now) {
            return Double.isNaN(now.loss())
                    ? ""
                    : String.format(java.util.Locale.ROOT, "  loss %.3f", now.loss());
        }
    }

    private static final class Silent extends ProgressDisplay {
        Silent(PrintWriter err) {
            super(err);
        }

        @Override
        void draw(Phase current) {}

        @Override
        void erase() {}

        @Override
        void say(String line) {}
    }
}
