/// How good are these vectors: similarity and analogies, with intervals and paired tests.
@NullMarked
package dev.akin.evaluate;

import org.jspecify.annotations.NullMarked;
