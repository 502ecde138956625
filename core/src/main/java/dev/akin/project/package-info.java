/// Points in many dimensions as points in two or three that can be seen.
@NullMarked
package dev.akin.project;

import org.jspecify.annotations.NullMarked;
