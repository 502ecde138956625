package dev.akin.lexicon;

import dev.akin.ProgressListener;
import java.util.concurrent.CancellationException;

/// The wish to end.
final class Stop {
    private Stop() {}

    static void check(ProgressListener listener) {
        if (listener.stopRequested()) {
            throw new CancellationException("told to stop");
        }
    }
}
