package labwire.dash.fluid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import labwire.dash.fluid.NetworkTrace.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
    @Test
    void readsSabresForm() throws TraceException {
        NetworkTrace trace = TraceReader.parse("""
                [ {"duration_ms": 30000, "bandwidth_kbps": 5000, "latency_ms": 75},
                  {"duration_ms": 500, "bandwidth_kbps": 0.5, "latency_ms": 0} ]
                """);
        assertThat(trace.steps()).containsExactly(new Step(30, 5e6, 0.075), new Step(0.5, 500, 0));
    }

    @Test
    void readsTimedLines() throws TraceException {
        NetworkTrace trace = TraceReader.parse("# seconds Mbit/s\n0 4.5\n\n1.5\t0.25\r\n2.5 9\n");
        assertThat(trace.steps()).containsExactly(new Step(1.5, 4.5e6, 0), new Step(1, 0.25e6, 0));
    }

    @Test
    void readsMahimahi() throws TraceException {
        // Two packets in the first 100 ms, none in the second, one in the 50 ms that are left.
        NetworkTrace trace = TraceReader.parse("0\n100\n250\n");
        assertThat(trace.steps()).hasSize(3);
        assertThat(trace.steps().get(0).bitsPerSecond()).isCloseTo(240_000, within(1e-6));
        assertThat(trace.steps().get(1).bitsPerSecond()).isZero();
        assertThat(trace.steps().get(2)).isEqualTo(new Step(0.05, 240_000, 0));
        assertThat(trace.seconds()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws TraceException {
        NetworkTrace trace = TraceProfiles.ramp(4e6, 0.5e6, 10);
        assertThat(TraceReader.parse(trace.toTimedText()).toTimedText()).isEqualTo(trace.toTimedText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | no lines (expected: a SABRE, Mahimahi or \"seconds Mbit/s\" trace)",
                "'[{\"duration_ms\": 1}]'    | [0].bandwidth_kbps: missing (expected: a number)",
                "'[{\"duration_ms\": \"x\"}]'| [0].duration_ms: \"x\" (expected: a number)",
                "'[]'                        | trace: 0 steps (expected: 1 to 1000000)",
                "'0 1'                       | 1 line (expected: 2 or more; the last one ends the trace)",
                "'0 zwei;1 1'                | line 1: \"zwei\" (expected: a number, 0 or more)",
                "'0 1;1 -1'                  | line 2: \"-1\" (expected: a number, 0 or more)",
                "'0 1;0 1'                   | line 2: time 0 (expected: later than the line before)",
                "'0 1;1'                     | line 2: 1 columns (expected: 2)",
                "'0 NaN;1 1'                 | line 1: \"NaN\" (expected: a number, 0 or more)",
                "'0 0;1 0'                   | trace: 0 bit/s throughout (expected: a step that carries something)",
                "'100;50'                    | line 2: 50 ms (expected: not before the last)",
                "'0;99999999999'             | last packet at 9.9999999999E10 ms (expected: more than 0 and at most 100000000)",
            })
    void refusesWithThePlaceAndTheReason(String text, String message) {
        assertThatThrownBy(() -> TraceReader.parse(text.replace(';', '\n')))
                .isInstanceOf(TraceException.class)
                .hasMessage(message);
    }

    @Test
    void brokenJsonIsNoTrace() {
        assertThatThrownBy(() -> TraceReader.parse("[{"))
                .isInstanceOf(TraceException.class)
                .hasMessageStartingWith("not JSON: ");
    }

    @Test
    void aFileIsBoundedAndNamed(@TempDir Path folder) throws IOException {
        Path large = folder.resolve("large.txt");
        Files.write(large, new byte[TraceReader.MAX_BYTES + 1]);
        assertThatThrownBy(() -> TraceReader.read(large))
                .isInstanceOf(TraceException.class)
                .hasMessage("large.txt: more than 16777216 bytes (expected: at most so many)");
    }

    @Test
    void aMovieIsReadFromSabresForm(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("movie.json");
        Files.writeString(file, """
                {"segment_duration_ms": 3000, "bitrates_kbps": [230, 331],
                 "segment_sizes_bits": [[886360, 1180512], [382840, 662120]]}
                """);
        Movie movie = Movie.readSabre(file);
        assertThat(movie.ladder().bitsPerSecond()).isEqualTo(List.of(230_000L, 331_000L));
        assertThat(movie.seconds()).isEqualTo(6);
        assertThat(movie.bits(1, 0)).isEqualTo(382_840);

        Files.writeString(
                file, "{\"segment_duration_ms\": 3000, \"bitrates_kbps\": [230], \"segment_sizes_bits\": [[1, 2]]}");
        assertThatThrownBy(() -> Movie.readSabre(file))
                .isInstanceOf(TraceException.class)
                .hasMessage("movie.json: movie: segment 0 has the sizes [1, 2] (expected: 1, each more than 0)");
    }
}
