package labwire.smtp.client;

import labwire.smtp.client.SenderException.Problem;
import labwire.smtp.reply.SmtpReply;

/** A part of a client's session, without I/O: it begins, takes replies, and says what to do next until it is done. */
interface ClientDialogue {

    ClientMove start();

    /** @throws SenderException if there is no way on */
    ClientMove on(SmtpReply reply) throws SenderException;

    /** The handshake that was asked for has succeeded. */
    default ClientMove secured() throws SenderException {
        throw new SenderException(Problem.TLS, "a handshake that nobody asked for");
    }
}
