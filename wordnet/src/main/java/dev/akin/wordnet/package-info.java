/// WordNet 3.1 as text to learn from and as a lexicon to test against, read from its Maven package.
@NullMarked
package dev.akin.wordnet;

import org.jspecify.annotations.NullMarked;
