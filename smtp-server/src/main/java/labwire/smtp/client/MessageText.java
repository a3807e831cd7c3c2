package labwire.smtp.client;

import java.io.ByteArrayOutputStream;

/**
 * Makes a message fit for sending: every line ended by CRLF, a dot doubled where it starts a line, and the line with a
 * dot alone at the end (<a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2">RFC 5321 section 4.5.2</a>).
 */
final class MessageText {

    private MessageText() {}

    static byte[] forTransfer(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 64);
        boolean lineStart = true;
        for (int i = 0; i < message.length; i++) {
            byte octet = message[i];
            if (octet == '\n' || octet == '\r') {
                out.write('\r');
                out.write('\n');
                lineStart = true;
                if (octet == '\r' && i + 1 < message.length && message[i + 1] == '\n') {
                    i++;
                }
            } else {
                if (octet == '.' && lineStart) {
                    out.write('.');
                }
                out.write(octet);
                lineStart = false;
            }
        }
        if (!lineStart) {
            out.write('\r');
            out.write('\n');
        }
        out.write('.');
        out.write('\r');
        out.write('\n');
        return out.toByteArray();
    }
}
