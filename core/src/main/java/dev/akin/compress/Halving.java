package dev.akin.compress;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.compress.FittingWays.Sized;
import dev.akin.compress.Tuner.Trial;
import dev.akin.compress.Ways.Way;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.SubwordTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Tries ways on more and more rows, and fewer and fewer ways. For one thread.
final class Halving {
    /// So many rows are tried whole at once.
    private static final int FEW = 4096;

    private static final int FIRST_ROWS = 2048;
    private static final int SECOND_ROWS = 8192;
    private static final int FIRST_ITEMS = 1000;
    private static final int SECOND_ITEMS = 4000;
    private static final int KEYS = 200;

    private static final int SECOND_WAYS = 40;
    private static final int WHOLE_WAYS = 6;

    /// What is lost by less is lost by chance.
    private static final double ALIKE = 0.0005;

    /// Of the time, of a way that only making it tells anything of.
    private static final double UNKNOWN_SHARE = 0.15;

    private final Embeddings words;
    private final Limits limits;
    private final CompressorBuilder.Work work;
    private final long began = System.nanoTime();
    private final Map<String, Trial> trials = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final List<String> forTime = new ArrayList<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final List<Trial> whole = new ArrayList<>();
    private int tooLarge;
    private int tooSmall;

    /// Those that keep the most, alike.
    private final List<Made> best = new ArrayList<>();

    Halving(Embeddings words, Limits limits, CompressorBuilder.Work work) {
        this.words = words;
        this.limits = limits;
        this.work = work;
    }

    /// @param floor bytes beside rows
    record Limits(long budget, long floor, Duration time) {
        long room() {
            return budget - floor;
        }
    }

    private record Made(Trial trial, Embeddings words, Compressor compressor) {}

    Tuner.Result run(Quality.Questions questions) {
        FittingWays fitting = new FittingWays(words, limits, work);
        List<Sized> ways = fitting.find();
        refused.putAll(fitting.refused());
        tooLarge = fitting.tooLarge();
        tooSmall = fitting.tooSmall();
        Quality quality = new Quality(words, questions, work.listener());
        quality.checkTests();
        List<Sized> chosen = words.size() <= FEW ? ways : sampled(ways, questions);
        Embeddings remembering =
                Embeddings.builder(words.vocabulary(), new RememberingTable(words.table()))
                        .similarity(words.similarity())
                        .metadata(words.metadata())
                        .notes(words.notes())
                        .subwords(words.subwords())
                        .build();
        for (int i = 0; i < chosen.size(); i++) {
            Way way = chosen.get(i).way();
            // What no sample tells anything of comes only beside what one does.
            boolean blind = words.size() > FEW && best.isEmpty() && chosen.get(i).bytes().isEmpty();
            if (blind || passed() + share(way, chosen.get(i)) > 1) {
                forTime.add(way.toString());
            } else {
                whole(way, phase(way, i, chosen.size()), remembering, quality);
            }
        }
        if (best.isEmpty() && !forTime.isEmpty()) {
            Way quickest = quickest(chosen);
            forTime.remove(quickest.toString());
            whole(quickest, phase(quickest, 0, 1), remembering, quality);
        }
        return result();
    }

    /// Which share of the time a way will take, as far as is known.
    private double share(Way way, Sized sized) {
        double unknown = sized.bytes().isPresent() ? 0 : UNKNOWN_SHARE;
        Double needed = seconds.get(way.toString());
        return needed == null ? unknown : needed * 1e9 / limits.time().toNanos();
    }

    private Way quickest(List<Sized> chosen) {
        return chosen.stream()
                .map(Sized::way)
                .min(
                        Comparator.comparingDouble((Way way) ->
                                seconds.getOrDefault(way.toString(), Double.MAX_VALUE)))
                .orElseThrow();
    }

    /// Of few ways each is named.
    private static String phase(Way way, int i, int all) {
        return all > SECOND_WAYS ? "trying" : "trying " + (i + 1) + " of " + all + ": " + way;
    }

    private Tuner.Result result() {
        Made found =
                best.stream()
                        .min(Comparator.comparing(Made::trial, Tuner.SMALLEST_FIRST))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "no way fits the budget of "
                                                + limits.budget()
                                                + " bytes"
                                                + (refused.isEmpty() ? "" : ": " + refused)));
        Embeddings.Builder smaller =
                Embeddings.builder(found.words().vocabulary(), found.words().table())
                        .similarity(words.similarity())
                        .metadata(found.words().metadata())
                        .notes(words.notes())
                        .subwords(found.words().subwords());
        words.columns().forEach(smaller::column);
        return new Tuner.Result(
                Tuner.sorted(List.copyOf(trials.values())),
                Tuner.front(whole).stream()
                        .filter(trial -> trial.bytes() <= found.trial().bytes())
                        .toList(),
                found.trial(),
                smaller.build(),
                found.compressor(),
                new Tuner.LeftOut(tooLarge, tooSmall, List.copyOf(forTime), refused));
    }

    private double passed() {
        return (System.nanoTime() - began) / 1e9 / (limits.time().toNanos() / 1e9);
    }

    /// Those to make of all rows, by what samples say.
    private List<Sized> sampled(List<Sized> ways, Quality.Questions questions) {
        List<Sized> known = ways.stream().filter(one -> one.bytes().isPresent()).toList();
        List<Sized> better =
                better(round(known, new Round(questions, FIRST_ROWS, FIRST_ITEMS, 0.35)));
        List<Trial> ranked =
                ranked(round(better, new Round(questions, SECOND_ROWS, SECOND_ITEMS, 0.6)));
        List<Sized> chosen = new ArrayList<>(wholeOnes(ranked, better));
        ways.stream().filter(one -> one.bytes().isEmpty()).forEach(chosen::add);
        return chosen;
    }

    /// @param until which share of the time
    private record Round(Quality.Questions questions, int rows, int items, double until) {}

    private List<Trial> round(List<Sized> ways, Round round) {
        SampledWords sample =
                SampledWords.of(words, round.questions.tests(), round.rows, work.seed());
        Quality quality =
                new Quality(
                        sample.words(),
                        new Quality.Questions(round.questions.tests(), KEYS, round.items),
                        work.listener());
        List<Trial> found = new ArrayList<>();
        String phase = String.format(Locale.ROOT, "trying on %,d rows", sample.rows());
        FairTurns turns = new FairTurns(ways);
        for (int i = 0; i < ways.size(); i++) {
            work.checkStop();
            work.listener().update(new Progress(phase, i, ways.size(), "ways"));
            Sized one = turns.next();
            if (passed() > round.until) {
                forTime.add(one.way().toString());
                continue;
            }
            long begin = System.nanoTime();
            tried(one, sample, quality, found);
            turns.took(one, System.nanoTime() - begin);
        }
        work.listener().update(new Progress(phase, ways.size(), ways.size(), "ways"));
        return found;
    }

    private void tried(Sized one, SampledWords sample, Quality quality, List<Trial> found) {
        long begin = System.nanoTime();
        try {
            Embeddings after = Compression.of(sample.words(), sample.compressor(one.way()));
            double value = quality.of(after);
            Trial trial =
                    trial(
                            one.way(),
                            one.least(),
                            new Quality.Kept(value, Quality.UNKNOWN),
                            sample.rows());
            found.add(trial);
            trials.put(trial.named(), trial);
            double perRow = (System.nanoTime() - begin) / 1e9 / sample.rows();
            seconds.put(trial.named(), perRow * words.size());
        } catch (IllegalArgumentException e) {
            refused.put(one.way().toString(), String.valueOf(e.getMessage()));
        }
    }

    private Trial trial(Way way, long bytes, Quality.Kept kept, int rows) {
        return new Trial(
                way.method(),
                way.asked(),
                limits.floor() + bytes,
                kept.value(),
                kept.interval(),
                rows);
    }

    private static List<Trial> ranked(List<Trial> found) {
        return found.stream()
                .sorted(
                        Comparator.comparingDouble((Trial trial) -> -trial.quality())
                                .thenComparingLong(Trial::bytes)
                                .thenComparing(Trial::named))
                .toList();
    }

    /// The best ones, the best of each combination, and those than which no smaller one is as good.
    private List<Sized> better(List<Trial> found) {
        Map<String, Trial> kept = new LinkedHashMap<>();
        List<Trial> ranked = ranked(found);
        ranked.stream().limit(SECOND_WAYS / 2).forEach(trial -> kept.put(trial.named(), trial));
        Tuner.front(found).reversed().stream()
                .limit(SECOND_WAYS / 4)
                .forEach(trial -> kept.put(trial.named(), trial));
        Map<String, Trial> firsts = new LinkedHashMap<>();
        ranked.forEach(trial -> firsts.putIfAbsent(trial.method(), trial));
        firsts.values().stream()
                .limit(SECOND_WAYS / 4)
                .forEach(trial -> kept.put(trial.named(), trial));
        return kept.values().stream().map(this::sized).toList();
    }

    private Sized sized(Trial trial) {
        return new Sized(
                new Way(trial.method(), trial.asked()),
                OptionalLong.of(trial.bytes() - limits.floor()));
    }

    /// The best, the best single method, others nearly as good, and smaller ones.
    private List<Sized> wholeOnes(List<Trial> ranked, List<Sized> before) {
        Map<String, Sized> chosen = new LinkedHashMap<>();
        ranked.stream().limit(1).forEach(trial -> chosen.put(trial.named(), sized(trial)));
        ranked.stream()
                .filter(trial -> trial.method().indexOf('+') < 0)
                .limit(1)
                .forEach(trial -> chosen.put(trial.named(), sized(trial)));
        ranked.stream().limit(WHOLE_WAYS).forEach(trial -> chosen.put(trial.named(), sized(trial)));
        Tuner.front(ranked).reversed().forEach(trial -> chosen.put(trial.named(), sized(trial)));
        if (chosen.isEmpty()) {
            before.stream().limit(1).forEach(one -> chosen.put(one.way().toString(), one));
        }
        return List.copyOf(chosen.values());
    }

    private void whole(Way way, String phase, Embeddings remembering, Quality quality) {
        work.checkStop();
        work.listener().update(new Progress(phase, 0, 1, "ways"));
        try {
            Compressor compressor = heard(way, phase).compressor();
            made(way, Compression.of(remembering, compressor), compressor, quality);
        } catch (IllegalArgumentException e) {
            refused.put(way.toString(), String.valueOf(e.getMessage()));
        }
        work.listener().update(new Progress(phase, 1, 1, "ways"));
    }

    private void made(Way way, Embeddings after, Compressor compressor, Quality quality) {
        long bytes = bytes(after);
        if (bytes > limits.room()) {
            tooLarge++;
            return;
        }
        Trial trial =
                trial(
                        way,
                        bytes,
                        quality.measured(after, value -> isOnFront(bytes, value)),
                        words.size());
        trials.put(trial.named(), trial);
        whole.add(trial);
        double most = best.stream().mapToDouble(made -> made.trial().quality()).max().orElse(-1);
        best.removeIf(made -> made.trial().quality() < trial.quality() - ALIKE);
        if (trial.quality() >= most - ALIKE) {
            best.add(new Made(trial, after, compressor));
        }
    }

    private boolean isOnFront(long bytes, double value) {
        return whole.stream()
                .noneMatch(other ->
                        other.bytes() <= limits.floor() + bytes && other.quality() > value);
    }

    private static long bytes(Embeddings words) {
        SubwordTable parts = words.subwords();
        long theirs =
                parts == null
                        ? 0
                        : parts.rows().bytes() + (long) Integer.BYTES * parts.rows().rows();
        return words.table().bytes() + theirs;
    }

    /// The same way, which says what it is doing.
    private Way heard(Way way, String phase) {
        ProgressListener told =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {
                        if (progress.done() < progress.total()) {
                            work.listener()
                                    .update(
                                            new Progress(
                                                    phase,
                                                    progress.done(),
                                                    progress.total(),
                                                    progress.unit(),
                                                    progress.loss()));
                        }
                    }

                    @Override
                    public boolean stopRequested() {
                        return work.listener().stopRequested();
                    }
                };
        MethodRequest asked = way.asked();
        return way.of(
                new MethodRequest(
                        asked.values(), asked.seed(), asked.threads(), told, asked.keys()));
    }
}
