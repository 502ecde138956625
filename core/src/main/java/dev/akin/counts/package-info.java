/// Learning from how often words stand together: co-occurrence counts, GloVe, LSA.
@NullMarked
package dev.akin.counts;

import org.jspecify.annotations.NullMarked;
