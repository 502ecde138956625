package dev.akin.format;

import java.util.List;

/// The ways in which rows are stored: a new one is one more here.
final class StoredKinds {
    /// In the order in which a table is offered to them: the last one takes whatever has rows.
    static final List<StoredRows> ALL =
            List.of(
                    new IndexedRows(),
                    new Int8Rows(),
                    new Int4Rows(),
                    new BinaryRows(),
                    new FactoredRows(),
                    new TuckerRows(),
                    new CpRows(),
                    new HashedRows(),
                    new TensorTrainRows(),
                    new CodesRows(),
                    new ProductRows(),
                    new DenseRows());

    private StoredKinds() {}
}
