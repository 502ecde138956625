package dev.akin.server;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One piece of [Works]. It stops where nobody has asked after it for a minute. Thread-safe.
final class Work<T> implements Runnable, ProgressListener {
    private static final long ABANDONED = TimeUnit.MINUTES.toNanos(1);

    private final Works.Task<T> task;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile @Nullable Progress progress;
    private volatile long asked = System.nanoTime();
    private volatile boolean stopped;

    Work(Works.Task<T> task) {
        this.task = task;
    }

    @Override
    public void run() {
        if (stopRequested()) {
            stopped = true;
            result.completeExceptionally(new CancellationException("nobody asked after it"));
            return;
        }
        update(new Progress("starting", 0, -1, ""));
        try {
            result.complete(task.run(this));
        } catch (CancellationException e) {
            stopped = true;
            result.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void update(Progress now) {
        progress = now;
    }

    @Override
    public boolean stopRequested() {
        return stopped || System.nanoTime() - asked > ABANDONED;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    boolean isDone() {
        return result.isDone();
    }

    /// @return null if it is not there in this time
    /// @throws ProblemException if somebody stopped it
    @Nullable T await(Duration patience) {
        asked = System.nanoTime();
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case CancellationException e ->
                    new ProblemException(
                            io.helidon.http.Status.CONFLICT_409,
                            "the work was stopped; ask again to begin anew");
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new CompletionException(cause);
        };
    }

    Json progress() {
        Progress now = progress;
        if (now == null) {
            return Json.object("state", "waiting");
        }
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("state", Json.of("running"));
        members.put("phase", Json.of(now.phase()));
        members.put("done", Json.of(now.done()));
        members.put("total", Json.of(now.total()));
        members.put("unit", Json.of(now.unit()));
        if (!Double.isNaN(now.loss())) {
            members.put("objective", Json.of(now.loss()));
        }
        return new Json.Obj(members);
    }
}
