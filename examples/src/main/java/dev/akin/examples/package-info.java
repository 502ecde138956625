/// Short programs that show how Akin is used from Java. The documentation quotes their regions; the tests run them.
@NullMarked
package dev.akin.examples;

import org.jspecify.annotations.NullMarked;
