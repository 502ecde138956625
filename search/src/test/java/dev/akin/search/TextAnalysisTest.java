package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAnalysisTest {
    @TempDir Path temporary;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I reset my password?                    | en",
                "Invoices 2024                                  | en",
                "如何重置我的密码                               | zh",
                "用 Java 写的向量搜索引擎                       | zh",
                "Как сбросить пароль?                           | ru",
                "Як скинути пароль і увійти                     | und",
                "パスワードをリセットする方法                   | und",
                "Wie setze ich das Passwort zurück?             | und",
                "Comment réinitialiser le mot de passe          | und",
                "¿Cómo restablezco la contraseña?               | und",
                "12345 ...                                      | und",
                "''                                             | und"
            })
    void guessesTheLanguage(String text, String language) {
        assertThat(LanguageGuess.of(text)).isEqualTo(language);
    }

    /// Each text is found by another form of one of its words, and not by a word it lacks.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The children were running home  | run           | walk",
                "我们昨天讨论了账单问题          | 账单          | 密码",
                "Мы обсудили счета клиентов      | клиент        | пароль",
                "Die Größe der Schuhe            | GROSSE        | Hemd",
                "สวัสดีชาวโลก                    | โลก           | บ้าน",
                "東京都に住んでいます            | 東京          | 大阪"
            })
    void findsWordsInTheirForms(String text, String found, String other) throws IOException {
        try (DocumentIndex index =
                DocumentIndex.create(temporary.resolve("c"), CollectionOptions.of(0))) {
            index.upsert(List.of(Document.builder("a").text(text).build()));

            assertThat(index.search(SearchRequest.ofText(found))).hasSize(1);
            assertThat(index.search(SearchRequest.ofText(other))).isEmpty();
        }
    }

    @Test
    void aStatedLanguageComesBeforeTheGuess() throws IOException {
        try (DocumentIndex index =
                DocumentIndex.create(temporary.resolve("c"), CollectionOptions.of(0))) {
            Document.Builder document = Document.builder("a").text("Handys laden");
            index.upsert(List.of(document.language("en-US").build()));
            assertThat(index.search(SearchRequest.ofText("handy"))).hasSize(1);
            index.upsert(List.of(document.language("de").build()));
            assertThat(index.search(SearchRequest.ofText("handy"))).isEmpty();
            assertThat(index.search(SearchRequest.ofText("HANDYS"))).hasSize(1);
        }
    }

    @Test
    void aVeryLongQuestionIsAnswered() throws IOException {
        try (DocumentIndex index =
                DocumentIndex.create(temporary.resolve("c"), CollectionOptions.of(0))) {
            index.upsert(List.of(Document.builder("a").text("word0").build()));
            StringBuilder question = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                question.append("word").append(i).append(' ');
            }

            assertThat(index.search(SearchRequest.ofText(question.toString()))).hasSize(1);
        }
    }
}
