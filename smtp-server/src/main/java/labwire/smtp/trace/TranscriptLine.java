package labwire.smtp.trace;

import java.time.Instant;

/** One line of a transcript. */
public record TranscriptLine(Instant time, Voice voice, String text) {

    /** Who said it. */
    public enum Voice {
        CLIENT("C:"),
        SERVER("S:"),
        /** Nobody: something that happened. */
        NOTE("--");

        private final String mark;

        Voice(String mark) {
            this.mark = mark;
        }

        /** What stands before such a line. */
        public String mark() {
            return mark;
        }
    }

    @Override
    public String toString() {
        return voice.mark() + " " + text;
    }
}
