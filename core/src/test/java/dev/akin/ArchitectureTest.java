package dev.akin;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.akin.kernel.Kernels;
import dev.akin.table.TrainableTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Keeps the picture in `docs/architecture.md` true: its rooms, their order, and what they may not do.
class ArchitectureTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.akin");

    private static String room(String room) {
        return "dev.akin." + room;
    }

    /// The first column of the table under a heading of the page.
    private static List<String> named(String heading) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));
        int from = page.indexOf("## " + heading + "\n");
        assertThat(from).as("the heading " + heading).isNotNegative();
        int next = page.indexOf("\n## ", from + 1);
        String section = page.substring(from, next < 0 ? page.length() : next);
        return Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void thePageNamesTheRoomsThatExist() throws IOException {
        Set<String> existing =
                CORE.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals("dev.akin"))
                        .map(name -> name.substring("dev.akin.".length()))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named("Rooms of core")).containsExactlyInAnyOrderElementsOf(existing);
    }

    @Test
    void thePageNamesTheModulesThatExist() throws IOException {
        List<String> modules =
                Pattern.compile("<module>([a-z]+)</module>")
                        .matcher(Files.readString(ROOT.resolve("pom.xml")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(named("Modules")).containsExactlyInAnyOrderElementsOf(modules);
    }

    @TestFactory
    Stream<DynamicTest> roomsDependOnlyOnThoseAbove() throws IOException {
        List<String> rooms = named("Rooms of core");
        return rooms.stream()
                .map(room -> DynamicTest.dynamicTest(room, () -> checkOrder(rooms, room)));
    }

    private static void checkOrder(List<String> rooms, String room) {
        List<String> below = rooms.subList(rooms.indexOf(room) + 1, rooms.size());
        if (!below.isEmpty()) {
            noClasses()
                    .that()
                    .resideInAPackage(room(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            below.stream().map(ArchitectureTest::room).toArray(String[]::new))
                    .check(CORE);
        }
    }

    @Test
    void whatAllRoomsShareDependsOnNoRoom() {
        noClasses()
                .that()
                .resideInAPackage("dev.akin")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.akin.(*)..")
                .check(CORE);
    }

    @Test
    void roomsAreNoDeeperThanOnePackageAndFreeOfCycles() {
        classes().should().resideInAnyPackage("dev.akin", "dev.akin.*").check(CORE);
        slices().matching("dev.akin.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void onlyTheKernelsKnowTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("kernel"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(CORE);
    }

    @Test
    void kernelsAndTablesKnowNoFilesAndNoThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(room("kernel"), room("table"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CORE);
    }

    @Test
    void textAndVocabulariesHoldNoVectors() {
        noClasses()
                .that()
                .resideInAnyPackage(room("text"), room("vocabulary"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(room("kernel"), room("table"))
                .check(CORE);
    }

    /// Turning numbers from one storage type into another is parsing; anything more is not.
    @Test
    void formatsDoNotCompute() {
        noClasses()
                .that()
                .resideInAPackage(room("format"))
                .should()
                .callMethodWhere(
                        target(nameMatching("(?!(best|scalar|widen|narrow)$).*"))
                                .and(target(owner(assignableTo(Kernels.class)))))
                .check(CORE);
    }

    @Test
    void embeddingsParseNoBytesAndChangeNoRows() {
        noClasses()
                .that()
                .resideInAnyPackage(room("embeddings"), room("evaluate"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(TrainableTable.class)
                .check(CORE);
    }

    @Test
    void nothingPrintsOrEndsTheProcess() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
        noClasses().should().callMethod(System.class, "exit", int.class).check(CORE);
        noClasses().should().callMethod(Runtime.class, "halt", int.class).check(CORE);
    }

    @Test
    void learnersChooseNoPaths() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        room("learn"),
                        room("counts"),
                        room("items"),
                        room("graphs"),
                        room("knowledge"),
                        room("lexicon"))
                .should()
                .callMethodWhere(
                        target(nameMatching("createTemp.*"))
                                .and(target(owner(resideInAPackage("java..")))))
                .check(CORE);
    }
}
