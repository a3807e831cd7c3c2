package labwire.dash.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import labwire.dash.title.TitleException;

/**
 * Has ffmpeg encode rungs: H.264 of several sizes, key frames where segments begin, and the audio as AAC. The source is
 * decoded once. What comes out is fragmented, with an index.
 */
final class Ladder {
    static final String FFMPEG = "ffmpeg";
    static final String FFPROBE = "ffprobe";

    /** A size and its rate. */
    record Rung(int height, int kilobitsPerSecond) {}

    /** What is made of sources at least as high. */
    private static final List<Rung> RUNGS = List.of(
            new Rung(180, 150),
            new Rung(270, 300),
            new Rung(360, 700),
            new Rung(540, 1600),
            new Rung(720, 2800),
            new Rung(1080, 5000));

    private static final int AUDIO_KILOBITS = 128;
    private static final int MAX_AUDIO = 8;
    private static final int MESSAGE_CHARACTERS = 500;

    private Ladder() {}

    /** The rungs for a source: all that are not higher, and its own height if that is well above them. */
    static List<Rung> rungs(int height) {
        List<Rung> rungs = new ArrayList<>(
                RUNGS.stream().filter(rung -> rung.height <= height).toList());
        Rung top = rungs.isEmpty() ? new Rung(0, 0) : rungs.get(rungs.size() - 1);
        if (height < 1080 && height * 10 > top.height * 11) {
            Rung above = RUNGS.stream()
                    .filter(rung -> rung.height > height)
                    .findFirst()
                    .orElseThrow();
            long kilobits = (long) above.kilobitsPerSecond * height * height / ((long) above.height * above.height);
            // Encoders of 4:2:0 want even sizes.
            rungs.add(new Rung(Math.max(2, height / 2 * 2), (int) Math.max(50, kilobits)));
        }
        return rungs;
    }

    /**
     * Encodes.
     *
     * @return the files, highest rung last, then the audio
     * @throws TitleException if ffmpeg is missing, or fails
     * @throws InterruptedException if interrupted meanwhile; ffmpeg is ended
     */
    static List<Path> encode(Path source, Path folder, Duration segment, Consumer<IngestProgress> progress)
            throws TitleException, IOException, InterruptedException {
        SourceFacts facts = SourceFacts.probe(source, folder);
        List<Rung> rungs = rungs(facts.height());
        List<Path> files = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of(
                FFMPEG,
                "-nostdin",
                "-v",
                "error",
                "-y",
                "-progress",
                "pipe:1",
                "-stats_period",
                "0.25",
                "-i",
                // Not taken for an option or a protocol, whatever its name.
                "file:" + source.toAbsolutePath()));
        command.addAll(List.of("-filter_complex", filter(rungs, facts)));
        for (int i = 0; i < rungs.size(); i++) {
            Path file = folder.resolve("v" + rungs.get(i).height + ".mp4");
            files.add(file);
            command.addAll(List.of("-map", "[v" + i + "]"));
            command.addAll(video(rungs.get(i), facts, segment));
            command.add(file.toString());
        }
        for (int i = 0; i < Math.min(MAX_AUDIO, facts.audioTracks()); i++) {
            Path file = folder.resolve("a" + AUDIO_KILOBITS + (i == 0 ? "" : "-" + (i + 1)) + ".mp4");
            files.add(file);
            command.addAll(List.of("-map", "0:a:" + i));
            command.addAll(audio(segment));
            command.add(file.toString());
        }
        String step = "encoding " + rungs.size() + " rungs of " + source.getFileName();
        run(command, folder.resolve("ffmpeg.log"), line -> progress.accept(line.of(step, facts.durationSeconds())));
        return files;
    }

    private static String filter(List<Rung> rungs, SourceFacts facts) {
        StringBuilder filter = new StringBuilder("[0:v:0]fps=" + facts.frameRate() + ",split=" + rungs.size());
        for (int i = 0; i < rungs.size(); i++) {
            filter.append("[s").append(i).append(']');
        }
        for (int i = 0; i < rungs.size(); i++) {
            filter.append(String.format(
                    Locale.ROOT, ";[s%d]scale=-2:%d,setsar=1,format=yuv420p[v%d]", i, rungs.get(i).height, i));
        }
        return filter.toString();
    }

    private static List<String> video(Rung rung, SourceFacts facts, Duration segment) {
        String rate = rung.kilobitsPerSecond + "k";
        String pictures = Long.toString(facts.pictures(segment));
        return List.of(
                "-c:v",
                "libx264",
                "-preset",
                "medium",
                "-bf",
                "0",
                "-b:v",
                rate,
                "-maxrate",
                rate,
                "-bufsize",
                rate,
                "-g",
                pictures,
                "-keyint_min",
                pictures,
                "-sc_threshold",
                "0",
                "-flags",
                "+cgop",
                "-map_metadata",
                "-1",
                "-write_tmcd",
                "0",
                "-movflags",
                "+cmaf+frag_keyframe+default_base_moof+global_sidx",
                "-f",
                "mp4");
    }

    /** The first frame is the encoder's priming: without it, audio begins at 0. */
    private static List<String> audio(Duration segment) {
        return List.of(
                "-c:a",
                "aac",
                "-ac",
                "2",
                "-ar",
                "48000",
                "-b:a",
                AUDIO_KILOBITS + "k",
                "-bsf:a",
                "noise=drop=lt(n\\,1)",
                "-movflags",
                "+cmaf+default_base_moof+global_sidx",
                "-frag_duration",
                Long.toString(segment.toNanos() / 1000),
                "-f",
                "mp4");
    }

    /** What ffmpeg has said of its progress so far. */
    private static final class ProgressLines {
        private double seconds;
        private double speed;

        /** @return whether a report is complete */
        boolean take(String line) {
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1).strip();
            try {
                switch (equals < 0 ? "" : line.substring(0, equals)) {
                    case "out_time_us" -> seconds = Math.max(seconds, Long.parseLong(value) / 1e6);
                    case "speed" -> speed = Double.parseDouble(value.replace("x", ""));
                    case "progress" -> {
                        return true;
                    }
                    default -> {}
                }
            } catch (NumberFormatException e) {
                // N/A until there is something to tell.
                return false;
            }
            return false;
        }

        IngestProgress of(String step, double durationSeconds) {
            double fraction = durationSeconds > 0 ? seconds / durationSeconds : 0;
            return new IngestProgress(step, Math.min(1, fraction), speed);
        }
    }

    private static void run(List<String> command, Path log, Consumer<ProgressLines> progress)
            throws TitleException, IOException, InterruptedException {
        Process process = start(command, log);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            ProgressLines report = new ProgressLines();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (report.take(line)) {
                    progress.accept(report);
                }
            }
            if (process.waitFor() != 0) {
                throw failure(command.get(0), process.exitValue(), log);
            }
        } finally {
            // Whatever it has written goes with the folder, so there is nothing for it to end in order.
            process.destroyForcibly().onExit().join();
        }
    }

    static Process start(List<String> command, Path log) throws TitleException {
        try {
            return new ProcessBuilder(command).redirectError(log.toFile()).start();
        } catch (IOException e) {
            throw new TitleException(
                    command.get(0) + " cannot be started: " + e.getMessage()
                            + " (expected: ffmpeg and ffprobe on the PATH)",
                    e);
        }
    }

    static TitleException failure(String program, int status, Path log) throws IOException {
        String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
        return new TitleException(program + " ended with status " + status + ": "
                + said.substring(Math.max(0, said.length() - MESSAGE_CHARACTERS)));
    }
}
