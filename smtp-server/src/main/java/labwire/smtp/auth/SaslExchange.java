package labwire.smtp.auth;

/** One authentication under way, server side. For one thread at a time; ends with a success or a failure. */
public interface SaslExchange {

    /** The first step, of a client that sent no initial response. */
    SaslStep start();

    /** The step that a client's response gives, the initial one included; already decoded from base64. */
    SaslStep respond(byte[] response);
}
