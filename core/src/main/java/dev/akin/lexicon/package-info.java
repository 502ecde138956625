/// Vectors changed by what is known of words: synonyms drawn near, antonyms apart.
@NullMarked
package dev.akin.lexicon;

import org.jspecify.annotations.NullMarked;
