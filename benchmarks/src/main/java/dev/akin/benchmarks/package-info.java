/// Programs that measure Akin's speed, alone and beside its peers. Each says in its header how it is run.
@NullMarked
package dev.akin.benchmarks;

import org.jspecify.annotations.NullMarked;
