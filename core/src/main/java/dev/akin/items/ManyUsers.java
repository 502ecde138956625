package dev.akin.items;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// Lists of items for many users at once, shared out among threads.
///
/// @param k how many items of each
record ManyUsers(RecommenderModel model, Best best, int k) {
    /// Users whose items are found together.
    private static final int TOGETHER = 64;

    List<List<String>> lists(int[] users, ProgressListener listener) {
        String[][] lists = new String[users.length][];
        AtomicInteger done = new AtomicInteger();
        new Workers(Runtime.getRuntime().availableProcessors())
                .each(
                        Math.ceilDiv(users.length, TOGETHER),
                        block -> {
                            if (!listener.stopRequested()) {
                                int from = block * TOGETHER;
                                int to = Math.min(users.length, from + TOGETHER);
                                fill(users, from, to, lists);
                                tell(done.addAndGet(to - from), users.length, listener);
                            }
                        });
        if (done.get() < users.length) {
            throw new CancellationException(
                    "stopped after " + done.get() + " of " + users.length + " users");
        }
        return Arrays.stream(lists).map(List::of).toList();
    }

    private void fill(int[] users, int from, int to, String[][] lists) {
        List<float[]> vectors = new ArrayList<>();
        List<Candidates> unseen = new ArrayList<>();
        for (int i = from; i < to; i++) {
            vectors.add(model.users().table().row(users[i]));
            unseen.add(Candidates.unseen(model.items().size(), model.seen().of(users[i])));
        }
        List<Best.Found> found = best.find(vectors, unseen, k);
        for (int i = from; i < to; i++) {
            lists[i] = keys(found.get(i - from).ids());
        }
    }

    private String[] keys(int[] ids) {
        return Arrays.stream(ids).mapToObj(model.items().vocabulary()::key).toArray(String[]::new);
    }

    private static void tell(int done, int all, ProgressListener listener) {
        synchronized (listener) {
            listener.update(new Progress("recommending", done, all, "users"));
        }
    }
}
