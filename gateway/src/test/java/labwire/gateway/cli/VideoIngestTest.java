package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./labwire video ingest} as a process, with an encoder that never comes to an end. */
class VideoIngestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void nothingHalfMadeIsLeftWhenItIsToldToEnd() throws Exception {
        program(
                "ffprobe",
                "echo '{\"streams\": [{\"codec_type\": \"video\", \"height\": 360, \"avg_frame_rate\": \"25/1\"}]}'");
        program("ffmpeg", "echo $$ >" + folder.resolve("encoder"), "while echo progress=continue; do sleep 0.1; done");
        Path library = Files.createDirectory(folder.resolve("library"));
        Path source = Files.createFile(folder.resolve("film.mp4"));
        ProcessBuilder command = LabProcess.command(
                List.of("video", "ingest", "--ladder", "--into", library.toString(), source.toString()));
        command.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process ingest = command.start();
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("encoder")));
            assertThat(content(library)).hasSize(1);

            ingest.toHandle().destroy();

            assertThat(ingest.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(content(library)).isEmpty();
        } finally {
            ingest.descendants().forEach(ProcessHandle::destroyForcibly);
            ingest.destroyForcibly();
        }
    }

    private void program(String name, String... lines) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static List<Path> content(Path library) throws IOException {
        try (Stream<Path> files = Files.list(library)) {
            return files.toList();
        }
    }
}
