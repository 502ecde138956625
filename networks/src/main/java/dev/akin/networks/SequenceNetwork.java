package dev.akin.networks;

/// An embedding layer with a body and an output on it: sequences of ids → scores. Trained by one thread at a time; any may ask for
/// scores meanwhile none trains.
interface SequenceNetwork extends AutoCloseable {
    /// The scores, before softmax or sigmoid: a group of outputs for each sequence, or for each place of each.
    float[] scores(SequenceBatch batch);

    /// One step.
    ///
    /// @return the loss before it
    double train(SequenceBatch batch, Targets targets);

    /// What it learns beside the rows.
    Learned learned();

    @Override
    void close();
}
