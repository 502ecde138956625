package dev.akin;

/// How far long work has come.
///
/// @param phase what is being done, for a person to read: `counting`, `training`, `writing`
/// @param done units finished, from 0 to `total`
/// @param total units in all, or -1 while it is not known
/// @param unit what is counted: `words`, `bytes`, `rows`
/// @param loss the running mean loss of a learner, or `NaN` where there is none
public record Progress(String phase, long done, long total, String unit, double loss) {

    public Progress(String phase, long done, long total, String unit) {
        this(phase, done, total, unit, Double.NaN);
    }
}
