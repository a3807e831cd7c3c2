package labwire.smtp.hook;

/** Where in a session a question is asked. */
public enum Stage {
    /** A connection was accepted; nothing was said yet, TLS included. */
    CONNECT,
    /** HELO, EHLO or LHLO. */
    GREETING,
    /** Credentials were given, and are right: may this user come in here? */
    AUTH,
    MAIL,
    RCPT,
    /** DATA, or the first BDAT. */
    DATA,
    /** The message is here whole. */
    MESSAGE
}
