package dev.akin.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// The hierarchy of groups, seen from the whole down: as the density asked for rises, points leave their group, and a group of which
/// two or more large parts are left splits into these (Campello, Moulavi, Sander 2013). Density is one over a distance. Parts that come
/// apart at the same density do so at once, whatever the order of equal edges.
final class CondensedTree {
    /// Points in the same place are this near.
    private static final double NEAREST = 1e-12;

    private final Dendrogram dendrogram;
    private final int least;
    private final List<Group> groups = new ArrayList<>();

    /// The group that each point was in to the last, and the density at which it left.
    private final int[] lastGroup;

    private final double[] left;

    /// @param least points of a group
    CondensedTree(Dendrogram dendrogram, int least) {
        this.dendrogram = dendrogram;
        this.least = least;
        this.lastGroup = new int[dendrogram.size(dendrogram.root())];
        this.left = new double[lastGroup.length];
        groups.add(new Group(-1, 0));
        Deque<Part> parts = new ArrayDeque<>();
        parts.push(new Part(dendrogram.root(), 0));
        while (!parts.isEmpty()) {
            split(parts.pop(), parts);
        }
    }

    /// A group that splits from another. Changes while the tree is made.
    private static final class Group {
        final int parent;
        final double birth;
        double death;
        double stability;
        double below;
        boolean hasParts;
        boolean isChosen;

        Group(int parent, double birth) {
            this.parent = parent;
            this.birth = birth;
        }
    }

    /// What is left of a group.
    private record Part(int node, int group) {}

    private void split(Part part, Deque<Part> parts) {
        Group group = groups.get(part.group);
        if (dendrogram.isPoint(part.node)) {
            leave(part.node, part.group, 0);
            return;
        }
        double density = 1 / Math.max(NEAREST, Math.sqrt(dendrogram.squared(part.node)));
        group.death = density;
        List<Integer> large = new ArrayList<>();
        for (int node : comingApart(part.node)) {
            if (dendrogram.size(node) >= least) {
                large.add(node);
            } else {
                leave(node, part.group, density);
            }
        }
        if (large.size() == 1) {
            parts.push(new Part(large.getFirst(), part.group));
            return;
        }
        for (int node : large) {
            group.stability += dendrogram.size(node) * (density - group.birth);
            group.hasParts = true;
            parts.push(new Part(node, groups.size()));
            groups.add(new Group(part.group, density));
        }
    }

    /// The nodes below one that come together at its distance.
    private List<Integer> comingApart(int node) {
        List<Integer> apart = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            int next = open.pop();
            for (int below : new int[] {dendrogram.left(next), dendrogram.right(next)}) {
                if (!dendrogram.isPoint(below)
                        && dendrogram.squared(below) == dendrogram.squared(node)) {
                    open.push(below);
                } else {
                    apart.add(below);
                }
            }
        }
        return apart;
    }

    private void leave(int node, int group, double density) {
        int first = dendrogram.first(node);
        for (int place = first; place < first + dendrogram.size(node); place++) {
            lastGroup[dendrogram.pointAt(place)] = group;
            left[dendrogram.pointAt(place)] = density;
        }
        groups.get(group).stability += dendrogram.size(node) * (density - groups.get(group).birth);
    }

    /// What may be taken for a group.
    ///
    /// @param single whether all points may be one
    /// @param nearest groups that come apart at less than this distance are one; 0 for none
    record Choice(boolean single, double nearest) {}

    /// The groups whose points stay longest, none within another: a group rather than its parts where these have not more together.
    Clustering mostStable(Choice choice) {
        for (int g = groups.size() - 1; g >= 0; g--) {
            Group group = groups.get(g);
            boolean isStable = !group.hasParts || group.stability >= group.below;
            group.isChosen = isStable && (g > 0 || choice.single);
            if (g > 0) {
                groups.get(group.parent).below += Math.max(group.stability, group.below);
            }
        }
        return chosen(choice);
    }

    /// The groups that do not split.
    Clustering leaves(Choice choice) {
        groups.forEach(
                group -> group.isChosen = !group.hasParts && (group.parent >= 0 || choice.single));
        return chosen(choice);
    }

    /// Takes for each group that came apart from others too near the one above that did not (Malzer, Baum 2020).
    private void widen(Choice choice) {
        double densest = 1 / choice.nearest;
        for (Group narrow : groups.stream().filter(group -> group.isChosen).toList()) {
            Group wide = narrow;
            while (wide.birth > densest && (wide.parent > 0 || choice.single)) {
                wide = groups.get(wide.parent);
            }
            narrow.isChosen = false;
            wide.isChosen = true;
        }
    }

    /// All points are a group from where its parts, or its last points, come apart; or from the distance asked for.
    private int ofAll(int point, Choice choice) {
        double least = choice.nearest > 0 ? 1 / choice.nearest : groups.getFirst().death;
        return left[point] >= least ? 0 : Clustering.NOISE;
    }

    private Clustering chosen(Choice choice) {
        if (choice.nearest > 0 && !groups.getFirst().isChosen) {
            widen(choice);
        }
        int[] chosen = new int[groups.size()];
        Arrays.fill(chosen, Clustering.NOISE);
        chosen[0] = groups.getFirst().isChosen ? 0 : Clustering.NOISE;
        for (int g = 1; g < chosen.length; g++) {
            int above = chosen[groups.get(g).parent];
            chosen[g] = above >= 0 ? above : groups.get(g).isChosen ? g : Clustering.NOISE;
        }
        int[] clusters = new int[lastGroup.length];
        float[] strengths = new float[clusters.length];
        for (int p = 0; p < clusters.length; p++) {
            int cluster = chosen[lastGroup[p]];
            cluster = cluster == 0 ? ofAll(p, choice) : cluster;
            clusters[p] = cluster;
            if (cluster >= 0) {
                strengths[p] = (float) Math.min(1, left[p] / groups.get(cluster).death);
            }
        }
        return Clustering.of(clusters, strengths);
    }
}
