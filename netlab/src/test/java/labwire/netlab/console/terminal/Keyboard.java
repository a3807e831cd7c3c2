package labwire.netlab.console.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.time.LabEventLoop;

/** A person at a terminal: types, and gathers what comes back. */
final class Keyboard implements TerminalOutput {
    final TerminalSettings settings = new TerminalSettings();
    final Terminal terminal;
    final List<String> writes = new ArrayList<>();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    boolean closed;

    Keyboard(LabEventLoop loop, ConsoleSession session) {
        terminal = new Terminal(loop, session, settings, this);
    }

    @Override
    public void write(byte[] written) {
        octets.writeBytes(written);
        writes.add(new String(written, StandardCharsets.UTF_8));
    }

    @Override
    public void closed() {
        closed = true;
    }

    /** Types, and gives what has come back since it was last asked. */
    String type(String keys) {
        type(keys.getBytes(StandardCharsets.UTF_8));
        return read();
    }

    void type(byte[] keys) {
        terminal.input(keys, 0, keys.length);
    }

    String read() {
        String read = octets.toString(StandardCharsets.UTF_8);
        octets.reset();
        return read;
    }

    /** What a screen without end shows of all that was written: backspaces and returns carried out. */
    static String rendered(String written) {
        List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
        int column = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            StringBuilder row = rows.get(rows.size() - 1);
            switch (c) {
                case '\r' -> column = 0;
                case '\n' -> rows.add(new StringBuilder());
                case '\b' -> column--;
                case '\u0007' -> {}
                default -> {
                    while (row.length() < column) {
                        row.append(' ');
                    }
                    row.replace(column, Math.min(column + 1, row.length()), String.valueOf(c));
                    column++;
                }
            }
        }
        return String.join(
                "\n", rows.stream().map(row -> row.toString().stripTrailing()).toList());
    }
}
