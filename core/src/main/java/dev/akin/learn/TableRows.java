package dev.akin.learn;

import dev.akin.table.TrainableTable;

/// The rows of a table that is one array, where they are.
final class TableRows implements Rows {
    private final TrainableTable table;

    TableRows(TrainableTable table) {
        this.table = table;
    }

    @Override
    public float[] array() {
        return table.block(0);
    }

    @Override
    public int offset(int id) {
        return table.offset(id);
    }

    @Override
    public int spare() {
        return table.spareOffset(0);
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void endSentence() {}
}
