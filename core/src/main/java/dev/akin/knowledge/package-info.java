/// Learning from facts: vectors of entities and relations.
@NullMarked
package dev.akin.knowledge;

import org.jspecify.annotations.NullMarked;
