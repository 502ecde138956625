package dev.akin.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// [ClassLoss#PROTOTYPICAL]. With vectors of unit length, all that it needs are their cosines: q · p is the mean of those of q and what makes
/// the prototype, p · p the mean of those of the latter with each other, and the distance squared is 1 − 2 q · p + p · p.
final class Episode {
    private final List<List<Integer>> members;
    private final double temperature;
    private final int shots;

    Episode(int[] classes, ClassLossOptions options) {
        Map<Integer, List<Integer>> byClass = new LinkedHashMap<>();
        for (int i = 0; i < classes.length; i++) {
            byClass.computeIfAbsent(classes[i], _ -> new ArrayList<>()).add(i);
        }
        this.members = List.copyOf(byClass.values());
        this.temperature = options.temperature();
        this.shots = options.shots();
    }

    double loss(Cosines cosines) {
        int turns = members.stream().mapToInt(List::size).max().orElse(0);
        double sum = 0;
        int asked = 0;
        for (int turn = 0; turn < turns; turn++) {
            Turn one = new Turn(cosines, turn);
            sum += one.loss();
            asked += one.asked;
        }
        if (asked == 0) {
            return 0;
        }
        cosines.scale(1.0 / asked);
        return sum / asked;
    }

    /// Turns scores into shares.
    ///
    /// @return minus the logarithm of the share of the right one
    static double surprise(double[] scores, int right) {
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        double own = scores[right] - most;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - most);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        return Math.log(sum) - own;
    }

    /// Some pictures of each class are its prototype.
    private final class Turn {
        private final Cosines cosines;
        private final int turn;
        private final List<List<Integer>> prototypes = new ArrayList<>();
        private final double[] squares;
        private int asked;

        Turn(Cosines cosines, int turn) {
            this.cosines = cosines;
            this.turn = turn;
            this.squares = new double[members.size()];
            for (int c = 0; c < squares.length; c++) {
                prototypes.add(prototype(members.get(c)));
                for (int a : prototypes.get(c)) {
                    squares[c] += mean(a, c) / prototypes.get(c).size();
                }
            }
        }

        /// A picture that is alone is the prototype.
        private List<Integer> prototype(List<Integer> of) {
            List<Integer> chosen = new ArrayList<>();
            for (int s = 0; s < Math.max(1, Math.min(shots, of.size() - 1)); s++) {
                chosen.add(of.get((turn + s) % of.size()));
            }
            return chosen;
        }

        private double mean(int i, int c) {
            double sum = 0;
            for (int j : prototypes.get(c)) {
                sum += i == j ? 1 : cosines.at(i, j);
            }
            return sum / prototypes.get(c).size();
        }

        double loss() {
            double sum = 0;
            for (int c = 0; c < squares.length; c++) {
                for (int i : members.get(c)) {
                    if (!prototypes.get(c).contains(i)) {
                        sum += ask(i, c);
                        asked++;
                    }
                }
            }
            return sum;
        }

        private double ask(int i, int right) {
            double[] shares = new double[squares.length];
            for (int c = 0; c < shares.length; c++) {
                shares[c] = (2 * mean(i, c) - 1 - squares[c]) / temperature;
            }
            double surprise = surprise(shares, right);
            for (int c = 0; c < shares.length; c++) {
                slope(i, c, (shares[c] - (c == right ? 1 : 0)) / temperature);
            }
            return surprise;
        }

        /// @param slope of minus the squared distance
        private void slope(int i, int c, double slope) {
            List<Integer> prototype = prototypes.get(c);
            int size = prototype.size();
            for (int a : prototype) {
                cosines.slope(i, a, 2 * slope / size);
                for (int b : prototype) {
                    if (a != b) {
                        cosines.slope(a, b, -slope / (size * size));
                    }
                }
            }
        }
    }
}
