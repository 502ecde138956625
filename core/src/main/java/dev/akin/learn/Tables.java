package dev.akin.learn;

import dev.akin.table.TrainableTable;
import org.jspecify.annotations.Nullable;

/// What a learner of words or documents changes, and what it draws from.
///
/// @param in a row for each word, then one for each n-gram that a word has
/// @param out a row for each word, or for each choice of the tree
/// @param positions the weights of positions, 2 · window + 1 rows; null where every position counts alike
/// @param bundles which rows stand behind each word; null where each word has its own and no other
/// @param tree null without hierarchical softmax
/// @param documents null where words alone are learned
record Tables(
        TrainableTable in,
        TrainableTable out,
        @Nullable TrainableTable positions,
        @Nullable Bundles bundles,
        @Nullable HuffmanTree tree,
        @Nullable DocumentTable documents) {}
