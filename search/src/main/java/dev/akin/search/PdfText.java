package dev.akin.search;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/// The text of a PDF, page by page.
final class PdfText {
    private PdfText() {}

    static SourceText read(Path file, byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            StringBuilder text = new StringBuilder();
            List<Integer> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                pages.add(text.length());
                text.append(page(document, page)).append('\n');
            }
            String title = document.getDocumentInformation().getTitle();
            return new SourceText(
                    text.toString(),
                    List.of(),
                    List.copyOf(pages),
                    0,
                    false,
                    null,
                    SourceReader.title(title == null ? "" : title));
        } catch (InvalidPasswordException e) {
            FileSystemException encrypted =
                    new FileSystemException(
                            file.toString(),
                            null,
                            "the PDF is encrypted; remove its password first");
            encrypted.initCause(e);
            throw encrypted;
        } catch (IOException | RuntimeException e) {
            // Whatever PDFBox stumbles over, the bytes are to blame: they are in memory.
            throw MalformedFileException.atByte(
                    file, 0, "the PDF is damaged: " + e.getMessage(), e);
        }
    }

    private static String page(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        stripper.setLineSeparator("\n");
        return stripper.getText(document);
    }
}
