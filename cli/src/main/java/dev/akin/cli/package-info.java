/// The command `akin`: one class per command. It parses, calls the library and prints; it does no maths.
@NullMarked
package dev.akin.cli;

import org.jspecify.annotations.NullMarked;
