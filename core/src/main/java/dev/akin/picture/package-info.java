/// Pictures of vectors: maps, heat maps and curves, as PNG and SVG.
@NullMarked
package dev.akin.picture;

import org.jspecify.annotations.NullMarked;
