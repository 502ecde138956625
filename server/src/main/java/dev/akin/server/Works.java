package dev.akin.server;

import dev.akin.ProgressListener;
import dev.akin.text.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Work that takes longer than a request should: begun by the first who asks for its result, and asked after by the same
/// request. Results are kept while there is room. Work of the same lane is done one after the other. Thread-safe.
final class Works implements AutoCloseable {
    /// What takes its turn: some of it is done in a moment, and need not wait for what is not.
    enum Lane {
        QUICK,
        LONG
    }

    /// What the result is of.
    ///
    /// @param fields all that it depends on besides, in a form that can be compared
    record Subject(String verb, String model, int version, Object fields) {}

    /// What is to be done.
    @FunctionalInterface
    interface Task<T> {
        T run(ProgressListener listener);
    }

    /// Results that are kept.
    private static final int MOST = 24;

    private final Duration patience;
    private final ExecutorService quick = one("akin-quick");
    private final ExecutorService slow = one("akin-long");
    private final Map<Subject, Work<?>> works = new LinkedHashMap<>(16, 0.75f, true);

    /// @param patience how long a request waits for the result before it says how far it is
    Works(Duration patience) {
        this.patience = patience;
    }

    private static ExecutorService one(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }

    /// The result as an answer, or how far it is.
    ///
    /// What the task throws comes out here, and the next who asks begins anew.
    <T> Reply ask(Lane lane, Subject subject, Task<T> task, Function<? super T, Reply> answer) {
        Work<T> work = begin(lane, subject, task);
        T result;
        try {
            result = work.await(patience);
        } catch (RuntimeException | Error e) {
            forget(subject, work);
            throw e;
        }
        return result == null ? new Reply.Working(work.progress()) : answer.apply(result);
    }

    /// Begins, unless it has begun.
    @SuppressWarnings("unchecked") // The verb of a subject says what its task gives.
    synchronized <T> Work<T> begin(Lane lane, Subject subject, Task<T> task) {
        Work<?> known = works.get(subject);
        if (known != null && !known.isStopped()) {
            return (Work<T>) known;
        }
        Work<T> work = new Work<>(task);
        works.put(subject, work);
        makeRoom(subject);
        (lane == Lane.QUICK ? quick : slow).execute(work);
        return work;
    }

    /// Those of a version that has gone, then those that nobody asked for the longest time. What is being done goes on.
    private void makeRoom(Subject newest) {
        works.entrySet()
                .removeIf(entry ->
                        entry.getKey().model().equals(newest.model())
                                && entry.getKey().version() < newest.version()
                                && entry.getValue().isDone());
        works.entrySet().stream()
                .filter(entry -> entry.getValue().isDone())
                .map(Map.Entry::getKey)
                .limit(Math.max(0, works.size() - MOST))
                .toList()
                .forEach(works::remove);
    }

    private synchronized void forget(Subject subject, Work<?> work) {
        works.remove(subject, work);
    }

    /// Stops the work, and forgets its result.
    Json stop(Subject subject) {
        Work<?> work;
        synchronized (this) {
            work = works.remove(subject);
        }
        if (work != null) {
            work.stop();
        }
        return Json.object("stopped", work != null && !work.isDone());
    }

    /// Stops all.
    @Override
    public synchronized void close() {
        works.values().forEach(Work::stop);
        quick.shutdownNow();
        slow.shutdownNow();
    }
}
