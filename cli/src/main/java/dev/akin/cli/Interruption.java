package dev.akin.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets long work end tidily when the process is told to end (Ctrl-C, a closed terminal, `kill`): asks it to stop, and
/// holds the JVM until it has.
final class Interruption implements AutoCloseable {
    /// Writing a large file of what was learnt so far takes its time.
    private static final int PATIENCE_SECONDS = 300;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean begun;

    private Interruption(Runnable requestStop) {
        this.hook = new Thread(() -> stop(requestStop), "interruption");
    }

    /// From now until closing, an interruption calls `requestStop`.
    static Interruption guard(Runnable requestStop) {
        Interruption interruption = new Interruption(requestStop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// The work has ended, one way or the other, and has said so.
    @Override
    public void close() {
        ended.countDown();
        if (!begun) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                begun = true; // The JVM is going down: it runs the hook, and removes nothing.
            }
        }
    }

    private void stop(Runnable requestStop) {
        begun = true;
        requestStop.run();
        try {
            boolean tidy = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!tidy) {
                System.err.println("akin: interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
