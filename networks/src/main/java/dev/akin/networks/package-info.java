/// Networks on top of embedding layers: what reads rows by their ids, and learns them. The rows are always Akin's, with sparse
/// gradients and fused optimisers; what stands on them runs on PyTorch by DJL, or, where it is a mean, in plain Java.
@NullMarked
package dev.akin.networks;

import org.jspecify.annotations.NullMarked;
