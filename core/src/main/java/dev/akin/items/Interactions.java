package dev.akin.items;

import dev.akin.text.Click;
import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.StringKeys;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Which users chose which items, how much, and in which order. Immutable and thread-safe.
///
/// Users are numbered in the order of their first choice, items by falling count, of equals the one chosen first. Where a user chose an item
/// several times, the values add up; ratings do not, of which the last one stands.
public final class Interactions {
    private final Vocabulary users;
    private final Vocabulary items;
    private final Cells byUser;
    private final Cells byItem;
    private final Seen seen;
    private final boolean ratings;

    private Interactions(
            Vocabulary users, Vocabulary items, Cells byUser, Seen seen, boolean ratings) {
        this.users = users;
        this.items = items;
        this.byUser = byUser;
        this.byItem = byUser.transposed(items.size());
        this.seen = seen;
        this.ratings = ratings;
    }

    /// What users chose; values say how much it counts.
    ///
    /// @param clicks in the order of time
    /// @throws IllegalArgumentException if there are none, or a value is not above 0
    public static Interactions of(List<Click> clicks) {
        return new Maker(clicks, false).make(List.of(), List.of());
    }

    /// How users rated items; any numbers.
    ///
    /// @param clicks in the order of time
    /// @throws IllegalArgumentException if there are none
    public static Interactions ofRatings(List<Click> clicks) {
        return new Maker(clicks, true).make(List.of(), List.of());
    }

    /// As these, with users and items numbered as in a model, new ones behind.
    static Interactions of(
            List<Click> clicks, boolean ratings, Vocabulary users, Vocabulary items) {
        return new Maker(clicks, ratings).make(users.keys(), items.keys());
    }

    /// The same with users and items behind that nobody is known to have chosen or been chosen by.
    Interactions withKeys(Collection<String> moreUsers, Collection<String> moreItems) {
        Set<String> who = new LinkedHashSet<>(users.keys());
        who.addAll(moreUsers);
        Set<String> what = new LinkedHashSet<>(items.keys());
        what.addAll(moreItems);
        if (who.size() == users.size() && what.size() == items.size()) {
            return this;
        }
        int[] starts = Arrays.copyOf(byUser.starts(), who.size() + 1);
        Arrays.fill(starts, users.size() + 1, starts.length, byUser.count());
        List<int[]> histories = new ArrayList<>();
        for (int user = 0; user < who.size(); user++) {
            histories.add(user < users.size() ? seen.of(user) : new int[0]);
        }
        return new Interactions(
                Vocabulary.of(List.copyOf(who)),
                Vocabulary.of(List.copyOf(what), Arrays.copyOf(items.countArray(), what.size())),
                new Cells(starts, byUser.columns(), byUser.values()),
                Seen.of(histories),
                ratings);
    }

    /// The users, without counts.
    public Vocabulary users() {
        return users;
    }

    /// The items, with counts: how many events each has.
    public Vocabulary items() {
        return items;
    }

    /// Pairs of a user and an item.
    public int pairs() {
        return byUser.count();
    }

    /// Whether values are ratings rather than how much a choice counts.
    public boolean ratings() {
        return ratings;
    }

    Cells byUser() {
        return byUser;
    }

    Cells byItem() {
        return byItem;
    }

    Seen seen() {
        return seen;
    }

    /// Numbers users and items, and gathers the values of each pair.
    private static final class Maker {
        private final List<Click> clicks;
        private final boolean ratings;
        private final StringKeys users = GrowingKeys.builder().counted(false).strings();
        private final StringKeys items = GrowingKeys.builder().counted(false).strings();

        Maker(List<Click> clicks, boolean ratings) {
            this.clicks = clicks;
            this.ratings = ratings;
            if (clicks.isEmpty()) {
                throw new IllegalArgumentException("there are no choices to learn from");
            }
            if (!ratings) {
                clicks.forEach(Maker::check);
            }
        }

        private static void check(Click click) {
            if (!(click.value() > 0) || Double.isInfinite(click.value())) {
                throw new IllegalArgumentException(
                        "user \""
                                + click.user()
                                + "\" chose item \""
                                + click.item()
                                + "\" with the value "
                                + click.value()
                                + ": a choice counts more than 0; ratings of any value are"
                                + " learned by explicit factors (--model als --explicit)");
            }
        }

        Interactions make(List<String> knownUsers, List<String> knownItems) {
            knownUsers.forEach(users::findOrAdd);
            knownItems.forEach(items::findOrAdd);
            int[] who = clicks.stream().mapToInt(click -> users.findOrAdd(click.user())).toArray();
            int[] what = clicks.stream().mapToInt(click -> items.findOrAdd(click.item())).toArray();
            long[] counts = new long[items.size()];
            for (int item : what) {
                counts[item]++;
            }
            int[] order = order(counts, knownItems.size());
            int[] ids = new int[order.length];
            for (int id = 0; id < order.length; id++) {
                ids[order[id]] = id;
            }
            List<String> names = Arrays.stream(order).mapToObj(items::key).toList();
            long[] ranked = Arrays.stream(order).mapToLong(item -> counts[item]).toArray();
            int[][] histories = histories(who, what, ids);
            return new Interactions(
                    Vocabulary.of(IntStream.range(0, users.size()).mapToObj(users::key).toList()),
                    Vocabulary.of(names, ranked),
                    cells(who, what, ids),
                    Seen.of(Arrays.asList(histories)),
                    ratings);
        }

        /// Those that were known stay where they are.
        private static int[] order(long[] counts, int known) {
            return IntStream.concat(
                            IntStream.range(0, known),
                            IntStream.range(known, counts.length)
                                    .boxed()
                                    .sorted(
                                            Comparator.<Integer>comparingLong(item -> -counts[item])
                                                    .thenComparing(Comparator.naturalOrder()))
                                    .mapToInt(Integer::intValue))
                    .toArray();
        }

        private int[][] histories(int[] who, int[] what, int[] ids) {
            int[] lengths = new int[users.size()];
            for (int user : who) {
                lengths[user]++;
            }
            int[][] histories = new int[users.size()][];
            Arrays.setAll(histories, user -> new int[lengths[user]]);
            Arrays.fill(lengths, 0);
            for (int i = 0; i < who.length; i++) {
                histories[who[i]][lengths[who[i]]++] = ids[what[i]];
            }
            return histories;
        }

        private Cells cells(int[] who, int[] what, int[] ids) {
            long[] keys = new long[who.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ((long) who[i] << Integer.SIZE) | ids[what[i]];
            }
            Integer[] order = IntStream.range(0, keys.length).boxed().toArray(Integer[]::new);
            Arrays.parallelSort(
                    order,
                    Comparator.<Integer>comparingLong(i -> keys[i])
                            .thenComparing(Comparator.naturalOrder()));
            int[] starts = new int[users.size() + 1];
            int[] columns = new int[keys.length];
            float[] values = new float[keys.length];
            int count = 0;
            for (int at = 0; at < order.length; ) {
                long key = keys[order[at]];
                double value = 0;
                for (; at < order.length && keys[order[at]] == key; at++) {
                    double own = clicks.get(order[at]).value();
                    value = ratings ? own : value + own;
                }
                starts[(int) (key >> Integer.SIZE) + 1]++;
                columns[count] = (int) key;
                values[count++] = (float) value;
            }
            Arrays.parallelPrefix(starts, Integer::sum);
            return new Cells(starts, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
        }
    }

    @Override
    public String toString() {
        return users.size() + " users × " + items.size() + " items, " + pairs() + " pairs";
    }
}
