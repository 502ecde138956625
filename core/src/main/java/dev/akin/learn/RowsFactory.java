package dev.akin.learn;

import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.EncodedDocuments;
import org.jspecify.annotations.Nullable;

/// Decides where a thread's rows are: in the tables themselves, or copied.
///
/// @param part the most words of a part
/// @param sentence the most words of a sentence
record RowsFactory(Settings settings, Tables tables, int part, int sentence) {

    Rows in() {
        return rows(tables.in(), 1);
    }

    Rows out() {
        return rows(tables.out(), outputsPerWord());
    }

    @Nullable Rows positions() {
        TrainableTable positions = tables.positions();
        return positions == null ? null : rows(positions, positions.rows());
    }

    /// The document that a thread is at; null where words alone are learned.
    @Nullable OpenDocument document() {
        DocumentTable table = tables.documents();
        return table == null
                ? null
                : new OpenDocument(table.documents(), documentRows(table, table.documents()));
    }

    private Rows documentRows(DocumentTable table, EncodedDocuments documents) {
        TrainableRows rows = table.rows();
        int most = documents.mostTags();
        if (settings.reproducible) {
            return new RowCache(rows, capacity(rows, part, most), false);
        }
        return rows instanceof TrainableTable block && block.blocks() == 1
                ? new TableRows(block)
                : new RowCache(rows, most, true);
    }

    private Rows rows(TrainableTable table, int perWord) {
        if (settings.reproducible) {
            return new RowCache(table, capacity(table, part, perWord), false);
        }
        return table.blocks() == 1
                ? new TableRows(table)
                : new RowCache(table, capacity(table, sentence, perWord), true);
    }

    private static int capacity(TrainableRows table, int words, int perWord) {
        return (int) Math.min(table.rows(), (long) words * perWord);
    }

    /// The most rows of outputs that come with each word that is learned.
    private int outputsPerWord() {
        HuffmanTree tree = tables.tree();
        if (tree != null) {
            return Math.max(1, tree.longest());
        }
        if (settings.documents != null) {
            return outputsBesideDocuments();
        }
        // A sentence's last tile may have one centre, and all draws.
        return settings.bags
                ? BagShape.of(settings.negatives).outputs()
                : TileShape.of(settings.negatives).outputs();
    }

    private int outputsBesideDocuments() {
        int words = TileShape.of(settings.negatives).outputs();
        int document = DocumentTile.outputs(settings.negatives);
        return settings.bags
                ? BagShape.of(settings.negatives).outputs()
                : settings.besideWords ? words + document : document;
    }
}
