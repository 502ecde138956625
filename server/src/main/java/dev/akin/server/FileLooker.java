package dev.akin.server;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks for new versions of files until it is interrupted.
final class FileLooker implements Runnable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Models models;
    private final @Nullable Watched<ApiKeys> keys;
    private final Meters meters;
    private final Consumer<String> remarks;

    private FileLooker(
            Models models,
            @Nullable Watched<ApiKeys> keys,
            Meters meters,
            Consumer<String> remarks) {
        this.models = models;
        this.keys = keys;
        this.meters = meters;
        this.remarks = remarks;
    }

    static Thread start(
            Models models,
            @Nullable Watched<ApiKeys> keys,
            Meters meters,
            Consumer<String> remarks) {
        return Thread.ofPlatform()
                .daemon()
                .name("akin-files")
                .start(new FileLooker(models, keys, meters, remarks));
    }

    @Override
    public void run() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(BETWEEN_LOOKS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        models.files()
                .forEach((name, file) -> {
                    if (refreshed(file)) {
                        meters.reloaded(name);
                        remarks.accept(
                                name
                                        + ": version "
                                        + file.current().number()
                                        + " of "
                                        + file.file()
                                        + " is in service");
                    }
                });
        if (keys != null && refreshed(keys)) {
            remarks.accept(keys.file() + ": its keys are those asked for now");
        }
    }

    /// Whatever goes wrong with one file, the others are looked at.
    private boolean refreshed(Watched<?> file) {
        try {
            return file.refresh(remarks);
        } catch (RuntimeException | Error e) {
            remarks.accept(file.file() + ": looking for a new version failed: " + e);
            return false;
        }
    }
}
