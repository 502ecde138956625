package dev.akin.languages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.ProgressListener;
import dev.akin.text.Corpus;
import dev.akin.text.WordSegmenter;
import dev.akin.text.WordSink;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class IcuSegmenterTest {
    private static List<String> words(String line) throws IOException {
        List<String> words = new ArrayList<>();
        WordSink sink =
                new WordSink() {
                    @Override
                    public void beginChunk(long number) {}

                    @Override
                    public void word(byte[] utf8, int from, int to) {
                        words.add(new String(utf8, from, to - from, StandardCharsets.UTF_8));
                    }

                    @Override
                    public void endLine() {}

                    @Override
                    public void endChunk() {}
                };
        Corpus.ofLines(List.of(line)).read(1, () -> sink, ProgressListener.NONE);
        return words;
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(WordSegmenter.load())
                .get()
                .isInstanceOf(IcuSegmenter.class)
                .extracting(WordSegmenter::name)
                .asString()
                .startsWith("icu4j ");
        assertThat(Corpus.ofLines(List.of()).description()).contains("\"segmenter\":\"icu4j ");
    }

    @Test
    void chineseIsCutIntoWords() throws IOException {
        assertThat(words("我们在北京大学学习自然语言处理，2024年。"))
                .containsExactly("我们", "在", "北京", "大学", "学习", "自然", "语言", "处理", "2024", "年");
        assertThat(words("中华人民共和国")).hasSizeLessThan(7);
    }

    @Test
    void japaneseIsCutIntoWords() throws IOException {
        assertThat(words("東京タワーへ行きました。ありがとう"))
                .contains("東京タワー", "へ", "行き", "ありがとう")
                .doesNotContain("。");
    }

    @Test
    void thaiIsCutIntoWords() throws IOException {
        assertThat(words("สวัสดีชาวโลก ภาษาไทย")).contains("สวัสดี", "ภาษา", "ไทย");
    }

    @Test
    void laoKhmerAndBurmeseAreCutIntoWords() throws IOException {
        for (String line : List.of("ພາສາລາວເປັນພາສາ", "ភាសាខ្មែរជាភាសា", "မြန်မာဘာသာစကား")) {
            List<String> words = words(line);
            assertThat(words).as(line).hasSizeBetween(2, 7);
            assertThat(String.join("", words)).isEqualTo(line);
        }
    }

    @Test
    void russianNeedsNoSegmenter() throws IOException {
        assertThat(words("Ёлка, за\u0301мок и замо\u0301к — кто-то д'Артаньян."))
                .containsExactly(
                        "Ёлка", "за\u0301мок", "и", "замо\u0301к", "кто", "то", "д'Артаньян");
    }

    @Test
    void mixedScriptsKeepTheirWords() throws IOException {
        assertThat(words("我们用Java学习语言 and Москва"))
                .containsExactly("我们", "用", "Java", "学习", "语言", "and", "Москва");
    }

    @Test
    void aRunOfAnyLengthIsCut() throws IOException {
        String sentence = "我们在北京学习";
        List<String> words = words(sentence.repeat(3000));
        assertThat(String.join("", words)).isEqualTo(sentence.repeat(3000));
        assertThat(words).hasSizeLessThan(3000 * sentence.length());
    }

    @Test
    void threadsCutAlike() throws IOException {
        Corpus corpus = Corpus.ofLines(Collections.nCopies(60_000, "我们在北京大学学习自然语言处理"));
        try (EncodedCorpus one = EncodedCorpus.builder().threads(1).encode(corpus);
                EncodedCorpus three = EncodedCorpus.builder().threads(3).encode(corpus)) {
            assertThat(three.vocabulary().keys()).isEqualTo(one.vocabulary().keys());
            assertThat(three.words()).isEqualTo(one.words());
        }
    }
}
