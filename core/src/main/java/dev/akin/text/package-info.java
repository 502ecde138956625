/// Sources become lines, lines become words. Gives no ids and counts nothing.
@NullMarked
package dev.akin.text;

import org.jspecify.annotations.NullMarked;
