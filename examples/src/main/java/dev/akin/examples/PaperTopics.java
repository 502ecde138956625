package dev.akin.examples;

import dev.akin.evaluate.LabelResult;
import dev.akin.networks.TextClassification;
import dev.akin.networks.TextClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Learns the classes of a graph's nodes from the words of each node and of its neighbours: one embedding, and the mean of a bag.
/// Argument: the files' name without its ending, as in Planetoid. `.features` has a node and its words on each line, `.edges` two
/// nodes, `.labels` a node and its class, and `.split` the nodes of `train`, `val` and `test`.
public final class PaperTopics {
    private PaperTopics() {}

    public static void main(String[] arguments) throws IOException {
        String name = arguments[0];
        List<List<String>> own = new ArrayList<>();
        for (String[] line : lines(name + ".features")) {
            own.add(
                    List.of(line).subList(1, line.length).stream()
                            .map(word -> "w" + word)
                            .toList());
        }
        List<List<Integer>> near = neighbors(own.size(), lines(name + ".edges"));
        List<List<String>> bags = withNeighbors(withNeighbors(own, near), near);
        List<String> topics =
                lines(name + ".labels").stream().map(line -> "topic " + line[1]).toList();
        List<Integer> train = nodes(name, "train");
        List<Integer> test = nodes(name, "test");
        TextClassification task =
                TextClassification.builder()
                        .wordNgrams(1)
                        .foldDigits(false)
                        .rate(0.01)
                        .l2(1e-4)
                        .epochs(60)
                        .build();
        long began = System.nanoTime();
        try (TextClassifier model = task.fit(texts(bags, train), of(topics, train))) {
            List<String> given =
                    model.predict(texts(bags, test), 1).stream()
                            .map(labels -> labels.getFirst().name())
                            .toList();
            System.out.printf(
                    "accuracy %s, most frequent class %s, in %.1f s%n",
                    LabelResult.ofLabels(of(topics, test), given).accuracy(),
                    mostFrequent(of(topics, train), of(topics, test)).accuracy(),
                    (System.nanoTime() - began) / 1e9);
        }
    }

    private static List<String[]> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .map(line -> line.strip().split("\\s+", 0))
                .toList();
    }

    private static List<List<Integer>> neighbors(int nodes, List<String[]> edges) {
        List<List<Integer>> near = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            near.add(new ArrayList<>());
        }
        for (String[] edge : edges) {
            int from = Integer.parseInt(edge[0]);
            int to = Integer.parseInt(edge[1]);
            near.get(from).add(to);
            near.get(to).add(from);
        }
        return near;
    }

    /// Each bag with what is in those beside it.
    private static List<List<String>> withNeighbors(
            List<List<String>> bags, List<List<Integer>> near) {
        List<List<String>> larger = new ArrayList<>();
        for (int node = 0; node < bags.size(); node++) {
            List<String> bag = new ArrayList<>(bags.get(node));
            near.get(node).forEach(other -> bag.addAll(bags.get(other)));
            larger.add(bag);
        }
        return larger;
    }

    private static List<Integer> nodes(String name, String part) throws IOException {
        return lines(name + ".split").stream()
                .filter(line -> line[0].equals(part))
                .flatMap(line -> List.of(line).subList(1, line.length).stream())
                .map(Integer::valueOf)
                .toList();
    }

    private static List<String> texts(List<List<String>> bags, List<Integer> nodes) {
        return nodes.stream().map(node -> String.join(" ", bags.get(node))).toList();
    }

    private static List<String> of(List<String> topics, List<Integer> nodes) {
        return nodes.stream().map(topics::get).toList();
    }

    private static LabelResult mostFrequent(List<String> seen, List<String> right) {
        String best =
                Collections.max(
                        seen,
                        (a, b) ->
                                Integer.compare(
                                        Collections.frequency(seen, a),
                                        Collections.frequency(seen, b)));
        return LabelResult.ofLabels(right, Collections.nCopies(right.size(), best));
    }
}
