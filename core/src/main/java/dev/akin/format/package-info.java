/// The only parser of vector files, ours and foreign: bytes to vocabularies, tables and metadata, and back.
@NullMarked
package dev.akin.format;

import org.jspecify.annotations.NullMarked;
