/// Learning from what users chose: factors of users and items, and what they recommend.
@NullMarked
package dev.akin.items;

import org.jspecify.annotations.NullMarked;
