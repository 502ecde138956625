package dev.akin.networks;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.net.URL;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// PyTorch's engine: started at the first use, and never allowed to fetch or to report anything.
final class Torch {
    /// DJL collects gradients for one network at a time.
    private static final ReentrantLock TURN = new ReentrantLock();

    /// How many threads PyTorch uses for one operation; 1 unless this says otherwise.
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private static @Nullable Engine started;

    /// What may read and write.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private Torch() {}

    /// @throws IllegalStateException if PyTorch's library is not on the class path, or cannot be loaded
    static synchronized Engine engine() {
        if (started == null) {
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.offline", "true");
            // Its threads spin while they wait for each other: with batches as small as ours they
            // gain little on an idle machine,
            // and lose by ten on one that does something else.
            if (System.getProperty(THREADS) == null) {
                System.setProperty(THREADS, "1");
            }
            // DJL would fetch what is missing from the network.
            requireLibrary("native/lib/pytorch.properties", "pytorch-native-cpu:2.7.1", true);
            requireLibrary("jnilib/pytorch.properties", "pytorch-jni:2.7.1-0.35.1", false);
            try {
                started = Engine.getEngine("PyTorch");
            } catch (RuntimeException | LinkageError e) {
                throw new IllegalStateException(
                        "PyTorch's library cannot be loaded: " + reason(e), e);
            }
        }
        return started;
    }

    /// Runs something with so many threads for one operation, of this thread's operations. Worth it where an operation takes milliseconds, as
    /// convolutions of many pictures do.
    static <T> T withThreads(int count, Work<T> work) throws IOException {
        engine();
        int before = JniUtils.getNumThreads();
        JniUtils.setNumThreads(count);
        try {
            return work.run();
        } finally {
            JniUtils.setNumThreads(before);
        }
    }

    /// What went wrong, and what was behind it: a full disk, a library that is missing.
    static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && reason.indexOf(message) < 0) {
                reason.append(": ").append(message);
            }
        }
        return reason.toString();
    }

    private static void requireLibrary(String resource, String artifact, boolean ofPlatform) {
        if (find(resource) == null) {
            throw new IllegalStateException(
                    "PyTorch is not on the class path: add ai.djl.pytorch:"
                            + artifact
                            + (ofPlatform
                                    ? " with the classifier of the platform (linux-x86_64,"
                                            + " linux-aarch64, osx-aarch64 or win-x86_64)"
                                    : "")
                            + ", or take the body mean, which needs no engine");
        }
    }

    /// As DJL looks.
    private static @Nullable URL find(String resource) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL found = context == null ? null : context.getResource(resource);
        return found != null ? found : Torch.class.getClassLoader().getResource(resource);
    }

    /// Runs what computes gradients, one after the other.
    static <T> T exclusively(Supplier<T> work) {
        TURN.lock();
        try {
            return withoutGradients(work);
        } finally {
            TURN.unlock();
        }
    }

    /// Threads begin with gradients on, which would keep what a forward pass made.
    static <T> T withoutGradients(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
