package labwire.netlab.device.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a device. Lab thread only. */
public final class TerminalLines {
    /** Remote sessions at one time. */
    public static final int VIRTUAL_LINES = 16;

    private final TerminalLine console = new TerminalLine(TerminalLine.Kind.CONSOLE, 0, 0, this::changed);
    private final TerminalLine auxiliary = new TerminalLine(TerminalLine.Kind.AUXILIARY, 0, 1, this::changed);
    private final List<TerminalLine> virtual = new ArrayList<>();
    private Runnable onChange = () -> {};

    public TerminalLines() {
        for (int number = 0; number < VIRTUAL_LINES; number++) {
            virtual.add(new TerminalLine(TerminalLine.Kind.VIRTUAL, number, 2 + number, this::changed));
        }
    }

    private void changed() {
        onChange.run();
    }

    /** Sets who hears that lines may be reached by other transports than before. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    public TerminalLine console() {
        return console;
    }

    public TerminalLine auxiliary() {
        return auxiliary;
    }

    /** Those that remote sessions take, by number. */
    public List<TerminalLine> virtual() {
        return List.copyOf(virtual);
    }

    /** All of them, by their absolute number. */
    public List<TerminalLine> all() {
        List<TerminalLine> all = new ArrayList<>(List.of(console, auxiliary));
        all.addAll(virtual);
        return all;
    }

    /** The lines of a kind. */
    public List<TerminalLine> of(TerminalLine.Kind kind) {
        return switch (kind) {
            case CONSOLE -> List.of(console);
            case AUXILIARY -> List.of(auxiliary);
            case VIRTUAL -> virtual();
        };
    }

    /** The first virtual line that nobody has and that a transport may reach; empty: the client is refused. */
    public Optional<TerminalLine> free(Transport transport) {
        return virtual.stream()
                .filter(line -> line.session().isEmpty() && line.input().contains(transport))
                .findFirst();
    }
}
