/// Rows of numbers: what an embedding table is, and the ways to store one.
@NullMarked
package dev.akin.table;

import org.jspecify.annotations.NullMarked;
