/// Words become ids: keys, counts and the encoded corpus. Holds no vectors.
@NullMarked
package dev.akin.vocabulary;

import org.jspecify.annotations.NullMarked;
