package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import labwire.netlab.stack.Requirement.Evidence;
import labwire.netlab.stack.Requirement.Kind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.util.AnnotationUtils;

/** The registers under {@code requirements} name scripts and tests that there are: see {@link Requirement}. */
class RequirementsTest {
    private static final Pattern NUMBERS_IN_TITLE = Pattern.compile("\\(((?:(?:MUST|SHLD|MAY)-\\d+(?:, )?)+)\\)$");

    private final Map<String, List<Requirement>> registers = registers();
    private final Map<String, Set<String>> scripts = scripts();

    private static Map<String, List<Requirement>> registers() {
        Map<String, List<Requirement>> registers = new TreeMap<>();
        files("requirements").forEach(file -> {
            String name = file.getFileName().toString().replace(".txt", "");
            registers.put(name, Requirement.parse(lines(file)));
        });
        return registers;
    }

    private static Map<String, Set<String>> scripts() {
        Map<String, Set<String>> scripts = new TreeMap<>();
        files("tcp/scripts").forEach(file -> {
            Set<String> titles = new LinkedHashSet<>();
            for (String line : lines(file)) {
                if (line.startsWith("== ")) {
                    titles.add(line.substring(3));
                }
            }
            scripts.put(file.getFileName().toString(), titles);
        });
        return scripts;
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(RequirementsTest.class.getResource(folder))
                .toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRequirementIsShownOrToldNotToBe() {
        return registers.entrySet().stream()
                .map(register -> DynamicTest.dynamicTest(register.getKey(), () -> {
                    List<String> wrong = new ArrayList<>();
                    for (Requirement requirement : register.getValue()) {
                        if (requirement.evidence().isEmpty()) {
                            wrong.add(requirement + ": nothing is said");
                        }
                        requirement.evidence().stream()
                                .filter(evidence -> !exists(evidence))
                                .forEach(evidence -> wrong.add(requirement + ": there is no " + evidence.text()));
                    }
                    assertThat(wrong).isEmpty();
                }));
    }

    private boolean exists(Evidence evidence) {
        String[] words = evidence.text().split(" ", 2);
        return switch (evidence.kind()) {
            case SCRIPT ->
                words.length == 2 && scripts.getOrDefault(words[0], Set.of()).contains(words[1]);
            case TEST -> isTest(evidence.text());
            case AS ->
                words.length == 2
                        && registers.getOrDefault(words[0], List.of()).stream()
                                .anyMatch(requirement -> words[1].equals(requirement.number()));
            case NOT_MET, NOT_APPLICABLE -> true;
        };
    }

    private static boolean isTest(String name) {
        int dot = name.lastIndexOf('.');
        try {
            Class<?> type = Class.forName("labwire.netlab." + name.substring(0, dot));
            return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                    .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                    .anyMatch(method -> method.getName().equals(name.substring(dot + 1))
                            && AnnotationUtils.isAnnotated(
                                    method, org.junit.platform.commons.annotation.Testable.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** RFC 9293, appendix B: MUST-1 to MUST-69. */
    @Test
    void rfc9293HasEveryMust() {
        List<String> numbers = registers.getOrDefault("rfc9293", List.of()).stream()
                .map(Requirement::number)
                .filter(number -> number != null && number.startsWith("MUST-"))
                .distinct()
                .toList();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 69).mapToObj(i -> "MUST-" + i).toList());
    }

    @Test
    void numbersInTitlesAreThoseOfTheRegister() {
        Map<String, Set<String>> shownBy = new LinkedHashMap<>();
        for (Requirement requirement : registers.getOrDefault("rfc9293", List.of())) {
            for (Evidence evidence : requirement.evidence()) {
                if (evidence.kind() == Kind.SCRIPT && requirement.number() != null) {
                    shownBy.computeIfAbsent(evidence.text(), key -> new LinkedHashSet<>())
                            .add(requirement.number());
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        scripts.forEach((file, titles) -> titles.forEach(title -> {
            Matcher numbers = NUMBERS_IN_TITLE.matcher(title);
            if (numbers.find()) {
                Set<String> told = new LinkedHashSet<>(List.of(numbers.group(1).split(", ", -1)));
                told.removeAll(shownBy.getOrDefault(file + " " + title, Set.of()));
                told.forEach(number -> wrong.add(title + ": the register does not have it for " + number));
            }
        }));
        assertThat(wrong).isEmpty();
    }
}
