package labwire.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import labwire.launcher.FakeHouse.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code labwire}, in a house of its own. */
class LauncherTest {
    @TempDir
    Path temp;

    private FakeHouse house;

    @BeforeEach
    void build() throws IOException {
        house = new FakeHouse(temp);
    }

    @Test
    void buildsOnFirstUseSaysSoAndBecomesTheJvm() throws Exception {
        Run run = house.labwire("mail", "show", "a b", "*", "");

        assertThat(run.errors()).contains("labwire: building (first use)");
        assertThat(run.status()).isEqualTo(7);
        assertThat(run.output())
                .as("exec: the JVM has the launcher's process id")
                .startsWith("pid " + run.pid() + '\n')
                .endsWith("labwire.jar]\n[mail]\n[show]\n[a b]\n[*]\n[]\n")
                .contains("[-Dlabwire.home=" + house.realPath() + "]")
                .contains("[-Djdk.tls.server.enableSessionTicketExtension=false]");
        assertThat(house.mavenRuns())
                .singleElement()
                .asString()
                .startsWith(house.jdk.toRealPath() + " ")
                .contains("package");
    }

    @Test
    void saysNothingAndBuildsNothingTheSecondTime() throws Exception {
        house.labwire("inspect");
        Run run = house.labwire("inspect");

        assertThat(run.errors()).isEmpty();
        assertThat(house.mavenRuns()).hasSize(1);
    }

    @Test
    void buildsAgainWhenSourcesAreNewer() throws Exception {
        house.labwire("inspect");
        house.touch("gateway/src/main/java/Main.java");
        Run changed = house.labwire("inspect");
        house.ageSources();
        house.touch("pom.xml");
        Run pom = house.labwire("inspect");

        assertThat(changed.errors())
                .contains("labwire: building (gateway/src/main/java/Main.java is newer than the build)");
        assertThat(pom.errors()).contains("labwire: building (pom.xml is newer than the build)");
        assertThat(house.mavenRuns()).hasSize(3);
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        house.labwire("inspect");
        Files.delete(house.path("gateway/src/main/java/Other.java"));
        house.touch("gateway/src/main/java");

        assertThat(house.labwire("inspect").errors()).contains("labwire: building (gateway/src/main/java is newer");
    }

    @Test
    void testsDoNotCallForABuild() throws Exception {
        house.labwire("inspect");
        house.touch("gateway/src/test/java/MainTest.java");

        assertThat(house.labwire("inspect").errors()).isEmpty();
    }

    @Test
    void failedBuildIsShownAndNothingIsStarted() throws Exception {
        house.labwire("inspect");
        FakeHouse.write(temp.resolve("broken"), "");
        house.touch("gateway/src/main/java/Main.java");
        Run failed = house.labwire("inspect");
        Files.delete(temp.resolve("broken"));
        Run mended = house.labwire("inspect");

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.output()).isEmpty();
        assertThat(failed.errors()).contains("Main.java is broken", "labwire: the build failed");
        assertThat(mended.status()).isEqualTo(7);
    }

    @Test
    void firstUsesAtOnceBuildOnce() throws Exception {
        assumeTrue(Files.exists(house.bin.resolve("flock")), "flock is not installed");
        List<FakeHouse.Started> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(house.start(temp, house.path("labwire").toString(), "inspect"));
        }
        for (FakeHouse.Started run : runs) {
            assertThat(house.finish(run).status()).isEqualTo(7);
        }

        assertThat(house.mavenRuns()).hasSize(1);
    }

    @Test
    void keepsTheBuildThatALabMayStillRun() throws Exception {
        for (int i = 0; i < 5; i++) {
            house.touch("pom.xml");
            house.labwire("inspect");
            house.ageSources();
        }

        try (Stream<Path> jars =
                Files.find(house.path("target/builds"), 2, (file, a) -> file.endsWith("labwire.jar"))) {
            assertThat(jars).hasSizeBetween(2, 3).contains(house.build().resolve("labwire.jar"));
        }
    }

    @Test
    void runsThroughLinksAndFromAnyFolder() throws Exception {
        Path links = Files.createDirectories(temp.resolve("links"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("..", "the house", "labwire"));
        Files.createSymbolicLink(links.resolve("lw"), links.resolve("relative"));
        house.environment.put("CDPATH", "/");

        Run run = house.finish(house.start(links, "./lw", "inspect"));

        assertThat(run.status()).isEqualTo(7);
        assertThat(run.output()).contains("[-Dlabwire.home=" + house.realPath() + "]");
    }

    @Test
    void optionsFromTheEnvironmentComeLast() throws Exception {
        house.environment.put("LABWIRE_JAVA_OPTS", "-Xmx64m  -Dall=*");

        assertThat(house.labwire("inspect").output()).contains("[-Xmx64m]\n[-Dall=*]\n[-jar]\n");
    }

    @Test
    void upMakesAndUsesAnArchiveOfClasses() throws Exception {
        Run first = house.labwire("up");
        Run second = house.labwire("up");

        assertThat(first.errors()).contains("labwire: preparing a fast start for Java 17.0.1 (once)");
        assertThat(first.output()).contains("[-XX:SharedArchiveFile=" + house.realPath());
        assertThat(first.status()).isEqualTo(7);
        assertThat(second.errors()).isEmpty();
        assertThat(second.output()).contains("[-XX:SharedArchiveFile=");
        assertThat(house.labwire("inspect").output()).contains("[-XX:SharedArchiveFile=");
    }

    @Test
    void eachJavaHasItsOwnArchive() throws Exception {
        house.labwire("up");
        FakeHouse.write(house.jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");

        assertThat(house.labwire("up").errors()).contains("preparing a fast start for Java 25.0.1");
    }

    @Test
    void upStartsWithoutAnArchiveThatCannotBeMade() throws Exception {
        FakeHouse.write(temp.resolve("no-training"), "");
        Run first = house.labwire("up");
        Run second = house.labwire("up");

        assertThat(first.errors()).contains("no fast start: exit status 2");
        assertThat(first.status()).isEqualTo(7);
        assertThat(first.output()).doesNotContain("SharedArchiveFile");
        assertThat(second.errors()).isEmpty();
        assertThat(second.status()).isEqualTo(7);
    }

    @Test
    void leavesNothingRunningWhenEndedWhileItMakesAnArchive() throws Exception {
        FakeHouse.write(temp.resolve("slow-training"), "");
        Path pidFile = temp.resolve("training-pid");
        FakeHouse.Started up = house.start(temp, house.path("labwire").toString(), "up");
        await().until(() -> Files.exists(pidFile) && !Files.readString(pidFile).isEmpty());
        long training = Long.parseLong(Files.readString(pidFile).strip());

        up.process().toHandle().destroy();

        assertThat(house.finish(up).status()).isEqualTo(143);
        await().until(() -> ProcessHandle.of(training)
                .map(ProcessHandle::isAlive)
                .orElse(false)
                .equals(false));
    }

    @Test
    void anotherCollectorTakesTheOnesPlace() throws Exception {
        house.environment.put("LABWIRE_JAVA_OPTS", "-XX:+UseG1GC");

        assertThat(house.labwire("inspect").output()).contains("[-XX:+UseG1GC]").doesNotContain("SerialGC");
        house.environment.remove("LABWIRE_JAVA_OPTS");
        assertThat(house.labwire("inspect").output()).contains("[-XX:+UseSerialGC]");
    }

    @Test
    void takesJavaFromThePathWithoutJavaHome() throws Exception {
        house.environment.remove("JAVA_HOME");
        Files.createSymbolicLink(house.bin.resolve("java"), house.jdk.resolve("bin/java"));

        assertThat(house.labwire("inspect").status()).isEqualTo(7);
        assertThat(house.mavenRuns()).singleElement().asString().startsWith(house.jdk.toRealPath() + " ");
    }

    @Test
    void asksAJavaWithoutReleaseFileForItsVersion() throws Exception {
        Files.delete(house.jdk.resolve("release"));
        FakeHouse.script(house.jdk.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"1.8.0_392\"' >&2\n");

        Run run = house.labwire("inspect");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains(house.jdk + "/bin/java is Java 1.8.0_392 (expected: JDK 17 or later");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        FakeHouse.write(house.jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        Run run = house.labwire("inspect");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("is Java 11.0.2 (expected: JDK 17 or later, in JAVA_HOME or on the PATH)");
        assertThat(house.mavenRuns()).isEmpty();
    }

    @Test
    void refusesAJavaHomeWithoutJava() throws Exception {
        house.environment.put("JAVA_HOME", "/nowhere");

        Run run = house.labwire("inspect");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("JAVA_HOME is /nowhere, which has no bin/java (expected: JDK 17 or later");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        house.environment.remove("JAVA_HOME");

        Run run = house.labwire("inspect");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("no java found (expected: JDK 17 or later");
    }

    @Test
    void saysThatThereIsNoMaven() throws Exception {
        Files.delete(house.bin.resolve("mvn"));

        Run run = house.labwire("inspect");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("no mvn found to build with (expected: Maven 3.8.7 or later");
    }
}
