package labwire.netlab.stack.tcp;

/** How large one of a connection's buffers is at the moment, within what its settings allow. It never shrinks by itself. */
final class BufferCapacity {
    private BufferSize limits;
    private int bytes;

    BufferCapacity(BufferSize limits) {
        this.limits = limits;
        bytes = limits.initialBytes();
    }

    /** The application asks for another size; what was found out so far counts no more. */
    void limits(BufferSize newLimits) {
        if (!newLimits.equals(limits)) {
            limits = newLimits;
            bytes = newLimits.initialBytes();
        }
    }

    void growTo(long wanted) {
        bytes = (int) Math.max(bytes, Math.min(wanted, limits.maximumBytes()));
    }

    int bytes() {
        return bytes;
    }

    int maximumBytes() {
        return limits.maximumBytes();
    }
}
