/// Linear algebra over plain arrays.
@NullMarked
package dev.akin.algebra;

import org.jspecify.annotations.NullMarked;
