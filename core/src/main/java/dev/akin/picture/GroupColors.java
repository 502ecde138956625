package dev.akin.picture;

import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

final class GroupColors extends Coloring {
    private final String title;
    private final int[] groups;
    private final List<String> names;
    private final int[] sizes;

    /// The groups, the largest first.
    private final int[] bySize;

    GroupColors(String title, int[] groups, List<String> names) {
        this.title = title;
        this.groups = groups;
        this.names = names;
        sizes = new int[names.size()];
        for (int group : groups) {
            if (group < -1 || group >= names.size()) {
                throw new IllegalArgumentException(
                        "group " + group + " has no name: there are " + names.size());
            }
            if (group >= 0) {
                sizes[group]++;
            }
        }
        bySize =
                IntStream.range(0, sizes.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(g -> -sizes[g]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /// What belongs nowhere is at the bottom, small groups on top of large ones.
    @Override
    List<Layer> layers(int count, Theme theme) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(theme.none, members(-1)));
        int[][] members = allMembers();
        for (int i = 0; i < bySize.length; i++) {
            layers.add(new Layer(Palette.group(i, theme), members[bySize[i]]));
        }
        return layers;
    }

    private int[] members(int group) {
        return IntStream.range(0, groups.length).filter(i -> groups[i] == group).toArray();
    }

    private int[][] allMembers() {
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, g -> new int[sizes[g]]);
        int[] filled = new int[sizes.length];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] >= 0) {
                members[groups[i]][filled[groups[i]]++] = i;
            }
        }
        return members;
    }

    @Override
    List<Named> named() {
        int[][] members = allMembers();
        return Arrays.stream(bySize)
                .filter(g -> sizes[g] > 0)
                .mapToObj(g -> new Named(names.get(g), members[g]))
                .toList();
    }

    @Override
    Legend legend(Theme theme) {
        List<Legend.Entry> entries = new ArrayList<>();
        int shown = Math.min(bySize.length, Palette.GROUPS);
        for (int i = 0; i < shown && sizes[bySize[i]] > 0; i++) {
            entries.add(
                    new Legend.Entry(
                            Palette.group(i, theme), names.get(bySize[i]), sizes[bySize[i]]));
        }
        int more = 0;
        for (int i = shown; i < bySize.length; i++) {
            more += sizes[bySize[i]];
        }
        if (more > 0) {
            entries.add(
                    new Legend.Entry(theme.none, (bySize.length - shown) + " other groups", more));
        }
        int none = members(-1).length;
        if (none > 0) {
            entries.add(new Legend.Entry(theme.none, more > 0 ? "and none" : "none", none));
        }
        return new Legend.Groups(title, entries);
    }

    @Override
    void check(int count) {
        check(groups.length, count);
    }

    @Override
    Json column() {
        return Json.object(
                "name",
                title,
                "kind",
                "text",
                "values",
                names,
                "codes",
                Arrays.stream(groups).boxed().toList());
    }
}
