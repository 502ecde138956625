package dev.akin.media;

import dev.akin.MalformedFileException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/// Hears from a decoder that the file ended too early: it would otherwise fill up with grey.
final class Cuts implements IIOReadWarningListener {
    private @Nullable String heard;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        if (lower.contains("premature") || lower.contains("truncated")) {
            heard = warning;
        }
    }

    void check(PictureSource source) throws MalformedFileException {
        if (heard != null) {
            throw source.malformed(
                    source.length(), "the file is cut short within its picture: " + heard);
        }
    }
}
