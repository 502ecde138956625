package dev.akin.compress;

import dev.akin.compress.Ways.Way;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.SubwordTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The ways whose rows fit a budget, told by shapes alone. For one thread.
final class FittingWays {
    /// What takes less than this part of what the largest one that fits takes has no chance.
    private static final int FAR_SMALLER = 4;

    private final Embeddings words;
    private final Halving.Limits limits;
    private final CompressorBuilder.Work work;
    private final Map<String, String> refused = new LinkedHashMap<>();
    private int tooLarge;
    private int tooSmall;

    FittingWays(Embeddings words, Halving.Limits limits, CompressorBuilder.Work work) {
        this.words = words;
        this.limits = limits;
        this.work = work;
    }

    /// A way and the bytes of its rows; empty where only making it tells.
    record Sized(Way way, OptionalLong bytes) {
        /// 0 where nothing is known.
        long least() {
            return bytes.orElse(0);
        }
    }

    int tooLarge() {
        return tooLarge;
    }

    int tooSmall() {
        return tooSmall;
    }

    /// Why ways cannot be for these rows.
    Map<String, String> refused() {
        return refused;
    }

    /// Those that may fit and are not far smaller than they need be, the largest of each combination first.
    List<Sized> find() {
        List<Way> grid = Ways.all(words.dimension(), request());
        List<Way> ways = new ArrayList<>(grid);
        ways.addAll(Ways.filling(grid, words.size(), words.dimension(), limits.room()));
        List<Sized> sized = new ArrayList<>();
        for (Way way : ways) {
            Sized one = sized(way);
            if (one != null && (one.bytes().isPresent() || way.isSingle())) {
                sized.add(one);
            }
        }
        long least = sized.stream().mapToLong(Sized::least).min().orElse(0);
        List<Sized> fit = sized.stream().filter(one -> one.least() <= limits.room()).toList();
        tooLarge = sized.size() - fit.size();
        if (fit.stream().noneMatch(one -> one.bytes().isPresent())) {
            throw new IllegalArgumentException(
                    "the smallest of "
                            + sized.size()
                            + " ways takes "
                            + (limits.floor() + least)
                            + " bytes, more than the budget of "
                            + limits.budget()
                            + "; raise it, or leave keys out: --method prune+int8 --keep 10%"
                            + " --instead nothing");
        }
        long most = fit.stream().mapToLong(Sized::least).max().orElse(0);
        List<Sized> near =
                fit.stream()
                        .filter(one -> one.bytes().isEmpty() || one.least() >= most / FAR_SMALLER)
                        .toList();
        tooSmall = fit.size() - near.size();
        return inTurns(near);
    }

    private @Nullable Sized sized(Way way) {
        try {
            Compressor compressor = way.compressor();
            OptionalLong bytes = compressor.bytes(words.size(), words.dimension());
            SubwordTable parts = words.subwords();
            if (parts == null || bytes.isEmpty()) {
                return new Sized(way, bytes);
            }
            if (compressor.turns()) {
                refused.put(way.toString(), "turns rows, but not the parts of words");
                return null;
            }
            int rows = parts.rows().rows();
            OptionalLong theirs = compressor.bytes(rows, words.dimension());
            long beside = bytes.getAsLong() + (long) Integer.BYTES * rows;
            return new Sized(way, FactorBuilder.plus(theirs, beside));
        } catch (IllegalArgumentException e) {
            refused.put(way.toString(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// One of each combination after the other, so that each has had its turn if the time is short.
    private static List<Sized> inTurns(List<Sized> ways) {
        Map<String, Integer> turns = new LinkedHashMap<>();
        Map<Sized, Integer> turn = new LinkedHashMap<>();
        ways.stream()
                .sorted(Comparator.comparingLong((Sized one) -> -one.least()))
                .forEach(one -> turn.put(one, turns.merge(one.way().method(), 1, Integer::sum)));
        return turn.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private MethodRequest request() {
        return new MethodRequest(
                Map.of(), work.seed(), work.threads(), work.unheard(), words.vocabulary());
    }
}
