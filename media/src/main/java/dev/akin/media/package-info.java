/// Images and sounds: bytes become pixels and samples, and these the numbers that a model wants. Nothing here makes
/// vectors.
@NullMarked
package dev.akin.media;

import org.jspecify.annotations.NullMarked;
