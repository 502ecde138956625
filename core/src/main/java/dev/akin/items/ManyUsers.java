package dev.akin.items;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// Lists of items for many users at once, shared out among threads.
///
/// @param k how many items of each
record ManyUsers(RecommenderModel model, Best best, int k) {
    private static final int TOLD = 1000;

    List<List<String>> lists(int[] users, ProgressListener listener) {
        String[][] lists = new String[users.length][];
        AtomicInteger done = new AtomicInteger();
        new Workers(Runtime.getRuntime().availableProcessors())
                .each(
                        users.length,
                        i -> {
                            if (!listener.stopRequested()) {
                                lists[i] = list(users[i]);
                                tell(done.incrementAndGet(), users.length, listener);
                            }
                        });
        if (done.get() < users.length) {
            throw new CancellationException(
                    "stopped after " + done.get() + " of " + users.length + " users");
        }
        return Arrays.stream(lists).map(List::of).toList();
    }

    private static void tell(int done, int all, ProgressListener listener) {
        if (done % TOLD == 0 || done == all) {
            synchronized (listener) {
                listener.update(new Progress("recommending", done, all, "users"));
            }
        }
    }

    private String[] list(int user) {
        Candidates unseen = Candidates.unseen(model.items().size(), model.seen().of(user));
        int[] ids = best.find(model.users().table().row(user), unseen, k).ids();
        return Arrays.stream(ids).mapToObj(model.items().vocabulary()::key).toArray(String[]::new);
    }
}
