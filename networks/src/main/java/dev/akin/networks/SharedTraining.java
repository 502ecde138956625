package dev.akin.networks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several learners as one, each with a name: a batch has examples of any of them, and each learns from its own.
final class SharedTraining implements Learner {
    private final List<String> names;
    private final List<Learner> learners;

    /// Where each learner's examples begin; one more than there are learners.
    private final int[] starts;

    SharedTraining(Map<String, Learner> learners) {
        this.names = List.copyOf(learners.keySet());
        this.learners = names.stream().map(learners::get).toList();
        this.starts = new int[names.size() + 1];
        for (int i = 0; i < names.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], this.learners.get(i).examples());
        }
    }

    @Override
    public int examples() {
        return starts[names.size()];
    }

    @Override
    public int length(int example) {
        int learner = 0;
        while (example >= starts[learner + 1]) {
            learner++;
        }
        return learners.get(learner).length(example - starts[learner]);
    }

    private int[] own(int learner, int[] chosen) {
        return Arrays.stream(chosen)
                .filter(example -> example >= starts[learner] && example < starts[learner + 1])
                .map(example -> example - starts[learner])
                .toArray();
    }

    @Override
    public double train(int[] chosen) {
        double sum = 0;
        for (int i = 0; i < learners.size(); i++) {
            int[] own = own(i, chosen);
            if (own.length > 0) {
                sum += own.length * learners.get(i).train(own);
            }
        }
        return sum / chosen.length;
    }

    @Override
    public Map<String, Double> validate(int[] chosen) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", 0.0);
        for (int i = 0; i < learners.size(); i++) {
            int[] own = own(i, chosen);
            if (own.length > 0) {
                String prefix = names.get(i) + " ";
                Map<String, Double> theirs = learners.get(i).validate(own);
                theirs.forEach((name, value) -> measures.put(prefix + name, value));
                double share = (double) own.length / chosen.length;
                measures.merge("loss", share * theirs.getOrDefault("loss", 0.0), Double::sum);
            }
        }
        return measures;
    }

    /// The sum of what each would stop by.
    @Override
    public double watched(Map<String, Double> measures) {
        double sum = 0;
        for (int i = 0; i < learners.size(); i++) {
            String prefix = names.get(i) + " ";
            Map<String, Double> theirs = new LinkedHashMap<>();
            measures.forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    theirs.put(name.substring(prefix.length()), value);
                }
            });
            sum += theirs.isEmpty() ? 0 : learners.get(i).watched(theirs);
        }
        return sum;
    }

    @Override
    public Learned learned() {
        return Learned.of(
                IntStream.range(0, names.size())
                        .mapToObj(i -> learners.get(i).learned().under(names.get(i) + "/"))
                        .toList());
    }

    @Override
    public String description() {
        return learners.stream().map(Learner::description).collect(Collectors.joining("; "))
                + " on one table: "
                + names;
    }
}
