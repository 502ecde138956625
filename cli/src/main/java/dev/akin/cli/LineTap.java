package dev.akin.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Reads a stream in a thread of its own, and hands out the whole lines that have come.
final class LineTap {
    /// More bytes than this wait for being taken: who writes must wait too.
    private static final int MOST_WAITING = 1 << 28;

    private static final long LOOK_MILLIS = 100;

    private final InputStream in;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean ended;
    private @Nullable IOException failure;

    LineTap(InputStream in) {
        this.in = in;
    }

    void start() {
        Thread.ofPlatform().daemon().name("akin-stream").start(this::readAll);
    }

    private void readAll() {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                put(buffer, count);
            }
        } catch (IOException e) {
            fail(e);
        }
        end();
    }

    private synchronized void put(byte[] buffer, int count) throws IOException {
        try {
            while (waiting.size() > MOST_WAITING) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        waiting.write(buffer, 0, count);
    }

    private synchronized void fail(IOException e) {
        failure = e;
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Waits for a time, or until the stream ends, or there is more than enough, or someone asks to stop.
    ///
    /// @return whether more may come
    /// @throws IOException if the stream could not be read
    synchronized boolean await(Duration time, BooleanSupplier stop) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis();
                    left > 0 && !ended && !stop.getAsBoolean() && waiting.size() <= MOST_WAITING;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(Math.min(left, LOOK_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (failure != null) {
            throw failure;
        }
        return !ended;
    }

    /// The lines that have come whole; at the end of the stream all that is left.
    synchronized byte[] take() {
        byte[] all = waiting.toByteArray();
        int whole = all.length;
        while (!ended && whole > 0 && all[whole - 1] != '\n') {
            whole--;
        }
        waiting.reset();
        waiting.write(all, whole, all.length - whole);
        notifyAll();
        return Arrays.copyOf(all, whole);
    }
}
