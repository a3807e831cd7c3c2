package labwire.dash.report;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;

/**
 * A session while it plays: on a terminal one line that is written over and over, elsewhere a plain line every few
 * seconds; stalls, failures and the like get a line of their own. For one thread, that of the events.
 *
 * <pre>  0:42  800 kbit/s  ▕████████░░░░▏ 19.6 s  network 1.2 Mbit/s</pre>
 */
public final class TerminalView implements Consumer<PlayerEvent> {
    private static final int BAR_CELLS = 12;
    private static final double PLAIN_EVERY_SECONDS = 5;
    private static final String LINE_START = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";

    private final PrintWriter out;
    private final Form form;
    private final double fullBufferSeconds;
    private Optional<PlayerEvent.RungChosen> chosen = Optional.empty();
    private boolean lineOpen;
    private double nextPlainAt;

    /** Where the lines go. */
    public enum Form {
        /** Understands carriage return and "clear to the end of the line". */
        TERMINAL,
        /** A file, a pipe. */
        PLAIN
    }

    /**
     * @param out flushed after each line
     * @param fullBufferSeconds where the bar is full: the player's buffer target
     */
    public TerminalView(PrintWriter out, Form form, double fullBufferSeconds) {
        this.out = out;
        this.form = form;
        this.fullBufferSeconds = fullBufferSeconds;
    }

    @Override
    public void accept(PlayerEvent event) {
        if (event instanceof PlayerEvent.RungChosen choice && choice.medium() == Medium.VIDEO) {
            chosen = Optional.of(choice);
        } else if (event instanceof PlayerEvent.Level level) {
            level(level);
        } else {
            String sentence = Sentences.of(event);
            if (!sentence.isEmpty()) {
                say(Texts.clock(Texts.seconds(event.at())) + "  " + sentence);
            }
        }
    }

    private void level(PlayerEvent.Level level) {
        double at = Texts.seconds(level.at());
        switch (form) {
            case TERMINAL -> {
                out.print(LINE_START + status(level) + CLEAR_TO_END);
                lineOpen = true;
            }
            case PLAIN -> {
                if (at < nextPlainAt) {
                    return;
                }
                nextPlainAt = at + PLAIN_EVERY_SECONDS;
                out.print(status(level) + "\n");
            }
        }
        out.flush();
    }

    private String status(PlayerEvent.Level level) {
        double buffer = Texts.seconds(level.videoBuffer());
        String rate = chosen.map(choice -> Texts.rate((double) choice.bitsPerSecond()))
                .orElse("–");
        String latency = level.liveLatency().isZero()
                ? ""
                : "  " + Texts.seconds(Texts.seconds(level.liveLatency())) + " behind live";
        return String.format(
                Locale.ROOT,
                "%6s  %-11s %s %6s  network %s%s",
                Texts.clock(Texts.seconds(level.mediaTime())),
                rate,
                bar(buffer),
                Texts.seconds(buffer),
                Texts.throughput(level.throughput()),
                latency);
    }

    private String bar(double buffer) {
        double share = fullBufferSeconds > 0 ? buffer / fullBufferSeconds : 0;
        int full = (int) Math.max(0, Math.min(BAR_CELLS, Math.round(share * BAR_CELLS)));
        return "▕" + "█".repeat(full) + "░".repeat(BAR_CELLS - full) + "▏";
    }

    private void say(String line) {
        String safe = Texts.oneLine(line);
        out.print((lineOpen ? LINE_START : "") + safe + (form == Form.TERMINAL ? CLEAR_TO_END : "") + "\n");
        lineOpen = false;
        out.flush();
    }
}
