/// Words in languages that put no spaces between them, cut with ICU's dictionaries.
@NullMarked
package dev.akin.languages;

import org.jspecify.annotations.NullMarked;
