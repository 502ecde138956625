/// The nouns that users hold: keys with their rows, and the questions one asks them.
@NullMarked
package dev.akin.embeddings;

import org.jspecify.annotations.NullMarked;
