/// Collections of documents, found by their words, by their vectors, or by both.
@NullMarked
package dev.akin.search;

import org.jspecify.annotations.NullMarked;
