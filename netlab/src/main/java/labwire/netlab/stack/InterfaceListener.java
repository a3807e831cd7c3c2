package labwire.netlab.stack;

/** Who is told what becomes of a stack's interfaces. Called on the lab's loop, after the routes have changed too. */
public interface InterfaceListener {
    default void added(NetworkInterface on) {}

    /** It has neither addresses nor a link any more. */
    default void removed(NetworkInterface on) {}

    /** {@link NetworkInterface#isUp()} says otherwise than before. */
    default void upOrDown(NetworkInterface on) {}

    /** An address was added or taken away. */
    default void addressesChanged(NetworkInterface on) {}

    /** {@link NetworkInterface#bandwidthKilobits()} says otherwise than before. */
    default void bandwidthChanged(NetworkInterface on) {}
}
