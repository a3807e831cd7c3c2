package labwire.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A house with the launcher and a few sources, whose Java and Maven are scripts that tell what they were asked. */
final class FakeHouse {
    private static final List<String> TOOLS = List.of(
            "basename bash cat cksum cp cut date dirname env find flock grep head ls mkdir mktemp mv readlink rm sed sh sleep tail touch tr"
                    .split(" "));

    /** Prints its process id and its arguments; `up` under training says it is up and waits to be ended. */
    private static final String JAVA = """
            #!/bin/bash
            echo "pid $$"
            printf '[%s]\\n' "$@"
            for argument; do
              case $argument in
                -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
              esac
            done
            for argument; do
              case $argument in
                -Xshare:dump) echo classes > "$archive"; exit 0 ;;
                -XX:DumpLoadedClassList=*)
                  [ ! -e "$NO_TRAINING" ] || exit 2
                  echo $$ > "$TRAINING_PID"
                  trap 'exit 143' TERM
                  while [ -e "$SLOW_TRAINING" ]; do sleep 0.05; done
                  echo classes > "${argument#*=}"
                  echo Lab course is up
                  while :; do sleep 0.05; done ;;
                --version) exit 0 ;;
              esac
            done
            exit 7
            """;

    private static final String MAVEN = """
            #!/bin/bash
            echo "$JAVA_HOME $*" >> "$MAVEN_LOG"
            if [ -e "$BROKEN" ]; then echo "Main.java is broken"; exit 1; fi
            mkdir -p gateway/target/launcher/lib
            echo jar > gateway/target/launcher/labwire-gateway-0.jar
            echo jar > gateway/target/launcher/lib/netlab.jar
            """;

    final Map<String, String> environment = new TreeMap<>();
    final Path bin;
    final Path jdk;
    private final Path temp;
    private final Path house;
    private final Path mavenLog;

    FakeHouse(Path temp) throws IOException {
        this.temp = temp;
        house = Files.createDirectories(temp.resolve("the house"));
        Path launcher = Path.of("..", "labwire").toAbsolutePath().normalize();
        Files.copy(launcher, house.resolve("labwire"), StandardCopyOption.COPY_ATTRIBUTES);
        write(house.resolve("pom.xml"), "<project/>");
        write(house.resolve("gateway/pom.xml"), "<project/>");
        write(house.resolve("gateway/src/main/java/Main.java"), "class Main {}");
        write(house.resolve("gateway/src/main/java/Other.java"), "class Other {}");
        write(house.resolve("gateway/src/test/java/MainTest.java"), "class MainTest {}");
        ageSources();

        bin = Files.createDirectories(temp.resolve("bin"));
        for (String tool : TOOLS) {
            for (String folder : System.getenv("PATH").split(":")) {
                Path program = Path.of(folder, tool);
                if (Files.isExecutable(program) && !Files.exists(bin.resolve(tool))) {
                    script(bin.resolve(tool), "#!/bin/sh\nexec " + program + " \"$@\"\n");
                }
            }
        }
        script(bin.resolve("mvn"), MAVEN);
        jdk = temp.resolve("jdk");
        script(jdk.resolve("bin/java"), JAVA);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"17.0.1\"\n");
        mavenLog = temp.resolve("maven.log");
        environment.put("PATH", bin.toString());
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("MAVEN_LOG", mavenLog.toString());
        environment.put("BROKEN", temp.resolve("broken").toString());
        environment.put("TRAINING_PID", temp.resolve("training-pid").toString());
        environment.put("SLOW_TRAINING", temp.resolve("slow-training").toString());
        environment.put("NO_TRAINING", temp.resolve("no-training").toString());
    }

    /** A launcher that runs, and where its standard error goes. */
    record Started(Process process, Path errors) {}

    /** One that has ended. */
    record Run(long pid, int status, String output, String errors) {}

    Run labwire(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path("labwire").toString()));
        command.addAll(List.of(arguments));
        return finish(start(temp, command.toArray(String[]::new)));
    }

    Started start(Path folder, String... command) throws IOException {
        Path errors = Files.createTempFile(temp, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Started(builder.start(), errors);
    }

    Run finish(Started run) throws IOException, InterruptedException {
        String output = new String(run.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = run.process().waitFor();
        return new Run(run.process().pid(), status, output, Files.readString(run.errors()));
    }

    Path path(String file) {
        return house.resolve(file);
    }

    Path realPath() throws IOException {
        return house.toRealPath();
    }

    /** The folder of the build in use. */
    Path build() throws IOException {
        Path builds = path("target/builds");
        return builds.resolve(Files.readString(builds.resolve("current")).strip());
    }

    /** What Maven was called with, and its JAVA_HOME before it. */
    List<String> mavenRuns() throws IOException {
        return Files.exists(mavenLog) ? Files.readAllLines(mavenLog) : List.of();
    }

    /** Makes a file or folder newer than the build. */
    void touch(String file) throws IOException {
        age(path(file), 60);
    }

    /** Makes all sources older than any build. */
    void ageSources() throws IOException {
        try (Stream<Path> files = Files.walk(house)) {
            for (Path file :
                    files.filter(path -> !path.startsWith(path("target"))).toList()) {
                age(file, -60);
            }
        }
    }

    void age(Path file, long seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void script(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
