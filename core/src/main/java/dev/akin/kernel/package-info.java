/// The numeric loops over blocks of numbers. Knows no words, files or threads; the only importer of the Vector API.
@NullMarked
package dev.akin.kernel;

import org.jspecify.annotations.NullMarked;
