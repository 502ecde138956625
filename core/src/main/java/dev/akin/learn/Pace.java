package dev.akin.learn;

/// How fast to learn, and who hears of it.
interface Pace {
    float learningRate();

    /// Takes what a thread has done since it last said.
    void add(long words, LossSum loss);
}
