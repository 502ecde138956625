package dev.akin.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The texts of [Records] for whoever asks for them one by one: a thread of its own reads a little ahead. Not thread-safe. What
/// fails while reading is thrown to whoever asks, an [IOException] as [UncheckedIOException]. Closing ends the reading.
public final class ReadAhead implements Iterator<Records.Text>, AutoCloseable {
    private static final int TEXTS = 512;
    private static final int LETTERS = 1 << 18;
    private static final int WAITING = 4;

    /// @param failure what ended the reading, if anything did
    /// @param leftOut how many records were left out, once all are read; negative before
    private record Batch(List<Records.Text> texts, @Nullable Throwable failure, long leftOut) {}

    private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread reader;
    private Iterator<Records.Text> batch = List.<Records.Text>of().iterator();
    private List<Records.Text> gathered = new ArrayList<>();
    private int letters;
    private long leftOut = -1;

    private ReadAhead(Records records) {
        reader = Thread.ofPlatform().daemon().name("akin-read-ahead").start(() -> read(records));
    }

    /// Begins to read.
    public static ReadAhead of(Records records) {
        return new ReadAhead(records);
    }

    private void read(Records records) {
        try {
            long left = records.read(this::gather);
            waiting.put(new Batch(gathered, null, left));
        } catch (InterruptedException | Closed e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        try {
            waiting.put(new Batch(gathered, failure, 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody asks any more.
    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Closed(InterruptedException cause) {
            super(cause);
        }
    }

    private void gather(Records.Text text) {
        gathered.add(text);
        letters += text.text().length();
        if (gathered.size() == TEXTS || letters > LETTERS) {
            try {
                waiting.put(new Batch(gathered, null, -1));
            } catch (InterruptedException e) {
                throw new Closed(e);
            }
            gathered = new ArrayList<>();
            letters = 0;
        }
    }

    @Override
    public boolean hasNext() {
        while (!batch.hasNext() && leftOut < 0) {
            take();
        }
        return batch.hasNext();
    }

    private void take() {
        try {
            Batch next = waiting.take();
            batch = next.texts().iterator();
            leftOut = next.leftOut();
            rethrow(next.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case IOException cause -> throw new UncheckedIOException(cause);
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            default -> throw new IllegalStateException(failure);
        }
    }

    @Override
    public Records.Text next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all texts are read");
        }
        return batch.next();
    }

    /// How many records were left out because they have no text or no key.
    ///
    /// @throws IllegalStateException if not all is read
    public long leftOut() {
        if (leftOut < 0) {
            throw new IllegalStateException("not all texts are read");
        }
        return leftOut;
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
