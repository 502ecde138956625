/// Learning from edges: walks through graphs.
@NullMarked
package dev.akin.graphs;

import org.jspecify.annotations.NullMarked;
