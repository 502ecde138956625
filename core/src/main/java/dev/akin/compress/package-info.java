/// Tables made smaller: fewer bits a number, codes for rows, fewer rows.
@NullMarked
package dev.akin.compress;

import org.jspecify.annotations.NullMarked;
