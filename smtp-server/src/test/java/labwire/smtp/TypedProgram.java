package labwire.smtp;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test types into, line by line, each after the answer to the one before. */
final class TypedProgram implements AutoCloseable {

    private final Process process;
    private final Reader output;
    private final StringBuilder shown = new StringBuilder();
    private int seen;

    TypedProgram(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    }

    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Reads on until the text has been shown after what was awaited before; fails if the program ends first. */
    void await(String text) throws IOException {
        int at = shown.indexOf(text, seen);
        while (at < 0) {
            int c = output.read();
            if (c < 0) {
                throw new AssertionError("the program ended before it showed: " + text + "\n" + shown);
            }
            shown.append((char) c);
            at = shown.indexOf(text, seen);
        }
        seen = at + text.length();
    }

    /** Everything shown up to the program's end. */
    String awaitEnd() throws IOException {
        for (int c = output.read(); c >= 0; c = output.read()) {
            shown.append((char) c);
        }
        return shown.toString();
    }

    int exitStatus() throws InterruptedException {
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
