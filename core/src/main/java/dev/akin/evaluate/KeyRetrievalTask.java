package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keys and those that should be near them: nDCG of the ten nearest (Järvelin and Kekäläinen 2002), where what is not known is left
/// out.
final class KeyRetrievalTask extends ItemTask {
    private static final int NEAREST = 10;

    private final List<Query> queries;

    KeyRetrievalTask(String name, List<Query> queries) {
        super(name);
        this.queries = List.copyOf(queries);
    }

    /// @param relevant in no order
    record Query(String key, Set<String> relevant) {}

    static KeyRetrievalTask of(String name, Map<String, Set<String>> relevant) {
        return new KeyRetrievalTask(
                name,
                relevant.entrySet().stream()
                        .map(query -> new Query(query.getKey(), query.getValue()))
                        .toList());
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (Query query : queries) {
            keys.add(query.key());
            keys.addAll(query.relevant());
        }
        return keys;
    }

    @Override
    public ScoredTask some(int items) {
        return new KeyRetrievalTask(name(), ScoredTask.spread(queries, items));
    }

    @Override
    double[] values(Embeddings words) {
        double[] values = new double[queries.size()];
        Arrays.fill(values, Double.NaN);
        List<Integer> asked = new ArrayList<>();
        List<Set<Integer>> wanted = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Set<Integer> ids = ids(words, queries.get(i));
            if (!ids.isEmpty()) {
                asked.add(i);
                wanted.add(ids);
            }
        }
        List<String> keys = asked.stream().map(i -> queries.get(i).key()).toList();
        List<List<Neighbor>> found =
                keys.isEmpty() ? List.of() : words.neighborsOfEach(keys, NEAREST);
        for (int i = 0; i < found.size(); i++) {
            values[asked.get(i)] = gain(found.get(i), wanted.get(i));
        }
        return values;
    }

    /// None where the query itself is not known.
    private static Set<Integer> ids(Embeddings words, Query query) {
        Set<Integer> ids = new LinkedHashSet<>();
        int self = words.find(query.key());
        if (self >= 0) {
            query.relevant().forEach(key -> ids.add(words.find(key)));
            ids.remove(-1);
            ids.remove(self);
        }
        return ids;
    }

    private static double gain(List<Neighbor> found, Set<Integer> wanted) {
        double gain = 0;
        double most = 0;
        for (int rank = 1; rank <= NEAREST; rank++) {
            double weight = Math.log(2) / Math.log(rank + 1.0);
            most += rank <= wanted.size() ? weight : 0;
            gain += rank <= found.size() && wanted.contains(found.get(rank - 1).id()) ? weight : 0;
        }
        return gain / most;
    }
}
