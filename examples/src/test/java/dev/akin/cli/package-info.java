/// What the documentation says of the command, held against the command.
@NullMarked
package dev.akin.cli;

import org.jspecify.annotations.NullMarked;
