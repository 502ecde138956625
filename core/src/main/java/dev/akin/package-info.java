/// What every room of Akin shares: how far work has come, and what went wrong.
@NullMarked
package dev.akin;

import org.jspecify.annotations.NullMarked;
