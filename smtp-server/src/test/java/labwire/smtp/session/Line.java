package labwire.smtp.session;

import java.util.List;

/** A client's end of a connection to a server in an embedded channel. One char an octet. */
interface Line {

    void send(String octets);

    /** The lines that came since. */
    List<String> answers();

    boolean isOpen();

    void release();
}
