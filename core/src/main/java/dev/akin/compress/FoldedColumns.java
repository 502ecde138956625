package dev.akin.compress;

import dev.akin.algebra.Workers;
import java.util.concurrent.CancellationException;

/// A table without its mean as a tensor `rows × J₁ × J₂`, of which the products of columns are kept: all that a decomposition needs
/// whose first factor follows from the others.
final class FoldedColumns {
    private final double[][] products;
    private final int first;
    private final int second;
    private final CompressorBuilder.Work work;
    private final double all;

    /// @param sides J₁ and J₂, whose product is the dimension
    FoldedColumns(CentredRows rows, int[] sides, CompressorBuilder.Work work) {
        this.products = rows.products();
        this.first = sides[0];
        this.second = sides[1];
        this.work = work;
        double sum = 0;
        for (int i = 0; i < products.length; i++) {
            sum += products[i][i];
        }
        this.all = sum;
    }

    /// Of columns, `dimension × dimension`: not a copy.
    double[][] products() {
        return products;
    }

    /// J₁.
    int first() {
        return first;
    }

    /// J₂.
    int second() {
        return second;
    }

    /// The squares of all numbers, summed.
    double all() {
        return all;
    }

    Workers workers() {
        return new Workers(work.threads());
    }

    /// Tells how far the work has come, and stops it where that is asked for.
    ///
    /// @param left share of the squares that is lost
    void tell(int turn, int turns, double left) {
        if (work.listener().stopRequested()) {
            throw new CancellationException("stopped while factors were found");
        }
        Components.tell(work, "factoring", turn, turns, Math.sqrt(left));
    }
}
