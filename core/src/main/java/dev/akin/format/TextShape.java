package dev.akin.format;

import java.nio.charset.Charset;
import java.nio.file.Path;

/// What is known of a text file of vectors before its rows are parsed.
///
/// @param start the byte where rows begin
/// @param header lines before the rows: 1 or 0
/// @param rows how many rows the header states, or how many lines there are
/// @param dimension numbers per row
/// @param spacesInKeys whether everything before the last `dimension` fields is the key
record TextShape(
        Path path,
        long start,
        int header,
        long rows,
        int dimension,
        boolean spacesInKeys,
        Charset encoding) {

    /// Who says that there are so many numbers to a row.
    String authority() {
        return header == 1 ? "the header says " : "the first lines have ";
    }
}
