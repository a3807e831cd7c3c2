package labwire.smtp.session;

import java.util.List;
import java.util.Optional;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.reply.SmtpReply;

/**
 * What the transport is to do: send the replies, if there are any, and then?
 *
 * @param inquiry with {@link Next#ASK} alone
 * @param work with {@link Next#WORK} alone
 * @param chunkOctets with {@link Next#CHUNK}: 0 or more
 */
public record Step(
        List<SmtpReply> replies, Next next, Optional<Inquiry> inquiry, Optional<SaslStep.Work> work, long chunkOctets) {

    public enum Next {
        /** Read a command line and give it to {@link SmtpSession#command}. */
        COMMAND,
        /** Read a line of a SASL exchange and give it to {@link SmtpSession#response}. */
        SASL,
        /** Run the work where it may take its time, and give the outcome to {@link SmtpSession#worked}. */
        WORK,
        /** Read message text to its end; {@link SmtpSession#text}, {@link SmtpSession#endOfText}. */
        TEXT,
        /** Read as many octets as the step says; {@link SmtpSession#text}, {@link SmtpSession#endOfChunk}. */
        CHUNK,
        /** Ask the hook, and give the answer to {@link SmtpSession#decided}. */
        ASK,
        /** {@link SmtpSession#keep} the message. */
        KEEP,
        /** Do a TLS handshake, starting with the next octet that the client sends; {@link SmtpSession#secured}. */
        TLS,
        /** Close the connection. */
        CLOSE;

        /** Whether the client's turn it is; else nothing is read, and what is pipelined waits. */
        public boolean reads() {
            return switch (this) {
                case COMMAND, SASL, TEXT, CHUNK -> true;
                case WORK, ASK, KEEP, TLS, CLOSE -> false;
            };
        }
    }

    static final Step KEEP = of(List.of(), Next.KEEP);
    static final Step TLS = of(List.of(), Next.TLS);
    static final Step COMMAND = of(List.of(), Next.COMMAND);
    static final Step CLOSE = of(List.of(), Next.CLOSE);

    static Step of(List<SmtpReply> replies, Next next) {
        return new Step(replies, next, Optional.empty(), Optional.empty(), 0);
    }

    static Step reply(SmtpReply reply, Next next) {
        return of(List.of(reply), next);
    }

    static Step ask(Inquiry inquiry) {
        return new Step(List.of(), Next.ASK, Optional.of(inquiry), Optional.empty(), 0);
    }

    static Step work(SaslStep.Work work) {
        return new Step(List.of(), Next.WORK, Optional.empty(), Optional.of(work), 0);
    }

    static Step chunk(long octets) {
        return new Step(List.of(), Next.CHUNK, Optional.empty(), Optional.empty(), octets);
    }
}
