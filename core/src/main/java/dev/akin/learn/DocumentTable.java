package dev.akin.learn;

import dev.akin.table.TrainableRows;
import dev.akin.vocabulary.EncodedDocuments;

/// The documents that are learned from, and a row for each of their tags.
record DocumentTable(TrainableRows rows, EncodedDocuments documents) {}
