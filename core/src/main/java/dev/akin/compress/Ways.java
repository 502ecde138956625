package dev.akin.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// All ways that a tuner tries: every method with the values that its options are usually tried with, and every one with rows inside
/// together with every one for those.
final class Ways {
    private Ways() {}

    /// @param method with its combination
    /// @param asked with its options
    record Way(String method, MethodRequest asked) {
        /// `prune+int8 --keep 50%`
        @Override
        public String toString() {
            return method
                    + asked.values().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(option ->
                                    " --" + option.getKey().label() + " " + option.getValue())
                            .collect(Collectors.joining());
        }
    }

    static List<Way> all(MethodRequest plain) {
        List<Way> ways = new ArrayList<>();
        for (Method method : Methods.all()) {
            ways.addAll(of(List.of(method), plain));
            if (method.outer()) {
                Methods.all().stream()
                        .filter(inner -> !inner.outer())
                        .forEach(inner -> ways.addAll(of(List.of(method, inner), plain)));
            }
        }
        return ways;
    }

    private static List<Way> of(List<Method> methods, MethodRequest plain) {
        String name = String.join("+", methods.stream().map(Method::name).toList());
        List<MethodRequest> requests = List.of(plain);
        for (MethodOption option : MethodOption.values()) {
            boolean taken = methods.stream().anyMatch(method -> method.options().contains(option));
            if (taken && !option.trials().isEmpty()) {
                requests =
                        requests.stream()
                                .flatMap(request ->
                                        option.trials().stream()
                                                .map(value -> request.with(option, value)))
                                .toList();
            }
        }
        return requests.stream().map(request -> new Way(name, request)).toList();
    }
}
