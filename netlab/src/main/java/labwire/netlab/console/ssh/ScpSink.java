package labwire.netlab.console.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a file from an scp client.
 *
 * <pre>
 *   us: 0          client: C0644 SIZE NAME\n    us: 0    client: SIZE octets, 0    us: 0
 * </pre>
 */
final class ScpSink implements ScpSession {
    private static final int MAX_LINE = 1_024;
    private static final Pattern FILE = Pattern.compile("C[0-7]{4} ([0-9]{1,12}) (.+)");

    private enum State {
        /** A line begins: {@code C} to DATA, {@code T} stays, an error to OVER. */
        LINE,
        /** The file's octets. To MARK after the last. */
        DATA,
        /** The client says that the file was whole. To LINE. */
        MARK,
        /** Last. */
        OVER
    }

    private final ScpFiles files;
    private final String path;
    private final Output output;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private State state = State.LINE;
    private String name = "";
    private long missing;

    ScpSink(ScpFiles files, String path, Output output) {
        this.files = files;
        this.path = path;
        this.output = output;
    }

    @Override
    public void begin() {
        acknowledge();
    }

    private void acknowledge() {
        output.write(new byte[1]);
    }

    @Override
    public void input(byte[] octets) {
        int at = 0;
        while (at < octets.length && state != State.OVER) {
            if (state == State.DATA) {
                int taken = (int) Math.min(missing, octets.length - at);
                collected.write(octets, at, taken);
                missing -= taken;
                at += taken;
                if (missing == 0) {
                    state = State.MARK;
                }
            } else {
                take(octets[at++]);
            }
        }
    }

    private void take(byte octet) {
        if (state == State.MARK) {
            mark(octet);
        } else if (octet == '\n') {
            String line = collected.toString(StandardCharsets.UTF_8);
            collected.reset();
            line(line);
        } else if (collected.size() == MAX_LINE) {
            fail("line: over " + MAX_LINE + " octets");
        } else {
            collected.write(octet);
        }
    }

    private void line(String line) {
        Matcher file = FILE.matcher(line);
        if (file.matches()) {
            name = file.group(2);
            missing = Long.parseLong(file.group(1));
            Optional<String> refusal = files.refusal(path, name, missing);
            if (refusal.isPresent()) {
                fail(refusal.get());
                return;
            }
            state = missing == 0 ? State.MARK : State.DATA;
            acknowledge();
        } else if (line.startsWith("T")) {
            acknowledge(); // Times of the file, which a device's clock overrules.
        } else {
            fail("Protocol error: expected a file");
        }
    }

    private void mark(byte octet) {
        byte[] content = collected.toByteArray();
        collected.reset();
        if (octet != 0) {
            fail("File not complete");
            return;
        }
        files.write(path, name, content);
        state = State.LINE;
        acknowledge();
    }

    private void fail(String message) {
        output.write(("\u0001" + message + "\n").getBytes(StandardCharsets.UTF_8));
        end(1);
    }

    private void end(int status) {
        if (state != State.OVER) {
            boolean whole = state == State.LINE;
            state = State.OVER;
            output.finished(whole ? status : 1);
        }
    }

    @Override
    public void inputEnded() {
        end(0);
    }
}
