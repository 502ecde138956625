package dev.akin.cluster;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;

/// Grows a tree of the cheapest edges from one point, as Prim (1957) does. An edge costs the distance of its ends, and at least as much
/// as the neighbourhoods of both are wide.
///
/// Two things spare most comparisons. No edge to a point is cheaper than its own neighbourhood: a point with such an edge is settled.
/// And points lie in boxes: of one that is farther than all its points' edges are dear, none is compared. For one thread, which is
/// helped.
final class CheapestEdges {
    private static final int BOX = 64;

    /// Numbers that are worth another thread.
    private static final int SHARE = 262_144;

    private static final int REPORT = 4096;

    /// Less than this share of a distance is rounding.
    private static final float ROUNDING = 1 - 1e-5f;

    private final Points points;
    private final float[] wide;
    private final Workers workers;
    private final OpenBox[] boxes;

    /// Where each box begins and ends in each dimension.
    private final float[] low;

    private final float[] high;

    /// What each box says, side by side: most boxes are passed over.
    private final float[] dearest;

    private final float[] least;
    private final PriorityQueue<Edge> settled = new PriorityQueue<>();

    /// @param wide the square of how wide the neighbourhood of each point is
    CheapestEdges(Points points, float[] wide, Workers workers) {
        this.points = points;
        this.wide = wide;
        this.workers = workers;
        List<int[]> lists = KdOrder.boxes(points, BOX);
        int dimension = points.dimension();
        this.boxes = new OpenBox[lists.size()];
        this.low = new float[boxes.length * dimension];
        this.high = new float[low.length];
        this.dearest = new float[boxes.length];
        this.least = new float[boxes.length];
        for (int i = 0; i < boxes.length; i++) {
            KdOrder.bounds(points, lists.get(i), low, high, i * dimension);
            boxes[i] = new OpenBox(points, lists.get(i), wide);
            see(i);
        }
    }

    private void see(int box) {
        dearest[box] = boxes[box].dearest();
        least[box] = boxes[box].least();
    }

    /// An edge to a point that is not in the tree yet; the cheapest comes first.
    record Edge(float squared, int to, int from) implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            int order = Float.compare(squared, other.squared);
            return order != 0 ? order : Integer.compare(to, other.to);
        }
    }

    /// @throws CancellationException if the listener asks to stop
    SpanningTree grow(ProgressListener listener) {
        int count = points.count();
        SpanningTree tree = new SpanningTree(count);
        int current = boxes[0].removeFirst();
        see(0);
        for (int in = 1; in < count; in++) {
            look(current, count - in);
            Edge next = next();
            tree.add(next.from, next.to, next.squared);
            current = next.to;
            if (in % REPORT == 0 || in + 1 == count) {
                report(listener, in + 1);
            }
        }
        return tree;
    }

    private void report(ProgressListener listener, int in) {
        if (listener.stopRequested()) {
            throw new CancellationException("stopped while points were connected");
        }
        listener.update(new Progress("connecting", in, points.count(), "points"));
    }

    private void look(int current, int open) {
        long numbers = (long) open * points.dimension();
        int parts = (int) Math.clamp(numbers / SHARE, 1, 4L * workers.threads());
        int share = Math.ceilDiv(boxes.length, parts);
        workers.each(
                parts,
                part -> look(current, part * share, Math.min(boxes.length, (part + 1) * share)));
    }

    private void look(int current, int from, int to) {
        for (int i = from; i < to; i++) {
            if (wide[current] < dearest[i] && ROUNDING * squaredDistance(current, i) < dearest[i]) {
                List<Edge> sure = boxes[i].look(points.values, current, wide[current]);
                see(i);
                if (!sure.isEmpty()) {
                    synchronized (settled) {
                        settled.addAll(sure);
                    }
                }
            }
        }
    }

    /// From the box: nothing in it is nearer.
    private float squaredDistance(int point, int box) {
        int dimension = points.dimension();
        float sum = 0;
        for (int d = 0, b = box * dimension, p = point * dimension; d < dimension; d++, b++, p++) {
            float value = points.values[p];
            float apart = Math.max(0, Math.max(low[b] - value, value - high[b]));
            sum += apart * apart;
        }
        return sum;
    }

    private Edge next() {
        int best = 0;
        for (int i = 1; i < boxes.length; i++) {
            if (least[i] < least[best]
                    || (least[i] == least[best]
                            && least[i] < Float.POSITIVE_INFINITY
                            && boxes[i].cheapest().to < boxes[best].cheapest().to)) {
                best = i;
            }
        }
        Edge sure = settled.peek();
        boolean isSettled =
                sure != null
                        && (least[best] == Float.POSITIVE_INFINITY
                                || sure.compareTo(boxes[best].cheapest()) < 0);
        if (isSettled) {
            return settled.remove();
        }
        Edge found = boxes[best].cheapest();
        boxes[best].removeCheapest();
        see(best);
        return found;
    }
}
