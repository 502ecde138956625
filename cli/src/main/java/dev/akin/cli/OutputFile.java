package dev.akin.cli;

import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.VectorFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where vectors will be written, tried before the work begins: an hour of training must not end at a missing folder.
record OutputFile(Path path, FileFormat format) {

    /// @param format null to tell it by the extension
    /// @throws IllegalArgumentException if the extension tells none
    static OutputFile of(Path path, @Nullable FileFormat format) {
        return new OutputFile(path, format == null ? VectorFiles.forName(path) : format);
    }

    /// The same file, in the format that its extension means for these contents: `.bin` is fastText's where there is
    /// something that word2vec's cannot hold.
    OutputFile holding(Contents contents) {
        return new OutputFile(path, VectorFiles.forName(path, contents));
    }

    /// Where what was learned is kept, when training stops before its end.
    Path partial() {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return path.resolveSibling(
                (dot > 0 ? name.substring(0, dot) : name) + ".partial.safetensors");
    }

    /// The folder that it will lie in.
    Path folder() {
        return place().folder();
    }

    OutputPlace place() {
        return new OutputPlace(path);
    }

    /// As [OutputPlace#check()].
    void check() throws IOException {
        place().check();
    }
}
