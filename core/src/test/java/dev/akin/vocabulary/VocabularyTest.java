package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
    private static final List<String> KEYS =
            List.of("the", "", "кот", "中文", "😀", "a", "aa", "a b", "\u0000", "é", "e\u0301");

    @TempDir Path folder;

    @Test
    void findsEveryKeyAndNoOther() {
        Vocabulary vocabulary = Vocabulary.of(KEYS);
        assertThat(vocabulary.size()).isEqualTo(KEYS.size());
        assertThat(vocabulary.keys()).isEqualTo(KEYS);
        for (int id = 0; id < KEYS.size(); id++) {
            assertThat(vocabulary.id(KEYS.get(id))).isEqualTo(id);
            assertThat(vocabulary.key(id)).isEqualTo(KEYS.get(id));
        }
        for (String other : List.of("The", "th", "them", "ко", "e", "\uffff")) {
            assertThat(vocabulary.id(other)).isEqualTo(-1);
            assertThat(vocabulary.contains(other)).isFalse();
        }
    }

    @Test
    void findsKeysInsideOtherBytes() {
        Vocabulary vocabulary = Vocabulary.of(KEYS);
        byte[] line = "see the кот run".getBytes(StandardCharsets.UTF_8);
        assertThat(vocabulary.id(line, 4, 7)).isEqualTo(0);
        assertThat(vocabulary.id(line, 8, 14)).isEqualTo(2);
        assertThat(vocabulary.id(line, 0, 3)).isEqualTo(-1);
    }

    @Test
    void knowsWhatItGrewFrom() {
        Vocabulary whole = Vocabulary.of(KEYS, new long[KEYS.size()]);
        assertThat(whole.startsWith(Vocabulary.of(KEYS))).isTrue();
        assertThat(whole.startsWith(Vocabulary.of(KEYS.subList(0, 3)))).isTrue();
        assertThat(whole.startsWith(Vocabulary.of(List.of()))).isTrue();
        assertThat(Vocabulary.of(KEYS.subList(0, 3)).startsWith(whole)).isFalse();
        assertThat(whole.startsWith(Vocabulary.of(List.of("the", "к")))).isFalse();
        assertThat(whole.startsWith(Vocabulary.of(List.of("the", "x")))).isFalse();
        assertThat(whole.startsWith(Vocabulary.of(List.of("th", "e")))).isFalse();
    }

    @Test
    void countsAreKept() {
        Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {1L << 40, 3});
        assertThat(vocabulary.counted()).isTrue();
        assertThat(vocabulary.count(0)).isEqualTo(1L << 40);
        assertThatThrownBy(() -> vocabulary.count(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Vocabulary.of(List.of("a", "b"), new long[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 2 keys but 1 counts");

        Vocabulary uncounted = Vocabulary.of(List.of("a"));
        assertThat(uncounted.counted()).isFalse();
        assertThatThrownBy(() -> uncounted.count(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this vocabulary has no counts");
    }

    @Test
    void duplicatesAreNamed() {
        assertThatThrownBy(() -> Vocabulary.of(List.of("a", "кот", "b", "кот")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key \"кот\" comes twice, as ids 1 and 3");
    }

    @Test
    void halfOfASurrogatePairIsNoKey() {
        assertThatThrownBy(() -> Vocabulary.of(List.of("a\ud83d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half of a surrogate pair");
    }

    @Test
    void idsOutsideAreRefused() {
        Vocabulary vocabulary = Vocabulary.of(KEYS);
        assertThatThrownBy(() -> vocabulary.key(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> vocabulary.key(KEYS.size()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anEmptyVocabularyHasNothing() {
        Vocabulary vocabulary = Vocabulary.of(List.of());
        assertThat(vocabulary.size()).isZero();
        assertThat(vocabulary.id("a")).isEqualTo(-1);
        assertThat(vocabulary.order()).isEmpty();
    }

    @Test
    void theOrderIsThatOfUnsignedBytes() {
        Vocabulary vocabulary = Vocabulary.of(KEYS);
        List<String> sorted = new ArrayList<>(KEYS);
        sorted.sort((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));
        assertThat(Arrays.stream(vocabulary.order()).mapToObj(vocabulary::key)).isEqualTo(sorted);
    }

    @Test
    void theOrderOfManyKeysWithCommonBeginnings() {
        Random random = new Random(5);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            keys.add("prefix".repeat(random.nextInt(4)) + Integer.toString(i, 36));
        }
        Collections.shuffle(keys, random);
        Vocabulary vocabulary = Vocabulary.of(keys);
        List<String> sorted = new ArrayList<>(keys);
        Collections.sort(sorted);
        assertThat(Arrays.stream(vocabulary.order()).mapToObj(vocabulary::key).toList())
                .isEqualTo(sorted);
    }

    @Test
    void aMappedViewAnswersAsTheVocabularyItWasWrittenFrom() throws IOException {
        long[] counts = new long[KEYS.size()];
        Arrays.setAll(counts, i -> 100 - i);
        Vocabulary made = Vocabulary.of(KEYS, counts);
        MemorySegment order = MemorySegment.ofArray(made.order());
        Vocabulary view =
                Vocabulary.view(
                        mapped(made.bytes()),
                        mapped(made.offsets()),
                        mapped(MemorySegment.ofArray(counts)),
                        mapped(order));
        assertThat(view.keys()).isEqualTo(KEYS);
        for (int id = 0; id < KEYS.size(); id++) {
            assertThat(view.id(KEYS.get(id))).isEqualTo(id);
            assertThat(view.count(id)).isEqualTo(counts[id]);
        }
        assertThat(view.id("aaa")).isEqualTo(-1);
        assertThat(view.id("~~~~")).isEqualTo(-1);
        assertThat(view.order()).isEqualTo(made.order());
        Vocabulary unordered = Vocabulary.view(made.bytes(), made.offsets(), null, null);
        assertThat(unordered.id("кот")).isEqualTo(2);
        assertThat(unordered.counted()).isFalse();
    }

    @Test
    void damagedOffsetsAndOrdersAreFoundWhenTheyAreUsed() {
        Vocabulary made = Vocabulary.of(List.of("a", "b", "c"));
        for (long[] offsets : new long[][] {{0, 2, 1, 3}, {0, -1, 2, 3}, {0, 1, 99, 3}}) {
            Vocabulary view =
                    Vocabulary.view(made.bytes(), MemorySegment.ofArray(offsets), null, null);
            assertThatThrownBy(() -> view.key(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the key of row 1 lies at bytes")
                    .hasMessageContaining("the file is damaged");
        }
        Vocabulary view =
                Vocabulary.view(
                        made.bytes(),
                        made.offsets(),
                        null,
                        MemorySegment.ofArray(new int[] {7, 7, 7}));
        assertThatThrownBy(() -> view.id("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("names the id 7 among 3");
    }

    @Test
    void manyKeysGatheredAsBytes() {
        KeyBytes gathered = new KeyBytes();
        for (int i = 0; i < 50_000; i++) {
            gathered.add("ключ" + i);
        }
        Vocabulary vocabulary = Vocabulary.of(gathered, null);
        assertThat(gathered.size()).isEqualTo(50_000);
        assertThat(vocabulary.id("ключ49999")).isEqualTo(49_999);
        assertThat(vocabulary.key(31_234)).isEqualTo("ключ31234");
        assertThat(vocabulary.offsets().byteSize()).isEqualTo(8 * 50_001);
    }

    private MemorySegment mapped(MemorySegment bytes) throws IOException {
        Path path = Files.createTempFile(folder, "x", ".bin");
        Files.write(path, bytes.toArray(ValueLayout.JAVA_BYTE));
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        }
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
