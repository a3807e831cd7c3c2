package labwire.dash.isobmff;

/** A box: its type and its fields. Immutable. */
public interface Box {
    /** Four characters, such as {@code moov}. */
    String type();

    /** Writes what follows the header. */
    void writeBody(BoxWriter out);
}
