/// What lies near what, and what lies together: nearest-neighbour graphs of points, and groups of them.
@NullMarked
package dev.akin.cluster;

import org.jspecify.annotations.NullMarked;
