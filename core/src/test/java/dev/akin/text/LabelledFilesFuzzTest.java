package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akin.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

class LabelledFilesFuzzTest {

    @FuzzTest
    void labelledTextsAreWholeOrRefused(byte[] bytes) throws IOException {
        try {
            List<LabelledText> texts =
                    LabelledTexts.standardInput(new ByteArrayInputStream(bytes))
                            .several(true)
                            .read();
            assertThat(texts).isNotEmpty().noneMatch(text -> text.labels().contains(""));
        } catch (MalformedFileException e) {
            assertThat(e).hasMessageStartingWith("standard input: ");
        }
    }

    @FuzzTest
    void sentencesAreWholeOrRefused(byte[] bytes) throws IOException {
        try {
            List<TaggedSentence> sentences =
                    TaggedSentences.standardInput(new ByteArrayInputStream(bytes)).read();
            assertThat(sentences).isNotEmpty().noneMatch(sentence -> sentence.words().isEmpty());
        } catch (MalformedFileException e) {
            assertThat(e).hasMessageStartingWith("standard input: ");
        }
    }

    @FuzzTest
    void clicksAreOrderedOrRefused(byte[] bytes) throws IOException {
        try {
            List<Click> clicks = ClickLog.standardInput(new ByteArrayInputStream(bytes)).read();
            assertThat(clicks.stream().map(Click::time)).isSorted();
        } catch (MalformedFileException e) {
            assertThat(e).hasMessageStartingWith("standard input: ");
        }
    }
}
