package dev.akin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs every program of this module on the data beside it.
class ExamplesTest {
    private static final String DATA = "data/";

    @TempDir private static Path folder;

    private static String words;

    private interface Program {
        void run(String[] arguments) throws IOException;
    }

    @BeforeAll
    static void train() throws IOException {
        words = folder.resolve("words.safetensors").toString();
        assertThat(printed(TrainWords::main, DATA + "english.txt", words))
                .contains("training", "\"dimension\":20");
    }

    @Test
    void quickstartPrintsTenNeighboursAndASimilarity() throws IOException {
        String file = folder.resolve("quick.safetensors").toString();
        assertThat(printed(Quickstart::main, DATA + "english.txt", "king", file)).hasLineCount(11);
        assertThat(Embeddings.load(Path.of(file)).dimension()).isEqualTo(100);
    }

    @Test
    void wordsLieOnAMap() throws IOException {
        Path tsne = folder.resolve("tsne.csv");
        Path umap = folder.resolve("umap.csv");
        assertThat(printed(MapWords::main, words, "5", tsne.toString(), umap.toString()))
                .contains(" lies at ");
        int count = Embeddings.load(Path.of(words)).size();
        for (Path map : List.of(tsne, umap)) {
            assertThat(Files.readAllLines(map))
                    .hasSize(count)
                    .allMatch(line -> line.matches("[^,]+,-?\\d+\\.\\d+,-?\\d+\\.\\d+"));
        }
    }

    @Test
    void wordsOfOneKindAreInOneGroup() throws IOException {
        String printed = printed(GroupWords::main, words, "8");
        assertThat(printed.lines().filter(line -> line.matches("\\d+ like .+"))).hasSize(8);
        assertThat(printed).containsPattern("silhouette 0\\.\\d+");
    }

    @Test
    void smallerVectorsAreStillThose() throws IOException {
        Path small = folder.resolve("small.safetensors");
        assertThat(printed(CompressWords::main, words, small.toString()))
                .startsWith("prune+float16: ");
        assertThat(Embeddings.load(small).size()).isEqualTo(Embeddings.load(Path.of(words)).size());
    }

    @Test
    void wordsOfOneKindAreNeighbours() throws IOException {
        Embeddings loaded = Embeddings.load(Path.of(words));
        assertThat(keys(loaded.neighbors("tea", 3)))
                .containsExactlyInAnyOrder("coffee", "milk", "water");
    }

    @Test
    void documentsAreLearnedAndFound() throws IOException {
        String file = folder.resolve("documents.safetensors").toString();
        assertThat(printed(LearnDocuments::main, DATA + "english.txt", file))
                .startsWith("[Neighbor[key=line ");
        assertThat(Embeddings.load(Path.of(file)).dimension()).isEqualTo(20);
    }

    @Test
    void sentencesOfWordsKeepTheWordsDimension() throws IOException {
        String file = folder.resolve("sentences.safetensors").toString();
        assertThat(printed(SentencesOfWords::main, words, DATA + "english.txt", file).strip())
                .isEqualTo("20");
        assertThat(Embeddings.load(Path.of(file)).metadata()).containsKey("akin.sif");
    }

    @Test
    void nodesOfOneCircleAreNeighbours() throws IOException {
        StringBuilder edges = new StringBuilder("a0\tb0\n");
        for (String circle : List.of("a", "b")) {
            for (int i = 0; i < 10; i++) {
                edges.append(circle).append(i).append('\t');
                edges.append(circle).append((i + 1) % 10).append('\n');
            }
        }
        Path file = Files.writeString(folder.resolve("edges.tsv"), edges);
        assertThat(printed(LearnGraph::main, file.toString(), "a5"))
                .containsPattern("key=a\\d,.*key=a\\d,.*key=a\\d,");
    }

    @Test
    void countsTeachWordsAndGroupTexts() throws IOException {
        Path file = folder.resolve("bags.safetensors");
        assertThat(printed(LearnFromCounts::main, DATA + "english.txt", file.toString()))
                .containsPattern("\\d+ pairs, tea and milk \\d+")
                .endsWith("20" + System.lineSeparator());
        assertThat(Embeddings.load(file).metadata()).containsKey("akin.centroids");
    }

    @Test
    void encodeTextsFindsTheWeather() throws IOException {
        assertThat(printed(EncodeTexts::main, folder.toString()).lines().toList())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("[Neighbor[key=rain,"))
                .contains("It will be wet tomorrow.");
    }

    @Test
    void encodePicturesComparesTwo() throws IOException {
        Path golden = Path.of("../encode/src/test/resources/golden/images");
        String photo = golden.resolve("photo.png").toString();
        assertThat(printed(EncodePictures::main, golden.resolve("map").toString(), photo, photo))
                .isEqualTo("1.0\n");
    }

    @Test
    void encodeSoundsComparesTwo() throws IOException {
        Path model = Path.of("../encode/src/test/resources/golden/sounds/windowed");
        Path voice = Path.of("../media/src/test/resources/golden/sounds/voice.wav");
        assertThat(
                        printed(
                                EncodeSounds::main,
                                model.toString(),
                                voice.toString(),
                                voice.toString()))
                .startsWith("1.0")
                .hasLineCount(1);
    }

    @Test
    void fewExamplesLabelAPicture() throws IOException {
        String pictures = "../encode/src/test/resources/golden/clip/pictures/";
        assertThat(
                        printed(
                                FewExamples::main,
                                pictures + "red.png",
                                "warm",
                                pictures + "blue.png",
                                "cold",
                                pictures + "blue.png"))
                .isEqualTo("cold\n");
    }

    @Test
    void sameOrDifferentDrawsALine() throws IOException {
        assertThat(printed(arguments -> SameOrDifferent.main(arguments), "0.8"))
                .startsWith("AUC 0.93")
                .endsWith("same\n")
                .hasLineCount(3);
        assertThat(printed(arguments -> SameOrDifferent.main(arguments), "0.5"))
                .endsWith("different\n");
    }

    @Test
    void searchDocumentsFindsTheOneThatAnswers() throws IOException {
        String collection = folder.resolve("collection").toString();
        assertThat(printed(SearchDocuments::main, collection))
                .startsWith("help-1 ")
                .contains("new password")
                .hasLineCount(1);
    }

    @Test
    void loadAndAskAnswers() throws IOException {
        assertThat(printed(LoadAndAsk::main, words).lines().toList())
                .hasSize(10)
                .anyMatch(line -> line.matches("\\d+ × 20"))
                .anyMatch(line -> line.startsWith("[Neighbor[key=queen,"))
                .contains("hammer")
                .anyMatch(line -> line.contains("\"coffe\"") && line.contains("coffee"));
    }

    @Test
    void aStaticEncoderIsDistilled() throws IOException {
        String file = folder.resolve("fast.safetensors").toString();
        assertThat(printed(DistillEncoder::main, DATA + "english.txt", file)).hasToString("128\n");
        assertThat(Files.size(Path.of(file))).isGreaterThan(10_000_000);
    }

    @Test
    void aServerAnswers() throws IOException {
        assertThat(printed(ServeWords::main, words))
                .startsWith("{\"measure\":\"cosine\",\"neighbors\":[{\"key\":\"queen\"");
    }

    @Test
    void phrasesAreFoundAndJoined() throws IOException {
        assertThat(printed(FindPhrases::main, DATA + "english.txt").lines().toList())
                .hasSize(3)
                .anyMatch(line -> line.contains(" phrases, such as "))
                .contains("true", "[The_streets_of, Rome]");
    }

    @Test
    void anUpdateTakesInNewWords() throws IOException {
        String file = folder.resolve("updated.safetensors").toString();
        String printed =
                printed(UpdateWords::main, DATA + "english.txt", DATA + "russian.txt", file);
        Matcher sizes = Pattern.compile("(\\d+) words, then (\\d+)").matcher(printed.strip());
        assertThat(sizes.matches()).isTrue();
        assertThat(Integer.parseInt(sizes.group(2)))
                .isGreaterThan(Integer.parseInt(sizes.group(1)) + 50);
    }

    @Test
    void goodsBoughtTogetherAreNeighbours() throws IOException {
        assertThat(printed(TrainFromMemory::main))
                .contains("sku-milk", "sku-cups", "sku-coffee")
                .doesNotContain("sku-planks");
    }

    @Test
    void everyFormatHoldsTheSameWords() throws IOException {
        printed(ConvertFormats::main, words, folder.toString());
        Embeddings original = Embeddings.load(Path.of(words));
        for (String name : List.of("words.vec", "words.bin", "glove.txt", "words.npy")) {
            Embeddings converted = Embeddings.load(folder.resolve(name));
            assertThat(converted.vocabulary().keys()).isEqualTo(original.vocabulary().keys());
            assertThat(converted.vector("king")).containsExactly(original.vector("king"));
        }
        assertThat(Files.size(folder.resolve("small.safetensors")))
                .isLessThan(Files.size(Path.of(words)));
    }

    @Test
    void evaluationCountsWhatIsUnknown() throws IOException {
        String[] arguments = {words, words, DATA + "pairs.txt", DATA + "analogies.txt"};
        List<String> lines = printed(EvaluateWords::main, arguments).lines().toList();
        assertThat(lines.get(0)).contains("Interval[low=");
        assertThat(lines.get(1)).endsWith("of 18, unknown 1");
        assertThat(lines.get(2)).startsWith("0.0 in");
    }

    @Test
    void chineseIsCutIntoWords() throws IOException {
        assertThat(printed(ChineseWords::main, DATA + "chinese.txt", "咖啡"))
                .contains("icu4j", "牛奶", "果汁");
    }

    @Test
    void textsBecomeTheIdsThatTheGuideNames() throws IOException {
        String file = folder.resolve("tokenizer.json").toString();
        assertThat(printed(PrepareTexts::main, file).lines().toList())
                .startsWith(
                        "[[0, 2, 1, 3], [0, 0, 8, 9]]",
                        "[the <OOV> sat, 在 北京]",
                        "3 × 1000",
                        "true",
                        "[don't, stop, now]")
                .contains("[, [UNK], the, sat]", "[[2, 1, 3, 0]]")
                .hasSize(9);
    }

    @Test
    void keysGetRowsAsTheyCome() throws IOException {
        String file = folder.resolve("users.safetensors").toString();
        assertThat(printed(GrowKeys::main, file).lines())
                .containsExactly(
                        "[0, 1, 0, 2]",
                        "[0, 1]",
                        "0 of 3",
                        "[-1, -1, 0, 0]",
                        "true",
                        "[4711, -3]",
                        "true");
    }

    @Test
    void layersAreSavedMappedAndShared() throws IOException {
        assertThat(printed(LargeLayers::main, folder.toString()).lines())
                .containsExactly("true", "32000", "2000 2", "16", "800512", "true", "64");
    }

    @Test
    void predictionsAreScored() throws IOException {
        Path tagged = Files.writeString(folder.resolve("t.conll"), "Anna\tB-p\nran\tO\n\nran\tO\n");
        Path clicks = Files.writeString(folder.resolve("c.tsv"), "a x\nb x\na y\nb y\na x\n");
        assertThat(printed(ScorePredictions::main, tagged.toString(), clicks.toString()))
                .startsWith("0.800 (")
                .contains("accuracy 0.800", "\n1.000 (", "perplexity", "hit rate@10 1.000");
    }

    @Test
    void wordsAreTagged() throws IOException {
        String sentence = "Anna\tNOUN\nmet\tVERB\nBoris\tNOUN\nin\tADP\nKazan\tNOUN\n\n";
        String tagged =
                Files.writeString(folder.resolve("pos.conll"), sentence.repeat(20)).toString();
        String file = folder.resolve("pos.akin").toString();
        assertThat(printed(TagWords::main, tagged, tagged, file, words))
                .contains("epoch 1: loss", "[Anna, met, Boris, in, Kazan]", "\n1.000 (1.000");
    }

    @Test
    void tasksShareATable() throws IOException {
        String names = folder.resolve("names.conll").toString();
        Files.writeString(Path.of(names), "Anna\tB-p\nmet\tO\nBoris\tB-p\n\n".repeat(20));
        String texts = folder.resolve("texts.tsv").toString();
        Files.writeString(Path.of(texts), "spam\tyou won a prize\nham\tsee you there\n".repeat(20));
        String tagger = folder.resolve("names.akin").toString();
        String classifier = folder.resolve("texts.akin").toString();
        assertThat(printed(ShareTable::main, names, texts, tagger, classifier))
                .contains(
                        "epoch 1: loss", "names accuracy", "labels accuracy", "[Anna, met, Boris]");
    }

    @Test
    void nextWordsArePredicted() throws IOException {
        assertThat(printed(PredictWords::main, "400", "1").lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("network: perplexity ");
    }

    @Test
    void nextItemsAreRecommended() throws IOException {
        String log =
                Files.writeString(
                                folder.resolve("log.tsv"),
                                "a x\na y\na z\nb x\nb y\nb z\nb w\nc w\nc x\n")
                        .toString();
        assertThat(printed(RecommendItems::main, log, "1").lines().toList())
                .hasSize(6)
                .first()
                .asString()
                .startsWith("next items: hit rate@10 1.000");
        assertThat(printed(FindItems::main, log, "1").lines().toList())
                .hasSize(5)
                .first()
                .asString()
                .startsWith("two towers: hit rate@10 1.000");
    }

    @Test
    void itemsAreRecommendedWithReasons() throws IOException {
        String log =
                Files.writeString(
                                folder.resolve("shop.tsv"),
                                "a\tx\na\ty\nb\ty\nb\tw\nc\tw\nc\tx\nc\tz\nb\tx\na\tz\nd\tz\nd\tx\n")
                        .toString();
        assertThat(
                        printed(ShopItems::main, log, folder.resolve("shop.safetensors").toString())
                                .lines()
                                .toList())
                .hasSizeGreaterThan(4)
                .anyMatch(line -> line.matches(". because of \\[Reason\\[item=.*"))
                .anyMatch(line -> line.startsWith("item2vec: hit rate@10 1.000"))
                .anyMatch(line -> line.startsWith("popular items: hit rate@10 1.000"))
                .last()
                .asString()
                .startsWith("{HIT_RATE=PairedDifference[first=1.0");
    }

    @Test
    void factorsOfItemsGiveReasons() throws IOException {
        String log =
                Files.writeString(
                                folder.resolve("factors.tsv"),
                                "a\tx\na\ty\nb\ty\nb\tw\nc\tw\nc\tx\nc\tz\nb\tx\na\tz\nd\tz\nd\tx\n")
                        .toString();
        assertThat(printed(ItemFactors::main, log).lines().toList())
                .hasSizeGreaterThan(1)
                .anyMatch(line -> line.matches(". because of \\[Reason\\[item=.*"))
                .last()
                .asString()
                .startsWith("als: hit rate@10 1.000");
    }

    @Test
    void aLexiconDrawsTogetherAndApart() throws IOException {
        assertThat(printed(FitLexicon::main, words, "country", "city", "her", "his").lines())
                .containsExactly("2 words moved", "her and his apart", "country and city together");
    }

    @Test
    void unknownWordsBeginByTheirLetters() throws IOException {
        assertThat(printed(BeginWords::main, DATA + "english.txt", "32", "2").lines().toList())
                .hasSize(13)
                .anyMatch(line -> line.matches("3 steps, generated: AUC 0\\.\\d+ .*"));
    }

    @Test
    void layersLookUpLearnAndGoOn() throws IOException {
        assertThat(printed(EmbeddingLayers::main, folder.toString()).lines())
                .startsWith("2 × 4 × 3", "true", "[[0, 5, 2], [7, 1, 4]]", "[false, true, true]")
                .contains("good 3.3, bad -3.3");
    }

    @Test
    void reviewsAreToldApart() throws IOException {
        List<String> lines =
                printed(ClassifyReviews::main, DATA + "reviews.tsv", folder.toString())
                        .lines()
                        .toList();
        assertThat(lines.get(1)).contains("name=good");
        assertThat(lines.get(2)).contains("name=bad", "name=good");
        assertThat(lines).anyMatch(line -> line.startsWith("[Neighbor[key="));
        assertThat(lines).contains("lstm 1.00");
    }

    @Test
    void aBlockOfDjlStandsOnALayer() throws IOException {
        assertThat(printed(OwnBlock::main)).isEqualTo("true\n");
    }

    @Test
    void namesAreTaggedAndWordsPredicted() throws IOException {
        assertThat(printed(TagAndPredict::main, DATA + "names.conll", DATA + "english.txt"))
                .contains("[B-person, O, O, B-place]", "[Label[name=");
    }

    @Test
    void spamIsFoundAsOftenAsTheLabelAllows() throws IOException {
        assertThat(printed(SpamFilter::main, DATA + "reviews.tsv", "bad", "mean"))
                .startsWith("mean: F1 of bad 1.000");
    }

    @Test
    void tagsAreHeldAgainstTheMostFrequent() throws IOException {
        String names = DATA + "names.conll";
        assertThat(printed(FindTags::main, names, names)).startsWith("F1 of names ");
        Path tagged = folder.resolve("tagged.tsv");
        Files.writeString(tagged, "a\tDET\ncat\tNOUN\n\nthe\tDET\ndog\tNOUN\n".repeat(20));
        assertThat(printed(FindTags::main, tagged.toString(), tagged.toString(), words))
                .startsWith("accuracy of tags 1.000");
    }

    @Test
    void nodesHaveTheTopicsOfTheirNeighbours() throws IOException {
        Path graph = folder.resolve("graph");
        Files.writeString(Path.of(graph + ".features"), "0 1 2\n1 3\n2 4 5\n3 6\n");
        Files.writeString(Path.of(graph + ".edges"), "0 1\n2 3\n");
        Files.writeString(Path.of(graph + ".labels"), "0 0\n1 0\n2 1\n3 1\n");
        Files.writeString(Path.of(graph + ".split"), "train 0 2\nval\ntest 1 3\n");
        assertThat(printed(PaperTopics::main, graph.toString())).startsWith("accuracy 1.000");
    }

    @Test
    void linesGetLabels() throws IOException {
        String model = "../core/src/test/resources/golden/fasttext/pruned-hs.ftz";
        assertThat(printed(ClassifyLines::main, model).lines().toList())
                .hasSize(3)
                .allMatch(line -> line.matches("__label__[a-z]+ [0-9.]+"));
    }

    @Test
    void labelsAreLearned() throws IOException {
        Path text = folder.resolve("sms.txt");
        String lines = "__label__spam you won a prize\n__label__ham dinner is at eight\n";
        Files.writeString(text, lines.repeat(200));
        String model = folder.resolve("model.bin").toString();
        assertThat(printed(LearnLabels::main, text.toString(), model)).contains("__label__spam");
    }

    private static List<String> keys(List<Neighbor> neighbors) {
        return neighbors.stream().map(Neighbor::key).toList();
    }

    private static String printed(Program program, String... arguments) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run(arguments);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
