package labwire.netlab.link;

/** What is wrong with a frame that comes to a port, which drops it. In the words of a network card's counters. */
public enum InputError {
    /** Its check sequence does not fit: the cable has damaged it. */
    CRC,
    /** It comes from outside of the lab, and a length, a header or a checksum in it does not fit. */
    FRAME,
    /** It comes from outside of the lab, and is shorter than a frame's header. */
    RUNT,
    /** It comes from outside of the lab, and is longer than what is taken from there. */
    GIANT
}
