/// The learners, one class each, named as the literature names them.
@NullMarked
package dev.akin.learn;

import org.jspecify.annotations.NullMarked;
