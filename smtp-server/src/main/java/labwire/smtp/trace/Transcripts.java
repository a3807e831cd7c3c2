package labwire.smtp.trace;

/** Keeps the transcripts of sessions. Safe for any thread. */
public interface Transcripts {

    /** Keeps none. */
    Transcripts NONE = new Transcripts() {
        @Override
        public Transcript begin(String sessionId, String protocol, String clientAddress, int serverPort) {
            return Transcript.NONE;
        }
    };

    /** @param protocol such as {@code smtp}, {@code lmtp} or {@code pop3} */
    Transcript begin(String sessionId, String protocol, String clientAddress, int serverPort);
}
