package labwire.smtp.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import labwire.smtp.envelope.Envelope;

/**
 * The lines a server puts in front of a message it takes in for final delivery: {@code Return-Path:} and {@code
 * Received:} (<a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.4">RFC 5321 section 4.4</a>). Their length does not depend on
 * the time.
 */
public final class TraceHeader {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss '+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TraceHeader() {}

    /** The lines, each ended by CRLF. The recipient is named only if there is one: the others may be blind copies. */
    public static byte[] of(Provenance provenance, Envelope envelope, String id, Instant time) {
        StringBuilder lines = new StringBuilder(400);
        lines.append(returnPath(envelope));
        lines.append("Received: from ").append(provenance.clientName());
        lines.append(" (").append(literal(provenance.clientAddress())).append(")\r\n");
        provenance.tls().ifPresent(tls -> lines.append("\t(using ").append(tls).append(")\r\n"));
        lines.append("\tby ").append(provenance.serverName());
        lines.append(" with ")
                .append(provenance.keyword(envelope.options().smtpUtf8()))
                .append(" id ")
                .append(id);
        if (envelope.recipients().size() == 1) {
            lines.append("\r\n\tfor <").append(envelope.recipients().get(0)).append('>');
        }
        lines.append(";\r\n\t").append(DATE.format(time)).append("\r\n");
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * How many octets of the header's beginning a message leaves behind that goes on to another server: the {@code
     * Return-Path:} line is for final delivery alone.
     */
    public static int returnPathBytes(Envelope envelope) {
        return returnPath(envelope).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String returnPath(Envelope envelope) {
        return "Return-Path: <" + envelope.senderText() + ">\r\n";
    }

    private static String literal(String address) {
        return address.contains(":") ? "[IPv6:" + address + "]" : "[" + address + "]";
    }
}
