import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.ClickSplit;
import dev.akin.evaluate.RecommendationReport;
import dev.akin.evaluate.RecommendationTask;
import dev.akin.items.Als;
import dev.akin.items.Interactions;
import dev.akin.items.Recommender;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// Implicit factors of 64 numbers by Akin and by Spark MLlib, in turn in one process: seconds an iteration, which are the difference of a
/// long and a short run over the iterations between, and how well the last choice of each user is foretold, by one judge.
///
/// Arguments: the clicks, turns, and for each side its penalty and how much surer a choice makes.
final class SparkAls {
    private static final int RANK = 64;
    private static final int SHORT = 2;
    private static final int LONG = 12;

    /// An iteration of Akin's is too short for the difference of ten to be measured.
    private static final int LONGER = 102;
    private static final int K = 10;

    public static void main(String[] arguments) throws Exception {
        ClickSplit split = ClickSplit.lastOut(ClickLog.in(List.of(Path.of(arguments[0]))).read());
        int turns = Integer.parseInt(arguments[1]);
        double[] own = numbers(arguments[2]);
        double[] peer = numbers(arguments[3]);
        Interactions choices = Interactions.of(split.learned());
        Map<String, List<String>> before = ClickLog.itemsByUser(split.learned());
        RecommendationTask task = RecommendationTask.of(before, split.later());
        System.out.printf(
                "%d pairs, %d users × %d items; %d users to foretell%n",
                choices.pairs(), choices.users().size(), choices.items().size(), task.users().size());
        try (SparkSession session = session()) {
            Spark spark = new Spark(session, split.learned(), choices);
            for (int turn = 0; turn <= turns; turn++) {
                double[] ours = seconds(LONGER, epochs -> akin(choices, own, epochs));
                double[] theirs = seconds(LONG, epochs -> spark.fit(peer, epochs));
                double a = (ours[1] - ours[0]) / (LONGER - SHORT);
                double b = (theirs[1] - theirs[0]) / (LONG - SHORT);
                System.out.printf(
                        Locale.ROOT,
                        "%s  akin %.4f s an iteration, spark %.4f, ratio %.1f; %d and %d iterations in all %.1f and %.1f s%n",
                        turn == 0 ? "warming" : "turn " + turn, a, b, b / a, LONGER, LONG, ours[1], theirs[1]);
            }
            print("akin", task, Recommender.of(akin(choices, own, LONG)).recommendEach(task.users(), K, ProgressListener.NONE));
            print("spark", task, spark.recommend(spark.fit(peer, LONG), before, task.users()));
            print("popular", task, task.popular(K));
        }
    }

    private static double[] numbers(String pair) {
        return Arrays.stream(pair.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    }

    interface Learning {
        Object after(int epochs) throws Exception;
    }

    private static double[] seconds(int most, Learning learning) throws Exception {
        double[] seconds = new double[2];
        int[] epochs = {SHORT, most};
        for (int run = 0; run < 2; run++) {
            long start = System.nanoTime();
            learning.after(epochs[run]);
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }

    private static Model akin(Interactions choices, double[] settings, int epochs) {
        return Als.builder()
                .dimension(RANK)
                .regularization(settings[0])
                .alpha(settings[1])
                .epochs(epochs)
                .threads(2)
                .build()
                .fit(choices, ProgressListener.NONE);
    }

    private static SparkSession session() {
        SparkSession session =
                SparkSession.builder()
                        .master("local[2]")
                        .config("spark.ui.enabled", "false")
                        .config("spark.sql.shuffle.partitions", "2")
                        .config("spark.driver.host", "localhost")
                        .getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        return session;
    }

    private static void print(String name, RecommendationTask task, List<List<String>> lists) {
        RecommendationReport report = task.evaluate(lists, K);
        System.out.println(name + ": " + report);
    }

    record Spark(Interactions choices, Dataset<Row> rows) {
        Spark(SparkSession session, List<Click> clicks, Interactions choices) {
            this(choices, rows(session, clicks, choices));
        }

        private static Dataset<Row> rows(SparkSession session, List<Click> clicks, Interactions choices) {
            Map<Long, Float> times = new HashMap<>();
            for (Click click : clicks) {
                long user = choices.users().id(click.user());
                times.merge((user << 32) | choices.items().id(click.item()), 1f, Float::sum);
            }
            List<Row> rows = new ArrayList<>();
            times.forEach((pair, value) -> rows.add(RowFactory.create((int) (pair >> 32), pair.intValue(), value)));
            StructType type =
                    new StructType()
                            .add("user", DataTypes.IntegerType)
                            .add("item", DataTypes.IntegerType)
                            .add("rating", DataTypes.FloatType);
            Dataset<Row> set = session.createDataFrame(rows, type).repartition(2).cache();
            set.count();
            return set;
        }

        ALSModel fit(double[] settings, int epochs) {
            ALS als =
                    new ALS()
                            .setRank(RANK)
                            .setImplicitPrefs(true)
                            .setNumBlocks(2)
                            .setRegParam(settings[0])
                            .setAlpha(settings[1])
                            .setMaxIter(epochs)
                            .setSeed(1);
            ALSModel model = als.fit(rows);
            model.userFactors().count();
            return model;
        }

        private float[][] factors(Dataset<Row> set, int size) {
            float[][] factors = new float[size][];
            for (Row row : set.collectAsList()) {
                List<Float> values = row.getList(1);
                float[] factor = new float[values.size()];
                for (int i = 0; i < factor.length; i++) {
                    factor[i] = values.get(i);
                }
                factors[row.getInt(0)] = factor;
            }
            return factors;
        }

        List<List<String>> recommend(ALSModel model, Map<String, List<String>> before, List<String> users) {
            float[][] of = factors(model.userFactors(), choices.users().size());
            float[][] items = factors(model.itemFactors(), choices.items().size());
            return users.parallelStream()
                    .map(user -> best(of[choices.users().id(user)], items, new HashSet<>(before.get(user))))
                    .toList();
        }

        private List<String> best(float[] user, float[][] items, Set<String> had) {
            double[] scores = IntStream.range(0, items.length).mapToDouble(item -> dot(user, items[item])).toArray();
            PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.comparingDouble(item -> scores[item]));
            for (int item = 0; item < items.length; item++) {
                if (best.size() < K + had.size() || scores[item] > scores[best.element()]) {
                    best.add(item);
                    if (best.size() > K + had.size()) {
                        best.remove();
                    }
                }
            }
            return best.stream()
                    .sorted(Comparator.comparingDouble(item -> -scores[item]))
                    .map(item -> choices.items().key(item))
                    .filter(item -> !had.contains(item))
                    .limit(K)
                    .toList();
        }

        private static double dot(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (double) a[i] * b[i];
            }
            return sum;
        }
    }
}
