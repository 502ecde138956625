/// What lies near what: nearest-neighbour graphs of points.
@NullMarked
package dev.akin.cluster;

import org.jspecify.annotations.NullMarked;
