package dev.akin.learn;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;

/// What a learner has come to: the whole of its work, or as far as it was let.
///
/// @param model the vectors, as the main table, and what learning needs to go on; its metadata says how far it is
/// @param finished whether all was learned; if not, [WordLearner#resume] goes on
/// @param words words learned, all epochs together, before subsampling
/// @param totalWords words that there are to learn
public record TrainingRun(Model model, boolean finished, long words, long totalWords) {

    /// The vectors.
    public Embeddings embeddings() {
        return model.table("");
    }
}
