/// Maps between spaces of vectors.
@NullMarked
package dev.akin.align;

import org.jspecify.annotations.NullMarked;
